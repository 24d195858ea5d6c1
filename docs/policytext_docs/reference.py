"""Pages of the reference: which names stand on which page. What is said of them comes from their docstrings."""

import dataclasses
import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Literal, get_args, get_origin

import policytext
from policytext import model


@dataclass(frozen=True)
class Page:
    """A page of the reference."""

    name: str
    title: str
    lead: str
    names: tuple[str, ...] = ()
    """Names in `policytext`, or with their module."""
    modules: tuple[str, ...] = ()
    """Modules whose public names (`__all__`) it shows."""


PAGES = (
    Page(
        "reading",
        "Reading texts and files 读取",
        "From texts and files to documents and a corpus.",
        ("parse", "read", "diagnose", "Parser", "given.Given", "Limits"),
    ),
    Page(
        "document",
        "Document 公文",
        "One text with everything found in it. The records that it holds: :doc:`records`.",
        ("Document", "Problem", "Span"),
    ),
    Page("records", "Records and their fields 记录与字段", "What documents and links are made of."),
    Page("corpus", "Corpus 语料库", "Documents in order, and their tables.", ("Corpus",)),
    Page(
        "lineage",
        "Lineage 源流",
        "What ``corpus.derive()`` gives back, and the settings that it takes.",
        (
            "Lineage",
            "lineage.derive",
            "derivation.settings.DerivationSettings",
            "Themes",
        ),
        ("edits",),
    ),
    Page(
        "own-rules",
        "Rules and lexicons 规则与词表",
        "Reading with patterns and names of your own.",
        (
            "Rule",
            "RuleSet",
            "Lexicon",
            "reading.rules.Mark",
            "reading.lexicon.Entry",
            "proofs.failures",
            "proofs.Failure",
        ),
    ),
    Page(
        "evaluation",
        "Evaluation 评测",
        "What is read and linked, against what people coded.",
        ("evaluate", "confusions", "evaluate_links", "agreement", "sample", "precision"),
    ),
    Page(
        "errors",
        "Errors and interrupts 错误与中断",
        "What is raised on purpose; each error is the builtin one as well. ``partial()`` has what an interrupt left.",
        (),
        ("errors",),
    ),
    Page("values", "What finds mean 取值", "Worked out from a document and one of its finds.", (), ("values",)),
    Page(
        "views",
        "Display and report 显示与报告",
        "Offline HTML, the corpus report, and explanations in words.",
        (),
        ("views",),
    ),
    Page(
        "plots",
        "Plots 图",
        "What stands behind ``corpus.plot`` and ``lineage.plot``. With pictures: :doc:`../plots`.",
        (),
        ("plots",),
    ),
    Page(
        "papers",
        "Tables for papers 论文表格",
        "What stands behind ``pt.latex`` and ``pt.markdown``, and tables that papers need.",
        (),
        ("papers",),
    ),
    Page(
        "features",
        "Features 特征",
        "Documents and provisions for scikit-learn. An example: :doc:`../neighbours`.",
        ("Features",),
    ),
    Page(
        "words",
        "Words, discovery, changes 词语、发现、比较",
        "What stands behind ``corpus.words``, ``corpus.collocations``, ``corpus.user_dictionary``, "
        "``corpus.slogan_candidates``, ``corpus.slogan_diffusion``, ``corpus.obligations`` and ``corpus.diff``.",
        (
            "words.words",
            "words.collocations",
            "words.user_dictionary",
            "words.as_userdict",
            "words.private_tokenizer",
            "discovery.slogan_candidates",
            "diffusion.slogan_diffusion",
            "obligations.obligations",
            "changes.changes",
        ),
    ),
    Page(
        "tables",
        "Tables, graphs, masking 表、图、遮蔽",
        "What stands behind the tables of a corpus and the graphs of a lineage. The columns: :doc:`../tables`.",
        (
            "tables.table",
            "translate",
            "columns.Column",
            "graphs.document_graph",
            "graphs.provision_graph",
            "masking.persons",
            "masking.concealed",
        ),
    ),
    Page(
        "exchange",
        "Exchange with other programs 交换",
        "The annotation format, and spaCy.",
        (),
        ("annotation", "spacy_component"),
    ),
    Page("doctor", "Source doctor 来源诊断", "What stands behind ``policytext.diagnose``.", (), ("doctor",)),
    Page(
        "versions",
        "Versions 版本",
        "What a report of a fault has to say, and the appendix of a paper.",
        ("show_versions", "versions"),
    ),
)
INNER = {
    "__main__": "python -m policytext",
    "arguments": "behind every call",
    "brief": "behind every repr",
    "cli": "its own page, the command line",
    "derivation": "behind lineage.derive",
    "export": "behind Corpus.export and Lineage.export",
    "duplicates": "behind Corpus and read",
    "fixed": "behind Document.metadata and Lineage.counts",
    "intake": "behind read",
    "link_evaluation": "behind evaluate_links",
    "reliability": "behind agreement",
    "revisions": "behind Corpus.diff",
    "samples": "behind sample and precision",
    "chinese": "behind translate",
    "verdicts": "what coders hand in",
    "parser": "Parser, parse",
    "progress": "behind progress=",
    "reading": "behind parse",
    "records": "how Document and the other records are made",
    "sources": "behind read",
    "span": "Span",
    "model": "the page of records",
}
"""Modules without a page of their own, and why: what a user needs of them stands under a public name."""
TITLES = {"#": "=", "##": "-"}


