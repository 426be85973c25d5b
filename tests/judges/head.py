"""What search engines and programs for references find in the head of each page, by parsers that others wrote: extruct and lxml.

usage: head.py SITE BASE-URL
Data blocks are read back and their links followed; what is cited is read as Zotero reads it (Embedded Metadata.js: of a page with
citation_book_title it makes a section of a book) and compared with cite.json beside the essay, which is made by other code.
"""
import json
import pathlib
import sys
import urllib.parse
import warnings

import extruct
from lxml import html

warnings.simplefilter("ignore")
site, base = pathlib.Path(sys.argv[1]), sys.argv[2]
findings = []
read = {"pages": 0, "essays": 0, "lists": 0, "offered": 0}


def plain(text):
    return " ".join((text or "").split())


def is_there(address):
    if not address.startswith(base):
        return False
    path = site / urllib.parse.unquote(address[len(base):].split("#")[0])
    return (path / "index.html").is_file() if address.endswith("/") else path.is_file()


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)


def trail(block, own, find):
    steps = block["itemListElement"]
    if len(steps) < 2 or [step["position"] for step in steps] != list(range(1, len(steps) + 1)):
        find("has a trail with holes")
    if steps[0]["item"] != base or steps[-1]["item"] != own:
        find(f"has a trail from {steps[0]['item']} to {steps[-1]['item']}")
    for step in steps:
        if not step["name"] or not is_there(step["item"]):
            find(f"has {step['item']} in its trail, which is not there")


def items(block, find):
    found = block["mainEntity"]["itemListElement"]
    places = [item["position"] for item in found]
    if places != list(range(places[0], places[0] + len(places))) or block["mainEntity"]["numberOfItems"] < places[-1]:
        find("has a list with holes")
    for item in found:
        if not item["name"] or not is_there(item["url"]):
            find(f"lists {item['url']}, which is not there")


def article(block, own, cited, find):
    for key in ("headline", "inLanguage", "mainEntityOfPage", "isPartOf", "position", "wordCount"):
        if not block.get(key):
            find(f"says nothing of {key}")
    if len(block.get("headline", "")) > 110:
        find("has a headline of more than 110 signs")
    if block["mainEntityOfPage"] != own or not block["@id"].startswith(own):
        find(f"is the page {block['mainEntityOfPage']}")
    authors = block.get("author", [])
    if not isinstance(authors, list) or len(authors) != len(cited.get("author", [])):
        find(f"has {len(authors)} authors, and cite.json {len(cited.get('author', []))}")
    for author in authors:
        if author["@type"] not in ("Person", "Organization") or not author["name"] or not is_there(author["url"]):
            find(f"has the author {author}")
    if not block["wordCount"] > 0 or block["timeRequired"][:2] != "PT":
        find("takes no time to read")


def inverted(name):
    if "literal" in name:
        return name["literal"]
    particle = name.get("non-dropping-particle") or name.get("dropping-particle")
    family = " ".join(filter(None, [particle, name.get("family")]))
    return ", ".join(filter(None, [family, name.get("given"), name.get("suffix")]))


def as_zotero(metas):
    """The fields that Zotero makes of the names of Highwire Press, and the type of the item."""
    one = lambda name: next((content for key, content in metas if key.lower() == f"citation_{name}"), None)
    all_of = lambda name: [content for key, content in metas if key.lower() == f"citation_{name}"]
    book = one("book_title") or one("inbook_title")
    kind = "journalArticle"
    if book:
        kind = "bookSection"
    return {
        "type": kind,
        "title": one("title"),
        "container-title": book,
        "publisher": one("publisher"),
        "language": one("language"),
        "URL": one("public_url"),
        "author": all_of("author"),
        "date": one("publication_date"),
    }


def cites(metas, cited, find):
    zotero = as_zotero(metas)
    if zotero["type"] != "bookSection":
        find("is taken for an article of a journal")
    for key in ("title", "container-title", "publisher", "language", "URL"):
        if plain(zotero[key]) != plain(cited.get(key)):
            find(f"has {key} {zotero[key]!r}, and in cite.json {cited.get(key)!r}")
    names = [inverted(name) for name in cited.get("author", [])]
    if zotero["author"] != names:
        find(f"is by {zotero['author']}, and in cite.json by {names}")
    parts = cited.get("issued", {}).get("date-parts", [[]])[0]
    date = "/".join(f"{part:0{4 if at == 0 else 2}}" for at, part in enumerate(parts)) or None
    if zotero["date"] != date:
        find(f"is of {zotero['date']}, and in cite.json of {date}")


