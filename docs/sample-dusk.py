"""Draws `essays/roofs-at-dusk.jpg`, the one sample as wide as a photograph: rows of roofs in evening haze, all invented.

Needs Pillow. Run it from the root of the project; the same numbers give the same picture.
"""

import math
import random

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1600, 1000
chance = random.Random(1844)


def mix(one, other, share):
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other))


def sky():
    picture = Image.new("RGB", (WIDTH, HEIGHT))
    draw = ImageDraw.Draw(picture)
    stops = [(0.0, (43, 58, 92)), (0.35, (132, 112, 140)), (0.6, (232, 158, 116)), (0.75, (250, 205, 150)), (1.0, (250, 215, 170))]
    for y in range(HEIGHT):
        place = y / HEIGHT
        for (above, colour), (below, next_colour) in zip(stops, stops[1:]):
            if above <= place <= below:
                draw.line([(0, y), (WIDTH, y)], fill=mix(colour, next_colour, (place - above) / (below - above)))
    draw.ellipse([1030, 560, 1150, 680], fill=(255, 236, 190))
    return picture.filter(ImageFilter.GaussianBlur(10))


def terrace(draw, ground, size, colour, lit):
    """One row of houses: gables, chimneys and here and there a window with a light."""
    left = -size * chance.random()
    while left < WIDTH:
        wide = size * (0.85 + 0.4 * chance.random())
        top = ground - size * (0.75 + 0.25 * chance.random())
        eaves = top + size * 0.34
        draw.polygon([(left, eaves), (left + wide / 2, top), (left + wide, eaves), (left + wide, HEIGHT), (left, HEIGHT)], fill=colour)
        stack = left + wide * chance.choice([0.22, 0.7])
        draw.rectangle([stack, top - size * 0.06, stack + size * 0.1, eaves], fill=colour)
        for column in (0.25, 0.6):
            if chance.random() < lit:
                x, y = left + wide * column, eaves + size * 0.16
                draw.rectangle([x, y, x + size * 0.12, y + size * 0.17], fill=(255, 214, 140))
        left += wide


def main():
    picture = sky()
    haze = (238, 170, 130)
    rows = 7
    for row in range(rows):
        near = row / (rows - 1)
        colour = mix(haze, (30, 30, 44), 0.18 + 0.82 * near**0.8)
        layer = picture.copy()
        terrace(ImageDraw.Draw(layer), 660 + 340 * near**1.2 + 12 * math.sin(row), 70 + 190 * near, colour, 0.1 + 0.2 * near)
        picture = layer.filter(ImageFilter.GaussianBlur(2.4 * (1 - near) + 0.6))
    picture.save("essays/roofs-at-dusk.jpg", quality=74, optimize=True, progressive=True, subsampling=2)


main()
