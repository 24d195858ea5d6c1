"""The elements of the instrument as printed (公文格式各要素): where each of them stands (GB/T 9704-2012, 7)."""

import re

from policytext.model import Element, ElementName
from policytext.reading.header.draft import Draft
from policytext.records import maker

new_element = maker(Element)

ELEMENT_OF: dict[str, ElementName] = {
    "header.copy_number": "copy_number",
    "header.secrecy": "secrecy",
    "header.urgency": "urgency",
    "header.letterhead": "letterhead",
    "header.number": "document_number",
    "header.signer": "signer",
    "header.title": "title",
    "header.addressees": "addressees",
    "header.attachments": "attachment_note",
    "header.signature": "signature",
    "header.date": "date",
    "header.note": "note",
    "header.enclosure": "attachment",
    "header.imprint": "copied_to",
    "header.printed": "imprint",
    "header.page_number": "page_number",
}
"""The rule that told a line → the element that it is."""
BLANK = re.compile(r"\s*")
SEAL = re.compile(r"[（(](?:印|印章|盖章|公章|章)[）)]")
NEAR_SIGNATURE = 30
"""Characters around a signature in which a seal is named."""


def elements(draft: Draft) -> tuple[Element, ...]:
    """Every element that was recognised, in the order of the text; lines of one element are one."""
    text, found = draft.text, list[tuple[int, int, ElementName, str]]()
    for start, end, _, rule in sorted(draft.marked):
        name = ELEMENT_OF.get(rule)
        if name is None or end <= start:
            continue
        last = found[-1] if found else None
        if last and last[2] == name and BLANK.fullmatch(text, last[1], start):
            found[-1] = (last[0], max(end, last[1]), name, rule)
        elif not last or start >= last[1]:
            found.append((start, end, name, rule))
    found += body(draft)
    found += seals(draft)
    view = draft.passage.view
    placed = [(name, view.piece(start, end), rule) for start, end, name, rule in sorted(found)]
    return tuple([new_element(name=name, span=span, text=words, rule=rule) for name, (span, words), rule in placed])


def body(draft: Draft) -> list[tuple[int, int, ElementName, str]]:
    """The text itself (正文): from behind the head to the signature or the first attachment."""
    stops = [s for s, _, _, rule in draft.marked if s >= draft.head.body and rule in CLOSING]
    piece = draft.text[draft.head.body : min(stops, default=draft.end)]
    bare = piece.strip()
    if not bare:
        return []
    start = draft.head.body + piece.index(bare)
    return [(start, start + len(bare), "body", "header.body")]


CLOSING = frozenset({"header.signature", "header.date", "header.attachments", "header.enclosure", "header.printed"})
"""What ends the body."""


def seals(draft: Draft) -> list[tuple[int, int, ElementName, str]]:
    """A seal (印章) that a copy names in words beside the signature: （印章）."""
    if draft.main is None:
        return []
    low, high = draft.main.start, draft.main.end + NEAR_SIGNATURE
    return [(m.start(), m.end(), "seal", "header.seal") for m in SEAL.finditer(draft.text, low, high)]
