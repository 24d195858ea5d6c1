"""Writes `docs/tables.md` from the schemas of the library: `python docs/make_tables.py`."""

from pathlib import Path

from policytext import (
    changes,
    diffusion,
    discovery,
    doctor,
    evaluation,
    graphs,
    lineage,
    link_evaluation,
    obligations,
    papers,
    reliability,
    samples,
    spacy_component,
    tables,
    words,
)
from policytext.columns import Column
from policytext.corpus import Corpus, diagnose
from policytext.lineage.workbook import MATRIX_COLUMNS
from policytext.plots import CorpusPlots, LineagePlots
from policytext.plots import columns as plotted

HEAD = """# Tables

Made by `python docs/make_tables.py` from the schemas in the code; do not edit.

All tables are DataFrames with these columns and types, in this order, also when they are empty.
`corpus.table(name, labels="zh")` and `lineage.table(name, labels="zh")` give the Chinese column names,
`pt.translate(table)` the closed values in Chinese (照搬 for verbatim). Ids come from the place of a thing in
its text, so they stay when rules change or documents are added.
"""
OTHERS = {
    "lineage.links": (lineage.Lineage.links, lineage.LINK_COLUMNS),
    "lineage.resolutions": (lineage.Lineage.resolutions, lineage.RESOLUTION_COLUMNS),
    "lineage.coverage": (lineage.Lineage.coverage, lineage.COVERAGE_COLUMNS),
    "lineage.uptake": (lineage.Lineage.uptake, lineage.UPTAKE_COLUMNS),
    "lineage.uptake_of(source)": (lineage.Lineage.uptake_of, lineage.UPTAKE_CELL_COLUMNS),
    "lineage.changes": (lineage.Lineage.changes, lineage.CHANGE_COLUMNS),
    "lineage.parents": (lineage.Lineage.parents, lineage.PARENT_COLUMNS),
    "lineage.families": (lineage.Lineage.families, lineage.FAMILY_COLUMNS),
    "lineage.workbook(path): sheet matrix": (lineage.Lineage.matrix, MATRIX_COLUMNS),
    "lineage.externals": (lineage.Lineage.externals, lineage.EXTERNAL_COLUMNS),
    "lineage.ancestors(doc_id, provision)": (lineage.Lineage.ancestors, lineage.CHAIN_COLUMNS),
    "lineage.review()": (lineage.Lineage.review, lineage.REVIEW_COLUMNS),
    "lineage.compare(derived, source)": (lineage.Lineage.compare, lineage.COMPARE_COLUMNS),
    "lineage.document_graph, lineage.provision_graph: nodes": (lineage.Lineage.document_graph, graphs.NODES),
    "lineage.document_graph, lineage.provision_graph: edges": (lineage.Lineage.document_graph, graphs.EDGES),
    "papers.overview(corpus.documents)": (papers.overview, papers.OVERVIEW_COLUMNS),
    "papers.coverage(lineage.coverage)": (papers.coverage, papers.COVERAGE_COLUMNS),
    "papers.relations(lineage.links, corpus.documents)": (papers.relations, papers.RELATION_COLUMNS),
    "corpus.words(by=…)": (Corpus.words, words.WORD_COLUMNS),
    "corpus.collocations(by=…)": (Corpus.collocations, words.COLLOCATION_COLUMNS),
    "corpus.user_dictionary()": (Corpus.user_dictionary, words.DICTIONARY_COLUMNS),
    "policytext.spacy_component.candidates(docs)": (spacy_component.candidates, spacy_component.CANDIDATE_COLUMNS),
    "corpus.slogan_candidates()": (Corpus.slogan_candidates, discovery.SLOGAN_CANDIDATE_COLUMNS),
    "corpus.obligations()": (Corpus.obligations, obligations.OBLIGATION_COLUMNS),
    "corpus.slogan_diffusion()": (Corpus.slogan_diffusion, diffusion.DIFFUSION_COLUMNS),
    "lineage.plot.cascade().data": (LineagePlots.cascade, plotted.CASCADE_COLUMNS),
    "lineage.plot.coverage().data": (LineagePlots.coverage, plotted.COVERAGE_MAP_COLUMNS),
    "lineage.plot.lags().data": (LineagePlots.lags, plotted.LAG_COLUMNS),
    "corpus.plot.units().data": (CorpusPlots.units, plotted.UNIT_COLUMNS),
    "corpus.plot.deadlines().data": (CorpusPlots.deadlines, plotted.DEADLINE_COLUMNS),
    "policytext.diagnose(folder)": (diagnose, doctor.DIAGNOSIS_COLUMNS),
    "corpus.diff(other)": (Corpus.diff, changes.CHANGE_COLUMNS),
    "policytext.evaluate(folder)": (evaluation.evaluate, evaluation.SCORE_COLUMNS),
    "policytext.confusions(folder)": (evaluation.confusions, evaluation.CONFUSION_COLUMNS),
    "policytext.agreement(first, second)": (reliability.agreement, reliability.AGREEMENT_COLUMNS),
    "policytext.sample(table, n): columns in front": (samples.sample, samples.SAMPLE_COLUMNS),
    "policytext.precision(drawn)": (samples.precision, samples.PRECISION_COLUMNS),
    "policytext.evaluate_links(folder)": (link_evaluation.evaluate_links, link_evaluation.LINK_SCORE_COLUMNS),
}


def page() -> str:
    """The whole page."""
    own = {f"corpus.{name}": (getattr(Corpus, name), schema) for name, (schema, _) in tables.TABLES.items()}
    parts = [section(name, thing.__doc__ or "", schema) for name, (thing, schema) in (own | OTHERS).items()]
    return "\n".join([HEAD, *parts])


def section(name: str, doc: str, schema: dict[str, Column]) -> str:
    """One table: what a row is, and its columns."""
    rows = [f"| `{key}` | {c.zh} | {c.dtype} | {c.meaning} |" for key, c in schema.items()]
    lines = [
        f"## {name}",
        "",
        doc.splitlines()[0],
        "",
        "| column | 列 | type | meaning |",
        "| --- | --- | --- | --- |",
        *rows,
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    Path(__file__).with_name("tables.md").write_text(page(), "utf-8")
