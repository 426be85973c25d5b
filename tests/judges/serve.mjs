// The smallest static host: folders answer with their index.html, everything else that is missing with 404.html.
import http from "node:http";
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp", ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8", ".json": "application/json; charset=utf-8", ".txt": "text/plain; charset=utf-8" };

// The policy that the site promises to work under.
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; media-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export function serve(site, base = "/", policy = POLICY) {
  const server = http.createServer((request, response) => {
    const url = new URL(request.url, "http://localhost");
    const wanted = decodeURIComponent(url.pathname);
    const inside = wanted.startsWith(base) ? wanted.slice(base.length) : null;
    let file = inside === null ? null : path.join(site, inside);
    if (file && fs.existsSync(file) && fs.statSync(file).isDirectory()) {
      if (!wanted.endsWith("/")) {
        response.writeHead(301, { location: wanted + "/" }).end();
        return;
      }
      file = path.join(file, "index.html");
    }
    const found = file && fs.existsSync(file);
    if (!found) file = inside === null ? null : path.join(site, "404.html");
    if (!file) return void response.writeHead(404).end("not below the base");
    const type = TYPES[path.extname(file)] ?? "application/octet-stream";
    const headers = { "content-type": type, "content-security-policy": policy };
    let body = fs.readFileSync(file);
    if (/text|xml|json|svg/.test(type) && /gzip/.test(request.headers["accept-encoding"] ?? "")) {
      headers["content-encoding"] = "gzip";
      body = zlib.gzipSync(body);
    }
    response.writeHead(found ? 200 : 404, headers);
    response.end(body);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => {
    resolve({ origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() });
  }));
}

export function pages(site) {
  const found = [];
  const walk = (folder) => {
    for (const entry of fs.readdirSync(path.join(site, folder), { withFileTypes: true })) {
      if (entry.isDirectory()) walk(path.join(folder, entry.name));
      else if (entry.name.endsWith(".html")) found.push(path.join(folder, entry.name).replaceAll("\\", "/"));
    }
  };
  walk("");
  return found.sort();
}

// One page of every kind: all single pages and essays, and the first theme, author, place and part.
export function kinds(site) {
  const seen = new Set();
  return pages(site).filter((page) => {
    const parts = page.split("/");
    const listed = ["themes", "authors", "places", "parts"].includes(parts[0]) && parts.length === 3;
    const kind = listed ? parts[0] + "/*" : parts.length > 2 && parts[0] === "lists" ? "moved" : page;
    if (seen.has(kind)) return false;
    seen.add(kind);
    return true;
  });
}

// The essays, the longest first.
export function essays(site) {
  const size = (page) => fs.statSync(path.join(site, page)).size;
  return pages(site).filter((page) => /^essays\/[^/]+\/index\.html$/.test(page)).sort((a, b) => size(b) - size(a));
}

export const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
