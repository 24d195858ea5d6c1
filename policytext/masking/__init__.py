"""Names of individuals and ways to reach them, made unreadable in what leaves the library; offsets stay."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from policytext.errors import InputError
from policytext.masking.names import GAP, looks, run_in
from policytext.masking.places import in_line, listed, named
from policytext.model import Document
from policytext.reading.persons import SURNAMES as COMMON
from policytext.reading.text.fold import plain
from policytext.span import Span

Mask = Literal["persons", "contacts"]
MASKS: tuple[Mask, ...] = ("persons", "contacts")
SHOWN = "＊"
"""Stands for every masked character."""
MASKED = re.compile(f"{SHOWN}+")
LISTS = frozenset(
    {"header.members", "header.signer", "header.attendance", "grids.person", "label.member", "label.signatory"}
)
"""Rules that tell the lines in which persons are listed, often without any mark between name and office."""
ROLES = f"(?:成{GAP}员|顾{GAP}问)"
TOPICS = "|".join(
    GAP.join(w) for w in ("任务", "方案", "项目", "党委", "费用", "安全", "管理", "金额", "路线", "程序", "安排")
)
LABEL = f"{ROLES}|(?:{TOPICS}){GAP}[：:]"
"""What stands before a list and begins with a surname, but names nobody: 成  员：."""
LISTED = re.compile(rf"(?:(?<=[：:、，；,（\s])|^)(?!{LABEL}){looks(COMMON)}")
"""Names in lists of members: behind a mark, or at the beginning of a line."""
IDENTITY = re.compile(r"(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])")
"""Numbers of identity cards (公民身份号码, GB 11643-1999): place, day of birth, order, check character."""
CONTACT = re.compile(
    r"(?<![\d-])(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|(?:（?0\d{2,3}）?[ -—－]{0,2})?[2-8]\d{6,7}|0\d{2,3}-\d{5,8})(?![\d-])"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
"""Telephone numbers and e-mail addresses."""


def known_masks(mask: Iterable[str] | None) -> tuple[str, ...]:
    """What is to be masked, checked.

    Raises:
        InputError: where a kind is unknown.
    """
    if mask is not None and not isinstance(mask, Iterable):
        raise InputError(f"mask is {mask!r}, expected of {', '.join(MASKS)}, or () for none (遮蔽)")
    wanted = (mask,) if isinstance(mask, str) else tuple(mask or ())
    if unknown := [m for m in wanted if m not in MASKS]:
        raise InputError(f"mask is {unknown[0]!r}, expected of {', '.join(MASKS)}, or () for none (遮蔽)")
    return wanted


def persons(doc: Document) -> Iterator[Span]:
    """Where individuals are named: in lists and contacts, behind labels, beside offices, before 同志.

    Numbers of identity cards count with the names.
    """
    yield from persons_in(doc.text, doc)


def persons_in(text: str, doc: Document) -> Iterator[Span]:
    """Where the text of a document names individuals, as given or with what stands for other characters replaced."""
    for s in doc.sentences:
        if s.rule in LISTS:
            yield from run_together(text[s.span.start : s.span.end], s.span.start)
            yield from (Span(*place) for place in in_line(text, *s.span))
            yield from (Span(*place) for place in listed(text, *s.span, whole=True))
    for e in doc.header.elements:
        if e.name == "signer":
            yield from run_together(text[e.span.start : e.span.end], e.span.start)
    yield from (Span(*place) for place in named(text))
    yield from (Span(*m.span()) for m in IDENTITY.finditer(text))


def run_together(text: str, start: int) -> Iterator[Span]:
    """Names in a list in which offices may follow without a mark: 李某县民政局局长."""
    for m in LISTED.finditer(text):
        if length := run_in(m[0]):
            yield Span(start + m.start(), start + m.start() + length)


def hidden(text: str, shown: str) -> set[str]:
    """The words of a text that are masked in what is shown of it, for values that were made of the same text."""
    return {text[m.start() : m.end()] for m in MASKED.finditer(shown) if text[m.start() : m.end()] != m[0]}


def veiled(value: str, words: Iterable[str]) -> str:
    """A value with some words masked in it.

    >>> veiled("由王刚负责", {"王刚"})
    '由＊＊负责'
    """
    for word in words:
        value = value.replace(word, SHOWN * len(word))
    return value


def concealed(doc: Document, mask: Iterable[str] = ("persons",)) -> str:
    r"""The text of a document with the wanted kinds masked, character for character.

    >>> from policytext import parse
    >>> print(concealed(parse("一、组织领导\n组长：张某某"), ["persons"]))
    一、组织领导
    组长：＊＊＊
    """
    wanted = known_masks(mask)
    if not wanted:
        return doc.text
    spans: list[Span] = []
    for text in {doc.text, plain(doc.text)}:
        if "persons" in wanted:
            spans += persons_in(text, doc)
        if "contacts" in wanted:
            spans += [Span(*m.span()) for m in CONTACT.finditer(text)]
    shown = list(doc.text)
    for start, end in spans:
        shown[start:end] = SHOWN * (end - start)
    return "".join(shown)