def dublin_core(found, cited, find):
    core = {}
    for element in (found[0] if found else {}).get("elements", []):
        core.setdefault(element["name"].split(".")[-1].lower(), []).append(element["content"])
    names = [inverted(name) for name in cited.get("author", [])]
    if core.get("creator", []) != names or not core.get("title") or core.get("identifier") != [cited["URL"]]:
        find(f"has the Dublin Core {core}")


def coins(page, find):
    """The essays of a list, as programs for references find them."""
    for span in page.iterfind(".//span[@class='Z3988']"):
        said = urllib.parse.parse_qs(span.get("title"), strict_parsing=True)
        one = lambda key: said.get(key, [None])[0]
        address = one("rft_id") or ""
        beside = site / address[len(base):] / "cite.json"
        if not is_there(address) or not beside.is_file():
            find(f"offers {address}, which is not there")
            continue
        read["offered"] += 1
        cited = json.loads(beside.read_text(encoding="utf-8"))[0]
        parts = cited.get("issued", {}).get("date-parts", [[]])[0]
        date = "-".join(f"{part:0{4 if at == 0 else 2}}" for at, part in enumerate(parts)) or None
        told = (one("rft.atitle"), one("rft.btitle"), one("rft.pub"), one("rft.date"), said.get("rft.au", []))
        names = [inverted(name) for name in cited.get("author", [])]
        if told != (cited["title"], cited.get("container-title"), cited.get("publisher"), date, names):
            find(f"offers {told}, and cite.json has {cited}")
        if one("rft.genre") != "bookitem" or span.get("aria-hidden") != "true" or span.text:
            find(f"offers {address} as something else")


for path in sorted(site.rglob("*.html")):
    name = str(path.relative_to(site))
    text = path.read_text(encoding="utf-8")
    find = lambda what, name=name: findings.append(f"{name}: {what}")
    page = html.document_fromstring(text.encode("utf-8"))
    metas = [(meta.get("name"), meta.get("content")) for meta in page.iterfind(".//meta[@name]")]
    coins(page, find)
    own = base + (name[: -len("index.html")] if name.endswith("index.html") else name)
    try:
        found = extruct.extract(text, base_url=own, syntaxes=["json-ld", "opengraph", "dublincore"], errors="strict")
    except Exception as error:  # whatever a parser cannot read is a finding
        find(f"cannot be read: {error}")
        continue
    read["pages"] += 1
    blocks = {}
    for block in found["json-ld"]:
        if block.get("@context") != "https://schema.org":
            find("has data of no vocabulary")
        kind = block.get("@type")
        blocks[kind if isinstance(kind, str) else kind[0]] = block
        if any(plain(inner) != inner or not inner for inner in texts(block)):
            find("has data of several lines, or of none")
    hidden = ("robots", "noindex") in metas
    moved = "http-equiv=\"refresh\"" in text
    if hidden or moved:
        if blocks:
            find("has data, and should be left alone")
        continue
    if name == "index.html":
        if set(blocks) != {"WebSite", "Book"}:
            find(f"is {sorted(blocks)}")
        continue
    if "BreadcrumbList" not in blocks:
        find("has no trail")
    else:
        trail(blocks["BreadcrumbList"], own, find)
    beside = path.with_name("cite.json")
    if beside.is_file():
        read["essays"] += 1
        cited = json.loads(beside.read_text(encoding="utf-8"))[0]
        if "Article" not in blocks:
            find("is no article")
        else:
            article(blocks["Article"], own, cited, find)
        cites(metas, cited, find)
        dublin_core(found["dublincore"], cited, find)
    elif "CollectionPage" in blocks:
        read["lists"] += 1
        items(blocks["CollectionPage"], find)
    elif "WebPage" not in blocks:
        find(f"is {sorted(blocks)}")

if not read["essays"] or not read["lists"] or not read["offered"]:
    findings.append(f"read too little: {read}")
for finding in findings[:400]:
    print(f"  data: {finding}")
print(f"data of {read['pages']} pages, {read['essays']} essays, {read['lists']} lists: {len(findings) or 'no'} findings")
sys.exit(1 if findings else 0)
