"""Names of individuals and ways to reach them, made unreadable in what leaves the library; offsets stay."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from policytext.errors import InputError
from policytext.model import Document
from policytext.reading.persons import NAME, SURNAMES
from policytext.span import Span

Mask = Literal["persons", "contacts"]
MASKS: tuple[Mask, ...] = ("persons", "contacts")
SHOWN = "＊"
"""Stands for every masked character."""
PERSONAL = frozenset({"header.members", "header.contact", "header.signer", "header.attendance", "grids.person"})
"""Rules that tell the lines in which persons are named."""
SPACED = rf"[{SURNAMES}][ \u3000]{{1,4}}[一-鿿](?![一-鿿])"
GAP = r"[ \u3000]*"
ROLES = f"(?:成{GAP}员|顾{GAP}问)"
TOPICS = "|".join(
    GAP.join(w) for w in ("任务", "方案", "项目", "党委", "费用", "安全", "管理", "金额", "路线", "程序", "安排")
)
LABEL = f"{ROLES}|(?:{TOPICS}){GAP}[：:]"
"""What stands before a list and begins with a surname, but names nobody: 成  员：."""
LISTED = re.compile(rf"(?:(?<=[：:、，；,（\s])|^)(?!{LABEL})(?:{NAME}|{SPACED})")
"""Names in lists of members: behind a mark, or at the beginning of a line."""
OFFICE = "省长|市长|州长|县长|区长|部长|主任|总理|局长|厅长|行长|署长|主席|院长|会长"
SIGNED = re.compile(
    rf"^[ \u3000]*(?:[一-鿿]{{0,12}}(?:{OFFICE})[ \u3000]+(?P<name>{NAME}|{SPACED})[ \u3000]*)$", re.MULTILINE
)
"""The signature of an order: 省长 某某."""
BRACKETED = re.compile(rf"（(?P<name>{NAME})）(?<![部局委厅办院会室处科站所队组府心校]）)")
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
    """Where individuals are named in lists of members, among contacts, as signers, or in brackets behind a unit.

    Numbers of identity cards count with the names.
    """
    for s in doc.sentences:
        if s.rule in PERSONAL:
            yield from (Span(s.span.start + m.start(), s.span.start + m.end()) for m in LISTED.finditer(s.text))
    for e in doc.header.elements:
        if e.name == "signer":
            yield from (Span(e.span.start + m.start(), e.span.start + m.end()) for m in LISTED.finditer(e.text))
    yield from (Span(*m.span()) for m in IDENTITY.finditer(doc.text))
    for pattern in (SIGNED, BRACKETED):
        yield from (Span(*m.span("name")) for m in pattern.finditer(doc.text))


def concealed(doc: Document, mask: Iterable[str] = ("persons",)) -> str:
    r"""The text of a document with the wanted kinds masked, character for character.

    >>> from policytext import parse
    >>> print(concealed(parse("一、组织领导\n组长：张某某"), ["persons"]))
    一、组织领导
    组长：＊＊＊
    """
    wanted = known_masks(mask)
    spans = list(persons(doc)) if "persons" in wanted else []
    if "contacts" in wanted:
        spans += [Span(*m.span()) for m in CONTACT.finditer(doc.text)]
    text = doc.text
    for start, end in spans:
        text = text[:start] + SHOWN * (end - start) + text[end:]
    return text
