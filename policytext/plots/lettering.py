"""Fonts: Chinese never turns into boxes.

Matplotlib takes each character from the first font of a list that has it. The list is what the user has set, then an
installed font that has the Chinese characters at hand (its table of glyphs is looked up, its name is not trusted),
then any further font for rare ones. What no font has is drawn as 〓, the printers' mark for a missing type.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from policytext.arguments import path_of
from policytext.errors import InputError

SANS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei", "PingFang SC",
    "Hiragino Sans GB", "Heiti SC", "STHeiti", "Heiti TC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei",
    "DengXian", "PingFang HK", "Noto Sans CJK JP", "Droid Sans Fallback", "Arial Unicode MS",
)  # fmt: skip
SERIF = (
    "Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Source Han Serif CN", "Songti SC", "STSong", "SimSun",
    "FangSong", "AR PL UMing CN", "Noto Serif CJK JP",
)  # fmt: skip
"""Fonts with simplified Chinese, by the names they have on Linux, Windows and macOS, the better first."""

UNFIT = ("Last Resort", "Emoji", "Blank")
"""Fonts that claim every character and draw boxes, or draw in colours that Matplotlib cannot."""
REGULAR = (400, "normal", "regular", "book")

MISSING = "〓"
PLAIN = "?"
"""Where even 〓 is missing."""
ADVICE = (
    "Linux: install the package fonts-noto-cjk (Debian, Ubuntu), google-noto-sans-cjk-fonts (Fedora) or noto-fonts-cjk "
    "(Arch); Windows and macOS bring Chinese fonts unless they were removed (Settings, Fonts; Font Book); "
    "anywhere: save an .otf or .ttf file of Noto Sans SC or Source Han Sans SC (free, SIL Open Font License) "
    'and pass font="path/to/file.otf" to the plot. The next plot finds a font installed meanwhile (缺少中文字体).'
)


class MissingGlyphWarning(UserWarning):
    """Characters that no installed font has; the message says how to get one (缺少中文字体)."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """The fonts of a plot, in the order in which they are asked for a character."""

    families: tuple[str, ...]
    covered: frozenset[int] = field(repr=False)
    """Code points that these have."""

    def shown(self, text: str) -> str:
        """The text as it can be drawn: on one line or as given, no character missing, none taken for mathematics."""
        import matplotlib as mpl

        spare = MISSING if ord(MISSING) in self.covered else PLAIN
        drawn = "".join(c if c == "\n" or (c.isprintable() and ord(c) in self.covered) else spare for c in text)
        return drawn.replace("$", r"\$") if mpl.rcParams["text.parse_math"] else drawn


def lettering(texts: Iterable[str], font: str | Path | None = None) -> Lettering:
    """Fonts that have every character of the texts, as far as any installed font has.

    Args:
        texts: What is to be drawn.
        font: Name of an installed font, or a font file; asked first.

    Raises:
        InputError: where there is no such font.
    """
    import matplotlib as mpl

    asked = [*([family_of(font)] if font is not None else []), *mpl.rcParams["font.family"]]
    needed = {ord(c) for text in texts for c in text if c.isprintable()}
    covered: set[int] = set().union(*map(glyphs, asked))
    first = SERIF + SANS if "serif" in asked else SANS + SERIF
    families = list(asked)
    for look in (installed, installed_since):
        if needed <= covered:
            break
        for name in candidates(first, look()):
            if (needed - covered) & glyphs(name):
                families.append(name)
                covered |= glyphs(name)
    if lost := sorted(needed - covered):
        warn(lost)
    return Lettering(tuple(dict.fromkeys(families)), frozenset(covered))


def warn(missing: Sequence[int]) -> None:
    """Says which characters no font has, and what to do."""
    some = "".join(map(chr, missing[:10])) + ("…" if len(missing) > 10 else "")
    many = f"{len(missing)} characters are" if len(missing) > 1 else "1 character is"
    message = f"{many} in no installed font ({some}); drawn as {MISSING} or {PLAIN}. {ADVICE}"
    warnings.warn(message, MissingGlyphWarning, stacklevel=6)  # the line of the user that asked for the plot


def candidates(first: Sequence[str], there: set[str]) -> Iterable[str]:
    """Families that are there: those known to have Chinese, then all others that show what they have."""
    yield from (name for name in first if name in there)
    yield from (name for name in sorted(there) if name not in first and not any(x in name for x in UNFIT))


def installed() -> set[str]:
    """Names of the font families that Matplotlib knows, with an upright regular face."""
    from matplotlib import font_manager

    listed = font_manager.fontManager.ttflist
    return {entry.name for entry in listed if entry.weight in REGULAR and entry.style == "normal"}


def installed_since() -> set[str]:
    """The same after a look at the system: Matplotlib keeps the list that it made when it first ran."""
    from matplotlib import font_manager

    known = {entry.fname for entry in font_manager.fontManager.ttflist}
    for path in sorted(set(font_manager.findSystemFonts()) - known):
        with suppress(OSError, RuntimeError):  # no font that it can draw
            font_manager.fontManager.addfont(path)
    glyphs.cache_clear()
    return installed()


@lru_cache(maxsize=256)
def glyphs(family: str) -> frozenset[int]:
    """The code points that a font family has; none where it is not installed or cannot be read."""
    from matplotlib import font_manager

    try:
        path = font_manager.findfont(font_manager.FontProperties(family=[family]), fallback_to_default=False)
        return frozenset(font_manager.get_font(path).get_charmap())
    except (ValueError, OSError, RuntimeError):
        return frozenset()


def family_of(font: str | Path) -> str:
    """The name of an installed font, or of that in a file, which Matplotlib gets to know."""
    from matplotlib import font_manager

    path_of(font, "font", "a font file (.otf, .ttf, .ttc) or the name of an installed font,")
    if str(font) in installed():
        return str(font)
    if not Path(font).is_file():
        raise InputError(
            f"font is {str(font)!r}, expected a font file (.otf, .ttf, .ttc) or the name of an installed font, "
            "as matplotlib.font_manager.get_font_names() lists them (字体)"
        )
    try:
        font_manager.fontManager.addfont(str(font))
    except (OSError, RuntimeError) as e:
        raise InputError(f"font {str(font)!r} cannot be read as a font: {e} (字体)") from e
    glyphs.cache_clear()
    return str(font_manager.get_font(str(font)).family_name)
