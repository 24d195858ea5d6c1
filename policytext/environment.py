"""What a report of a fault or a paper's appendix has to say: versions of everything, and digests of the data (版本)."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from hashlib import sha256
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from policytext import __version__

NEEDED = ("jieba", "networkx", "numpy", "pandas", "scikit-learn", "scipy", "spacy", "threadpoolctl", "tqdm")
EXTRAS = {
    "files": ("lxml", "olefile", "openpyxl", "pypdfium2"),
    "notebook": ("ipykernel", "nbclient", "nbformat"),
    "parquet": ("pyarrow",),
    "plots": ("matplotlib",),
    "xlsx": ("openpyxl", "xlsxwriter"),
}
FRONT_ENDS = ("ipython", "ipywidgets", "jupyterlab")
"""Packages that change what is seen, though nothing here needs them."""
ABSENT = "not installed"
DIGITS = 12
"""Digits of a digest that are shown."""
FONTS = {
    "Noto Sans CJK": ("notosanscjk", "notosanssc"),
    "Noto Serif CJK": ("notoserifcjk", "notoserifsc"),
    "Source Han Sans 思源黑体": ("sourcehansans",),
    "Source Han Serif 思源宋体": ("sourcehanserif",),
    "Microsoft YaHei 微软雅黑": ("msyh",),
    "SimHei 黑体": ("simhei",),
    "SimSun 宋体": ("simsun",),
    "KaiTi 楷体": ("simkai", "kaiti"),
    "FangSong 仿宋": ("simfang", "fangsong"),
    "PingFang 苹方": ("pingfang",),
    "Heiti 黑体-简": ("stheiti",),
    "Hiragino Sans GB 冬青黑体": ("hiraginosansgb",),
    "WenQuanYi 文泉驿": ("wqy-", "wenquanyi"),
    "AR PL UMing, UKai": ("uming", "ukai"),
}
"""Families with Chinese characters, and what the names of their files begin with."""
PLACES = (
    "/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "/System/Library/Fonts",
    "/Library/Fonts", "~/Library/Fonts", "%WINDIR%/Fonts", "%LOCALAPPDATA%/Microsoft/Windows/Fonts",
)  # fmt: skip
FILES = 20_000
"""Font files looked at, at most."""


def versions() -> dict[str, Any]:
    """Versions of the library, of Python and of each dependency and extra; digests of the data; fonts for Chinese.

    Returns:
        `policytext`, `python`, `platform`, and by name `dependencies`, `extras`, `front_ends` (a version or
        "not installed"), `data` (the first digits of the SHA-256 of each file) and a list `fonts`. No path of the
        machine is in it.

    >>> versions()["policytext"] == __version__
    True
    """
    return {
        "policytext": __version__,
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "platform": f"{platform.system()} {platform.release()} {platform.machine()}",
        "dependencies": {name: version(name) for name in NEEDED},
        "extras": {extra: {name: version(name) for name in names} for extra, names in EXTRAS.items()},
        "front_ends": {name: version(name) for name in FRONT_ENDS},
        "data": dict(digests()),
        "fonts": fonts(),
    }


def show_versions() -> None:
    """Print what a report of a fault should say: versions, digests of the data files, fonts for Chinese (版本信息).

    Nothing in it names the machine or a folder of it; `policytext.versions()` gives the same as a dict.

    >>> show_versions()  # doctest: +ELLIPSIS
    policytext ...
    """
    facts = versions()
    print(f"policytext    {facts['policytext']}")
    print(f"Python        {facts['python']}")
    print(f"platform      {facts['platform']}")
    show("dependencies 依赖", facts["dependencies"])
    for extra, names in facts["extras"].items():
        show(f"extra {extra} 可选", names)
    show("front ends 界面", facts["front_ends"])
    show("data 数据 (SHA-256)", facts["data"])
    none = "none found; install one, such as Noto Sans CJK, which is free (未找到中文字体)"
    print(f"fonts for Chinese 中文字体\n  {'; '.join(facts['fonts']) or none}")


def show(title: str, facts: dict[str, str]) -> None:
    """Print names and values under a title."""
    print(title)
    wide = max(map(len, facts), default=0)
    for name, value in facts.items():
        print(f"  {name:{wide}}  {value}")


def version(package: str) -> str:
    """The version of a package, as it is installed."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ABSENT


def digests() -> Iterator[tuple[str, str]]:
    """The files of rules, lexicons and numbers that come with the library, each with its digest."""
    for name, file in data_files(resources.files("policytext") / "data", ""):
        yield name, sha256(file.read_bytes()).hexdigest()[:DIGITS]


def data_files(folder: Traversable, inside: str) -> Iterator[tuple[str, Traversable]]:
    """The files of a folder and those below it, by name."""
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from data_files(entry, f"{inside}{entry.name}/")
        else:
            yield inside + entry.name, entry


def fonts() -> list[str]:
    """Families with Chinese characters that have a file where this system keeps its fonts."""
    names = {name.lower().replace(" ", "") for name in font_files()}
    return [family for family, starts in FONTS.items() if any(n.startswith(starts) for n in names)]


def font_files() -> Iterator[str]:
    """The names of the font files of the system."""
    left = FILES
    for place in PLACES:
        folder = Path(os.path.expandvars(place)).expanduser()
        if "%" in str(folder) or (place[0] == "%") != (sys.platform == "win32"):
            continue
        for _, _, files in os.walk(folder):
            yield from files[:left]
            if (left := left - len(files)) <= 0:
                return
