"""What can be typed: the commands, their arguments, and what runs them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from policytext import __version__
from policytext.cli.run import run_derive, run_diagnose, run_evaluate, run_parse, run_report, run_rules
from policytext.cli.values import formats, masks, page_file, paths, sheet_file, threshold

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # argparse has no public name for it

EPILOG = "Exit status: 0 done; 1 an input is missing or nothing could be read or written; 2 wrong usage."


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
    add_input(report)
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
    add_input(diagnose)
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


def add_input(command: argparse.ArgumentParser) -> None:
    """What is read."""
    command.add_argument("input", nargs="+", metavar="INPUT", help="folder, file or glob pattern in quotes")


def add_reading(command: argparse.ArgumentParser) -> None:
    """The arguments of the commands that write a corpus into a folder."""
    add_input(command)
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
