"""Which formats there are, and what each writes into the folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from policytext import annotation
from policytext.arguments import named
from policytext.errors import InputError
from policytext.export.files import Writer, encoded, file_name, free, write
from policytext.export.table_files import needed
from policytext.export.workbook.books import FILE as CORPUS_BOOK
from policytext.model import Document

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from policytext.export.workbook import Workbook

TABLE_FILES = ("csv", "parquet", "jsonl")
TABLES = (*TABLE_FILES, "xlsx")
GRAPHS = ("graphml", "gexf")
FORMATS = (*TABLES, "annotation", *GRAPHS)
GRAPH_NAMES = ("document_graph", "provision_graph")
"""The graphs of a lineage, and their files."""
PACKAGES = {"xlsx": ("xlsxwriter", "xlsx"), "parquet": ("pyarrow", "parquet")}
"""Formats that need a package, and the extra that brings it."""
MANIFEST = "corpus.json"
"""What lists the documents of a saved corpus, beside their files."""
FILE_LIKE = re.compile(r"\.(json|txt)$", re.IGNORECASE)


def known(formats: str | Iterable[str]) -> tuple[str, ...]:
    """The formats asked for, each once.

    Raises:
        InputError: where one is unknown.
    """
    there = f'there are {", ".join(FORMATS)}; several are given as a list, ["csv", "xlsx"] (导出格式)'
    if not isinstance(formats, Iterable):
        raise InputError(f"formats is {named(formats)}; {there}")
    wanted = (formats,) if isinstance(formats, str) else tuple(dict.fromkeys(formats))
    if unknown := [str(f) for f in wanted if f not in FORMATS]:
        raise InputError(f"unknown format {', '.join(unknown)}; {there}")
    if not wanted:
        raise InputError(f"no format is given; {there}")
    return wanted


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What is written (导出内容).

    Attributes:
        tables: Tables by name. A cell that no format can hold as it is stands with visible escapes, and a row of the
            table `problems` says which.
        documents: Documents whose annotation is written.
        graphs: Graphs by name.
        book: The workbook for xlsx; without it, one of the tables alone.
    """

    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    documents: Iterable[Document] = ()
    graphs: Mapping[str, nx.MultiDiGraph[str]] = field(default_factory=dict)
    book: Workbook | None = None


def export(
    folder: str | Path,
    formats: str | Iterable[str],
    contents: Contents,
    *,
    overwrite: bool = False,
    progress: bool | None = None,
) -> tuple[Path, ...]:
    """Write tables, the annotation of documents, and graphs; returns the files written (导出).

    Args:
        folder: Made where it is not there.
        formats: Of `FORMATS`. A table file is named after its table; xlsx is one workbook with all tables.
            Annotation files are `ID.json`, each beside the text in which its spans count, `ID.txt`: in `folder` where
            annotation is the only format, else in its subfolder `annotation`. A text that stands there already stays.
        contents: What is written.
        overwrite: Whether files that are there already may be replaced.
        progress: Whether to show a progress bar.

    Raises:
        InputError: where a format is unknown or a file is there already; then nothing is written.
        MissingDependencyError: where the package for a format is not installed.
    """
    wanted = known(formats)
    files: dict[str, Writer] = {}
    if chosen := [f for f in wanted if f in TABLE_FILES]:
        files |= table_files(contents.tables, chosen)
    if "xlsx" in wanted:
        files |= workbook_file(contents.book, contents.tables)
    if "annotation" in wanted:
        place = "" if wanted == ("annotation",) else "annotation/"
        files |= coding_files(contents.documents, Path(folder), place)
    if chosen := [f for f in wanted if f in GRAPHS]:
        files |= graph_files(contents.graphs, chosen)
    return write(folder, files, overwrite=overwrite, progress=progress)


