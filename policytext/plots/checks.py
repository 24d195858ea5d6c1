"""Arguments of plots: what cannot be used is said at the call."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from numbers import Integral

from policytext.errors import InputError, MissingDependencyError

SHOWN = 8
"""Choices that a message lists."""


def need_matplotlib() -> None:
    """Whether plots can be drawn at all.

    Raises:
        MissingDependencyError: where Matplotlib is not installed.
    """
    try:
        import matplotlib.figure  # noqa: F401
    except ImportError as e:
        raise MissingDependencyError(
            "plots need Matplotlib: pip install 'policytext[plots]' (缺少绘图所需的 Matplotlib)"
        ) from e


def chosen(name: str, value: object, choices: Iterable[str]) -> None:
    """Whether a value is one of the choices.

    >>> chosen("names", "titel", ["title", "id"])
    Traceback (most recent call last):
    policytext.errors.InputError: names is 'titel', expected one of 'title', 'id'; did you mean 'title'? (参数取值)
    """
    held = list(choices)
    if value in held:
        return
    near = get_close_matches(str(value), held, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    more = f" … ({len(held)} in all)" if len(held) > SHOWN else ""
    listed = ", ".join(map(repr, held[:SHOWN])) or "nothing: there is none"
    raise InputError(f"{name} is {value!r}, expected one of {listed}{more}{hint} (参数取值)")


def counted(name: str, value: object) -> None:
    """Whether a value is a whole number above zero."""
    if isinstance(value, bool) or not isinstance(value, Integral) or int(value) < 1:
        raise InputError(f"{name} is {value!r}, expected a whole number of at least 1 (数量)")


def drawable(ax: object) -> None:
    """Whether something is a Matplotlib `Axes`, or nothing."""
    from matplotlib.axes import Axes

    if ax is not None and not isinstance(ax, Axes):
        raise InputError(
            f"ax is a {type(ax).__name__}, expected a Matplotlib Axes, as figure.subplots() gives it, or None (坐标轴)"
        )
