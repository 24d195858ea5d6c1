"""What researchers hold: an ordered, immutable set of documents, its tables, and what can be made of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.arguments import documents_of, instance, unknown_document, words_of
from policytext.duplicates import distinct, repeats, same_texts
from policytext.errors import InputError, Interrupted
from policytext.intake import INTERRUPTED, take_in
from policytext.masking import known_masks
from policytext.model import Document, Label, Problem
from policytext.progress import bar, fresh
from policytext.sources.gather import gather
from policytext.sources.limits import STANDARD, Limits
from policytext.tables import TABLES, Labels, labelled, labels_known, metadata, table

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import pandas as pd

    from policytext.lineage import Lineage
    from policytext.parser import Parser
    from policytext.plots import CorpusPlots
    from policytext.reading.lexicon import Lexicon


class Corpus:
    """Documents in order, each under its own id (语料库); its tables are DataFrames of fixed columns.

    Two documents of one id and one text are one; of one id and two texts both are kept, the later under an id with a
    digest of its text, and a row of `problems` says so, as one does where two ids have the same text.

    >>> corpus = Corpus([Document(doc_id="a", text="请报送。")]) + Corpus([Document(doc_id="b", text="")])
    >>> len(corpus), corpus["a"].text, corpus.documents["characters"].tolist()
    (2, '请报送。', [4, 0])
    """

    __slots__ = ("_by_id", "_problems", "_tables")

    def __init__(self, documents: Iterable[Document] = (), *, problems: Iterable[Problem] = ()) -> None:
        self._by_id, clashes = distinct(documents_of(documents, "documents"))
        problems = [instance(p, Problem, "one of problems", "Problem objects (问题)") for p in problems]
        self._problems = tuple(dict.fromkeys((*problems, *clashes, *same_texts(self))))
        self._tables: dict[str, pd.DataFrame] = {}

    # The set of documents

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Document]:
        return iter(self._by_id.values())

    def __contains__(self, doc: object) -> bool:
        return doc in self._by_id if isinstance(doc, str) else doc in self._by_id.values()

    def __getitem__(self, doc_id: str) -> Document:
        if isinstance(doc_id, str) and doc_id in self._by_id:
            return self._by_id[doc_id]
        raise unknown_document(doc_id, self._by_id, "corpus.ids")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Corpus):
            return NotImplemented
        return list(self) == list(other) and self._problems == other._problems

    def __hash__(self) -> int:
        """Of the ids: equal corpora have them in common."""
        return hash(self.ids)

    def __add__(self, other: Corpus) -> Corpus:
        if not isinstance(other, Corpus):
            return NotImplemented
        return Corpus((*self, *other), problems=(*self._problems, *other._problems))

    def __repr__(self) -> str:
        if not self and self._problems:
            return "<Corpus of 0 documents: corpus.problems says why>"
        return f"<Corpus of {len(self)} document{'s' * (len(self) != 1)}>"

    def _repr_html_(self) -> str:
        from policytext.views import corpus_html

        return corpus_html(self)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the documents, in order."""
        return tuple(self._by_id)

    # Tables

    def table(self, name: str, *, labels: Labels = "en", mask: Iterable[str] = ()) -> pd.DataFrame:
        """A table by name, with English or Chinese column labels (`labels="zh"`, 中文列名).

        Args:
            name: Of `policytext.tables.TABLES`.
            labels: Language of the column labels.
            mask: What is made unreadable in cells that show text (遮蔽): persons (人名), contacts (电话、邮箱).

        Raises:
            InputError: where no table has that name, or a mask is unknown.
        """
        if name not in TABLES:
            from policytext.lineage.columns import SCHEMAS

            if name in SCHEMAS:
                raise InputError(f"{name!r} is a table of a lineage: corpus.derive().table({name!r}) (表名)")
        if mask or name not in TABLES:
            return table(self, name, labels=labels, problems=self._problems, mask=mask)
        if name not in self._tables:
            self._tables[name] = table(self, name, problems=self._problems)
        return labelled(self._tables[name].copy(), TABLES[name][0], labels_known(labels))

    def tables(
        self, *, labels: Labels = "en", mask: Iterable[str] = (), progress: bool | None = None
    ) -> dict[str, pd.DataFrame]:
        """All tables by name; the arguments are those of `table`, and `progress` as for `read`."""
        names = bar(TABLES, len(TABLES), progress, "tables", unit="table")
        return {name: self.table(name, labels=labels, mask=mask) for name in names}

    @property
    def documents(self) -> pd.DataFrame:
        """One row per document (文件): header, counts, how much was left undecided."""
        return self.table("documents")

    @property
    def metadata(self) -> pd.DataFrame:
        """One row per document, with what came with it and not from its text (元数据); columns and values as given.

        They are those of `metadata.csv`, of the other columns of a table of texts, or what a file says of itself,
        known columns under their English name; all values are strings. To merge columns of one's own:

        >>> corpus = Corpus([Document(doc_id="a", text="请报送。", metadata={"field": "养老", "wave": "1"})])
        >>> own = corpus.metadata[["doc_id", "field"]]
        >>> corpus.documents.merge(own, on="doc_id")[["doc_id", "characters", "field"]].values.tolist()
        [['a', 4, '养老']]
        """
        return metadata(self)

    @property
    def elements(self) -> pd.DataFrame:
        """One row per element of an instrument as printed (公文格式要素)."""
        return self.table("elements")

    @property
    def sections(self) -> pd.DataFrame:
        """One row per section of the outline (层次)."""
        return self.table("sections")

    @property
    def sentences(self) -> pd.DataFrame:
        """One row per text unit, with its label (语句)."""
        return self.table("sentences")

    @property
    def provisions(self) -> pd.DataFrame:
        """One row per provision (条款)."""
        return self.table("provisions")

    @property
    def tasks(self) -> pd.DataFrame:
        """One row per task (任务)."""
        return self.table("tasks")

    @property
    def assignments(self) -> pd.DataFrame:
        """One row per unit and text unit that it governs (责任单位)."""
        return self.table("assignments")

    @property
    def deadlines(self) -> pd.DataFrame:
        """One row per deadline and text unit that it governs (时限)."""
        return self.table("deadlines")

    @property
    def targets(self) -> pd.DataFrame:
        """One row per countable commitment (量化指标)."""
        return self.table("targets")

    @property
    def slogans(self) -> pd.DataFrame:
        """One row per occurrence of a set phrase (提法)."""
        return self.table("slogans")

    @property
    def citations(self) -> pd.DataFrame:
        """One row per citation (引用)."""
        return self.table("citations")

    @property
    def duties(self) -> pd.DataFrame:
        """One row per row of a table of duties (任务分工表): task, units by role, deadline."""
        return self.table("duties")

    @property
    def problems(self) -> pd.DataFrame:
        """One row per thing that could not be read or decided (问题)."""
        return self.table("problems")

    # What can be made of it

    def derive(self, **options: Any) -> Lineage:
        """Which provisions were drawn from which (派生); the options are those of `policytext.lineage.derive`."""
        from policytext.lineage import derive

        return derive(self, **options)

    def words(
        self,
        *,
        by: str = "level",
        kinds: Iterable[Label] | None = None,
        stop_words: Iterable[str] | None = None,
        progress: bool | None = None,
    ) -> pd.DataFrame:
        """Word counts and keyness by groups of documents (词频, 关键性): see `policytext.words.words`."""
        from policytext.words import words

        return words(self, by=by, kinds=kinds, stop_words=stop_words, progress=progress)

    def collocations(self, *, by: str = "level", **options: Any) -> pd.DataFrame:
        """Words that stand together in tasks (搭配), by groups of documents: see `policytext.words.collocations`."""
        from policytext.words import collocations

        return collocations(self, by=by, **options)

    def user_dictionary(
        self, path: str | Path | None = None, *, overwrite: bool = False, **options: Any
    ) -> pd.DataFrame:
        """Units and slogans as a dictionary for jieba (用户词典); the options are those of `policytext.words`.

        Args:
            path: Where to write it, for `jieba.Tokenizer().load_userdict(path)`; without it nothing is written.
            overwrite: Whether a file that is there already may be replaced.
            options: `kinds`, `lexicons`, `at_least`: see `policytext.words.user_dictionary`.
        """
        from policytext.export.files import encoded, free_file, write
        from policytext.words import as_userdict, user_dictionary

        file = None if path is None else free_file(path, (), "the user dictionary", overwrite=overwrite)
        table = user_dictionary(self, **options)
        if file:
            write(file.parent, {file.name: encoded(as_userdict(table))}, overwrite=overwrite)
        return table

    def slogan_candidates(
        self, *, at_least: int = 3, lexicons: str | Lexicon | Iterable[str | Lexicon] = ()
    ) -> pd.DataFrame:
        """Wording that recurs over the documents and is in no lexicon yet (提法候选): see `policytext.discovery`."""
        from policytext.discovery import slogan_candidates

        return slogan_candidates(self, at_least=at_least, lexicons=lexicons)

    def obligations(self, *, labels: Labels = "en") -> pd.DataFrame:
        """One row per unit and deadline that bind the same clause (责任时限): see `policytext.obligations`."""
        from policytext.obligations import obligations

        return obligations(self, labels=labels)

    def slogan_diffusion(self) -> pd.DataFrame:
        """One row per slogan and document that has it: when, and how many had it by then (提法扩散)."""
        from policytext.diffusion import slogan_diffusion

        return slogan_diffusion(self)

    @property
    def plot(self) -> CorpusPlots:
        """Plots (图): `corpus.plot.slogans()`, `.units()`, `.deadlines()`; see `policytext.plots`."""
        from policytext.plots import CorpusPlots

        return CorpusPlots(self)

    def diagnosed(self, *, progress: bool | None = None) -> Corpus:
        """The corpus with what the source doctor finds among its problems (来源诊断), codes `doctor.*`."""
        from policytext.doctor import with_findings

        return Corpus(with_findings(self, progress=progress), problems=self._problems)

    def clean(
        self, codes: Iterable[str] | None = None, *, labels: Labels = "en", progress: bool | None = None
    ) -> tuple[Corpus, pd.DataFrame]:
        r"""The directives of a mixed corpus, each once, and a table of what was left out and why (清理).

        The table has the columns of `policytext.diagnose`: a row per document left out and reason, `other` naming the
        document that it repeats. What stays although the doctor finds an error in it (乱码, 日期有误) has that among
        the `problems` of the new corpus. This corpus stays as it is.

        Args:
            codes: What to leave out, of `policytext.doctor.CODES`; where `None` what is no directive of its own:
                further printings (`doctor.same_document`, `doctor.traditional_mirror`), drafts, interpretations, news
                and talks (`policytext.doctor.NO_DIRECTIVES`).
            labels: Language of the column labels.
            progress: Whether to show a progress bar, as for `read`.

        >>> from policytext import parse
        >>> order, talk = "青禾县民政局通知\n各镇要报送名单。", "在助餐工作会议上的讲话\n同志们：\n要抓好助餐。"
        >>> directives, left_out = Corpus([parse(order, doc_id="a"), parse(talk, doc_id="b")]).clean()
        >>> directives.ids, left_out[["doc_id", "code"]].values.tolist()
        (('a',), [['b', 'doctor.talk']])

        Raises:
            InputError: where a code is none of the doctor's.
        """
        from policytext.doctor import CODES, NO_DIRECTIVES, TOLD, without

        wanted = NO_DIRECTIVES if codes is None else words_of(codes, "codes", tuple(CODES))
        kept, left_out = without(self, wanted, labels=labels_known(labels), progress=progress)
        return Corpus(kept, problems=(p for p in self._problems if p.code != TOLD)), left_out

    def diff(self, other: Corpus) -> pd.DataFrame:
        """What changes from this corpus to `other`: one row per object gained or lost and per field changed (变化).

        Where the text of a document is another one, finds are the same that say the same in the same part of the
        outline, wherever it stands now; `before` and `after` of a long text show where it differs. Of a document that
        only one of the two has there is one row, with how much was found in it.

        >>> old, new = (Corpus([Document(doc_id="a", text=t)]) for t in ("各镇要按月报送。", "各镇要按季报送。"))
        >>> old.diff(new)[["kind", "field", "before", "after"]].values.tolist()
        [['document', 'text', '各镇要按月报送。', '各镇要按季报送。']]
        """
        from policytext.changes import changes

        return changes(self, documents_of(other, "other"))

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
        """Write tables, annotation or the graph of derivation into a folder (导出); returns the files written.

        Args:
            folder: Made where it is not there.
            formats: Of csv, xlsx, parquet, jsonl, annotation, graphml, gexf; xlsx is one file, as `workbook` writes.
            labels: Language of the column labels.
            mask: What is made unreadable in the cells of tables (遮蔽): persons (人名), contacts (电话、邮箱); () for
                nothing. Offsets stay; annotation, and the text beside it, are never masked, for one has to fit the
                other.
            overwrite: Whether files that are there already may be replaced.
            progress: Whether to show a progress bar, as for `read`.

        Raises:
            InputError: where a format is unknown, or a file is there already; then nothing is written.
        """
        from policytext.export import GRAPH_NAMES, GRAPHS, Contents, export, graphs_of, room_for
        from policytext.export.workbook import corpus_book

        wanted = room_for(folder, formats, tables=TABLES, graphs=GRAPH_NAMES, overwrite=overwrite)
        masked = known_masks(mask)
        labels_known(labels)
        lineage = self.derive(progress=progress) if set(wanted) & set(GRAPHS) else None
        graphs = graphs_of(lineage, masked) if lineage else {}
        plain = self.tables(mask=masked, progress=progress)
        book = corpus_book(self, plain, labels=labels, mask=masked) if "xlsx" in wanted else None
        tables = {name: labelled(t, TABLES[name][0], labels) for name, t in plain.items()}
        contents = Contents(tables=tables, documents=self, graphs=graphs, book=book)
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
        """Write all tables into one XLSX workbook to hand in (工作簿); returns its path.

        A sheet that says what the file is stands first, then one with the meaning of every column, then a sheet per
        table: head line frozen, filters, dates as dates, links from ids to the rows that they name.

        Args:
            path: A path that ends in `.xlsx`.
            labels: Language of the names of sheets and columns.
            mask: What is made unreadable in cells that show text (遮蔽): persons (人名), contacts (电话、邮箱).
            made: The date to record in it; by default none, so that the same documents give the same file.
            overwrite: Whether a file that is there already may be replaced.

        Raises:
            InputError: where the path does not end in `.xlsx`, or the file is there already.
            MissingDependencyError: where xlsxwriter is not installed.
        """
        from policytext.export.workbook import corpus_book, save_workbook, workbook_path

        workbook_path(path, overwrite=overwrite)
        wanted = known_masks(mask)
        book = corpus_book(self, self.tables(mask=wanted), labels=labels, mask=wanted, made=made)
        return save_workbook(book, path, overwrite=overwrite)

    def report(
        self,
        path: str | Path,
        *,
        title: str | None = None,
        lineage: Lineage | None = None,
        mask: Iterable[str] = ("persons",),
        overwrite: bool = False,
    ) -> Path:
        """Write the corpus report: one HTML file that needs no network (语料报告); returns its path.

        Documents, cascade, coverage, slogans, deadlines, units, problems, and tables that sort and search.

        Args:
            path: A file that ends in .html.
            title: What stands above; by default how many documents there are.
            lineage: What `derive` gave, where it was made already or with options of its own.
            mask: What is made unreadable in the texts shown (遮蔽): persons (人名), contacts (电话、邮箱).
            overwrite: Whether a file that is there already may be replaced.

        Raises:
            InputError: where the path does not end in .html, a file is there already, or the lineage is that of other
                documents; then nothing is written.
        """
        from policytext.views import report_path, write_report

        report_path(path, overwrite=overwrite)
        found = self.derive() if lineage is None else self._own(lineage)
        return write_report(found, path, title=title, problems=self._problems, mask=mask, overwrite=overwrite)

    def _own(self, lineage: Any) -> Lineage:
        """A lineage, where it was made from these documents."""
        from policytext.lineage import Lineage

        given = instance(lineage, Lineage, "lineage", "what corpus.derive() returns (源流)")
        held, own = ({d.doc_id: d.text for d in documents} for documents in (given.documents, self))
        if held != own:
            odd = ", ".join(repr(x) for x in [x for x in own | held if held.get(x) != own.get(x)][:3])
            raise InputError(
                f"lineage was made from {len(held)} documents that are not the {len(own)} of this corpus "
                f"(they differ in {odd} …); give what derive() of this corpus returned, or call lineage.report() "
                "(源流不符)"
            )
        return given

    def save(self, folder: str | Path, *, overwrite: bool = False) -> None:
        """Write the corpus with all that was found, so that `Corpus.load` gives it back: `ID.txt`, `ID.json` each."""
        from policytext.export.saved import save

        save(self, self._problems, folder, overwrite=overwrite)

    @classmethod
    def load(cls, folder: str | Path) -> Corpus:
        """The corpus that `save` wrote, or that people coded: a folder of `ID.txt` beside `ID.json`.

        Raises:
            SourceNotFoundError: where the folder holds neither.
        """
        from policytext.export.saved import load

        documents, problems = load(folder)
        return cls(documents, problems=problems)

    @classmethod
    def read(  # noqa: PLR0913 - each is one thing to say of reading
        cls,
        source: str | Path | pd.DataFrame | Iterable[str | Path],
        *,
        pattern: str | None = None,
        metadata: str | Path | pd.DataFrame | None = None,
        text: str | None = None,
        parser: Parser | None = None,
        progress: bool | None = None,
        executor: Executor | None = None,
        limits: Limits = STANDARD,
    ) -> Corpus:
        """Read a corpus (读入语料).

        Whatever cannot be read is a row of `problems`; everything else is read.

        Args:
            source: A folder (with everything below it), a glob pattern, a file, a DataFrame with `doc_id` and `text`,
                or a list of these. A document's id is its path inside the folder, without suffix. A table with a
                column of texts (xlsx, csv, tsv, json, jsonl, parquet) gives a document per row, called by its id or
                `FILE#ROW`; a zip archive gives those of its files, as `ARCHIVE/FILE`.
            pattern: Only files of the folder whose path inside it matches, such as `2021/*.txt`.
            metadata: A table (file or DataFrame) for what the texts lack; without it, the one in the folder (`metadata`
                or 元数据, as .csv, .tsv or .xlsx).
            text: The column of tables that holds the texts, where its name is not a usual one (text, 正文 …).
            parser: A parser with rules or lexicons of one's own.
            progress: Whether to show a progress bar; by default in a terminal or notebook, after a second, unless the
                environment variable `POLICYTEXT_PROGRESS` is 0.
            executor: Any `concurrent.futures.Executor`, to read in parallel.
            limits: How much of a file or table is read at most; what goes beyond is a row of `problems`.

        Raises:
            SourceNotFoundError: where the one source given, or each of a list, is not there.
            InputError: where a DataFrame lacks the column for text or ids.
            Interrupted: after an interrupt from the keyboard; its `partial`, also `policytext.partial()`, is the corpus
                of what was read until then; `None` where nothing was.
        """
        with fresh("reading"):
            jobs, odd = gather(source, pattern=pattern, metadata=metadata, text=text, limits=limits)
            documents, failed = take_in(jobs, parser=parser, progress=progress, executor=executor, limits=limits)
            corpus = cls(documents)
            problems = (*odd, *failed, *repeats(documents), *corpus._problems)
            corpus = cls(corpus, problems=problems)
        if broken := next((p for p in failed if p.code == INTERRUPTED), None):
            kept = f"the {len(corpus):,} documents read are kept: corpus = policytext.partial()"
            raise Interrupted(f"{broken.message}; {kept} (读取中断)", corpus)
        return corpus


