"""The workbook of a corpus: its tables, and the facts that tell how they came about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from policytext.errors import InputError
from policytext.export.workbook.sheets import Fact, Sheet, Workbook
from policytext.model import Document
from policytext.tables import TABLES, Labels, labels_known
from policytext.tables.titles import TITLES

if TYPE_CHECKING:
    import pandas as pd

TITLE = Fact("Tables of a corpus of directives", "公文语料表格", "")
FILE = "corpus.xlsx"
UNDATED = "not recorded, so that the same documents give the same file 未记录"


def corpus_book(
    documents: Iterable[Document],
    tables: Mapping[str, pd.DataFrame],
    *,
    labels: Labels = "en",
    mask: Sequence[str] = (),
    made: dt.date | None = None,
) -> Workbook:
    """The workbook of a corpus, from its documents and its tables with English column labels."""
    labels_known(labels)
    sheets = tuple(Sheet(name, table, TABLES[name][0], TITLES[name]) for name, table in tables.items())
    return Workbook(TITLE, sheets, record(tuple(documents), mask, made), labels, FILE)


def plain_book(tables: Mapping[str, pd.DataFrame]) -> Workbook:
    """The workbook of any tables, of which nothing more is known."""
    return Workbook(Fact("Tables", "表格", ""), tuple(Sheet(name, table) for name, table in tables.items()))


def record(documents: Sequence[Document], mask: Sequence[str], made: dt.date | None) -> tuple[Fact, ...]:
    """What tells where the tables come from: version, documents, masks."""
    from policytext import __version__

    if made is not None and not isinstance(made, dt.date):
        raise InputError(f"made is {made!r}, expected a datetime.date, or None for none (制作日期)")
    days = sorted(d.header.issued for d in documents if d.header.issued)
    span = f"{days[0]} – {days[-1]} ({len(days):,} of {len(documents):,} dated)" if days else "none dated 均无日期"
    masked = ", ".join(mask) or "nothing 未遮蔽"
    return (
        Fact("made with", "软件版本", f"policytext {__version__}"),
        Fact("made on", "制作日期", f"{made:%Y-%m-%d}" if made else UNDATED),
        Fact("documents read", "文件数", f"{len(documents):,}"),
        Fact("dates of issue", "成文日期", span),
        Fact("characters", "字数", f"{sum(len(d.text) for d in documents):,}"),
        Fact("digest of the texts", "文本校验值", f"SHA-256 {fingerprint(documents)}"),
        Fact("masked in texts", "遮蔽", masked),
    )


def fingerprint(documents: Iterable[Document]) -> str:
    """A digest of ids and texts: two workbooks that have the same were made from the same documents."""
    whole = sha256()
    for d in documents:
        for part in (d.doc_id, d.text):
            data = part.encode("utf-8", "surrogatepass")
            whole.update(len(data).to_bytes(8, "big") + data)
    return whole.hexdigest()
