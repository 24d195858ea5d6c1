"""What the commands do; each returns its exit status."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from policytext.corpus import Corpus
    from policytext.lineage import Lineage


def run_parse(options: argparse.Namespace) -> int:
    """`policytext parse`."""
    from policytext.export import GRAPH_NAMES, room_for
    from policytext.tables import TABLES

    room_for(options.output, options.format, tables=TABLES, graphs=GRAPH_NAMES, overwrite=options.force)
    corpus = read_input(options)
    if not len(corpus):
        return nothing(corpus)
    written = corpus.export(
        options.output, formats=options.format, labels=options.labels, mask=options.mask, overwrite=options.force
    )
    return tell(corpus, written)


def run_derive(options: argparse.Namespace) -> int:
    """`policytext derive`."""
    from policytext.export import GRAPH_NAMES, GRAPHS, Contents, export, graphs_of, room_for
    from policytext.lineage.columns import SCHEMAS
    from policytext.lineage.workbook import FILE, lineage_book
    from policytext.tables import TABLES, labelled

    wanted = (*options.format, *GRAPHS)
    names = (*TABLES, *SCHEMAS)
    room_for(options.output, wanted, tables=names, graphs=GRAPH_NAMES, book=FILE, overwrite=options.force)
    corpus, lineage = derived(options)
    if not len(corpus):
        return nothing(corpus)
    corpus += type(corpus)(problems=lineage.problems)  # a table tells of them, as of those of reading
    plain = corpus.tables(mask=options.mask)
    book = None
    if "xlsx" in options.format:
        book = lineage_book(lineage, labels=options.labels, mask=options.mask, tables=plain)
    tables = {name: labelled(t, TABLES[name][0], options.labels) for name, t in plain.items()}
    tables |= lineage.tables(labels=options.labels, mask=options.mask)
    contents = Contents(tables=tables, documents=corpus, graphs=graphs_of(lineage, options.mask), book=book)
    written = export(options.output, wanted, contents, overwrite=options.force)
    print(lineage)
    return tell(corpus, written)


def run_report(options: argparse.Namespace) -> int:
    """`policytext report`."""
    from policytext.views import report_path

    report_path(options.output, overwrite=options.force)
    corpus, lineage = derived(options)
    if not len(corpus):
        return nothing(corpus)
    written = corpus.report(
        options.output, title=options.title, lineage=lineage, mask=options.mask, overwrite=options.force
    )
    print(lineage)
    return tell(corpus, [written])


def run_diagnose(options: argparse.Namespace) -> int:
    """`policytext diagnose`."""
    from policytext.corpus import diagnose
    from policytext.export.files import free_file
    from policytext.export.table_files import needed

    target = None
    if options.output:
        target = free_file(options.output, (".csv", ".xlsx"), "the table", overwrite=options.force)
        if target.suffix.lower() == ".xlsx":
            needed("xlsxwriter", "xlsx")
    corpus = read_input(options)
    findings = diagnose(corpus, mask=options.mask)
    if target:
        table = findings if options.labels == "en" else diagnose(corpus, labels="zh", mask=options.mask)
        save_table(table, target, overwrite=options.force)
    else:
        for _, f in findings.iterrows():
            at = "" if f.isna()["start"] else f":{f['start']}"
            print(f"{f['path']}{at}\t{f['severity']}\t{f['code']}\t{f['what']}\n\t→ {f['todo']}")
    print(f"{counted(len(corpus), 'document')}, {counted(len(findings), 'finding')}")
    counts = findings.groupby(["severity", "code"], as_index=False).size()
    for severity, code, n in zip(counts["severity"], counts["code"], counts["size"], strict=True):
        print(f"{n:6}  {severity:8} {code}")
    return 0


def run_evaluate(options: argparse.Namespace) -> int:
    """`policytext evaluate`: of annotated documents, and of coded links where a folder has them."""
    from policytext.derivation.coded import folders_with_links
    from policytext.evaluation import confusions, evaluate
    from policytext.link_evaluation import evaluate_links

    linked = [folder for folder in options.coded if folders_with_links(Path(folder))]
    annotated = [f for f in options.coded if f not in linked or any(Path(f).glob("*.json"))]
    if annotated:
        show(evaluate(*annotated, by_document=options.by_document))
    if annotated and options.confusions:
        print(confusions(*annotated).to_string(index=False))
    if linked:
        show(evaluate_links(*linked))
    return 0


def run_rules(options: argparse.Namespace) -> int:
    """`policytext rules`."""
    from policytext.reading.rules import RuleSet

    rules = [r for r in RuleSet.default() if r.id.startswith(options.prefix)]
    if not rules:
        print(f"policytext: no rule has an id that begins with {options.prefix!r} (没有这样的规则)", file=sys.stderr)
        return 1
    if options.check:
        return check([r.id for r in rules])
    for r in rules:
        print(f"{r.id}\t{r.label}\t{r.why}")
    return 0


def read_input(options: argparse.Namespace) -> Corpus:
    """The corpus that the arguments name."""
    from policytext.corpus import Corpus

    source = options.input[0] if len(options.input) == 1 else options.input
    return Corpus.read(source, pattern=options.pattern, metadata=options.metadata)


def derived(options: argparse.Namespace) -> tuple[Corpus, Lineage]:
    """The corpus that the arguments name, and what derives from what in it."""
    from policytext.derivation.settings import PATHS, DerivationSettings
    from policytext.errors import SourceNotFoundError

    # What is wrong with the settings is told before anything is read.
    along = options.paths or PATHS
    settings = DerivationSettings(mask_citations=options.mask_citations, threshold=options.threshold, paths=along)
    if options.decisions and not Path(options.decisions).is_file():
        raise SourceNotFoundError(f"{options.decisions} is not there; check the path (找不到判定表)")
    corpus = read_input(options)
    lineage = corpus.derive(settings=settings)
    if options.decisions:
        lineage = lineage.apply(options.decisions)
        for problem in lineage.problems:
            print(f"policytext: {problem.message}", file=sys.stderr)
    return corpus, lineage


def nothing(corpus: Corpus) -> int:
    """Say why no document was read, so that nothing is written; returns the exit status."""
    for problem in corpus.problems.itertuples():
        print(f"policytext: {problem.message}; {problem.action}", file=sys.stderr)
    print("policytext: no document was read; nothing is written (没有读到文件)", file=sys.stderr)
    return 1


def tell(corpus: Corpus, written: Sequence[Path]) -> int:
    """Say what was read and written; returns the exit status."""
    codes = corpus.problems["code"]
    told = counted(len(corpus), "document"), counted(len(corpus.tasks), "task"), counted(len(codes), "problem")
    print(f"{', '.join(told)}; {counted(len(written), 'file')} written")
    counts = codes.value_counts()
    if len(counts):
        print("problems: " + ", ".join(f"{code} {n}" for code, n in counts.items()))
    missing = corpus.problems[codes == "source.missing"]
    for message in missing["message"]:
        print(f"policytext: {message}", file=sys.stderr)
    return 1 if len(missing) else 0


def counted(n: int, thing: str) -> str:
    """A number and what it counts.

    >>> counted(1, "file"), counted(2, "file")
    ('1 file', '2 files')
    """
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"


def save_table(table: pd.DataFrame, target: Path, *, overwrite: bool) -> None:
    """Write a table as the suffix of the file says."""
    from policytext.export.files import write
    from policytext.export.table_files import write_csv
    from policytext.export.workbook import plain_book, save_workbook

    if target.suffix.lower() == ".xlsx":
        save_workbook(plain_book({"diagnosis": table}), target, overwrite=overwrite)
    else:
        write(target.parent, {target.name: lambda path: write_csv(table, "diagnosis", path)}, overwrite=overwrite)


def show(table: pd.DataFrame) -> None:
    """Print a table of scores; what is missing is an empty cell, which `na_rep` does not give for nullable types."""
    shown = table.astype(object).where(table.notna(), "")
    print(shown.to_string(index=False, float_format="{:.3f}".format))


def check(ids: Sequence[str]) -> int:
    """Run the examples of rules; returns the exit status."""
    from policytext.parser import default_parser
    from policytext.proofs import failures

    parser = default_parser()
    wanted = [r for r in parser.rules if r.id in set(ids)]
    failed = list(failures(wanted, parser))
    for f in failed:
        print(f"{f.rule}: {f.message}: {f.example!r}")
    print(f"{sum(len(r.match) + len(r.skip) for r in wanted)} examples of {len(wanted)} rules, {len(failed)} failed")
    return 1 if failed else 0
