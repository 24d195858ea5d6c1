"""What a reading begins with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from policytext.arguments import instance
from policytext.errors import InputError
from policytext.model import Source
from policytext.sources.content import Grid

AS_SUCH = Source()
"""Where a text comes from that was given as a text."""


@dataclass(frozen=True, slots=True)
class Given:
    """A text to be read (原文) and what is known beside it; what each of them is stands at `Parser.parse`."""

    text: str
    doc_id: str = "document"
    source: Source = AS_SUCH
    metadata: Mapping[str, str] = field(default_factory=dict)
    grids: Sequence[Grid] = ()

    def check(self) -> None:
        """Raise the error of an argument that cannot be used."""
        if not isinstance(self.text, str):
            given = type(self.text).__name__
            raise InputError(f"parse() takes the text itself, a str, and was given {given}; for files use read(path)")
        instance(self.doc_id, str, "doc_id", "the id as text (文件编号)")
        instance(self.source, Source, "source", "a policytext.model.Source")
        for name, value in instance(self.metadata, Mapping, "metadata", "names and values as a dict").items():
            instance(value, str, f"metadata {name!r}", "its value as text, a date as '2021-06-30' (元数据)")
        instance(self.grids, (tuple, list), "grids", "a list of grids (表格)")