read = Corpus.read


def diagnose(
    source: Corpus | str | Path | pd.DataFrame | Iterable[str | Path],
    *,
    pattern: str | None = None,
    metadata: str | Path | pd.DataFrame | None = None,
    labels: Labels = "en",
    mask: Iterable[str] = (),
    progress: bool | None = None,
) -> pd.DataFrame:
    """What is the matter with the files of a folder or the documents of a corpus (来源诊断), and what to do about it.

    One row per finding: text in a wrong encoding, cut, or printed twice; the same document from several sites;
    interpretations and news; attachments, header elements and digits that are missing; text of web sites. Problems
    that the readers had are listed too. `policytext.doctor.CODES` says what the codes mean.

    Args:
        source: A corpus, or what `read` takes.
        pattern: As for `read`.
        metadata: As for `read`.
        labels: Language of the column labels.
        mask: What is made unreadable in the text shown (遮蔽): persons (人名), contacts (电话、邮箱).
        progress: Whether to show a progress bar, as for `read`.
    """
    from policytext.doctor import diagnosis

    corpus = source
    if not isinstance(corpus, Corpus):
        corpus = Corpus.read(corpus, pattern=pattern, metadata=metadata, progress=progress)
    return diagnosis(corpus, problems=corpus._problems, labels=labels, mask=mask, progress=progress)
