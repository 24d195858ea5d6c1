"""Long alternations made fast: one look at the first character of a place leaves few branches to try, or none."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise

SPECIAL = frozenset(".^$*+?{}[]\\|()")
OPEN_CLASS = frozenset("^-\\[")
"""With these a class may hold what it does not spell out."""
QUANTIFIERS = frozenset("*+?{")
QUANTIFIER = re.compile(r"^(?:[*+?]|\{[\d,]+\})[?+]?")
LOOKS = ("(?<=", "(?<!", "(?=", "(?!")
NAME = re.compile(r"\(\?P<\w+>")
MANY = 6
"""Bars of a group that make a look at the first character worth its while."""
FIRST = re.compile(r"(?:^|\(\?=)(?:\((?:\?:|\?>|\?P<\w+>)?)*$")
"""What stands before a group that begins a pattern or a look: its first character has been looked at."""
REPEATED = re.compile(r"\{0,(\d+)\}(?![?+])")
"""How often what may be left out can stand."""
MARK = re.compile(r"(?s:\\.)|\[\^?\]?(?:[^\\\]]|(?s:\\.))*\]|[(|)]")
"""An escape, a class, a bar or a round bracket."""
PLAIN_GROUP = re.compile(r"\((?:\?:|\?>|\?P<\w+>|(?!\?))")


class Branches:
    """Matches what `re.compile(pattern).match` does, for patterns of many alternatives.

    `re` tries alternatives one after the other; these are sorted by first character beforehand, in their order.

    >>> words = Branches("(?:应当|应(?!急)|可以|负责)")
    >>> words.match("各镇应当", 2), words.match("应急", 0)
    (<re.Match object; span=(2, 4), match='应当'>, None)
    """

    __slots__ = ("by_first", "other")

    def __init__(self, pattern: str) -> None:
        listed: dict[str, list[str]] = {}
        everywhere: list[str] = []
        for branch in branches(pattern):
            keys = first_characters(branch)
            if keys is None:
                everywhere.append(branch)
                for known in listed.values():
                    known.append(branch)
            else:
                for key in keys:
                    listed.setdefault(key, list(everywhere)).append(branch)
        self.by_first = {key: re.compile(unrepeated("|".join(kept))) for key, kept in listed.items()}
        self.other = re.compile(unrepeated("|".join(everywhere))) if everywhere else None

    def match(self, text: str, start: int, end: int | None = None) -> re.Match[str] | None:
        """The match that begins at `start`, if any; `end` as in `re.Pattern.match`."""
        found = self.by_first.get(text[start : start + 1], self.other)
        if found is None:
            return None
        return found.match(text, start) if end is None else found.match(text, start, end)


def branches(pattern: str) -> Iterator[str]:
    """The alternatives of a pattern; those of a plain group at its beginning are multiplied out.

    >>> list(branches("(?:甲|(?:乙|丙)?丁)戊|己"))
    ['甲戊', '(?:乙|丙)?丁戊', '己']
    """
    for branch in split(pattern):
        close = closing(branch) if branch.startswith("(?:") else 0
        if close and branch[close + 1 : close + 2] not in QUANTIFIERS:
            for inner in branches(branch[3:close]):
                yield inner + branch[close + 1 :]
        else:
            yield branch


def first_characters(branch: str) -> str | None:
    """The characters with which a branch can begin, or `None` where that is open."""
    head, end = branch[:1], 1
    if branch.startswith("\\d"):
        head, end = "0123456789", 2
    elif head == "[":
        end = branch.find("]", 2) + 1
        head = branch[1 : end - 1].replace("0-9", "0123456789").replace("\\n", "\n")
        if not end or OPEN_CLASS.intersection(head):
            return None
    elif not head or head in SPECIAL:
        return None
    return None if branch.startswith(("*", "?", "{0", "{,"), end) else head


def openers(pattern: str) -> frozenset[str] | None:
    """The characters with which a match of the pattern can begin, or `None` where that is open.

    >>> sorted(openers("(?:^|(?<=，))(?:积极|不断){0,3}(?:开展|建立)") or ())
    ['不', '建', '开', '积']
    """
    found: set[str] = set()
    for branch in split(pattern):
        first = openers_of(branch)
        if first is None:
            return None
        found |= first
    return frozenset(found)


def openers_of(branch: str) -> frozenset[str] | None:
    """The characters with which a match of one alternative can begin."""
    if branch.startswith("^"):
        return openers_of(branch[1:])
    close = closing(branch) if branch.startswith("(") else 0
    group, rest = branch[:close], QUANTIFIER.sub("", branch[close + 1 :])
    if not close:
        if branch[1:2] == "?" and branch[0] not in SPECIAL:
            after = openers_of(branch[2:])
            return None if after is None else after | {branch[0]}
        keys = None if branch.startswith("\\d") else first_characters(branch)  # it takes digits of other scripts too
        return None if keys is None else frozenset(keys)
    if group.startswith(LOOKS):  # it takes no character
        return openers_of(rest)
    opened = PLAIN_GROUP.match(group)
    if opened is None:
        return None
    inner = split(group[opened.end() :])
    optional = branch[close + 1 :].startswith(("*", "?", "{0,")) or any(map(takes_nothing, inner))
    firsts = [openers_of(b) for b in inner if not takes_nothing(b)] + ([openers_of(rest)] if optional else [])
    known = [first for first in firsts if first is not None]
    return frozenset().union(*known) if len(known) == len(firsts) else None


def takes_nothing(branch: str) -> bool:
    """Whether a branch is made of looks and ^ only."""
    while branch.startswith(("^", *LOOKS)):
        branch = branch[1:] if branch[0] == "^" else branch[closing(branch) + 1 :]
    return not branch


def beginnings(pattern: str) -> str:
    """The places where the pattern stands: only the first character is taken, and each is tried for its branches alone.

    >>> beginnings("[建创]设(?P<what>.)|会同(?!志)|会商")
    '建(?=设(?:.))|创(?=设(?:.))|会(?=同(?!志)|商)'
    """
    followed: dict[str, list[str]] = {}
    for branch in branches(NAME.sub("(?:", pattern)):
        rest = branch[class_end(branch, 0) + 1 if branch[0] == "[" else 1 :]
        for key in first_characters(branch) or "":
            followed.setdefault(key, []).append(rest)
    return "|".join(f"{key}(?={'|'.join(rests)})" for key, rests in followed.items())


def gated(pattern: str) -> str:
    """The same pattern behind a look at its first character, where `re` would try each alternative at each place.

    >>> gated("[建创]设|(?<=会)同"), gated("建设|会同"), gated("^.{4}建|会(?:同|商)")
    ('(?=[创同建])(?:[建创]设|(?<=会)同)', '建设|会同', '(?:^|(?=[会]))(?:^.{4}建|会(?:同|商))')
    """
    listed = split(pattern)
    loose = [b for b in listed if not b.startswith("^")]
    first = openers("|".join(loose)) if loose else None
    if first is None or looks_itself(pattern):
        return pattern
    look = f"(?=[{re.escape(''.join(sorted(first)))}])"
    return f"{look if len(loose) == len(listed) else f'(?:^|{look})'}(?:{pattern})"


def unrepeated(pattern: str) -> str:
    """The same pattern with optional groups as alternatives: `re` keeps count of what repeats, even of one in none.

    >>> unrepeated("(?:市|县)?民政局(?P<note>（[)?]）)?(?:要)??")
    '(?:市|县|)民政局(?:(?P<note>（[)?]）)|)(?:要)??'
    """
    found: list[str] = []
    opened: list[int] = []
    k = 0
    while k < len(pattern):
        end = class_end(pattern, k) + 1 if pattern[k] == "[" else k + 1 + (pattern[k] == "\\")
        found.append(pattern[k:end])
        if found[-1] == "(":
            opened.append(len(found) - 1)
        elif found[-1] == ")":
            start = opened.pop()
            if pattern[end : end + 1] == "?" and pattern[end + 1 : end + 2] not in ("?", "+"):
                found[start:] = [alternative("".join(found[start:]))]
                end += 1
            elif (repeated := REPEATED.match(pattern, end)) and (look := look_at("".join(found[start:]))):
                found[start:] = [f"(?:{look}{''.join(found[start:])}{{1,{repeated[1]}}}|)"]
                end = repeated.end()
            elif found[start:].count("|") >= MANY and not FIRST.search("".join(found[:start])):
                found[start:] = [looked_at("".join(found[start:]))]
        k = end
    return "".join(found)


def looked_at(group: str) -> str:
    """A group of many alternatives behind a look at its first character: where none begins, none is tried."""
    look, opened = look_at(group), PLAIN_GROUP.match(group)
    return f"{opened[0]}{look}(?:{group[opened.end() : -1]}))" if opened and look else group


def look_at(group: str) -> str:
    """A look at the first character of a group, or nothing where that is open."""
    opened = PLAIN_GROUP.match(group)
    first = openers(group[opened.end() : -1]) if opened else None
    return f"(?=[{re.escape(''.join(sorted(first)))}])" if first else ""


def alternative(group: str) -> str:
    """A group, behind a look at its first character, or nothing."""
    opened = PLAIN_GROUP.match(group)
    if opened is None:
        return f"(?:{group}|)"
    inner = gated(group[opened.end() : -1])
    return f"(?:{inner}|)" if opened[0] == "(?:" else f"(?:{opened[0]}{inner})|)"


def finder(pattern: str) -> Callable[[str], object]:
    """A function that tells whether the pattern stands in a text, faster than a search, which says where as well.

    What can begin anywhere is tried behind a class, for which `re` searches fast, as a look from its first character;
    what stands at the beginning is tried there only.

    >>> stands = finder("^应急|(?:积极)?(?:开展|推动)")
    >>> bool(stands("逐步推动")), bool(stands("应急")), bool(stands("不应急"))
    (True, True, False)
    """
    listed = split(pattern)
    loose = "|".join(b for b in listed if not b.startswith("^"))
    heads = "|".join(b for b in listed if b.startswith("^"))
    if openers(loose or "不") is None or re.compile(pattern).groups:
        return re.compile(unrepeated(gated(pattern))).search
    search, match = re.compile(unrepeated(seeking(loose))).search, re.compile(unrepeated(heads)).match
    if not heads:
        return search
    return partial(either, match, search) if loose else match


def either(match: Callable[[str], object], search: Callable[[str], object], text: str) -> object:
    """What stands at the beginning of a text or, failing that, anywhere."""
    return match(text) or search(text)


def seeking(pattern: str) -> str:
    """The pattern as group 1, looked at from its first character, which alone is taken: `re` searches for it fast.

    >>> seeking("[建创]设|(?<=会)同"), seeking("建设|会同")
    ('[创同建](?<=(?=([建创]设|(?<=会)同))[创同建])', '(建设|会同)')
    """
    return ahead(f"({pattern})")


def ahead(pattern: str) -> str:
    """The pattern as a look from its first character; one for which `re` searches fast by itself is left as it is."""
    first = openers(pattern)
    if first is None or looks_itself(pattern):
        return pattern
    known = f"[{re.escape(''.join(sorted(first)))}]"
    return f"{known}(?<=(?={pattern}){known})"


def looks_itself(pattern: str) -> bool:
    """Whether `re` looks for the first character by itself: a class, or letters that begin all alternatives."""
    listed = split(pattern)
    if len(listed) > 1:
        return all(b[:1] and b[0] not in SPECIAL and b[1:2] not in QUANTIFIERS for b in listed)
    if not pattern.startswith("("):
        return pattern.startswith(("[", "\\d")) or (pattern[:1] not in SPECIAL and pattern[1:2] not in QUANTIFIERS)
    opened, close = PLAIN_GROUP.match(pattern), closing(pattern)
    if opened is None or pattern[close + 1 : close + 2] in QUANTIFIERS:
        return False
    return looks_itself(pattern[opened.end() : close])


def split(pattern: str) -> list[str]:
    """The alternatives at the top level of a pattern."""
    bars = [at for at, mark, depth in marks(pattern) if mark == "|" and not depth]
    return [pattern[a + 1 : b] for a, b in pairwise((-1, *bars, len(pattern)))]


def closing(branch: str) -> int:
    """The place of the bracket that closes the group at the beginning, or 0."""
    return next((at for at, mark, depth in marks(branch) if mark == ")" and not depth), 0)


def marks(pattern: str) -> Iterator[tuple[int, str, int]]:
    """The places of the bars and round brackets outside of classes, each with how deep what follows is nested."""
    depth = 0
    for m in MARK.finditer(pattern):
        mark = m[0]
        if mark in "(|)":
            depth += (mark == "(") - (mark == ")")
            yield m.start(), mark, depth


def class_end(pattern: str, start: int) -> int:
    """The place of the bracket that closes the character class at `start`."""
    k = start + 2 if pattern.startswith("[^", start) else start + 1
    k += pattern.startswith("]", k)
    while k < len(pattern) and pattern[k] != "]":
        k += 2 if pattern[k] == "\\" else 1
    return k
