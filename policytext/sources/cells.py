"""Cells and column names of tables as they are compared and kept, whatever program wrote them."""

import datetime as dt
import json
import unicodedata


def folded(name: str) -> str:
    """A column name as it is compared: no white space round it, no capitals, no wide letters."""
    return unicodedata.normalize("NFKC", name).strip().lower()


def cell_text(value: object) -> str | None:
    """A cell as text; `None` where it holds nothing.

    >>> cell_text(dt.datetime(2021, 7, 21)), cell_text(3.0), cell_text(["甲", "乙"])
    ('2021-07-21', '3', '甲;乙')
    """
    if value is None or value != value:  # NaN is no value
        return None
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list):
        return ";".join(t for v in value if (t := cell_text(v)))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
