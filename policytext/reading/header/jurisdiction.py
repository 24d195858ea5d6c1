"""Level and jurisdiction of a document (层级): of its issuer, else of a place that titles or imprint name."""

import re
from collections.abc import Iterator

from policytext.reading.header.draft import Draft
from policytext.reading.header.enclosures import Enclosure, named_enclosures
from policytext.reading.header.naming import FORWARDS
from policytext.reading.header.places import (
    NOWHERE,
    Place,
    level_by_charged,
    level_by_reference,
    level_of_addressees,
    only_place,
    place_of,
    place_of_number,
)
from policytext.span import Span


def read_place(draft: Draft, enclosures: list[Enclosure]) -> None:
    """Level and jurisdiction: of the issuer, else of a place that titles or imprint name, else as the text speaks."""
    issuers = draft.values.get("issuers", ())
    context = draft.text[:3000]
    place, source = NOWHERE, ""
    span: Span | None = None
    for name, field in names_of_places(draft, enclosures):
        here = place_of(name, context)
        if field == ISSUED and (here.level == "central" or NO_PLACE.match(name)):
            continue
        if here.level and (place.level is None or (place.name is None and here.name)):
            place, source = agree(place, here), "title" if field == ISSUED else field
        if place.name:
            break
    if place.level is None and not issuers:
        place, span = inferred_place(draft)
    if place.name is None:
        word = "市" if any(i.startswith("市") for i in issuers) else ""
        if (place.level or word) and (only := only_place(draft.text[: draft.end], place.level, word)):
            place, span = only[0], draft.passage.view.span(only[1], only[1] + len(only[0].name or ""))
    if span is None and place.level:
        span = next((e.span for e in draft.evidence if e.field == source), None)
        span = span or draft.passage.view.span(0, min(1, len(draft.text)))
    for name, value in (("level", place.level), ("jurisdiction", place.name)):
        if value and span is not None:
            draft.values[name] = value
            draft.note(name, value, span, "header.place")


def inferred_place(draft: Draft) -> tuple[Place, Span | None]:
    """Level and jurisdiction that number, addressees or the text show of an issuer that is not named."""
    text = draft.text[: draft.end]
    place = place_of_number(draft.values.get("document_number", ""))
    if place.level:
        return place, None
    level = level_of_addressees(draft.values.get("addressees", ())) or level_by_reference(text)
    if level is None and (charged := level_by_charged(text)):
        return Place(charged[0], None), draft.passage.view.span(charged[1], charged[1] + 1)
    return Place(level, None), None


ISSUED = "issued"
"""What a notice issues, by its title: 青禾县…方案 shows the county, 全国…方案 not that the centre has issued it."""
NO_PLACE = re.compile("创建|争创|健康|平安|美丽|文明|法治|数字|智慧|幸福|绿色|清洁|国家|全国|中国")


def names_of_places(draft: Draft, enclosures: list[Enclosure]) -> Iterator[tuple[str, str]]:
    """The names that can show the place, in the order in which they are asked, with the field of each."""
    yield from ((name, "issuers") for name in draft.values.get("issuers", ()))
    if title := draft.title:
        yield title, "title"
        enclosed = {one.title for one in enclosures}
        if not FORWARDS.search(title):
            yield from ((n, "enclosures" if n in enclosed else ISSUED) for n in named_enclosures(title, ""))
    yield from ((one.title, "enclosures") for one in enclosures)
    yield from ((name, "printed") for s in draft.signatures if s.printed for name in s.agencies)


def agree(known: Place, found: Place) -> Place:
    """A place found in a title completes a level that the issuer shows (省财政厅), if it is of that level."""
    return found if known.level in (None, found.level) else known
