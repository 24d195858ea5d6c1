"""The errors of policytext: each is also the builtin error one would expect."""


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
