"""What came with the texts: a metadata table, and how it fills what a text does not show."""

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any, get_args

from policytext.errors import InputError
from policytext.model import Evidence, Header, Level, Problem
from policytext.reading.text.fold import fold_value, is_traditional, simplified
from policytext.sources.cells import cell_text, folded
from policytext.span import Span

RULE = "metadata"
"""The `rule` of a header value that the metadata table gave."""

NAMES = {
    "file": ("文件", "文件名", "文件路径", "档案", "档名", "filename", "path"),
    "doc_id": ("编号", "文件编号", "id", "文档编号"),
    "title": ("标题", "文件标题", "名称"),
    "document_number": ("发文字号", "文号", "number"),
    "issuers": ("发文机关", "发文单位", "发布机构", "制定机关", "issuer"),
    "issued": ("成文日期", "发文日期", "发布日期", "日期", "date"),
    "level": ("层级", "级别", "行政层级", "行政级别"),
    "jurisdiction": ("辖区", "地区", "地域"),
    "url": ("网址", "链接", "来源网址"),
}
"""Columns and the other names they go by, in Simplified characters."""
CANONICAL = {other: name for name, others in NAMES.items() for other in (name, *others)}
LEVELS = {
    "中央": "central",
    "国家": "central",
    "国家级": "central",
    "省": "province",
    "省级": "province",
    "自治区": "province",
    "直辖市": "province",
    "市": "prefecture",
    "市级": "prefecture",
    "地市": "prefecture",
    "地市级": "prefecture",
    "地级": "prefecture",
    "州": "prefecture",
    "县": "county",
    "县级": "county",
    "区县": "county",
    "县区": "county",
    "区县级": "county",
    "乡": "township",
    "镇": "township",
    "乡镇": "township",
    "乡镇级": "township",
    "乡级": "township",
    "街道": "township",
    "村": "community",
    "社区": "community",
    "村级": "community",
}
DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[ T]\d{1,2}:\d{2}.*)?")
MONTH = re.compile(r"\d{4}(?:[-/.年]\d{1,2}月?|年?)")
SERIAL = re.compile(r"([2-5]\d{4})(?:\.\d+)?")
"""The number by which spreadsheets keep a day, in a cell that lost its format: 25569 is the first of 1970."""
FIRST_SERIAL, ZERO = 25569, dt.date(1899, 12, 30)
EPOCH = re.compile(r"(\d{10})(?:\d{3})?")
BEIJING = dt.timezone(dt.timedelta(hours=8))
BRACKETS = str.maketrans("[]［］【】﹝﹞()（）", "〔〕〔〕〔〕〔〕〔〕〔〕")
SEPARATOR = re.compile(r"\s*[;；|、,，]\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """A metadata table: rows by file and by id."""

    rows: tuple[Mapping[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    by_key: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def of(self, doc_id: str, file: str | None = None) -> Mapping[str, str]:
        """The row of a document, by its path inside the folder or by its id; empty where the table has none."""
        for kind, key in (("file", file), ("doc_id", doc_id)):
            if key is not None and (at := self.by_key.get((kind, normal(key)))) is not None:
                return self.rows[at]
        return {}

    def unused(self, documents: Iterable[tuple[str, str | None]]) -> tuple[Problem, ...]:
        """A problem for each row that belongs to none of these documents (id, path)."""
        known = list(documents)
        used = {id(self.of(doc_id, file)) for doc_id, file in known}
        told = set(range(len(self.rows))) - set(self.by_key.values())  # they are left out, for another reason
        return tuple(
            no_document(n, row.get("file") or row.get("doc_id") or "", known)
            for n, row in enumerate(self.rows, 1)
            if id(row) not in used and n - 1 not in told
        )

    def settled(self, documents: Iterable[tuple[str, str | None]]) -> "Metadata":
        """The table without rows whose `file` and `doc_id` name different ones of these documents (id, path)."""
        known: dict[tuple[str, str], str] = {}
        for doc_id, file in documents:
            known[("doc_id", normal(doc_id))] = doc_id
            if file is not None:
                known[("file", normal(file))] = doc_id
        named = {
            n: {known[key] for kind in ("file", "doc_id") if (key := (kind, normal(row.get(kind, "")))) in known}
            for n, row in enumerate(self.rows)
            if n in self.by_key.values()
        }
        torn = {n: sorted(ids) for n, ids in named.items() if len(ids) > 1}
        if not torn:
            return self
        problems = tuple(
            left_out(n, f"names {ids[0]!r} and {ids[1]!r} by its `file` and `doc_id`", None) for n, ids in torn.items()
        )
        kept = {key: n for key, n in self.by_key.items() if n not in torn}
        return replace(self, problems=(*self.problems, *problems), by_key=kept)


def index(rows: Iterable[Mapping[Any, Any]], name: str, odd: Mapping[int, str] | None = None) -> Metadata:
    """A metadata table from rows; values are kept as given, columns under their English name where they have one.

    Args:
        rows: The rows, each with its columns.
        name: What the table is called in problems.
        odd: Rows that are left out, by their place from 0, and what is wrong with each.
    """
    clean = tuple(plain(row) for row in rows)
    problems: list[Problem] = []
    by_key: dict[tuple[str, str], int] = {}
    if not any("file" in r or "doc_id" in r for r in clean):
        what = "has no column `file` or `doc_id` with values" if clean else "has no rows"
        return Metadata(problems=(unusable(what, name),))
    for i, row in enumerate(clean):
        if odd and i in odd:
            problems.append(left_out(i, odd[i], name))
            continue
        keys = [(kind, normal(row[kind])) for kind in ("file", "doc_id") if kind in row]
        if not keys or any(by_key.get(k, i) != i for k in keys):
            what = "has neither file nor doc_id" if not keys else "is a second row for the same document"
            problems.append(left_out(i, what, name))
            continue
        by_key.update(dict.fromkeys(keys, i))
    return Metadata(rows=clean, problems=tuple(problems), by_key=by_key)


def left_out(n: int, what: str, name: str | None) -> Problem:
    """The problem of a row, by its place from 0."""
    return Problem(
        code="metadata.row",
        message=f"row {n + 1} {what}; it is left out",
        action="give every document one row with `file` or `doc_id`, and put a cell with a comma or a quote "
        "in quotes (元数据表行有误)",
        path=name,
    )


def canonical(column: str) -> str | None:
    """The English name of a known column, in Simplified or Traditional script; `None` for any other.

    >>> canonical("發文機關"), canonical("Title "), canonical("备注")
    ('issuers', 'title', None)
    """
    name = folded(column)
    return CANONICAL.get(name) or CANONICAL.get(name.translate(simplified()))


def plain(row: Mapping[Any, Any]) -> dict[str, str]:
    """One row with known column names and without empty cells; a second column of one meaning keeps its own name."""
    out: dict[str, str] = {}
    columns = {str(key).strip(): value for key, value in row.items() if str(key).strip()}
    for written in sorted(columns, key=lambda c: c not in NAMES):  # the name itself goes before others for it
        if text := (cell_text(columns[written]) or "").strip():
            known = canonical(written) or written
            out.setdefault(known if out.get(known, text) == text else written, text)
    return out


def repeated(columns: Sequence[str]) -> list[str]:
    """The names that several columns have."""
    return [c for c, n in Counter(columns).items() if c.strip() and n > 1]


def unusable(what: str, name: str) -> Problem:
    """The problem of a table that cannot be used at all."""
    action = "give a CSV or Excel file (xlsx) whose head line has `file` or `doc_id` (元数据表需有 file 或 doc_id 列)"
    return Problem(
        code="metadata.unusable", message=f"the metadata table {what}; it is not used", action=action, path=name
    )


def another_table(name: str, used: str) -> Problem:
    """The problem of a second metadata table beside the one that is used."""
    return Problem(
        code="metadata.unusable",
        message=f"there is another metadata table, {used}, which is used; this one is not",
        action="keep one table for a folder, or give one with metadata=… (元数据表重复)",
        path=name,
    )


def in_subfolder(name: str) -> Problem:
    """The problem of a metadata table below the folder that is read."""
    return Problem(
        code="metadata.unusable",
        message="the metadata table stands in a folder below the one that is read; it is not used",
        action="give it with metadata=…, or move its rows to a table in the folder that is read (元数据表位置)",
        path=name,
    )


def no_document(n: int, name: str, documents: Iterable[tuple[str, str | None]]) -> Problem:
    """The problem of a row that belongs to none of these documents (id, path): files of one name keep their suffix."""
    ids = [doc_id for doc_id, file in documents if doc_id == file]
    kept = [x for x in ids if normal(str(PurePosixPath(x).with_suffix(""))) == normal(name)]
    message = f"row {n} ({name}) belongs to no document that was read"
    action = "check `file` or `doc_id` in the metadata table (元数据表与文件不符)"
    if kept:
        message += f"; files of one name keep their suffix: {', '.join(kept)}"
        action = "name one of them with its suffix in the metadata table (元数据表与文件不符)"
    return Problem(code="metadata.no_document", message=message, action=action)


def normal(key: str) -> str:
    """A file name or id as it is compared: forward slashes, composed characters."""
    return unicodedata.normalize("NFC", key.replace("\\", "/").removeprefix("./"))


def complete(header: Header, metadata: Mapping[str, str], text: str = "") -> tuple[Header, tuple[Problem, ...]]:
    """Fill the fields that the text left empty; each has an `Evidence` with rule `metadata` and an empty span.

    What reading took from a title that the metadata gave has an empty span too, and gives way to a field of their own.

    The fields hold what reading would make of the same words in the text, the evidence holds them as given.

    >>> complete(Header(title="通知"), {"title": "别的", "level": "市级"})[0].level
    'prefecture'
    """
    if not metadata:
        return header, ()
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    traditional = is_traditional(text)
    loose = {e.field for e in header.evidence if e.span.start == e.span.end}
    for name in ("title", "document_number", "issuers", "issued", "level", "jurisdiction"):
        given = metadata.get(name)
        if not given or (getattr(header, name) and name not in loose):
            continue
        try:
            found[name] = VALUES.get(name, str)(fold_value(given, traditional=traditional))
        except InputError as e:
            problems.append(Problem(code="metadata.value", message=f"{name}: {e}", action=FIX))
    if not found:
        return header, tuple(problems)
    evidence = tuple(Evidence(field=k, value=metadata[k], span=Span(0, 0), rule=RULE) for k in found)
    kept = tuple(e for e in header.evidence if e.field not in found)
    return replace(header, **found, evidence=kept + evidence), tuple(problems)


def given_title(metadata: Mapping[str, str], text: str) -> str:
    """The title that the metadata give, as reading would have it; empty where they give none.

    >>> given_title({"title": "关于发展体育(产业)的意见"}, "")
    '关于发展体育（产业）的意见'
    """
    title = metadata.get("title")
    return fold_value(title, traditional=is_traditional(text)).strip() if title else ""


FIX = "correct the cell in the metadata table; the field stays empty (元数据有误)"


def read_date(given: str) -> dt.date:
    """A date as tables write it, with or without time: 2021-07-21, 2021/7/21, 20210721, 2021年7月21日.

    Seconds or milliseconds since 1970, as web interfaces give them, are read as Beijing time, and the numbers by which
    spreadsheets keep days as these.

    >>> read_date("45005")
    datetime.date(2023, 3, 20)
    """
    try:
        if (m := SERIAL.fullmatch(given)) and int(m[1]) >= FIRST_SERIAL:
            return ZERO + dt.timedelta(int(m[1]))
        if m := EPOCH.fullmatch(given):
            return dt.datetime.fromtimestamp(int(m[1]), BEIJING).date()
        if m := DATE.fullmatch(given):
            return dt.date(int(m[1]), int(m[2] or m[4]), int(m[3] or m[5]))
    except ValueError:
        pass
    if MONTH.fullmatch(given):
        raise InputError(f"{given!r} names no day, and a year or month alone is not used; write 2021-07-21")
    raise InputError(f"{given!r} is no date; write 2021-07-21")


def read_level(given: str) -> str:
    """An administrative level, in English or Chinese."""
    level = LEVELS.get(given.translate(simplified()), given.lower())
    if level not in get_args(Level):
        raise InputError(f"{given!r} is no level; write one of {', '.join(get_args(Level))}")
    return level


def read_names(given: str) -> tuple[str, ...]:
    """Several names in one cell."""
    return tuple(n for n in SEPARATOR.split(given) if n)


def read_number(given: str) -> str:
    """A document number with brackets as 〔〕 and without spaces."""
    return re.sub(r"\s+", "", given).translate(BRACKETS)


VALUES: dict[str, Any] = {
    "issued": read_date,
    "level": read_level,
    "issuers": read_names,
    "document_number": read_number,
}
