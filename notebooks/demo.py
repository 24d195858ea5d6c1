"""The demo: reads `corpora/demo`, writes tables, graphs and pages to `out/demo`, and shows the first rows."""

from pathlib import Path

import pandas as pd

import policytext as pt
from policytext.views import comparison_html

HERE = Path(__file__).resolve().parent.parent
DEMO, OUT = HERE / "corpora" / "demo", HERE / "out" / "demo"
CHILD, PARENT = "meal-lanxi", "meal-yunchuan"


def main() -> None:
    """Read, derive, write, show."""
    corpus = pt.read(DEMO)
    lineage = corpus.derive()
    corpus.export(OUT, formats=["csv", "xlsx"], overwrite=True)
    lineage.export(OUT, formats=["csv", "xlsx", "graphml"], overwrite=True)
    comparison = f"{CHILD}-{PARENT}.html"
    (OUT / comparison).write_text(comparison_html(lineage, CHILD, PARENT, whole=True), "utf-8")
    corpus.report(OUT / "report.html", lineage=lineage, overwrite=True)

    with pd.option_context("display.width", 160, "display.max_columns", 12, "display.max_colwidth", 36,
                           "display.unicode.east_asian_width", True):  # fmt: skip
        show("documents", corpus.documents[["doc_id", "title", "level", "issued", "n_tasks", "n_deadlines"]])
        show("assignments", corpus.assignments[["doc_id", "name", "role", "scope", "text"]])
        show("deadlines", corpus.deadlines[["doc_id", "text", "kind", "earliest", "latest", "recurs"]])
        show("links", lineage.links[["derived_doc", "derived_provision", "source_doc", "source_provision", "relation"]])
        show("coverage", lineage.coverage.iloc[:, :9])

    out = OUT.relative_to(HERE)
    print(f"\n{len(corpus)} documents read. In {out}:")
    print("  tables      *.csv, *.xlsx")
    print("  graphs      *.graphml")
    print(f"  report      {out / 'report.html'}")
    print(f"  comparison  {out / comparison}")


def show(name: str, table: pd.DataFrame) -> None:
    """Print the first rows of a table."""
    print(f"\n{name}: {len(table)} rows")
    print(table.head(5).to_string(index=False))


if __name__ == "__main__":
    main()
