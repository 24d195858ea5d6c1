"""Set phrases that lead to names (由…, 会同…, 报送…, 鼓励…, a bracket): one scan of a text finds those of all rules."""

import re
from collections.abc import Sequence
from functools import lru_cache

from policytext.reading.branches import beginnings, class_end, openers, unrepeated
from policytext.reading.units.organisations import hinted
from policytext.span import thin

RULES = ("to", "with", "encourage", "founded", "apply", "toward", "under", "by")
"""No two of them begin with the same character."""
LED = "牵头[的、，]"
"""What the rule of mechanisms cannot do without: it begins with words too common for the scan."""


@lru_cache(maxsize=1)
def phrases() -> tuple[re.Pattern[str], dict[str, tuple[str, re.Pattern[str]]]]:
    """A pattern that stands where one of the rules does, and by the first character which one that is."""
    rules = {name: hinted()[name] for name in RULES}
    by_first = {c: (name, r.regex) for name, r in rules.items() for c in openers(r.written()) or ()}
    by_first[LED[0]] = "led", re.compile(LED)
    return re.compile(unrepeated(beginnings("|".join([r.written() for r in rules.values()] + [LED])))), by_first


@lru_cache(maxsize=1)
def brackets() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The rule of brackets for each that opens one: `re` searches fastest for a single character."""
    written = hinted()["bracket"].written()
    behind = written[class_end(written, 0) + 1 :]
    return tuple((c, re.compile(unrepeated(c + behind))) for c in openers(written) or ())


def find_phrases(text: str, directed: Sequence[tuple[int, int]]) -> dict[str, list[re.Match[str]]]:
    """The matches of each rule that has any, in the order of the text: brackets anywhere, others where it directs."""
    places, by_first = phrases()
    found: dict[str, list[re.Match[str]]] = {}
    for start, end in directed:
        for place in places.finditer(text, start, end):
            at = place.start()
            rule, regex = by_first[text[at]]
            known = found.setdefault(rule, [])
            if (not known or at >= known[-1].end()) and (m := regex.match(text, at)):
                known.append(m)
    if listed := [m for opening, bracket in brackets() if opening in text for m in bracket.finditer(text)]:
        found["bracket"] = thin(listed, re.Match.span)
    if "led" in found:
        found["mechanism"] = list(hinted()["mechanism"].regex.finditer(text))
    return found
