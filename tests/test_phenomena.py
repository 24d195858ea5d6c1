"""The phenomena suite: what the library must do, case by case, as the data files of `tests/phenomena` say.

A file has a `topic`, a paragraph `about`, and a list `case`; a case has `id`, `shows` (one line), `text`, and one or more of

- `expect`: objects by kind that must be found; every key of one has to hold for the same object
- `reject`: objects by kind that must not be found
- `count`: how many objects of a kind are found

A kind is an attribute of `Document`; `header` is one table. A key is an attribute of the object, `"null"` its `None`, a date its ISO
form; the order of addressees does not count. Keys that are no attributes: `has` (a fragment of the object's text), `at` (a piece of
the text that it touches), `governs` (a fragment of each text unit governed, in order), `within` (path of the section that holds a
text unit), `parent` (path of the section above).
"""

import datetime as dt
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from policytext import Document, parse

FOLDER = Path(__file__).resolve().parent / "phenomena"
KINDS = ("sections", "sentences", "tasks", "assignments", "deadlines", "targets", "slogans", "citations", "problems")
KEYS = {"id", "shows", "text", "expect", "reject", "count"}
PLACE = ("marker", "heading", "path", "label", "modality")
VALUE = (
    "name",
    "role",
    "source",
    "kind",
    "earliest",
    "latest",
    "recurs",
    "marked",
    "title",
    "number",
    "relation",
    "code",
)
SHOWN = (*PLACE, *VALUE)
ENOUGH = 300

Case = dict[str, Any]


def load() -> list[Case]:
    """The cases of all files, in the order of the files' names."""
    return [case for path in sorted(FOLDER.glob("*.toml")) for case in tomllib.loads(path.read_text("utf-8"))["case"]]


CASES = load()


def plain(value: object) -> object:
    """A value as the data files write it."""
    if value is None:
        return "null"
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def words(doc: Document, found: Any) -> str:
    """The text of an object, cut from the document."""
    return "" if found.span is None else doc.text[found.span.start : found.span.end]


def holds(doc: Document, found: Any, key: str, wanted: Any) -> bool:
    """Whether one key of a case is true of an object."""
    if key == "has":
        return str(wanted) in words(doc, found)
    if key == "at":
        start = doc.text.index(wanted)
        return bool(found.span and found.span.start < start + len(wanted) and start < found.span.end)
    if key == "governs":
        units = [doc.sentences[k].text for k in found.governs]
        return len(units) == len(wanted) and all(w in u for w, u in zip(wanted, units, strict=True))
    if key in ("within", "parent"):
        index = found.section if key == "within" else found.parent
        return bool(wanted == ("null" if index is None else doc.sections[index].path))
    return bool(plain(getattr(found, key)) == wanted)


def matches(doc: Document, kind: str, wanted: Case) -> list[Any]:
    """The objects of a kind for which every key holds."""
    return [found for found in getattr(doc, kind) if all(holds(doc, found, k, v) for k, v in wanted.items())]


def seen(doc: Document, kind: str) -> str:
    """What there is of a kind, for the message of a failure."""
    rows = []
    for found in getattr(doc, kind):
        values = ", ".join(f"{n}={plain(getattr(found, n))}" for n in SHOWN if hasattr(found, n))
        rows.append(f"  {words(doc, found)!r}: {values}")
    return "\n".join(rows) or "  nothing"


def faults(doc: Document, case: Case) -> list[str]:
    """What a document does otherwise than a case says."""
    found: list[str] = []
    for key, wanted in case.get("expect", {}).get("header", {}).items():
        value = plain(getattr(doc.header, key))
        same = Counter(doc.header.addressees) == Counter(wanted) if key == "addressees" else value == wanted
        if not same:
            found.append(f"header.{key} should be {wanted!r} and is {value!r}")
    for kind in KINDS:
        for wanted in case.get("expect", {}).get(kind, []):
            if not matches(doc, kind, wanted):
                found.append(f"{kind}: {wanted} is not found; there is\n{seen(doc, kind)}")
        for wanted in case.get("reject", {}).get(kind, []):
            if matches(doc, kind, wanted):
                found.append(f"{kind}: {wanted} is found and should not be; there is\n{seen(doc, kind)}")
        number = case.get("count", {}).get(kind)
        if number is not None and len(getattr(doc, kind)) != number:
            found.append(f"{kind}: there should be {number}; there is\n{seen(doc, kind)}")
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_phenomenon(case: Case) -> None:
    doc = parse(case["text"])
    found = faults(doc, case)
    assert not found, "\n".join([f"{case['id']}: {case['shows']}", *found])
    for kind in ("sentences", "tasks", "assignments", "deadlines", "targets", "slogans", "citations"):
        for item in getattr(doc, kind):
            assert words(doc, item) == item.text, f"{case['id']}: a span of {kind} is not where its text is"


def test_ids_are_unique() -> None:
    ids = [case["id"] for case in CASES]
    assert sorted(ids) == sorted(set(ids))


def test_there_are_enough() -> None:
    assert len(CASES) >= ENOUGH


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_files_are_well_formed(path: Path) -> None:
    data = tomllib.loads(path.read_text("utf-8"))
    assert set(data) == {"topic", "about", "case"}
    for case in data["case"]:
        assert case.keys() <= KEYS, case["id"]
        assert case["id"].startswith(f"{path.stem}."), f"{case['id']} stands in {path.name}"
        assert case["shows"] and "\n" not in case["shows"], case["id"]
        checks = [case.get(part, {}) for part in ("expect", "reject", "count")]
        assert any(checks), f"{case['id']} checks nothing"
        assert {kind for part in checks for kind in part} <= {"header", *KINDS}, case["id"]
        assert "header" not in case.get("reject", {}) and "header" not in case.get("count", {}), case["id"]
