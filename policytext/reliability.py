"""How far two coders agree beyond chance (编码信度): share, Cohen's kappa, Krippendorff's alpha.

A coefficient needs things that both coders judged, with values to choose from: the label of a text unit, the modality
of what both take for a task, the role of a unit that both see, the decision about a row. What only one of them found
is no such thing: of that `policytext.evaluate` with `predicted` gives F1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.arguments import named
from policytext.columns import Column
from policytext.derivation.coded import folders_with_links, nearest, read_folder, rows_of
from policytext.errors import InputError
from policytext.evaluation import Annotation, Hosts, objects, read_coded
from policytext.model import Document
from policytext.tables import frame
from policytext.verdicts import decided

if TYPE_CHECKING:
    import pandas as pd

AGREEMENT_COLUMNS = {
    "measure": Column("string", "指标", "what both coders judged"),
    "units": Column("Int64", "单位数", "how many things both judged"),
    "agreement": Column("Float64", "一致率", "share of these on which they agree"),
    "kappa": Column("Float64", "Kappa", "Cohen's kappa; empty where both know one value only"),
    "alpha": Column("Float64", "Alpha", "Krippendorff's alpha for nominal data; empty where there is one value only"),
}
JUDGED = {"role": "unit+role", "citation relation": "citation relation", "slogan kind": "slogan marked+kind"}
"""What is judged of a thing that both coders found, and what `policytext.evaluate` calls it."""
KEYS = ("_doc", "_id", "start", "end")
"""How columns end that say which thing a row is about."""

Values = Mapping[Any, str]
"""Thing → what a coder said of it."""
Pairs = list[tuple[str, str]]
"""What two coders said of the same things."""


def agreement(
    first: str | Path | Iterable[Document] | pd.DataFrame, second: str | Path | Iterable[Document] | pd.DataFrame
) -> pd.DataFrame:
    """How far two coders agree (信度): share, Cohen's kappa, Krippendorff's alpha of everything that both judged.

    Args:
        first: A folder of `ID.json` beside `ID.txt`, or of texts with `links.csv`, or a corpus as coded; or a table
            with a column `decision`, such as a sample, or a CSV or XLSX file of it.
        second: The other coding, in the same form.

    Returns:
        A row per measure. Of documents these are label, task, modality, role, citation relation and slogan kind; of
        `links.csv` they are link (to which provision of the source each derived one goes, or to none) and link
        relation; of decisions decision.

    Raises:
        InputError: where the two have nothing in common, or other texts.
    """
    import pandas as pd

    tables = [
        isinstance(x, pd.DataFrame) or (isinstance(x, (str, Path)) and Path(x).is_file()) for x in (first, second)
    ]
    if tables[0] != tables[1]:
        raise InputError(f"first is {named(first)}, second is {named(second)}; give two tables or two codings (信度)")
    pairs: dict[str, Pairs] = {}
    for measure, found in judged_rows(first, second) if tables[0] else judged(first, second):
        pairs.setdefault(measure, []).extend(found)
    if not any(pairs.values()):
        raise InputError("the two codings have nothing in common; give codings of the same texts or rows (信度)")
    return frame(AGREEMENT_COLUMNS, [(name, *coefficients(found)) for name, found in pairs.items() if found])


def shared(first: Values, second: Values) -> Pairs:
    """What both said of the things that both judged."""
    return [(first[k], second[k]) for k in first if k in second]


def judged(first: Any, second: Any) -> Iterator[tuple[str, Pairs]]:
    """What two codings say of documents, and of links where both are folders with these."""
    linked = [folders_with_links(Path(x)) if isinstance(x, (str, Path)) else [] for x in (first, second)]
    if all(linked):
        other = {f.name if f != Path(second) else "": f for f in linked[1]}
        for folder in linked[0]:
            if same := other.get(folder.name if folder != Path(first) else ""):
                yield from judged_links(folder, same)
    if not all(linked) or any(Path(first).glob("*.json")):
        held = {doc_id: (data, text) for doc_id, data, text in read_coded([second])}
        for doc_id, data, text in read_coded([first]):
            if doc_id in held and held[doc_id][1] != text:
                raise InputError(f"the two codings have different texts of {doc_id!r}; code the same text (信度)")
            if doc_id in held:
                yield from judged_document(data, held[doc_id][0])


def judged_document(first: Annotation, second: Annotation) -> Iterator[tuple[str, Pairs]]:
    """What two codings say of one text."""
    hosts, others = Hosts(first), Hosts(second)
    labels = [(r["label"], label) for r in first["sentences"] if (label := others.label(r["span"]))]
    yield "label", labels
    yield "task", [(str(a == "task"), str(b == "task")) for a, b in labels]
    found = objects(first, hosts), objects(second, hosts)
    kinds = [{k: name for name, at in x.items() if name.startswith("modality ") for k in at} for x in found]
    yield "modality", shared(*kinds)
    for measure, name in JUDGED.items():
        yield measure, shared(*(valued(x.get(name, ())) for x in found))


def valued(told: Iterable[Any]) -> Values:
    """Thing → its value, where each is a tuple that ends in one; several values are one."""
    out: dict[tuple[Any, ...], str] = {}
    for *thing, value in sorted(told, key=str):
        key = tuple(thing)
        out[key] = f"{out[key]}+{value}" if key in out else str(value)
    return out


def judged_links(first: Path, second: Path) -> Iterator[tuple[str, Pairs]]:
    """What two files of links say of the provisions of the same texts."""
    documents = read_folder(first)
    found = [dict(links_in(documents, folder)) for folder in (first, second)]
    pairs = {(key[0], key[2]) for x in found for key in x}
    ends = []
    for x in found:
        sources = {(d, i, s): "none" for d, s in pairs for i in range(len(documents[d].provisions))}
        for d, i, s, j in sorted(x):
            sources[d, i, s] = f"{sources[d, i, s]} {j}".removeprefix("none ")
        ends.append(sources)
    yield "link", shared(*ends)
    yield "link relation", shared(*found)


def links_in(documents: Mapping[str, Document], folder: Path) -> Iterator[tuple[tuple[str, int, str, int], str]]:
    """Derived document and provision, source document and provision, and the relation, of `links.csv`."""
    for row in rows_of(folder):
        ends: list[Any] = []
        for side in ("derived", "source"):
            document = documents.get(row[f"{side}_doc"])
            k = nearest(document, int(row[f"{side}_start"]), int(row[f"{side}_end"])) if document else None
            ends += [row[f"{side}_doc"], k]
        if None not in ends:
            yield (ends[0], ends[1], ends[2], ends[3]), row["relation"]


def judged_rows(first: Any, second: Any) -> Iterator[tuple[str, Pairs]]:
    """What two coders decided about the rows of one table."""
    one, two = decided(first), decided(second)
    keys = [c for c in one.columns if c in two.columns and str(c).endswith(KEYS)]
    if not keys:
        raise InputError("the two tables share no columns of places, such as doc_id and start; keep them (缺列)")
    values = []
    for table in (one, two):
        places = list(zip(*(table[k].astype("string").str.removesuffix(".0") for k in keys), strict=True))
        if len(set(places)) < len(places):
            raise InputError(f"several rows of a table have the same {', '.join(keys)}; leave one of each (重复)")
        values.append({k: str(v) for k, v in zip(places, table["decision"], strict=True) if isinstance(v, str)})
    yield "decision", shared(*values)


def coefficients(pairs: Pairs) -> tuple[int, float, float | None, float | None]:
    """How many pairs of values, the share that agrees, kappa and alpha."""
    from sklearn.metrics import cohen_kappa_score

    same = sum(a == b for a, b in pairs) / len(pairs)
    if len({x for pair in pairs for x in pair}) == 1:
        return len(pairs), same, None, None
    return len(pairs), same, float(cohen_kappa_score(*zip(*pairs, strict=True))), alpha(pairs)


def alpha(pairs: Pairs) -> float:
    """Krippendorff's alpha of two coders for nominal data (Computing Krippendorff's alpha-reliability, 2011, B).

    >>> round(alpha(list(zip("aabbdcccedda", "babbbccceddd"))), 3)
    0.692
    """
    counts = Counter(x for pair in pairs for x in pair)
    n = counts.total()
    observed = sum(a != b for a, b in pairs) / len(pairs)
    expected = sum(m * (n - m) for m in counts.values()) / (n * (n - 1))
    return 1 - observed / expected
