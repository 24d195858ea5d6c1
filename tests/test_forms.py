"""One document in other ways of writing it: what copies, keyboards and converters do to a text changes no find."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

import policytext as pt
from policytext.model import Document

RADICALS = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0x2F00, 0x2FD6)}
MARKS = str.maketrans("，。；：、", "﹐｡﹔﹕､")
WRAPPED = "meal-qinghe"
"""Its lines are cut at one width, which is all that tells where its paragraphs end."""
FORMS: dict[str, Callable[[str], str]] = {
    "marks of half the width": lambda t: t.translate(MARKS),
    "marks of a Latin keyboard": lambda t: t.translate(str.maketrans("；（）“”", ';()""')),
    "digits of full width": lambda t: t.translate({ord("0") + n: chr(0xFF10 + n) for n in range(10)}),
    "radicals for characters": lambda t: t.translate({ord(one): double for one, double in RADICALS.items()}),
    "corner quotation marks": lambda t: t.translate(str.maketrans("“”‘’", "「」『』")),
    "a space behind commas": lambda t: re.sub("(?<=[一-鿿”》）][，、])(?=[一-鿿“《])", " ", t),
    "a wide space behind commas": lambda t: re.sub("(?<=[一-鿿”》）]，)(?=[一-鿿“《])", "\u3000", t),
    "spaces within brackets": lambda t: re.sub("(?<=（)(?=[^\n）])|(?<=[^\n（])(?=）)", " ", t),
    "a space behind the bracket in a name": lambda t: re.sub("（市、区）|（街道）|（居）", r"\g<0> ", t),
    "line ends of Windows": lambda t: t.replace("\n", "\r\n"),
    "separators of lines": lambda t: t.replace("\n", "\u2028"),
    "zero-width spaces": lambda t: t.replace("，", "，\u200b"),
    "spaces at line ends": lambda t: t.replace("\n", "  \n"),
    "indented by spaces": lambda t: re.sub(r"\n(?=\S)", "\n    ", t),
    "indented by wide spaces": lambda t: re.sub(r"\n(?=\S)", "\n\u3000\u3000", t),
    "entities at the head of lines": lambda t: re.sub(r"\n(?=\S)", "\n&nbsp;&nbsp;&nbsp;&nbsp;", t),
    "paragraphs in marks of HTML": lambda t: re.sub(r"(?m)^(?=\S)(.*)$", r'<p class="text">\1</p>', t),
    "words in marks of HTML": lambda t: re.sub("财政局|公示", r"<b>\g<0></b>", t),
    "line breaks of HTML": lambda t: t.replace("\n", "<br/>\n"),
    "headings of Markdown": lambda t: re.sub("(?m)^[ \u3000]*(?=[一二三四五六七八九十]、)", "## ", t),
}


def told(doc: Document) -> dict[str, list[object]]:
    """What was found, in order, without places."""
    return {
        "labels": [s.label for s in doc.sentences],
        "sections": [s.path for s in doc.sections],
        "modality": [t.modality for t in doc.tasks],
        "units": [(a.name, a.role, a.scope) for a in doc.assignments],
        "deadlines": [(d.kind, d.earliest, d.latest) for d in doc.deadlines],
        "targets": [t.sentence for t in doc.targets],
        "citations": [(c.number, c.kind, c.relation) for c in doc.citations],
        "slogans": [(s.kind, s.sentence) for s in doc.slogans],
        "header": [
            doc.header.genre,
            doc.header.document_number,
            doc.header.issuers,
            doc.header.issued,
            doc.header.level,
        ],
    }


@pytest.mark.parametrize("form", FORMS)
def test_the_form_changes_nothing(form: str, demo: Path) -> None:
    files = [file for file in sorted(demo.rglob("*.txt")) if file.stem != WRAPPED]
    written = {file.stem: file.read_text("utf-8") for file in files}
    other = {name: FORMS[form](text) for name, text in written.items()}
    assert other != written
    assert [name for name, text in written.items() if told(pt.parse(other[name])) != told(pt.parse(text))] == []
