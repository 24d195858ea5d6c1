"""The state machine that reads RTF: groups, fonts, destinations, text."""

from __future__ import annotations

from dataclasses import dataclass

from policytext.sources.doc.fonts import PRIVATE
from policytext.sources.docx.symbols import shown
from policytext.sources.limits import LimitError, Limits
from policytext.sources.rtf import words
from policytext.sources.rtf.encodings import CHARSETS, PLATFORMS, by_page, decode
from policytext.sources.rtf.sink import Sink
from policytext.sources.rtf.tokens import read_tokens

DEEP = 50_000
"""Groups inside groups; they are kept on a list, so that more than any real file has do no harm."""
TOKENS = 5_000_000
"""Control words, groups and pieces of text that are read: those of a book, in less than a minute."""
DEFAULT_FONT = -1
SYMBOLS = CHARSETS[2]
"""The encoding of fonts that show signs in place of characters."""


@dataclass(slots=True)
class State:
    """What holds inside a group."""

    sink: Sink
    font: int = DEFAULT_FONT
    fallback: int = 1
    """Characters that stand behind a `\\u` for programmes without Unicode."""
    hidden: bool = False
    deleted: bool = False
    in_table: bool = False
    skipped: bool = False
    place: str = ""
    """The group with a meaning of its own that we are in: fonttbl, info, title, number."""
    number_begin: int = 0
    twice: bool = False
    """Its first group is for programmes without Unicode, its second says the same for those with."""


def inner(s: State) -> State:
    """What holds at the beginning of a group inside another."""
    # Copying by copy.copy would take most of the time of reading.
    skipped = s.skipped or s.twice
    return State(s.sink, s.font, s.fallback, s.hidden, s.deleted, s.in_table, skipped, s.place, s.number_begin)