def room_for(
    folder: str | Path,
    formats: str | Iterable[str],
    *,
    tables: Iterable[str],
    graphs: Iterable[str] = (),
    book: str = CORPUS_BOOK,
    overwrite: bool = False,
) -> tuple[str, ...]:
    """The formats asked for, once it is sure that their files can be written: before long work, not after it.

    Args:
        folder: As for `export`.
        formats: As for `export`.
        tables: Names of the tables that there will be.
        graphs: Names of the graphs.
        book: Name of the workbook.
        overwrite: As for `export`.

    Raises:
        InputError: as `export`, but for annotation, whose names depend on what is read.
        MissingDependencyError: where the package for a format is not installed.
    """
    wanted = known(formats)
    for form, (module, extra) in PACKAGES.items():
        if form in wanted:
            needed(module, extra)
    names = [f"{name}.{form}" for form in wanted if form in TABLE_FILES for name in tables]
    names += [book] if "xlsx" in wanted else []
    names += [f"{name}.{form}" for form in wanted if form in GRAPHS for name in graphs]
    free(folder, names, overwrite=overwrite)
    return wanted


def table_files(tables: Mapping[str, pd.DataFrame], formats: Iterable[str]) -> dict[str, Writer]:
    """A file per table and format."""
    from policytext.export.cells import clean_tables
    from policytext.export.table_files import WRITERS

    clean = clean_tables(tables, long_cells=False)
    return {f"{name}.{form}": partial(WRITERS[form], table, name) for form in formats for name, table in clean.items()}


def workbook_file(book: Workbook | None, tables: Mapping[str, pd.DataFrame]) -> dict[str, Writer]:
    """The file of a workbook; of the tables alone where there is none."""
    from policytext.export.workbook import plain_book, write_workbook

    book = book or plain_book(tables)
    return {book.file: partial(write_workbook, book)}


def coding_files(documents: Iterable[Document], folder: Path, place: str) -> dict[str, Writer]:
    """The annotation of each document beside its text; one that stands there stays, as where sources are coded.

    Neither is masked: the one quotes the other.
    """
    files: dict[str, Writer] = {}
    for name, doc in names_of(documents).items():
        files[f"{place}{name}.json"] = annotation_file(doc)
        text = f"{place}{name}.txt"
        if not (folder / text).is_file() or doc.text not in annotation.texts_at(folder / text)[0]:
            files[text] = encoded(doc.text)
    return files


def annotation_file(doc: Document) -> Writer:
    """Writes the annotation of a document."""
    return encoded(annotation.dumps(annotation.to_annotation(doc)))


def names_of(documents: Iterable[Document]) -> dict[str, Document]:
    """The names, without suffix, of the files of documents; one that is taken gets a `~`, also that of a saved corpus.

    Names are compared as file systems do that know no upper and lower case, and one form of accents.
    """
    names: dict[str, Document] = {}
    taken = {MANIFEST.removesuffix(".json")}
    for doc in documents:
        name = document_file(doc.doc_id)
        while (plain := normalize("NFC", name).casefold()) in taken:
            name += "~"
        taken.add(plain)
        names[name] = doc
    return names


def document_file(doc_id: str) -> str:
    """The name, without suffix, of the files of a document; no folder in it is called like such a file.

    >>> document_file("2021/a"), document_file("a.json/b")
    ('2021/a', 'a%2Ejson/b')
    """
    *folders, last = file_name(doc_id).split("/")
    return "/".join((*(FILE_LIKE.sub(r"%2E\1", step) for step in folders), last))


def graph_files(graphs: Mapping[str, nx.MultiDiGraph[str]], formats: Iterable[str]) -> dict[str, Writer]:
    """A file per graph and format."""
    from policytext.export.graph_files import write_graph

    return {f"{name}.{form}": partial(write_graph, graph, form) for form in formats for name, graph in graphs.items()}


def graphs_of(lineage: Any, mask: Iterable[str] = ()) -> dict[str, nx.MultiDiGraph[str]]:
    """The graphs of a `Lineage` under the names of their files, made anew: a notebook may have changed its own."""
    from policytext.graphs import document_graph, provision_graph

    return dict(zip(GRAPH_NAMES, (document_graph(lineage), provision_graph(lineage, mask)), strict=True))
