"""What a format module gives back."""

from dataclasses import dataclass

from policytext.model import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The text of a file, the encoding it was in, and what looked damaged."""

    text: str
    encoding: str | None = None
    problems: tuple[Problem, ...] = ()
