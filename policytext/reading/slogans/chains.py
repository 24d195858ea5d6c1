"""Parallel phrases (排比): members of one build joined by 、, the commonest make of a formula.

They are searched at what their makes share, the 、 between members that begin or end alike with a word of the rules,
and at the few letters that pairs repeat; only there are the patterns of the rules tried.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from policytext.reading.branches import closing, openers, split
from policytext.reading.passage import Passage
from policytext.reading.phrases import near, places
from policytext.reading.rules import Rule, RuleSet

MEMBER = re.compile(r"、([一-鿿]{1,8})")
HAN = re.compile(r"[一-鿿]+")
SHORT = 3
"""Members so short may end inside a word of a longer one."""
NOUN = re.compile(
    "工作|措施|能力|要求|体系|意识|制度|责任|设施|设备|知识|安全|机制|原则|目标|方针|活动|行动|任务|方面|等|的|中|上"
    "|和|与|为|并|以及|要|应|须"
)
"""What stands behind the last member of a chain, and not in it."""


class Chain(NamedTuple):
    """A parallel phrase; offsets of the view, id of the rule."""

    start: int
    end: int
    rule: str


@lru_cache(maxsize=1)
def patterns() -> tuple[Rule, ...]:
    """The rules: members alike at their beginning, at their end, pairs, shares of parties, frames."""
    rules = RuleSet.default().by_id
    return tuple(rules[f"slogans.{name}"] for name in ("chain_head", "chain_tail", "pair", "roles", "frame"))


@lru_cache(maxsize=1)
def seams() -> re.Pattern[str]:
    """The 、 between members that may begin alike or end alike, or after what party or government does."""
    head, tail = (rule.written() for rule in patterns()[:2])
    first = "".join(sorted(openers(head) or ()))
    last = "".join(sorted({word[-1] for word in split(tail[1 : closing(tail)])}))
    return re.compile(
        rf"、(?:(?=([{first}])[一-鿿]{{1,6}}、\1)|(?<=([{last}])、)(?=[一-鿿]{{1,6}}\2、)"
        r"|(?<=(?:党委|政府)[一-鿿]{2}、)(?=[一-鿿]{2}))"
    )


def read_chains(passage: Passage) -> Iterator[Chain]:
    """Every parallel phrase of the folded text."""
    text = passage.text
    head, tail, pair, roles, frame = patterns()
    heads = tails = shares = reach = 0
    for seam in seams().finditer(text):
        at = seam.start()
        if m := first_match(head, text, places(text[at + 1], text, max(heads, at - 7), at - 1)):
            heads = m.end()
            if end := level_end(text, m.start(), m.end(1)):
                yield Chain(m.start(), end, head.id)
        if text[at - 1] == text[text.find("、", at + 1) - 1] and (
            m := first_match(tail, text, range(max(tails, at - 3), at))
        ):
            tails = m.end()
            if (start := level_start(text, m)) is not None:
                yield Chain(start, m.end(), tail.id)
        if at - 4 >= shares and (m := roles.regex.match(text, at - 4)):
            shares = m.end()
            yield Chain(m.start(), m.end(), roles.id)
    for at in passage.places(pair.hint):
        start = at - 2 if text[at] == "尽" else at
        if start >= reach and (m := pair.regex.match(text, start)):
            reach = m.end()
            yield Chain(start, reach, pair.id)
    if hints := passage.places(frame.hint):
        yield from (Chain(m.start(), m.end(), frame.id) for m in near(frame, text, 8, 40, hints))


def first_match(rule: Rule, text: str, starts: Iterable[int]) -> re.Match[str] | None:
    """The match of a rule at the first of the given places where it matches."""
    match = rule.regex.match
    for start in starts:
        if m := match(text, start):
            return m
    return None


def level_start(text: str, m: re.Match[str]) -> int | None:
    """Where a chain begins whose members end alike: its first member is as long as the second, if the third is too."""
    second, third = (len(x) for x in m[0].split("、")[1:3])
    if second != third and second > 2:
        return None
    start = m.end(1) - second
    return start if start >= 0 and HAN.fullmatch(text, start, m.end(1)) else None


def level_end(text: str, start: int, first_end: int) -> int | None:
    """Where a chain ends whose members all have the length of the first; `None` where they have not."""
    length = first_end - start
    end, members = first_end, 1
    while m := MEMBER.match(text, end):
        if len(m[1]) < length or m[1][0] != text[start]:
            break
        if length <= SHORT and len(m[1]) > length and not NOUN.match(m[1], length):
            break  # 防火、防盗、防设备老化: the last member is longer
        end, members = end + 1 + length, members + 1
        if len(m[1]) > length:
            break
    return end if members >= 3 else None
