"""Writes Word packages for tests: as little of the format as the reader needs, from pieces of XML."""

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = (
    f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
TITLE = "<dc:title xmlns:dc='http://purl.org/dc/elements/1.1/'>"


def part(name: str, inner: str) -> str:
    """A part with its root element."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {NAMESPACES}>{inner}</w:{name}>'


def package(members: dict[str, str | bytes]) -> bytes:
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in members.items():
            z.writestr(name, data)
    return out.getvalue()


def relations(*targets: tuple[str, str, str]) -> str:
    """A part of relationships: id, kind, target."""
    inner = "".join(f'<Relationship Id="{i}" Type="{OFFICE}/{k}" Target="{t}"/>' for i, k, t in targets)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def content_types(parts: dict[str, str]) -> str:
    """What kind each part is, without which office programmes open nothing."""
    kinds = "".join(
        f'<Override PartName="/word/{n}.xml" ContentType="{TYPE}.{n.rstrip("0123456789")}+xml"/>' for n in parts
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/>{kinds}</Types>'
    )


def docx(body: str, **parts: str) -> bytes:
    """A document: `body` stands in w:body; `styles`, `numbering`, `header1`, `footnotes` … are other parts' content.

    A header named `header1` has the relationship id `header1`; `core` are the properties.
    """
    core = parts.pop("core", "")
    roots = {"header": "hdr", "footer": "ftr"}
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types(parts),
        "_rels/.rels": relations(
            ("rId1", "officeDocument", "word/document.xml"), ("rId2", "metadata/core-properties", "docProps/core.xml")
        ),
        "word/_rels/document.xml.rels": relations(*((n, n.rstrip("0123456789"), f"{n}.xml") for n in parts)),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
    }
    for name, inner in parts.items():
        kind = name.rstrip("0123456789")
        members[f"word/{name}.xml"] = part(roots.get(kind, kind), inner)
    if core:
        members["docProps/core.xml"] = f"<coreProperties>{core}</coreProperties>"
    return package(members)


def run(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(content: str = "", properties: str = "") -> str:
    """A paragraph; `content` that is no XML is one run."""
    inner = content if content.startswith("<") or not content else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(*content: str, properties: str = "") -> str:
    """A cell; what is no XML is a paragraph."""
    inner = "".join(c if c.startswith(("<w:tbl>", "<w:p>")) else p(c) for c in content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: list[str]) -> str:
    """A table from rows of cells."""
    inner = "".join(f"<w:tr>{''.join(c if c.startswith('<') else cell(c) for c in row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/>{inner}</w:tbl>"


def field(code: str, result: str) -> str:
    """A complex field."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{escape(code)}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def tag(name: str, value: object) -> str:
    """An element with a `w:val`."""
    return f"<w:{name} w:val={quoteattr(str(value))}/>"


def level(number: int, about: dict) -> str:
    """A `w:lvl` from a table of a data file."""
    start = about.get("start", 1)
    inner = "" if start == "none" else tag("start", start)
    inner += about.get("raw_format") or tag("numFmt", about.get("format", "decimal"))
    inner += tag("lvlRestart", about["restart"]) if "restart" in about else ""
    inner += tag("pStyle", about["style"]) if "style" in about else ""
    inner += "<w:isLgl/>" if about.get("legal") else ""
    inner += tag("suff", about["suffix"]) if "suffix" in about else ""
    inner += tag("lvlText", about.get("text", f"%{number + 1}."))
    inner += (
        f'<w:rPr><w:rFonts w:ascii="{about["font"]}" w:hAnsi="{about["font"]}"/></w:rPr>' if "font" in about else ""
    )
    return f'<w:lvl w:ilvl="{number}">{inner}</w:lvl>'


def numbering(lists: list, nums: list[dict]) -> str:
    """The content of the numbering part.

    Each of `lists` is a list of levels, or a table with `style` (the list style that it defines) or `link` (the one that it takes its
    levels from) and `levels`. Each of `nums` has `list`, and may have `starts` and `levels` by level.
    """
    text = ""
    for i, about in enumerate(lists):
        about = about if isinstance(about, dict) else {"levels": about}
        inner = '<w:multiLevelType w:val="multilevel"/>'
        inner += tag("styleLink", about["style"]) if "style" in about else ""
        inner += tag("numStyleLink", about["link"]) if "link" in about else ""
        inner += "".join(level(n, v) for n, v in enumerate(about.get("levels", [])))
        text += f'<w:abstractNum w:abstractNumId="{i}">{inner}</w:abstractNum>'
    for i, num in enumerate(nums, 1):
        inner = tag("abstractNumId", num["list"])
        for n in sorted({*num.get("starts", {}), *num.get("levels", {})}, key=int):
            start = tag("startOverride", num["starts"][n]) if n in num.get("starts", {}) else ""
            own = level(int(n), num["levels"][n]) if n in num.get("levels", {}) else ""
            inner += f'<w:lvlOverride w:ilvl="{n}">{start}{own}</w:lvlOverride>'
        text += f'<w:num w:numId="{i}">{inner}</w:num>'
    return text


def style(about: dict) -> str:
    """A `w:style` from a table: `id`, `kind`, `based_on`, `num`, `level`, `default`."""
    inner = tag("name", about["id"])
    inner += tag("basedOn", about["based_on"]) if "based_on" in about else ""
    inner += f"<w:pPr>{num_pr(about.get('num'), about.get('level'))}</w:pPr>"
    default = ' w:default="1"' if about.get("default") else ""
    return f'<w:style w:type="{about.get("kind", "paragraph")}"{default} w:styleId="{about["id"]}">{inner}</w:style>'


def num_pr(num: object, ilvl: object) -> str:
    """A `w:numPr`; nothing where neither is given."""
    inner = "" if ilvl in {None, ""} else tag("ilvl", ilvl)
    inner += "" if num in {None, ""} else tag("numId", num)
    return f"<w:numPr>{inner}</w:numPr>" if inner else ""


def placed(place: str, text: str) -> str:
    """A paragraph at a place: "2.1" is level 1 of list 2, "2" list 2 with no level, ".1" a level alone, "@Name" a style before it."""
    name, _, rest = place.rpartition("@")[2].partition(" ") if place.startswith("@") else ("", "", place)
    num, _, ilvl = rest.partition(".")
    return p(text, (tag("pStyle", name) if name else "") + num_pr(num, ilvl))


def numbered(case: dict) -> bytes:
    """The document of a case of the numbering suite."""
    lists = case["lists"]
    nums = case.get("nums") or [{"list": i} for i in range(len(lists))]
    body = "".join(placed(place, text) for place, text, _ in case["lines"])
    return docx(body, numbering=numbering(lists, nums), styles="".join(style(s) for s in case.get("styles", [])))
