"""What `corpus.derive()` gives back: links, their measures, chains, families and graphs."""

from __future__ import annotations

import datetime as dt
import warnings
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from numbers import Integral
from typing import TYPE_CHECKING

from policytext.arguments import flag_of, named, number_of, unknown_document
from policytext.derivation.derive import Likelihood, doubtful
from policytext.derivation.search import Search
from policytext.derivation.settings import DerivationSettings
from policytext.edits import Edit, edits
from policytext.errors import InputError
from policytext.fixed import Fixed
from policytext.lineage import chains, columns, decision_table, decisions, measures, passing, telling
from policytext.lineage import families as grouping
from policytext.lineage.hidden import masked
from policytext.lineage.links import DRAWN, Ends, ends, turn
from policytext.lineage.problems import one_way
from policytext.lineage.rows import compare_rows, parent_row
from policytext.lineage.tables import PARENTS, parents_of, table_of
from policytext.lineage.workbook import FILE, lineage_book
from policytext.masking import known_masks
from policytext.model import Document, External, Link, LinkPath, Problem, Resolution
from policytext.samples import sample
from policytext.tables import TABLES, frame, labelled, labels_known

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx
    import pandas as pd

    from policytext.plots import LineagePlots
    from policytext.tables import Labels

KINDS = (DRAWN, ("common_source",), ("undetermined",))
"""The rows of `links` as `repr` counts them: what was drawn, what two share, whose source is absent."""
SAID = ("documents", "settings", "objects", "indirect", "resolved", "external", "compared", "problems", "decided")
"""What two lineages have in common that are equal: what was read, asked and found; the rest is worked out of it."""


