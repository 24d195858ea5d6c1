"""A dict that stays as it is: what a document or lineage holds is read, not changed."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from policytext.errors import InputError

K = TypeVar("K")
V = TypeVar("V")


class Fixed(dict[K, V]):
    """A dict that cannot be changed; `dict(it)` is a copy that can.

    >>> kept = Fixed({"title": "通知"})
    >>> kept["title"], {**kept, "url": ""}
    ('通知', {'title': '通知', 'url': ''})
    >>> kept["title"] = ""
    Traceback (most recent call last):
    policytext.errors.InputError: this dict cannot be changed; change a copy of it: dict(…) (不可更改)
    """

    __slots__ = ()

    def _refuse(self, *args: object, **more: object) -> NoReturn:
        raise InputError("this dict cannot be changed; change a copy of it: dict(…) (不可更改)")

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        """Equal ones have one, so that records that hold one can stand in sets; values that have none raise."""
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled and copied as a whole: item by item it would refuse."""
        return type(self), (dict(self),)
