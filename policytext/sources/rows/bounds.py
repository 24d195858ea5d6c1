"""The text of a file of JSON, where its values have room in memory."""

from dataclasses import replace

from policytext.sources.content import Content
from policytext.sources.limits import LimitError, Limits
from policytext.sources.text import read

BRACKETS = 2_000_000
COMMAS = 20_000_000
"""Lists, objects and values in a file; more would take more memory than the file itself by far."""


def bounded(data: bytes, limits: Limits) -> Content:
    """The text of a file of JSON.

    Raises:
        LimitError: where it holds so much that its values need far more memory than the file.
    """
    content = read(data, replace(limits, text=max(limits.text, limits.file)))
    if content.text.count("[") + content.text.count("{") > BRACKETS or content.text.count(",") > COMMAS:
        raise LimitError(f"the file holds more than {BRACKETS:,} lists and objects or {COMMAS:,} values")
    return content