@dataclass(frozen=True, eq=False)
class Lineage:
    """The derivations of a corpus: links with their evidence, what citations mean, coverage, graphs (源流).

    Two are equal where their documents, settings, links, resolutions, decisions and problems are, as a copy or one read
    back from a pickle is.
    """

    documents: tuple[Document, ...]
    """The documents it was made from, in order."""
    settings: DerivationSettings
    """How its links were made."""
    objects: tuple[Link, ...]
    """The links as objects; `links` is their table."""
    indirect: tuple[Link, ...] = field(repr=False)
    """Links that only repeat a chain of links through a document in between."""
    resolved: tuple[Resolution, ...]
    """The resolutions as objects; `resolutions` is their table."""
    external: tuple[External, ...]
    """Documents that are cited but not in the corpus; `externals` is their table."""
    compared: dict[tuple[str, str], LinkPath] = field(repr=False)
    """The (derived, source) pairs of documents that were compared, and why."""
    likelihoods: dict[tuple[str, str], Likelihood] = field(repr=False)
    """For these, how likely each provision is linked to some provision of the other document."""
    search: Search = field(repr=False)
    """What the search knows of each document and pair."""
    counts: dict[str, int]
    """How many documents, pairs and links there were at each step."""
    problems: tuple[Problem, ...] = ()
    """Decisions of a coder that fit nothing; documents in several printings, or younger than what cites them; that the
    derivation was interrupted, or left pairs of a crowd out."""
    decided: tuple[Link, ...] | None = field(default=None, repr=False)
    """The near links that are left after a coder's decisions."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "counts", Fixed(self.counts))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Lineage):
            return NotImplemented
        return self is other or all(getattr(self, name) == getattr(other, name) for name in SAID)

    def __hash__(self) -> int:
        """Of documents and number of links: equal lineages have both in common."""
        return hash((self.documents, len(self.objects)))

    def __repr__(self) -> str:
        told = one_way(self.search, self.objects)
        drawn, shared, open_ = (sum(link.relation in kinds for link in told) for kinds in KINDS)
        other = len(self.objects) - len(told)
        counts = (
            f"{len(self.documents)} documents",
            f"{drawn} links",
            *((f"{other} the other way",) if other else ()),
            f"{shared} of common source",
            f"{open_} undetermined",
            f"{len(self.resolved)} citations",
            f"{len(self.external)} absent documents and laws",
        )
        return f"Lineage({', '.join(counts)})"

    @cached_property
    def distinct(self) -> tuple[Document, ...]:
        """The documents, each once: of several printings of one the first (不计重复的文件)."""
        return tuple(d for k, d in enumerate(self.documents) if self.search.first[k] == k)

    @cached_property
    def _first(self) -> dict[str, str]:
        """For each document the id of its first printing."""
        return {d.doc_id: self.documents[f].doc_id for d, f in zip(self.documents, self.search.first, strict=True)}

    @cached_property
    def _by_id(self) -> dict[str, Document]:
        return {d.doc_id: d for d in self.documents}

    @cached_property
    def doubtful(self) -> tuple[Link, ...]:
        """Pairs of provisions that came near to a link, for `review`; worked out when they are asked for."""
        if self.decided is not None:
            return self.decided
        number = {d.doc_id: k for k, d in enumerate(self.documents)}
        return tuple(doubtful(self.search, (self.search.scored[number[d], number[s]] for d, s in self.compared)))

    def document(self, doc_id: str) -> Document:
        """The document with this id."""
        if not isinstance(doc_id, str) or doc_id not in self._by_id:
            raise unknown_document(doc_id, self._by_id, "lineage.documents")
        return self._by_id[doc_id]

    def first_printing(self, doc_id: str) -> str:
        """The id under which a document counts: that of its first printing in the corpus, mostly its own (首个版本)."""
        self.document(doc_id)
        return self._first[doc_id]

    def between(self, derived: str, source: str) -> list[Link]:
        """The links of two documents, `common_source` in either direction."""
        self.document(derived), self.document(source)
        turned = (turn(link) for link in self.objects if (link.derived_doc, link.source_doc) == (source, derived))
        straight = [link for link in self.objects if (link.derived_doc, link.source_doc) == (derived, source)]
        return straight + [link for link in turned if link.relation == "common_source"]

    def direct(self, derived: str, source: str) -> list[Link]:
        """The links of two documents as `between` gives them, without those that only repeat a chain of links."""
        return [link for link in self.between(derived, source) if link.decision or not link.transitive]

    @cached_property
    def _passed(self) -> dict[tuple[str, str], list[passing.Passed]]:
        refused = {ends(link) for link in self.decided or () if link.decision == "no"}
        return passing.passed_on(self.objects, self.indirect, self.compared, refused)

    def passed(self, derived: str, source: str) -> list[passing.Passed]:
        """What one document has of another through documents in between, likeliest first (间接派生)."""
        return [p for p in self._passed.get((derived, source), ()) if p.score >= self.search.threshold]

    # Tables

    def _table(self, name: str) -> pd.DataFrame:
        """A table worked out once; each gets a copy, so that what a notebook does to it stays there."""
        held: dict[str, pd.DataFrame] = self.__dict__.setdefault("_tables", {})
        if name not in held:
            held[name] = table_of(self, name)
        return held[name].copy()

    @property
    def links(self) -> pd.DataFrame:
        """One row per derived and source provision (派生关系); for an absent source one row per document.

        Of common source and undetermined rows too: `relation` tells them from what was drawn, which `repr` counts.
        """
        return self._table("links")

    @property
    def resolutions(self) -> pd.DataFrame:
        """One row per citation of a document or law: what it means (引用所指)."""
        return self._table("resolutions")

    @property
    def externals(self) -> pd.DataFrame:
        """One row per document that is cited but not in the corpus (库外文件)."""
        return self._table("externals")

    @property
    def coverage(self) -> pd.DataFrame:
        """One row per pair of documents tied by citation or links: what was taken over, added, left out (覆盖)."""
        return self._table("coverage")

    @property
    def uptake(self) -> pd.DataFrame:
        """One row per provision of a document that others draw on: how many of them took it up (采纳)."""
        return self._table("uptake")

    def uptake_of(self, source: str) -> pd.DataFrame:
        """One row per provision of a document and document that cites or draws on it: what became of it (落实对照).

        Args:
            source: The document drawn on.
        """
        self.document(source)
        return frame(columns.UPTAKE_CELL_COLUMNS, measures.uptake_cells(self, source))

    @property
    def changes(self) -> pd.DataFrame:
        """One row per change between a provision and its source (改动): numbers, deadlines, units, wording, places.

        Of two documents that are linked both ways (`derive.undirected`) those of the likelier direction.
        """
        return self._table("changes")

    def edits(self, link: Link | int) -> tuple[Edit, ...]:
        """The changes of one link, as objects; an `int` is a row of `links`."""
        link = self._link(link, "edits()")
        if link.derived is None or link.source is None:
            return ()
        place = ends(link)
        if place not in self._edits or self._edits[place][0] is not link:
            held = self._links_of[link.derived_doc]
            found = edits(link, self.document(link.derived_doc), self.document(link.source_doc), held)
            self._edits[place] = (link, found)
        return self._edits[place][1]

    @cached_property
    def _edits(self) -> dict[Ends, tuple[Link, tuple[Edit, ...]]]:
        """The changes of the links asked for until now: the table, the report and the exports all want them."""
        return {}

    @cached_property
    def _links_of(self) -> dict[str, list[Link]]:
        held: dict[str, list[Link]] = defaultdict(list)
        for link in self.objects:
            held[link.derived_doc].append(link)
        return held

    @property
    def parents(self) -> pd.DataFrame:
        """For each document the ten it is likeliest to have drawn on, best first (可能的上位文件)."""
        return self._table("parents")

    @property
    def families(self) -> pd.DataFrame:
        """One row per provision of a family of equivalent provisions of several documents (需求族)."""
        return self._table("families")

    @cached_property
    def _families(self) -> list[list[grouping.Member]]:
        crowd = (self.documents[k].doc_id for k in self.search.choice.crowd())
        compared = grouping.Compared.of(self.compared, crowd)
        return grouping.families(self.documents, self.objects, self.indirect, compared)

    def matrix(self) -> pd.DataFrame:
        """Families × documents (需求矩阵): origin, copied, adapted, concrete, shared or absent.

        The index has number and label of each family, the columns are the documents by date, each once.
        """
        import pandas as pd

        dated = sorted(self.distinct, key=grouping.when)
        cells = grouping.matrix_cells(self._families)
        rows = [[row.get(d.doc_id, "absent") for d in dated] for row in cells]
        names = [(n, grouping.label_of(members)) for n, members in enumerate(self._families, 1)]
        index = pd.MultiIndex.from_tuples(names, names=["family", "label"])
        return pd.DataFrame(rows, index=index, columns=[d.doc_id for d in dated], dtype="string")

    def candidates(self, doc_id: str, *, mask_citations: bool = False, limit: int = PARENTS) -> pd.DataFrame:
        """The documents that one may have drawn on, best first (候选上位文件), as in `parents`.

        Args:
            doc_id: The document.
            mask_citations: Take no account of citations: by wording, date, level and place alone.
            limit: How many.
        """
        self.document(doc_id)
        limit, mask_citations = number_of(limit, "limit", 1), flag_of(mask_citations, "mask_citations")
        ranked = parents_of(self, mask_citations=mask_citations, limit=limit)
        return frame(columns.PARENT_COLUMNS, (parent_row(p) for p in ranked if p.doc_id == doc_id))

    def ancestors(self, doc_id: str, provision: str | int) -> pd.DataFrame:
        """The links from a provision up to the provisions it comes from, step by step (溯源).

        Args:
            doc_id: The document.
            provision: Path of the provision, such as `二/（一）`, or an offset inside it.
        """
        return self._chain(doc_id, provision, up=True)

    def descendants(self, doc_id: str, provision: str | int) -> pd.DataFrame:
        """The links from a provision down to what was drawn from it, step by step (流向); arguments as `ancestors`."""
        return self._chain(doc_id, provision, up=False)

    def _chain(self, doc_id: str, provision: str | int, *, up: bool) -> pd.DataFrame:
        start = chains.find_provision(self.document(doc_id), provision)
        rows = chains.chain_rows(self.objects, (doc_id, start.span.start), up=up)
        return frame(columns.CHAIN_COLUMNS, rows)

    def compare(self, derived: str, source: str) -> pd.DataFrame:
        """Two documents provision by provision (对照), in the order of the derived one.

        Rows with `relation` indirect are what comes from the source through a document in between, with added
        provisions without a source there; the source's provisions from which nothing comes follow at the end, with
        `relation` omitted. A provision with several sources has a row for each; `coverage` counts it once, by its best
        link. Of two documents that were not compared a warning says why, in the words of `why`.

        Args:
            derived: The document that draws on the other.
            source: The document drawn on.

        Raises:
            InputError: where both are one document.
        """
        lower, upper = self.document(derived), self.document(source)
        if derived == source:
            raise InputError(f"both documents are {derived!r}; give the derived one first, then its source (同一文件)")
        links = self.direct(derived, source)
        if not links and (reason := telling.uncompared(self, derived, source)):
            warnings.warn(reason, stacklevel=2)  # the line of the user that compares them
        return frame(columns.COMPARE_COLUMNS, compare_rows(lower, upper, links, self.passed(derived, source)))

    # Review

    def review(self) -> pd.DataFrame:
        """Links and near links for a coder (复核), the least sure first, with an empty column `decision`."""
        return self._table("review")

    def sample(self, n: int, *, by: str | Iterable[str] | None = None, seed: int = 0) -> pd.DataFrame:
        """Links drawn by chance for a coder to judge (抽样复核), for `apply` and for `policytext.precision`.

        Args:
            n: How many links.
            by: Columns of `links` that make strata, such as path and relation, as in `policytext.sample`.
            seed: Where chance begins.
        """
        found = self.review()
        return sample(found[found["kind"] == "link"], n, by=by, seed=seed)

    def apply(self, decided: str | Path | pd.DataFrame) -> Lineage:
        """This lineage with a coder's decisions in it (采用人工判定): they win over the model and show in every table.

        Args:
            decided: The table that `review` gave, or a CSV or XLSX file of it, with `decision` filled where decided:
                yes, no, or a relation; rows may be added for links that the model missed.

        Raises:
            InputError: where a column is missing or a decision is not known.
        """
        return decisions.with_decisions(self, decision_table.read_decisions(decided))

    # Display and files

    def side_by_side(self, derived: str, source: str) -> str:
        """The comparison of two documents as offline HTML: source left, derived right, shared words marked."""
        from policytext.views import comparison_html

        return comparison_html(self, derived, source)

    @property
    def plot(self) -> LineagePlots:
        """Plots (图): `lineage.plot.cascade()`, `.coverage()`, `.lags()`; see `policytext.plots`."""
        from policytext.plots import LineagePlots

        return LineagePlots(self)

    def _repr_html_(self) -> str:
        from policytext.views import lineage_html

        return lineage_html(self)

    def explain(self, link: Link | int) -> str:
        """Why a link was given: each feature with its weight, and the shared words; an `int` is a row of `links`."""
        from policytext.views import Explanation

        return Explanation(telling.explain(self, self._link(link, "explain()")))

    def _link(self, link: Link | int, who: str) -> Link:
        """A link, given as itself or as a row of `links`."""
        if isinstance(link, Integral):  # an index of a table is an integer of NumPy
            if not 0 <= int(link) < len(self.objects):
                raise InputError(f"there is no row {link} in links; it has {len(self.objects)} rows (没有这一行)")
            return self.objects[int(link)]
        if not isinstance(link, Link):
            how = "a row number of lineage.links, or a link of lineage.objects"
            raise InputError(f"{who} was given {named(link)}; give {how} (派生关系)")
        return link

    def why(self, derived: str, source: str) -> str:
        """What became of two documents at each step (为何没有关系): why they were compared or not, what was left."""
        from policytext.views import Explanation

        return Explanation(telling.why(self, derived, source))

    def tables(self, *, labels: Labels = "en", mask: Iterable[str] = ()) -> dict[str, pd.DataFrame]:
        """The tables by name: links, resolutions, coverage, uptake, changes, parents, families, externals, review.

        `mask` names what is made unreadable in the cells that show text (遮蔽): persons, contacts.
        """
        wanted = known_masks(mask)
        return {name: self.table(name, labels=labels, mask=wanted) for name in columns.SCHEMAS}

    def table(self, name: str, *, labels: Labels = "en", mask: Iterable[str] = ()) -> pd.DataFrame:
        """A table by name, as `Corpus.table` gives its own; the names and arguments are those of `tables`.

        Raises:
            InputError: where no table has that name, or a mask is unknown.
        """
        wanted = known_masks(mask)
        if name in TABLES:
            raise InputError(f"{name!r} is a table of a corpus: corpus.table({name!r}) (表名)")
        if name not in columns.SCHEMAS:
            raise InputError(f"there is no table {name!r}; there are {', '.join(columns.SCHEMAS)} (没有这张表)")
        labels_known(labels)
        return labelled(masked(name, self._table(name), self._by_id, wanted), columns.SCHEMAS[name], labels)

    def export(
        self,
        folder: str | Path,
        *,
        formats: Iterable[str] = ("csv",),
        labels: Labels = "en",
        mask: Iterable[str] = ("persons",),
        overwrite: bool = False,
        progress: bool | None = None,
    ) -> tuple[Path, ...]:
        """Write the tables and graphs of derivation into a folder (导出), as `Corpus.export` does its own.

        Args:
            folder: Made where it is not there.
            formats: Of csv, xlsx, parquet, jsonl for the tables, graphml, gexf for the graphs; xlsx is one file, as
                `workbook` writes.
            labels: Language of the column labels.
            mask: What is made unreadable in cells that show text (遮蔽): persons (人名), contacts (电话、邮箱).
            overwrite: Whether files that are there already may be replaced.
            progress: Whether to show a progress bar.
        """
        from policytext.export import GRAPH_NAMES, Contents, export, graphs_of, known, room_for

        if "annotation" in known(formats):
            raise InputError("a lineage has no annotation; corpus.export writes that of the documents (导出格式)")
        names = columns.SCHEMAS
        wanted = room_for(folder, formats, tables=names, graphs=GRAPH_NAMES, book=FILE, overwrite=overwrite)
        tables = self.tables(labels=labels, mask=mask)
        book = lineage_book(self, labels=labels, mask=mask) if "xlsx" in wanted else None
        contents = Contents(tables=tables, graphs=graphs_of(self, known_masks(mask)), book=book)
        return export(folder, wanted, contents, overwrite=overwrite, progress=progress)

    def workbook(
        self,
        path: str | Path,
        *,
        labels: Labels = "en",
        mask: Iterable[str] = ("persons",),
        made: dt.date | None = None,
        overwrite: bool = False,
    ) -> Path:
        """Write the tables of the corpus, of derivation and the matrix into one XLSX workbook (工作簿).

        As `Corpus.workbook`, with the same arguments; settings and counts stand on the first sheet, and links lead to
        both of their provisions. Files that could not be read are told by the workbook of the corpus.
        """
        from policytext.export.workbook import save_workbook, workbook_path

        workbook_path(path, overwrite=overwrite)
        book = lineage_book(self, labels=labels, mask=mask, made=made)
        return save_workbook(book, path, overwrite=overwrite)

    def report(
        self,
        path: str | Path,
        *,
        title: str | None = None,
        mask: Iterable[str] = ("persons",),
        overwrite: bool = False,
    ) -> Path:
        """Write the corpus report: one HTML file that needs no network (语料报告); returns its path.

        Documents, cascade, coverage, slogans, deadlines, units, problems, and tables that sort and search.

        Args:
            path: A file that ends in .html.
            title: What stands above; by default how many documents there are.
            mask: What is made unreadable in the texts shown (遮蔽): persons (人名), contacts (电话、邮箱).
            overwrite: Whether a file that is there already may be replaced.

        Raises:
            InputError: where the path does not end in .html, or a file is there already; then nothing is written.
        """
        from policytext.views import write_report

        return write_report(self, path, title=title, mask=mask, overwrite=overwrite)

    @cached_property
    def document_graph(self) -> nx.MultiDiGraph[str]:
        """Documents as nodes, derivations and citations as edges from derived to source.

        The graph is made once and is the notebook's to add to; `export` and the report make their own.
        """
        from policytext.graphs import document_graph

        return document_graph(self)

    @cached_property
    def provision_graph(self) -> nx.MultiDiGraph[str]:
        """Provisions as nodes, links as edges from derived to source; made once, as `document_graph`."""
        from policytext.graphs import provision_graph

        return provision_graph(self)

    @property
    def graph(self) -> nx.MultiDiGraph[str]:
        """The graph of documents."""
        return self.document_graph
