"""Documents in a list, without 《》: a line that holds nothing but a title and its number (lists of repeals)."""

from collections.abc import Iterator

from policytext.reading.citations.reference import Reference
from policytext.reading.citations.titles import kind_of, remark
from policytext.reading.passage import Passage
from policytext.reading.phrases import places
from policytext.reading.rules import RuleSet

LONGEST_LINE = 200


def listed_titles(passage: Passage) -> Iterator[Reference]:
    """References to the documents of such lines, searched at the end of the number, which ends the line."""
    text, rule = passage.text, RuleSet.default().by_id["citations.listed"]
    for at in places("号", text):
        end = at + 2
        if text[at + 1 : end] != "）" or text[end : end + 1] not in LINE_ENDS:
            continue
        start = text.rfind("\n", max(0, at - LONGEST_LINE), at) + 1
        if at - start < LONGEST_LINE and (m := rule.regex.match(text, start, end)):
            number, stop = remark(text, m.end(1))
            if number and stop == end:
                title = m[1].replace("《", "〈").replace("》", "〉")
                yield Reference(m.start(1), end, title, number, kind_of(title), rule.id)


LINE_ENDS = ("", "\n", "；", "。")
"""What follows the bracket of such a line."""
