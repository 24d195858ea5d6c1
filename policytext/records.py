"""Records that are made fast: frozen dataclasses built without the detour of their constructor."""

from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def maker(cls: Callable[P, T]) -> Callable[P, T]:
    """A function that makes records of a frozen dataclass with slots and keywords, as calling the class does.

    The constructor that `dataclasses` writes calls `object.__setattr__` for each field, and a parse makes hundreds of
    records. This function fills in a draft, of a class with the same slots that can be written to, and turns it into
    the record; what a `__post_init__` does is left to the caller.

    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True, slots=True, kw_only=True)
    ... class Piece:
    ...     start: int
    ...     rule: str = "none"
    >>> maker(Piece)(start=3)
    Piece(start=3, rule='none')
    """
    named = fields(cls)  # type: ignore[arg-type]
    draft = type(f"{cls.__name__}Draft", (), {"__slots__": tuple(f.name for f in named)})
    known: dict[str, Any] = {"draft": draft, "final": cls, "missing": MISSING}
    taken, written = [], []
    for f in named:
        default = f"default_{f.name}"
        taken.append(f.name if f.default is f.default_factory is MISSING else f"{f.name}={default}")
        known[default] = f.default
        value = f.name
        if f.default_factory is not MISSING:
            known[f"make_{f.name}"] = f.default_factory
            value = f"make_{f.name}() if {f.name} is missing else {f.name}"
        written.append(f"    self.{f.name} = {value}\n")
    source = f"def make(*, {', '.join(taken)}):\n    self = draft()\n"
    exec(f"{source}{''.join(written)}    self.__class__ = final\n    return self\n", known)  # as dataclasses does
    made: Callable[P, T] = known["make"]
    made.__qualname__ = f"maker({cls.__name__})"
    return made