class Reader:
    """Reads one file."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.main = Sink("", limits.text)
        self.aside: dict[tuple[str, str], None] = {}
        self.title = ""
        self.page: str | None = None
        self.inserted = self.deleted = self.pictures = self.lost = 0
        self._fonts: dict[int, str | None] = {}
        self._names: dict[int, str] = {}
        self._font = 0
        """The font that the font table is telling about."""
        self._default_font = 0
        self._state = State(self.main)
        self._outer: list[State] = []
        self._buffer = bytearray()
        self._left_to_skip = 0
        self._starred = False
        self._left_edge = 0
        self._edges: list[int] = []

    def read(self, data: bytes) -> bool:
        """Read everything; whether the file is complete.

        Raises:
            LimitError: where groups nest too deeply, or there are too many control words.
        """
        left = TOKENS
        for kind, word, number, raw in read_tokens(data):
            left -= 1
            if left < 0:
                raise LimitError(f"the file has more than {TOKENS:,} control words, groups and pieces of text")
            if kind == "bytes":
                self._bytes(raw)
            elif kind == "word":
                self._word(word, number)
            elif kind == "symbol":
                self._symbol(word)
            elif kind == "open":
                self._open()
            elif self._close():
                break
        whole = not self._outer
        while self._outer:
            self._close()
        self._flush()
        return whole

    def _open(self) -> None:
        """A group begins: what holds is kept for its end."""
        self._flush()
        self._left_to_skip = 0
        if len(self._outer) >= DEEP:
            raise LimitError(f"groups nest more than {DEEP:,} deep")
        self._outer.append(self._state)
        self._state = inner(self._state)

    def _close(self) -> bool:
        """A group ends; whether it was the last."""
        self._flush()
        self._left_to_skip, self._starred = 0, False
        if not self._outer:
            return True
        ended, self._state = self._state, self._outer.pop()
        if ended.sink is not self._state.sink:
            text = ended.sink.finish().strip()
            if text:
                self.aside[ended.sink.kind, text] = None
        elif ended.place == "number" != self._state.place:
            ended.sink.number_ends(ended.number_begin)
        return not self._outer

    def _bytes(self, raw: bytes) -> None:
        """Text, of which the beginning may stand in for a character that was given before."""
        if self._left_to_skip:
            skipped = min(self._left_to_skip, len(raw))
            self._left_to_skip -= skipped
            raw = raw[skipped:]
        if not self._state.skipped:
            self._buffer += raw

    def _flush(self) -> None:
        """Decode the bytes that have come together."""
        if not self._buffer:
            return
        state = self._state
        encoding = self._fonts.get(self._current())
        text = decode(bytes(self._buffer), encoding, self.page)
        self._buffer.clear()
        if state.place == "fonttbl":
            self._names[self._font] = self._names.get(self._font, "") + text
        elif encoding == SYMBOLS:
            text = shown(text, self._names.get(self._current(), "").strip("; "))
        self._text(text)

    def _current(self) -> int:
        """The number of the font that holds."""
        return self._default_font if self._state.font == DEFAULT_FONT else self._state.font

    def _text(self, text: str) -> None:
        """Text that is decoded goes where the group says."""
        state = self._state
        if state.place == "title":
            self.title += text
        elif state.place or state.skipped:
            if state.place == "number":
                state.sink.add(text)
        elif not state.hidden and not state.deleted:
            self.lost += text.count("\ufffd")
            state.sink.add(text)

    def _symbol(self, symbol: str) -> None:
        """A control symbol."""
        if symbol == "*":
            self._starred = True
        elif self._left_to_skip:
            self._left_to_skip -= 1
        elif symbol in "\r\n":
            self._line()
        elif symbol in words.SYMBOLS and not self._state.skipped:
            self._flush()
            self._text(words.SYMBOLS[symbol])

    def _word(self, word: str, number: int | None) -> None:
        """A control word."""
        starred, self._starred = self._starred, False
        if word not in words.KNOWN:
            self._state.skipped |= starred
            return
        if self._left_to_skip and word in words.TEXT:
            self._left_to_skip -= 1
            return
        if word == "ud" and self._outer and self._outer[-1].twice:
            self._state.skipped = self._outer[-1].skipped
        elif self._state.skipped:
            return
        elif word == "u" and number is not None:
            self._flush()
            character = chr(number % 0x10000)
            if PRIVATE.match(character):
                character = shown(character, self._names.get(self._current(), "").strip("; "))
            self._text(character)
            self._left_to_skip = self._state.fallback
        elif word in words.TEXT:
            self._flush()
            self._text(words.TEXT[word])
        elif not self._destination(word, starred) and not self._laid_out(word, number):
            self._property(word, number)

    def _destination(self, word: str, starred: bool) -> bool:
        """Whether a word says what its group is for."""
        state = self._state
        if word in words.ASIDE:
            state.sink = Sink(words.ASIDE[word], self.limits.text)
            state.in_table = False
        elif word == "ftnalt" and state.sink.kind == "footnote":
            state.sink.kind = "endnote"
        elif word == "upr":
            state.twice = True
        elif word in ("fonttbl", "info"):
            state.place = word
        elif word == "title" and state.place == "info":
            state.place = "title"
        elif word in ("listtext", "pntext"):
            state.place, state.number_begin = "number", state.sink.number_begins()
        elif word in words.SKIPPED or (starred and word not in words.SHOWN):
            self.pictures += word == "pict"
            state.skipped = True
        else:
            return False
        return True

    def _laid_out(self, word: str, number: int | None) -> bool:
        """Whether a word ends a line, cell or row, or tells about a table."""
        if word in words.LINES or word in ("cell", "row"):
            self._left_to_skip = 0  # a stand-in that was left out, as some programmes do
        if word in words.LINES or word in words.IN_CELL:
            self._line(in_cell=word in words.IN_CELL)
        elif word == "cell":
            self._flush()
            self._state.sink.end_cell()
        elif word == "row":
            self._flush()
            self._state.sink.end_row((self._left_edge, *self._edges) if self._edges else ())
        elif word == "trowd":
            self._left_edge, self._edges = 0, []
        elif word == "trleft":
            self._left_edge = number or 0
        elif word == "cellx":
            self._edges.append(number or 0)
        else:
            return False
        return True

    def _line(self, *, in_cell: bool = False) -> None:
        """The end of a line of the text, unless it is not shown."""
        self._flush()
        state = self._state
        if not (state.place or state.skipped or state.hidden or state.deleted):
            state.sink.end_line(in_table=state.in_table or in_cell)

    def _property(self, word: str, number: int | None) -> None:
        """A word that changes how what follows is read."""
        state = self._state
        on = number != 0
        if word in ("f", "plain", "ansicpg", "fcharset", "cpg", "v", "deleted", "revised", *PLATFORMS):
            self._flush()
        match word:
            case "f" | "fcharset" | "cpg" | "deff":
                self._font_property(word, number or 0)
            case "ansicpg":
                self.page = by_page(number)
            case "mac" | "pc" | "pca":
                self.page = PLATFORMS[word]
            case "uc":
                state.fallback = min(max(number or 0, 0), 255)
            case "plain":
                state.font, state.hidden, state.deleted = DEFAULT_FONT, False, False
            case "v":
                state.hidden = on
            case "deleted":
                state.deleted = on
                self.deleted += on
            case "revised":
                self.inserted += on
            case "intbl" | "pard":
                state.in_table = word == "intbl"

    def _font_property(self, word: str, number: int) -> None:
        """A font is chosen, or the font table tells of its encoding."""
        told = self._state.place == "fonttbl"
        if word == "deff":
            self._default_font = number
        elif word == "f" and told:
            self._font = number
        elif word == "f":
            self._state.font = number
        elif told:
            self._fonts[self._font] = CHARSETS.get(number) if word == "fcharset" else by_page(number)
