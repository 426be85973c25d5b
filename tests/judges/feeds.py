"""Feeds, sitemap and pages, read by parsers that others wrote.

usage: feeds.py SITE BASE-URL IMPRINT
"""
import json
import pathlib
import sys

import feedparser
from lxml import etree

site, base, imprint = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
here = pathlib.Path(__file__).parent
findings = []


def say(path, what):
    findings.append(f"{path.relative_to(site)}: {what}")


atom = etree.RelaxNG(etree.parse(here / "schemas" / "atom.rng"))
sitemap = etree.RelaxNG(etree.parse(here / "schemas" / "sitemap.rng"))
ids = {}
for path in sorted(site.rglob("feed.xml")):
    tree = etree.parse(path)
    if not atom.validate(tree):
        say(path, str(atom.error_log.last_error))
    feed = feedparser.parse(str(path))
    if feed.bozo:
        say(path, f"not sound: {feed.bozo_exception}")
    own = base + str(path.relative_to(site))
    if [link.href for link in feed.feed.links if link.rel == "self"] != [own]:
        say(path, "does not name itself")
    if feed.feed.get("rights") != imprint:
        say(path, "rights is not the imprint")
    if len({entry.id for entry in feed.entries}) != len(feed.entries):
        say(path, "two entries with one id")
    for entry in feed.entries:
        if ids.setdefault(entry.id, entry.link) != entry.link:
            say(path, f"{entry.id} is two essays")
        if not entry.link.startswith(base):
            say(path, f"{entry.link} is not a whole address")
        body = entry.content[0].value if "content" in entry else imprint
        if imprint not in body:
            say(path, f"{entry.id} is without the imprint")
        if 'href="..' in body or 'src="..' in body or 'href="#' in body:
            say(path, f"{entry.id} has a relative address")

document = json.loads((site / "feed.json").read_text())
for key in ["version", "title", "home_page_url", "feed_url", "items"]:
    if key not in document:
        say(site / "feed.json", f"no {key}")
if document["version"] != "https://jsonfeed.org/version/1.1":
    say(site / "feed.json", "another version")
for item in document["items"]:
    if not isinstance(item["id"], str) or not item["url"].startswith(base):
        say(site / "feed.json", f"{item['id']} is not sound")

path = site / "sitemap.xml"
tree = etree.parse(path)
if not sitemap.validate(tree):
    say(path, str(sitemap.error_log.last_error))
for loc in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc"):
    inside = loc.text.removeprefix(base)
    page = site / inside / "index.html" if inside == "" or inside.endswith("/") else site / inside
    if not loc.text.startswith(base) or not page.is_file():
        say(path, f"{loc.text} is not a page")
    elif 'content="noindex"' in page.read_text() or "http-equiv" in page.read_text():
        say(path, f"{loc.text} is not for search engines")

# Pages of our own designs are written so that they are well-formed XML as well.
for page in sorted(site.rglob("*.html")):
    text = page.read_text()
    try:
        etree.fromstring(text.split("\n", 1)[1].encode() if text.lower().startswith("<!doctype") else text.encode())
    except etree.XMLSyntaxError as error:
        say(page, f"not well-formed XML: {error}")
    if imprint not in text:
        say(page, "is without the imprint")

for finding in findings[:40]:
    print(f"  feeds: {finding}")
print(f"feeds: {'no findings' if not findings else f'{len(findings)} findings'}")
sys.exit(1 if findings else 0)
