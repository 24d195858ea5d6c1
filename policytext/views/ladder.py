"""A small cascade: levels as rungs, and how many provisions each drew from those above; the same for any corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from policytext.views.corpus import LEVELS
from policytext.views.page import escape

HEIGHT, GAP, BOX = 38, 34, 180
LANE = 46
"""Room for each curve beside the rungs."""
THICKEST = 9.0
Flow = Mapping[tuple[str, str], int]
"""(derived level, source level) → linked provisions."""


def ladder_svg(documents: Mapping[str, int], flow: Flow, *, absent: int = 0) -> str:
    """The picture as inline SVG.

    Args:
        documents: Level → how many documents.
        flow: How many provisions of the one level were drawn from the other.
        absent: Documents that are cited but not in the corpus.
    """
    rungs = [level for level in LEVELS if documents.get(level)]
    at = {level: 8 + k * (HEIGHT + GAP) for k, level in enumerate(rungs)}
    held = {k: n for k, n in flow.items() if n and k[0] in at and k[1] in at}
    most = max(held.values(), default=1)
    boxes = "".join(rung(level, documents[level], at[level]) for level in rungs)
    steps = [k for k in held if rungs.index(k[0]) - rungs.index(k[1]) == 1]
    others = sorted((k for k in held if k not in steps), key=lambda k: (abs(at[k[0]] - at[k[1]]), -held[k]))
    drawn = "".join(step(at, k, held[k], most) for k in steps)
    drawn += "".join(arc(at, k, held[k], most, lane) for lane, k in enumerate(others, 1))
    height = 8 + len(rungs) * HEIGHT + max(0, len(rungs) - 1) * GAP + 10
    width = BOX + 20 + LANE * (0.75 * len(others) + 1)
    outside = f'<p class="soft">Cited but not in the corpus 库外文件: {absent:,} documents</p>' if absent else ""
    size = f'viewBox="0 0 {width} {height}" style="width:{width}px;max-width:100%"'
    return f'<svg {size} role="img" aria-label="{escape(in_words(held))}">{drawn}{boxes}</svg>{outside}'


def in_words(flow: Flow) -> str:
    """The picture for those who hear it."""
    return (
        "; ".join(f"{n} provisions of {derived} from {source}" for (derived, source), n in flow.items()) or "no links"
    )


def rung(level: str, count: int, y: float) -> str:
    """A level with its number of documents."""
    name = f"{LEVELS[level]} {level}" if level != "?" else "层级不详 level unknown"
    return (
        f'<rect class="node" x="1" y="{y}" width="{BOX}" height="{HEIGHT}" rx="6"/>'
        f'<text x="12" y="{y + 24}">{escape(name)}</text>'
        f'<text class="soft" x="{BOX - 10}" y="{y + 24}" text-anchor="end">{count:,}</text>'
    )


def stroke(count: int, most: int) -> str:
    """The more provisions the thicker, by the root."""
    return f'stroke-width="{1 + (THICKEST - 1) * (count / most) ** 0.5:.1f}"'


def step(at: Mapping[str, float], key: tuple[str, str], count: int, most: int) -> str:
    """From a level down to the next one that the corpus has."""
    derived, source = key
    x, top, end = BOX / 2, at[source] + HEIGHT, at[derived]
    told = f"<title>{escape(f'{count:,} provisions of {derived} drawn from {source}')}</title>"
    line = f'<path class="edge" d="M{x},{top} L{x},{end}" {stroke(count, most)}>{told}</path>'
    return f'{line}<text x="{x + 12}" y="{(top + end) / 2 + 4}">{count:,}</text>'


def arc(at: Mapping[str, float], key: tuple[str, str], count: int, most: int, lane: int) -> str:
    """Past the levels in between, up, or within one level: a curve on the right side in a lane of its own."""
    derived, source = key
    y1, y2 = at[source] + HEIGHT * 0.35, at[derived] + HEIGHT * 0.65
    x = BOX + 14 + LANE * lane
    told = f"<title>{escape(f'{count:,} provisions of {derived} drawn from {source}')}</title>"
    path = f"M{BOX + 1},{y1:.0f} C{x},{y1:.0f} {x},{y2:.0f} {BOX + 1},{y2:.0f}"
    label = BOX + 0.75 * (x - BOX) + 8
    line = f'<path class="edge" d="{path}" {stroke(count, most)}>{told}</path>'
    return f'{line}<text x="{label:.0f}" y="{(y1 + y2) / 2 + 4:.0f}">{count:,}</text>'


def flow_of(pairs: Sequence[tuple[str, str]], level: Mapping[str, str]) -> Counter[tuple[str, str]]:
    """Linked (derived, source) documents, one for each provision, as a flow between levels."""
    return Counter((level[d], level[s]) for d, s in pairs if d in level and s in level)
