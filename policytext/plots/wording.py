"""What stands on a plot: labels of documents, and room for full-width characters."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import east_asian_width

from policytext.model import Document


def columns(text: str) -> int:
    """The room of a text in half-width characters.

    >>> columns("通知ab")
    6
    """
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def shortened(text: str, room: int) -> str:
    """The beginning of a text that has room, on one line.

    >>> shortened("关于加快发展 助餐服务的意见", 15), shortened("a plan", 15)
    ('关于加快发展 …', 'a plan')
    """
    text = " ".join(text.split())
    if columns(text) <= room:
        return text
    while columns(text) > room - 1:
        text = text[:-1]
    return text + "…"


def wrapped(text: str, room: int) -> str:
    r"""The text in lines that have room; broken between words, and between full-width characters.

    >>> wrapped("one mark is a task 任务", 10)
    'one mark\nis a task\n任务'
    """
    lines = [""]
    for word in words(text):
        if columns(lines[-1] + word.rstrip()) > room and lines[-1]:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += word
    return "\n".join(line.rstrip() for line in lines)


def words(text: str) -> Iterator[str]:
    """Pieces that no line break may divide, each with the space after it."""
    held = ""
    for char in text:
        if held and (held[-1] == " " != char or (char != " " and east_asian_width(char) in "WF")):
            yield held
            held = ""
        held += char
    if held:
        yield held


def named(document: Document) -> str:
    """What a document is called in a plot: the text it encloses, or its title after 关于, with its place; else its id.

    >>> from policytext.model import Header
    >>> header = Header(title="云川省财政厅关于加快发展助餐服务的意见", jurisdiction="云川省")
    >>> named(Document(doc_id="d", text="", header=header))
    '云川省：加快发展助餐服务的意见'
    """
    header = document.header
    title = next(iter(header.enclosures), None) or header.title or ""
    title = "".join(title.split()).strip("《》")
    if "关于" in title:
        title = title.split("关于", 1)[1]
        if title.startswith("印发《"):
            title = title.removeprefix("印发《").split("》")[0]
    place = header.jurisdiction if header.level != "central" else None
    if not title:
        return document.doc_id
    return title if not place or place in title else f"{place}：{title}"
