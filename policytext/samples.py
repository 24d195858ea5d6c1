"""A sample of rows for a coder to judge (抽样复核), and what the judgements say of the whole table.

Rows are drawn by chance, in strata where asked; each says how many rows of the table it stands for. The interval is
that of Wilson (1927) for the effective size of the sample (Kish 1965), with the correction for a finite table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.arguments import named, number_of, words_of
from policytext.columns import Column
from policytext.errors import InputError
from policytext.tables import frame
from policytext.verdicts import decided

if TYPE_CHECKING:
    import pandas as pd

SAMPLE_COLUMNS = {
    "decision": Column("string", "人工判定", "for a coder: yes, no; of a link also its relation; empty: not decided"),
    "note": Column("string", "备注", "for a coder's remarks; kept, not read"),
    "stratum": Column("string", "层", "values of the columns that the sample was drawn by; all, where by none"),
    "stratum_rows": Column("Int64", "层内行数", "rows of the table in this stratum"),
    "weight": Column("Float64", "权重", "how many rows of the table this one stands for"),
}
"""What a sample has in front of the columns of its table."""
PRECISION_COLUMNS = {
    "measure": Column("string", "指标", "precision: the row is right (yes, or any relation); relation: also as given"),
    "stratum": Column("string", "层", "the stratum; all: the strata together, weighted"),
    "rows": Column("Int64", "行数", "rows of the table that this speaks of: those of strata with decisions"),
    "decided": Column("Int64", "已判定", "rows of the sample that were decided"),
    "right": Column("Int64", "正确", "of these, right ones"),
    "precision": Column("Float64", "精确率", "estimated share of right rows"),
    "low": Column("Float64", "下限", "lower end of its 95 % interval"),
    "high": Column("Float64", "上限", "upper end of its interval"),
}
BANDS = 5
"""Bands in which shares and probabilities are strata."""
NONE = "–"
"""The stratum of rows that have no value there."""
Z = 1.959963984540054
"""The normal quantile of a two-sided interval of 95 %."""


def sample(table: pd.DataFrame, n: int, *, by: str | Iterable[str] | None = None, seed: int = 0) -> pd.DataFrame:
    """Rows of any table, drawn by chance, for a coder to judge (抽样): columns `decision` to `weight`, then its own.

    The same table, number and seed give the same rows, in an order by chance: whoever stops early has a smaller sample.

    Args:
        table: Of a corpus or lineage, or any other; one row is one thing to judge.
        n: How many rows; where there are fewer, all.
        by: Columns whose values are strata: from each equally many rows, from a small one all. Probabilities are strata
            in fifths. Without it every row has the same chance.
        seed: Where chance begins; say it in the paper.

    Raises:
        InputError: where a column is not there, or there are more strata than rows to draw.

    >>> import pandas as pd
    >>> drawn = sample(pd.DataFrame({"kind": ["a"] * 90 + ["b"] * 10}), 10, by="kind")
    >>> drawn.groupby("stratum")["weight"].agg(["size", "sum"]).values.tolist()
    [[5, 90.0], [5, 10.0]]
    """
    import numpy as np
    import pandas as pd

    if not isinstance(table, pd.DataFrame):
        raise InputError(f"table is {named(table)}; give a table, such as corpus.tasks or lineage.links (抽样)")
    n, seed = number_of(n, "n", 1), number_of(seed, "seed", 0)
    columns = words_of(() if by is None else by, "by", [str(c) for c in table.columns])
    names = [strata_of(table[c]) for c in columns]
    strata = pd.Series(
        ["｜".join(x) for x in zip(*names, strict=True)] if names else "all", table.index, dtype="string"
    )
    sizes = {str(name): int(size) for name, size in strata.value_counts().sort_index().items()}
    if n < len(sizes):
        some = ", ".join(map(repr, list(sizes)[:3]))
        raise InputError(f"n is {n}, but {len(sizes)} strata are to draw from ({some} …); give more rows or fewer `by`")
    shares = spread(sizes, n)
    chance = np.random.RandomState(seed)  # its stream is the same in all versions of NumPy
    order = chance.permutation(len(table))
    left, kept = dict(shares), []
    for k in order:
        if left[name := strata.iloc[k]]:
            left[name] -= 1
            kept.append(k)
    drawn, own = table.iloc[kept], strata.iloc[kept]
    front = {
        "decision": drawn.get("decision"),
        "note": drawn.get("note"),
        "stratum": own,
        "stratum_rows": own.map(sizes),
        "weight": own.map({name: size / shares[name] for name, size in sizes.items()}),
    }
    head = {k: pd.Series(v, drawn.index, dtype=SAMPLE_COLUMNS[k].dtype) for k, v in front.items()}
    rest = drawn.drop(columns=[k for k in front if k in drawn])
    return pd.concat([pd.DataFrame(head, drawn.index), rest], axis=1).reset_index(drop=True)


def strata_of(column: pd.Series[Any]) -> list[str]:
    """The stratum of each row by one column: its value; of a number between 0 and 1 its fifth."""
    if not column.dtype.name.lower().startswith("float"):
        return [NONE if v is None or v != v else str(v) for v in column.astype(object).where(column.notna(), None)]
    if not column.dropna().between(0, 1).all():
        raise InputError(
            f"by names {column.name!r}, a column of numbers; make bands of it first: "
            f"table.assign(band=pandas.cut(table[{column.name!r}], 4)) (分层)"
        )
    fifths = (column * BANDS).fillna(-1).astype(int).clip(upper=BANDS - 1)
    return [NONE if k < 0 else f"{k / BANDS:.1f}–{(k + 1) / BANDS:.1f}" for k in fifths]


def spread(sizes: dict[str, int], n: int) -> dict[str, int]:
    """How many rows each stratum gives: equally many, from a small one all.

    >>> spread({"a": 90, "b": 2, "c": 9}, 12)
    {'a': 5, 'b': 2, 'c': 5}
    """
    shares = dict.fromkeys(sizes, 0)
    left = min(n, sum(sizes.values()))
    while left:
        for name in (open_ := [k for k in sizes if shares[k] < sizes[k]])[: min(left, len(open_))]:
            shares[name] += 1
            left -= 1
    return shares


def precision(drawn: str | Path | pd.DataFrame) -> pd.DataFrame:
    """What the decisions about a sample say of the table that it was drawn from (精确率估计), with a 95 % interval.

    Args:
        drawn: What `sample` gave, or a CSV or XLSX file of it, with `decision` filled; what is not decided is left out.

    Returns:
        A row for all strata together, weighted, and one for each; where links were decided the same for the relation.

    Raises:
        InputError: where a column is missing, a decision is not known, or nothing was decided.
    """
    import pandas as pd

    table = decided(drawn, "stratum", "stratum_rows")
    table = table[table["decision"].notna()]
    if table.empty:
        raise InputError("nothing was decided; fill the column `decision` with yes or no (尚未判定)")
    rows = pd.to_numeric(table["stratum_rows"].astype("string").str.replace(",", ""), errors="coerce")
    if table["stratum"].isna().any() or not (rows >= 1).fillna(False).all():
        raise InputError("stratum and stratum_rows are not as sample() gave them; keep these columns as they are (层)")
    table = table.assign(stratum_rows=rows.astype(int))
    right = {"precision": table["decision"] != "no"}
    if "relation" in table:
        right["relation"] = right["precision"] & table["decision"].isin(["yes"]) | (
            table["decision"] == table["relation"]
        )
    found = [row for measure, told in right.items() for row in estimates(measure, table.assign(right=told))]
    return frame(PRECISION_COLUMNS, found)


def estimates(measure: str, table: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """The rows of one measure: all strata together, then each."""
    own = [
        (str(name), int(part["stratum_rows"].iloc[0]), len(part), int(part["right"].sum()))
        for name, part in table.groupby("stratum", sort=True)
    ]
    total, drawn = sum(size for _, size, _, _ in own), sum(n for _, _, n, _ in own)
    share = sum(size * hits / n for _, size, n, hits in own) / total
    effective = total**2 / sum(size**2 / n for _, size, n, _ in own)
    hits = sum(x for *_, x in own)
    yield (measure, "all", total, drawn, hits, share, *interval(share, effective, total, drawn))
    if len(own) > 1:
        for name, size, n, x in own:
            yield (measure, name, size, n, x, x / n, *interval(x / n, n, size, n))


def interval(share: float, effective: float, rows: int, drawn: int) -> tuple[float, float]:
    """The interval of Wilson for a share found in a sample of an effective size; none is left where all were decided.

    >>> [round(x, 3) for x in interval(0.9, 50, 100_000, 50)]
    [0.786, 0.957]
    >>> interval(0.9, 50, 50, 50)
    (0.9, 0.9)
    """
    if drawn >= rows:
        return share, share
    n = effective * (rows - 1) / (rows - drawn)
    middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z * (share * (1 - share) / n + Z**2 / (4 * n**2)) ** 0.5 / (1 + Z**2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)
