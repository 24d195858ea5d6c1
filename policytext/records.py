"""Records that are made fast: frozen dataclasses whose constructor writes its fields directly."""

from dataclasses import MISSING, fields
from typing import Any, TypeVar

T = TypeVar("T")


def quick(cls: type[T]) -> type[T]:
    """Speed up the constructor of a frozen dataclass with slots and keywords; nothing else about it changes.

    The one that `dataclasses` writes calls `object.__setattr__` for each field, and a parse makes hundreds of records.
    This one turns the new object into a draft, of a class with the same slots that can be written to, and back again.

    >>> from dataclasses import dataclass
    >>> @quick
    ... @dataclass(frozen=True, slots=True, kw_only=True)
    ... class Piece:
    ...     start: int
    ...     rule: str = "none"
    >>> Piece(start=3)
    Piece(start=3, rule='none')
    """
    named = fields(cls)  # type: ignore[arg-type]
    draft = type(f"{cls.__name__}Draft", (), {"__slots__": tuple(f.name for f in named)})
    known: dict[str, Any] = {"become": object.__setattr__, "draft": draft, "final": cls, "missing": MISSING}
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
    source = f"def __init__(self, *, {', '.join(taken)}):\n    become(self, '__class__', draft)\n"
    exec(f"{source}{''.join(written)}    self.__class__ = final\n", known)  # as dataclasses does
    made, old = known["__init__"], cls.__init__
    made.__qualname__, made.__annotations__ = old.__qualname__, old.__annotations__
    cls.__init__ = made  # type: ignore[method-assign]
    return cls
