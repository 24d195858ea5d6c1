"""Values as a text prints them: reading folds variants of characters, the annotation format keeps what stands there."""

from collections import Counter

from policytext.reading.text.fold import SPACES, fold, fold_value, is_traditional

KEPT = frozenset(" \n〔〕")
"""White space, and the brackets of document numbers, which the format wants in one form."""


class Printing:
    """How a text prints the characters that reading folds: Traditional script, half-width marks.

    >>> printing = Printing("江門市人民政府辦公室關於加強檢查的通知,請組織落實")
    >>> printing.printed("江门市人民政府办公室"), printing.folded("江門市人民政府")
    ('江門市人民政府辦公室', '江门市人民政府')
    """

    __slots__ = ("marks", "numerals", "traditional")

    def __init__(self, text: str) -> None:
        folded = fold(text)
        self.traditional = is_traditional(text)
        self.marks: dict[int, str] = {}
        self.numerals: dict[int, str] = {}
        if folded == text:
            return
        for (f, p), _ in reversed(Counter(zip(folded, text, strict=True)).most_common()):
            if f not in KEPT and p not in SPACES:
                self.marks[ord(f)] = p  # the commonest comes last
        self.marks = {f: p for f, p in self.marks.items() if chr(f) != p}
        self.numerals = {f: p for f, p in self.marks.items() if not chr(f).isascii()}

    def printed(self, value: str | None) -> str | None:
        """A folded value as the text prints its characters, where it can be folded back."""
        return self.told(value, self.marks)

    def name(self, value: str, text: str) -> str:
        """The name of a find as its own text has it, where it is the same but for forms of characters."""
        own = "".join(text.split())
        return own if self.marks and self.folded(own) == value else value.translate(self.marks)

    def number(self, value: str | None) -> str | None:
        """A document number: its digits stay plain ones."""
        return self.told(value, self.numerals)

    def told(self, value: str | None, marks: dict[int, str]) -> str | None:
        """A value with the marks of the text in it; as it is where reading would make another one of that."""
        if not value or not marks:
            return value
        printed = value.translate(marks)
        return printed if self.folded(printed) == value else value

    def folded(self, value: str | None) -> str | None:
        """A printed value as reading would have it."""
        return fold_value(value, traditional=self.traditional) if value else value
