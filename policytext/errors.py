"""The errors of policytext: each is also the builtin error one would expect."""

from typing import ClassVar


class PolicyTextError(Exception):
    """Base of every error that policytext raises on purpose."""


class InputError(PolicyTextError, ValueError):
    """An argument that cannot be used: the message says what was given, what was expected, what to do."""


class SourceNotFoundError(PolicyTextError, FileNotFoundError):
    """A folder, file or pattern (来源) that is not there."""


class RuleError(PolicyTextError, ValueError):
    """A rule or lexicon file that does not hold together (规则, 词表)."""


class MissingDependencyError(PolicyTextError, ImportError):
    """An optional package that the call needs is not installed; the message names the extra that brings it."""


class UnknownDocumentError(PolicyTextError, KeyError):
    """A `doc_id` that the corpus does not hold (文件编号)."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class Interrupted(KeyboardInterrupt):
    """Long work that was broken off from the keyboard (中断); `partial` is what it had done until then.

    It is no `Exception`, so that whatever goes on after errors does not go on after it.
    """

    latest: ClassVar[object] = None
    """What the last work had done, if it was interrupted: another error in between must not cost it, new work does."""

    def __init__(self, message: str, partial: object) -> None:
        super().__init__(message, partial)
        self.partial = partial
        Interrupted.latest = partial

    def __str__(self) -> str:
        return str(self.args[0])

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows instead of a traceback."""
        return [f"Interrupted: {self}"]


def partial() -> object:
    """What the last `read` or `derive` had done, if it was interrupted from the keyboard (中断前的结果).

    It is a `Corpus` or a `Lineage`, and a row of its `problems` says how much is missing. The next `read` or `derive`
    forgets it.

    Raises:
        InputError: where the last of them was not interrupted, or before it had done anything.
    """
    if Interrupted.latest is None:
        raise InputError(
            "nothing was interrupted in this kernel, or not since the last read() or derive(), or before these had "
            "anything to keep (没有中断的结果)"
        )
    return Interrupted.latest
