"""Colours, marks and names that all plots share.

Colours are steps of viridis, whose lightness rises evenly: the order of levels and the kinds of uptake can be told
apart with any colour vision and in grey. On a dark background the steps run the other way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes

UNKNOWN = "unknown"
LEVELS = {
    "central": "central 中央",
    "province": "province 省级",
    "prefecture": "prefecture 市级",
    "county": "county 县级",
    "township": "township 乡级",
    "community": "community 村（社区）",
    UNKNOWN: "level unknown 层级不明",
}
CELLS = {
    "copied": "copied 照搬",
    "adapted": "adapted 改写",
    "concrete": "made concrete 细化",
    "indirect": "through others 间接",
    "absent": "absent 未见",
}
ROLES = {
    "lead": "leads 牵头",
    "responsible": "responsible 责任",
    "cooperate": "cooperates 配合",
    "supervise": "supervises 监督",
    "recipient": "receives reports 受理",
}
MARKS = ("o", "s", "^", "D", "v", "P", "X")
LINES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (1, 1)), (0, (8, 3)))


@dataclass(frozen=True, slots=True)
class Look:
    """Colour, marker and line style of one thing."""

    colour: Any
    marker: str
    line: Any


@dataclass(frozen=True, slots=True)
class Inks:
    """What a plot is drawn with: the user's text colour and paler ones, mixed with the user's background."""

    text: Any
    soft: Any
    faint: Any
    paper: Any
    dark: bool
    size: float
    """Of labels, in points: somewhat smaller than the user's font size."""


def inks(ax: Axes) -> Inks:
    """The colours that go with the style that is in force."""
    import matplotlib as mpl
    from matplotlib.colors import to_rgb

    text, paper = to_rgb(mpl.rcParams["text.color"]), to_rgb(ax.get_facecolor())
    dark = 0.2126 * paper[0] + 0.7152 * paper[1] + 0.0722 * paper[2] < 0.5

    def mixed(share: float) -> tuple[float, ...]:
        return tuple(share * a + (1 - share) * b for a, b in zip(text, paper, strict=True))

    return Inks(text, mixed(0.62), mixed(0.09), paper, dark, mpl.rcParams["font.size"] * 0.85)


def looks(names: Sequence[str], *, dark: bool) -> dict[str, Look]:
    """One look for each name, in their order."""
    import matplotlib as mpl

    steps = mpl.colormaps["viridis"]
    last = max(len(names) - 1, 1)
    places = [0.82 * k / last for k in range(len(names))]
    return {
        name: Look(steps(1 - at if dark else at), MARKS[k % len(MARKS)], LINES[k % len(LINES)])
        for k, (name, at) in enumerate(zip(names, places, strict=True))
    }


def level_looks(*, dark: bool) -> dict[str, Look]:
    """The look of each level; the same in every plot, whichever levels it has."""
    known = [name for name in LEVELS if name != UNKNOWN]
    return {**looks(known, dark=dark), UNKNOWN: Look("0.6" if dark else "0.5", MARKS[-1], LINES[-1])}
