"""Data and scripts inside a page: JSON that cannot end its element, packed where large, scripts named by their hash."""

from __future__ import annotations

import hashlib
import json
import zlib
from base64 import b64encode
from functools import lru_cache
from importlib import resources
from typing import Any

from policytext.views.page import style

SCRIPTS = ("elements", "reading", "passages", "panel", "tables", "cascade", "heat", "charts", "start")
"""Our scripts, in the order in which they stand in the page: one script of several files."""
LARGE = 50_000
"""Characters from which data are packed."""


def data_element(name: str, value: Any) -> str:
    r"""A part of the data as an element that no browser runs.

    In JSON `<`, `>` and `&` can only stand inside strings; as escapes they end no element and open none.

    >>> data_element("x", ["</script>"])
    '<script type="application/json" id="data-x">["\\u003c/script\\u003e"]</script>'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    if len(text) > LARGE:
        packed = b64encode(zlib.compress(text.encode("utf-8"), 9)).decode("ascii")
        return f'<script type="application/octet-stream" id="data-{name}" data-packed="deflate">{packed}</script>'
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/json" id="data-{name}">{text}</script>'


@lru_cache(maxsize=1)
def script() -> str:
    """Our script: its files put together, each name known to the others and to nobody else."""
    here = resources.files(__package__)
    parts = (here.joinpath(f"{name}.js").read_text("utf-8") for name in SCRIPTS)
    return '(() => {\n"use strict";\n' + "\n".join(parts) + "\n})();\n"


@lru_cache(maxsize=1)
def sheet() -> str:
    """The style of a report: that of all views, and its own."""
    return style() + resources.files(__package__).joinpath("report.css").read_text("utf-8")


def digest(text: str) -> str:
    """What a content policy calls a text that it lets in."""
    return "sha256-" + b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def policy() -> str:
    """The content policy of a report: our script, our style, nothing from anywhere, nothing else inside."""
    return (
        f"default-src 'none'; script-src '{digest(script())}'; style-src '{digest(sheet())}'; "
        "base-uri 'none'; form-action 'none'"
    )