def pages() -> dict[str, str]:
    """All pages of the reference, in reStructuredText: autodoc fills them in."""
    made = {f"reference/{p.name}.rst": records(p) if p.name == "records" else body(p) for p in PAGES}
    return made | {"reference/index.rst": index()}


def shown() -> set[str]:
    """The public names of `policytext` that stand on a page."""
    modules = {module for page in PAGES for module in page.modules}
    named = {name for page in PAGES for name in page.names if "." not in name}
    return named | {name for name, home in policytext.HOMES.items() if home in modules}


def homeless() -> list[str]:
    """Modules of the library that are neither on a page nor known as inner ones."""
    known = {name.split(".")[0] for page in PAGES for name in page.names if "." in name}
    known |= {m for page in PAGES for m in page.modules} | set(INNER)
    known |= {home.split(".")[0] for home in policytext.HOMES.values()}
    return sorted(m.name for m in pkgutil.iter_modules(policytext.__path__) if m.name not in known)


def body(page: Page) -> str:
    """A page of names and modules."""
    parts = [titled(page.title, "#"), page.lead, ""]
    alone = len(page.names) == 1 and not page.modules
    for name in page.names:
        parts += [directive(name)] if alone else [titled(f"``{name}``", "##"), directive(name)]
    for name in page.modules:
        parts.append(f".. automodule:: policytext.{name}\n   :members:\n   :imported-members:\n   :undoc-members:\n")
    return "\n".join(parts)


def directive(name: str) -> str:
    """What tells autodoc to show a name."""
    thing = found(name)
    if isinstance(thing, type):
        undescribed = "" if "Attributes:" in (thing.__doc__ or "") else "   :undoc-members:\n"
        return f".. autoclass:: policytext.{name}\n   :members:\n{undescribed}"
    return f".. autofunction:: policytext.{name}\n"


def found(name: str) -> Any:
    """The thing with that name, such as `lineage.derive`."""
    return pkgutil.resolve_name(f"policytext.{name}")


def titled(text: str, level: str) -> str:
    """A heading; Chinese characters are two wide."""
    return f"{text}\n{TITLES[level] * (2 * len(text))}\n"


def index() -> str:
    """The page that lists the others, with what each of them shows."""
    rows = "".join(f"* :doc:`{page.name}`: {page.lead}\n" for page in PAGES)
    names = "\n".join(f"   {page.name}" for page in PAGES)
    lead = "Made from the docstrings of the code. ``import policytext as pt`` brings the names without a module.\n"
    return "\n".join([titled("Reference 参考", "#"), lead, rows, f".. toctree::\n   :hidden:\n\n{names}\n"])


def records(page: Page) -> str:
    """The page of records: every frozen dataclass of `policytext.model`, and the values that fields may take."""
    parts = [titled(page.title, "#"), page.lead, ""]
    parts += [
        f".. autoclass:: policytext.model.{r.__name__}\n   :members:\n   :undoc-members:\n" for r in own_records()
    ]
    parts += [titled("Values 取值", "##"), "What they mean: :doc:`../codebook`.\n"]
    parts += [f"* ``{name}``: {', '.join(f'``{v}``' for v in values)}" for name, values in value_sets(model)]
    return "\n".join([*parts, ""])


def own_records() -> list[type]:
    """The records of the model that are not public names of `policytext` themselves."""
    kinds: Iterable[Any] = vars(model).values()
    return [
        k
        for k in kinds
        if isinstance(k, type)
        and dataclasses.is_dataclass(k)
        and k.__module__ == model.__name__
        and k.__name__ not in policytext.__all__
    ]


def value_sets(module: ModuleType) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The closed sets of values that a module names."""
    for name, thing in vars(module).items():
        if get_origin(thing) is Literal:
            yield name, get_args(thing)
