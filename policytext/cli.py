"""The command line: a thin layer over the library, which is loaded only when a command runs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policytext import __version__
from policytext.errors import PolicyTextError

if TYPE_CHECKING:
    import pandas as pd

    from policytext.corpus import Corpus
    from policytext.lineage import Lineage

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # argparse has no public name for it

EPILOG = "Exit status: 0 done; 1 an input is missing or nothing could be read or written; 2 wrong usage."


HERE = {
    "overwrite=True (--force)": "--force",
    ", or give a text itself to parse()": "",
    'several are given as a list, ["csv", "xlsx"]': "several with commas between: csv,xlsx",
    "or () for none": "or none",
}
"""What messages of the library say of Python, and what it is on the command line."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status."""
    options = build().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that knows no Chinese must not stop the work
            stream.reconfigure(errors="backslashreplace")
    try:
        status: int = options.run(options)
    except PolicyTextError as e:
        print(f"policytext: {said(e)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("policytext: interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return status


def said(error: PolicyTextError) -> str:
    """The message of an error, with what one gives on the command line instead of what one gives in Python."""
    told = str(error)
    for python, here in HERE.items():
        told = told.replace(python, here)
    return told


def build() -> argparse.ArgumentParser:
    """The parser of the command line."""
    top = argparse.ArgumentParser(
        prog="policytext", description="Reads Chinese government directives (公文).", epilog=EPILOG
    )
    top.add_argument("--version", action="version", version=f"policytext {__version__}")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    for add in (parse_command, derive_command, report_command, diagnose_command, evaluate_command, rules_command):
        add(commands)
    return top


def parse_command(commands: Commands) -> None:
    """Texts to tables."""
    parse = commands.add_parser("parse", help="read texts and write tables (解析)", epilog=EPILOG)
    parse.set_defaults(run=run_parse)
    add_reading(parse)
    parse.add_argument(
        "--format",
        default="csv",
        type=formats,
        help="of csv, xlsx (one workbook), parquet, jsonl, annotation, with commas between (default: csv)",
    )


def derive_command(commands: Commands) -> None:
    """Texts to tables of derivation and graphs."""
    derive = commands.add_parser(
        "derive", help="read texts and write which requirement derives from which (派生)", epilog=EPILOG
    )
    derive.set_defaults(run=run_derive)
    add_reading(derive)
    derive.add_argument(
        "--format",
        default="csv",
        type=formats,
        help="formats as for parse (default: csv), for the tables of derivation too (links, changes, coverage, uptake, "
        "review …); the graphs are written as GraphML and GEXF in any case",
    )
    add_derivation(derive)


def report_command(commands: Commands) -> None:
    """Texts to a page that shows them."""
    report = commands.add_parser(
        "report", help="read texts and write one page that shows them and their derivations (语料报告)", epilog=EPILOG
    )
    report.set_defaults(run=run_report)
    report.add_argument("input", nargs="+", metavar="INPUT", help="folder, file or glob pattern in quotes")
    report.add_argument(
        "-o", "--output", required=True, type=page_file, metavar="HTML", help="file to write, ending in .html"
    )
    report.add_argument("--title", help="what stands above the report (default: how many documents there are)")
    add_source(report)
    add_derivation(report)


def diagnose_command(commands: Commands) -> None:
    """Files to a table of what is the matter with them."""
    diagnose = commands.add_parser(
        "diagnose", help="tell what is the matter with the files and what to do about it (来源诊断)", epilog=EPILOG
    )
    diagnose.set_defaults(run=run_diagnose)
    diagnose.add_argument("input", nargs="+", metavar="INPUT", help="folder, file or glob pattern in quotes")
    diagnose.add_argument(
        "-o",
        "--output",
        type=sheet_file,
        metavar="TABLE",
        help="CSV or XLSX to write; by default the table is printed",
    )
    add_choices(diagnose)


def evaluate_command(commands: Commands) -> None:
    """Reading against coding by hand."""
    evaluate = commands.add_parser("evaluate", help="compare reading with coding by hand (评测)", epilog=EPILOG)
    evaluate.set_defaults(run=run_evaluate)
    evaluate.add_argument(
        "coded", nargs="+", metavar="CODED_DIR", help="folder of ID.txt beside ID.json, or with links.csv"
    )
    evaluate.add_argument("--by-document", action="store_true", help="the rows of each document")
    evaluate.add_argument("--confusions", action="store_true", help="also which label was taken for which")


def rules_command(commands: Commands) -> None:
    """The rules, and whether their examples hold."""
    rules = commands.add_parser("rules", help="list the rules (规则)", epilog=EPILOG)
    rules.set_defaults(run=run_rules)
    rules.add_argument("prefix", nargs="?", default="", help="only rules whose id begins so")
    rules.add_argument("--check", action="store_true", help="run the examples of the rules; status 1 if one fails")


def formats(given: str) -> tuple[str, ...]:
    """The formats of `--format`."""
    from policytext.export import known

    try:
        return known(f.strip() for f in given.split(",") if f.strip())
    except PolicyTextError as e:
        raise argparse.ArgumentTypeError(said(e)) from e


def masks(given: str) -> tuple[str, ...]:
    """The kinds of `--mask`."""
    from policytext.masking import known_masks

    try:
        return known_masks(m.strip() for m in given.split(",") if m.strip() not in ("", "none"))
    except PolicyTextError as e:
        raise argparse.ArgumentTypeError(said(e)) from e


def threshold(given: str) -> float:
    """The probability of `--threshold`."""
    from policytext.derivation.settings import DerivationSettings

    try:
        return DerivationSettings(threshold=float(given)).threshold or 0
    except ValueError as e:
        raise argparse.ArgumentTypeError(f"it is {given}; give a number above 0 and at most 1 (阈值)") from e


def paths(given: str) -> tuple[str, ...]:
    """The kinds of path of `--paths`."""
    from policytext.derivation.settings import paths_of

    try:
        return paths_of([p.strip() for p in given.split(",")])
    except PolicyTextError as e:
        raise argparse.ArgumentTypeError(said(e)) from e


def page_file(given: str) -> str:
    """The file of `report --output`."""
    return ending(given, (".html", ".htm"))


def sheet_file(given: str) -> str:
    """The file of `diagnose --output`."""
    return ending(given, (".csv", ".xlsx"))


def ending(given: str, suffixes: Sequence[str]) -> str:
    """The name of a file, where it ends as it should."""
    if Path(given).suffix.lower() not in suffixes:
        raise argparse.ArgumentTypeError(f"{given} does not end in {' or '.join(suffixes)} (文件名)")
    return given


def add_reading(command: argparse.ArgumentParser) -> None:
    """The arguments of the commands that read a corpus."""
    command.add_argument("input", nargs="+", metavar="INPUT", help="folder, file or glob pattern in quotes")
    command.add_argument("-o", "--output", required=True, metavar="OUT", help="folder to write into")
    add_choices(command)


def add_choices(command: argparse.ArgumentParser) -> None:
    """What to read of a corpus, and how tables show it."""
    command.add_argument("--labels", choices=("en", "zh"), default="en", help="language of the column labels")
    add_source(command)


def add_derivation(command: argparse.ArgumentParser) -> None:
    """How derivations are found."""
    command.add_argument(
        "--mask-citations",
        action="store_true",
        help="take no account of who cites whom: find the sources by wording, date, level and place alone",
    )
    command.add_argument(
        "--paths", type=paths, metavar="PATHS", help="compare documents along these only: cited,line,possible (all)"
    )
    command.add_argument("--threshold", type=threshold, metavar="P", help="least probability of a link (default: 0.35)")
    command.add_argument(
        "--decisions",
        metavar="TABLE",
        help="a coder's decisions, CSV or XLSX: the table `review` of an earlier run, filled in",
    )


def add_source(command: argparse.ArgumentParser) -> None:
    """What to read of a corpus, what to mask of it, and whether files are replaced."""
    command.add_argument("--metadata", metavar="TABLE", help="CSV or Excel table that fills what the texts lack")
    command.add_argument("--pattern", help="only files whose path inside the folder matches, such as '2021/*.txt'")
    command.add_argument(
        "--mask",
        default="persons",
        type=masks,
        help="what is made unreadable in tables: persons, contacts, both with a comma, or none (default: persons)",
    )
    command.add_argument("--force", action="store_true", help="replace files that are there already")


def read_input(options: argparse.Namespace) -> Corpus:
    """The corpus that the arguments name."""
    from policytext.corpus import Corpus

    source = options.input[0] if len(options.input) == 1 else options.input
    return Corpus.read(source, pattern=options.pattern, metadata=options.metadata)


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
    from policytext.tables import TABLES

    wanted = (*options.format, *GRAPHS)
    names = (*TABLES, *SCHEMAS)
    room_for(options.output, wanted, tables=names, graphs=GRAPH_NAMES, book=FILE, overwrite=options.force)
    corpus, lineage = derived(options)
    if not len(corpus):
        return nothing(corpus)
    corpus += type(corpus)(problems=lineage.problems)  # a table tells of them, as of those of reading
    book = None
    if "xlsx" in options.format:
        book = lineage_book(lineage, labels=options.labels, mask=options.mask, tables=corpus.tables(mask=options.mask))
    tables = corpus.tables(labels=options.labels, mask=options.mask)
    tables |= lineage.tables(labels=options.labels, mask=options.mask)
    contents = Contents(tables=tables, documents=corpus, graphs=graphs_of(lineage, options.mask), book=book)
    written = export(options.output, wanted, contents, overwrite=options.force)
    print(lineage)
    return tell(corpus, written)


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
    print(f"{len(corpus)} documents, {len(findings)} findings")
    counts = findings.groupby(["severity", "code"], as_index=False).size()
    for severity, code, n in zip(counts["severity"], counts["code"], counts["size"], strict=True):
        print(f"{n:6}  {severity:8} {code}")
    return 0


def save_table(table: pd.DataFrame, target: Path, *, overwrite: bool) -> None:
    """Write a table as the suffix of the file says."""
    from policytext.export.files import write
    from policytext.export.table_files import write_csv
    from policytext.export.workbook import plain_book, save_workbook

    if target.suffix.lower() == ".xlsx":
        save_workbook(plain_book({"diagnosis": table}), target, overwrite=overwrite)
    else:
        write(target.parent, {target.name: lambda path: write_csv(table, "diagnosis", path)}, overwrite=overwrite)


def nothing(corpus: Corpus) -> int:
    """Say why no document was read, so that nothing is written; returns the exit status."""
    for problem in corpus.problems.itertuples():
        print(f"policytext: {problem.message}; {problem.action}", file=sys.stderr)
    print("policytext: no document was read; nothing is written (没有读到文件)", file=sys.stderr)
    return 1


def tell(corpus: Corpus, written: Sequence[Path]) -> int:
    """Say what was read and written; returns the exit status."""
    codes = corpus.problems["code"]
    print(f"{len(corpus)} documents, {len(corpus.tasks)} tasks, {len(codes)} problems; {len(written)} files written")
    counts = codes.value_counts()
    if len(counts):
        print("problems: " + ", ".join(f"{code} {n}" for code, n in counts.items()))
    missing = corpus.problems[codes == "source.missing"]
    for message in missing["message"]:
        print(f"policytext: {message}", file=sys.stderr)
    return 1 if len(missing) else 0


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


def show(table: pd.DataFrame) -> None:
    """Print a table of scores; what is missing is an empty cell, which `na_rep` does not give for nullable types."""
    shown = table.astype(object).where(table.notna(), "")
    print(shown.to_string(index=False, float_format="{:.3f}".format))


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
