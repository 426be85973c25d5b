"""What programs for references read of each essay, by parsers that others wrote: bibtexparser, rispy and citeproc-py.

usage: cite.py SITE [EXPECTED]
Every essay has three files beside it, which must say the same, and what the page says; EXPECTED names what they say of some.
"""
import json
import pathlib
import sys
import tomllib
import warnings

import bibtexparser
import rispy
from bibtexparser import middlewares
from citeproc.source.json import CiteProcJSON
from lxml import html
from pylatexenc import latex2text

site = pathlib.Path(sys.argv[1])
expected = tomllib.loads(pathlib.Path(sys.argv[2]).read_text()) if len(sys.argv) > 2 else {}
findings = []
# It says aloud that it knows no parts of a book; whoever knows them reads them.
warnings.filterwarnings("ignore", message=".*unsupported: part_title")
warnings.simplefilter("error", append=True)
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
READ = [
    ("title", "container-title", "publisher", "URL", "language", "abstract"),
    ("title", "booktitle", "publisher", "url", "language", "abstract"),
    ("title", "secondary_title", "publisher", "urls", "language", "abstract"),
]


TEX = latex2text.get_default_latex_context_db()
# What LaTeX itself knows and the decoder does not, and a circumflex that it takes for an accent.
SIGNS = (("textbraceleft", "{"), ("textbraceright", "}"), ("textasciicircum", "^"))
TEX.add_context_category("signs", prepend=True, macros=[latex2text.MacroTextSpec(*sign) for sign in SIGNS])
decode = latex2text.LatexNodes2Text(latex_context=TEX, keep_comments=True, strict_latex_spaces=True).latex_to_text


def bare(text):
    """A text without the braces around it."""
    while text.startswith("{") and text.endswith("}"):
        text = text[1:-1]
    return text


def counted(text):
    """BibTeX counts braces and sees no backslash before them: an entry ends where as many are closed as were opened."""
    depth = 0
    for at, sign in enumerate(text):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if sign == "}" and depth == 0:
            return text[at + 1:].strip() == ""
    return False


def of_bibtex(path):
    assert counted(path.read_text(encoding="utf-8")), "braces in BibTeX do not match"
    # Names are parted before TeX is decoded, since braces say what belongs together.
    stack = [middlewares.SeparateCoAuthors(), middlewares.SplitNameParts()]
    library = bibtexparser.parse_string(path.read_text(encoding="utf-8"), append_middleware=stack)
    assert not library.failed_blocks and len(library.entries) == 1, library.failed_blocks
    entry = library.entries[0]
    assert entry.entry_type == "incollection"
    fields = {field.key: field.value for field in entry.fields}
    said = [decode(bare(fields[key])) if key in fields else None for key in READ[1]]
    # An address is no TeX.
    said[3] = fields["url"]
    names = []
    for name in fields.get("author", []):
        parts = [decode(" ".join(part)) for part in (name.von + name.last, name.first, name.jr)]
        names.append([part for part in parts if part])
    day = [int(fields["year"]), MONTHS.index(fields["month"]) + 1, int(fields["day"])]
    return entry.key, said, names, day


def of_ris(path):
    raw = path.read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n"), "a line without a carriage return"
    records = rispy.loads(raw.decode("utf-8"))
    assert len(records) == 1, f"{len(records)} records"
    record = records[0]
    assert record["type_of_reference"] == "CHAP" and not record.get("unknown_tag"), record
    said = [record.get(key) for key in READ[2]]
    said[3] = said[3][0]
    return record["id"], said, record.get("authors", []), [int(part) for part in record["date"].split("/")[:3]]


def of_csl(path):
    items = json.loads(path.read_text(encoding="utf-8"))
    read = CiteProcJSON(items)
    assert len(items) == 1 and len(read) == 1
    item = items[0]
    reference = read[item["id"]]
    said = [item.get(key) for key in READ[0]]
    names = []
    for name in item.get("author", []):
        family = " ".join(part for part in (name.get("non-dropping-particle"), name.get("family")) if part)
        parts = [name.get("literal") or family, name.get("given"), name.get("suffix")]
        names.append([part for part in parts if part])
    day = reference.issued if item.get("issued") else None
    return item["id"], said, names, [day.year, day.month, day.day] if day else None


def agree(essay, what, one, other):
    if one != other:
        findings.append(f"{essay.name}: {what}: {one!r} is not {other!r}")


seen = 0
for page in sorted(site.glob("essays/*/index.html")):
    essay = page.parent
    text = page.read_bytes()
    if essay.name == "page" or b'http-equiv="refresh"' in text:
        continue
    seen += 1
    if not (essay / "cite.bib").exists():
        findings.append(f"{essay.name}: has no citation")
        continue
    try:
        key, said, names, day = of_csl(essay / "cite.json")
        bibtex, ris = of_bibtex(essay / "cite.bib"), of_ris(essay / "cite.ris")
    except Exception as fault:  # Whatever a parser says of it.
        findings.append(f"{essay.name}: {fault}")
        continue
    agree(essay, "the key in BibTeX", bibtex[0], key)
    agree(essay, "the key in RIS", ris[0], key)
    for at, field in enumerate(READ[0]):
        agree(essay, f"{field} in BibTeX", bibtex[1][at], said[at])
        agree(essay, f"{field} in RIS", ris[1][at], said[at])
    agree(essay, "the names in BibTeX", bibtex[2], names)
    agree(essay, "the names in RIS", ris[2], [", ".join(name) for name in names])
    agree(essay, "the day in BibTeX", bibtex[3], day)
    agree(essay, "the day in RIS", ris[3], day)
    tree = html.fromstring(text)
    title = " ".join(tree.find(".//h1").text_content().replace("\u00ad", "").split())
    if not said[0].startswith(title):
        findings.append(f"{essay.name}: the page is called {title!r}, the citation {said[0]!r}")
    lines = tree.xpath("//details[@class='cite']//*[@data-text]")
    lines = [" ".join(line.text_content().split()) for line in lines]
    if len(lines) != 3 or not all(said[3] in line and said[1] in line for line in lines):
        findings.append(f"{essay.name}: the page does not cite it three times: {lines}")
    links = set(tree.xpath("//details[@class='cite']//a/@href"))
    agree(essay, "the files that the page names", links, {"cite.bib", "cite.ris", "cite.json"})
    wanted = expected.get(essay.name)
    if wanted:
        agree(essay, "title", said[0], wanted["title"])
        agree(essay, "names", names, wanted["authors"])
        agree(essay, "day", day, wanted["day"])
        agree(essay, "collection", said[1], expected["collection"])
        agree(essay, "publisher", said[2], expected["publisher"])
for name in expected:
    if isinstance(expected[name], dict) and not (site / "essays" / name).is_dir():
        findings.append(f"{name}: is not there")
if not seen:
    findings.append("there is no essay")
for finding in findings:
    print(finding)
print(f"citations of {seen} essays: " + (f"{len(findings)} findings" if findings else "no findings"))
sys.exit(bool(findings))
