"""The elements of the instrument as printed (公文格式各要素): where each of them stands (GB/T 9704-2012, 7)."""

import re

from policytext.model import Element, ElementName
from policytext.reading.header.draft import Draft
from policytext.reading.header.pieces import trim
from policytext.records import maker

new_element = maker(Element)

OWN: tuple[ElementName, ...] = (
    *("copy_number", "secrecy", "urgency", "letterhead", "signer", "title"),
    *("addressees", "signature", "date", "note", "page_number"),
)
"""Elements that their rules are called by."""
ELEMENT_OF: dict[str, ElementName] = {
    **{f"header.{name}": name for name in OWN},
    "header.number": "document_number",
    "header.attachments": "attachment_note",
    "header.enclosure": "attachment",
    "header.imprint": "copied_to",
    "header.printed": "imprint",
}
"""The rule that told a line → the element that it is."""
SEAL = re.compile(r"[（(](?:代章|印|印章|盖章|公章|章)[）)]")
NEAR_SIGNATURE = 30
"""Characters around a signature in which a seal is named."""


def elements(draft: Draft) -> tuple[Element, ...]:
    """Every element that was recognised, in the order of the text; lines of one element are one."""
    text, piece = draft.text, draft.passage.view.piece
    found: list[tuple[int, int, ElementName, str]] = []
    kept, first, reach = None, 0, -1
    for start, end, _, rule in sorted(draft.marked):
        name = ELEMENT_OF.get(rule)
        if name is None or end <= start:
            continue
        if name == kept and not text[reach:start].strip():
            reach = max(end, reach)
            found[-1] = (first, reach, name, rule)
        elif start >= reach:
            found.append((start, end, name, rule))
            kept, first, reach = name, start, end
    found += body(draft)
    found += seals(draft)
    made: list[Element] = []
    for start, end, name, rule in sorted(found):
        span, words = piece(start, end)
        made.append(new_element(name=name, span=span, text=words, rule=rule))
    return tuple(made)


def body(draft: Draft) -> list[tuple[int, int, ElementName, str]]:
    """The text itself (正文): from behind the head to the signature or the first attachment."""
    start = draft.head.body
    closing = [at for at, _, _, rule in draft.marked if rule in CLOSING and at >= start]
    at, words = trim(draft.text, start, min([draft.end, *closing]))
    return [(at, at + len(words), "body", "header.body")] if words else []


CLOSING = frozenset({"header.signature", "header.date", "header.attachments", "header.enclosure", "header.printed"})
"""What ends the body."""


def seals(draft: Draft) -> list[tuple[int, int, ElementName, str]]:
    """A seal (印章) that a copy names in words beside the signature: （印章）."""
    if draft.main is None:
        return []
    low, high = draft.main.start, draft.main.end + NEAR_SIGNATURE
    return [(m.start(), m.end(), "seal", "header.seal") for m in SEAL.finditer(draft.text, low, high)]
