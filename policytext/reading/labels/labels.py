"""What each text unit is (句类): its label from cues in its words, weighed with the section it stands in."""

import re
from collections.abc import Sequence

from policytext.model import Header, Label, Section
from policytext.reading.bare_lists import CLOSERS
from policytext.reading.cues import UnitCues
from policytext.reading.labels.alone import fixed_label
from policytext.reading.labels.beside import (
    GOES_ON,
    INSTRUCTING,
    NUMBERING_OFF,
    WEIGHED,
    is_excerpt,
    issues,
    only_aims,
    tells_below,
    tells_state,
)
from policytext.reading.labels.by_section import BY_KIND, heads_below, in_aim, in_report
from policytext.reading.labels.contact import only_reached
from policytext.reading.labels.imperatives import ORDINAL
from policytext.reading.labels.lists import (
    ATTACHED,
    FORM_ENDS,
    attaches,
    is_item,
    of_attachments,
    of_item,
    part_of_item,
    undecided,
)
from policytext.reading.labels.members import label_members
from policytext.reading.labels.notes import closes_item
from policytext.reading.labels.outside import (
    decides,
    in_body,
    in_decision,
    in_letter,
    in_plan,
    in_preamble,
    in_reply,
    plans,
)
from policytext.reading.labels.rule_ids import ATTACHING, FRAGMENT, GROUNDS, MADE, OPEN, UNDECIDED, UNDERTAKEN
from policytext.reading.labels.words import Cues, Decider, Words
from policytext.reading.outline.markers import list_opening
from policytext.reading.outline.section_kinds import (
    LABEL_ENDS,
    LONGEST_LABEL,
    REPORTS,
    item_lists,
    run_in_kind,
    section_kinds,
)
from policytext.reading.passage import DIRECTIVE, Passage
from policytext.reading.rules import RuleSet

Deciders = dict[int | None, Decider]
"""What decides about text units, by their section; `None` for those that stand in none."""
ENDS = frozenset("。！？；：，、.…”）〕】》)")
"""Marks with which a sentence, or a piece of it, ends."""
HEADS_ALONE = ("goal", "report", "lead")
"""Kinds of labels that head what stands below them where nothing stands behind their colon."""


def read_labels(passage: Passage, sections: Sequence[Section], header: Header, rules: RuleSet, found: UnitCues) -> None:
    """Give a label to every text unit that the header and the outline left open."""
    deciders: Deciders = {k: BY_KIND[kind] for k, kind in enumerate(section_kinds(passage, sections, rules, header))}
    deciders[None] = outside_sections(passage, sections, header)
    letter = in_letters(passage.text, sections) if is_letter(header) else None
    lists, numbers_off = item_lists(passage, sections), not sections and header.genre in NUMBERING_OFF
    text, flags, closed = passage.text, found.flags, passage.closed
    starts = passage.bodies | passage.ahead
    words, attached = Words("", 0, Cues.of(rules)), False
    for i, unit in enumerate(passage.units):
        if unit.label == "heading" or unit.label == "furniture":
            attached = attached or (unit.rule in ATTACHING and attaches(unit, passage))
            continue
        place, opens = unit.section, i in passage.bodies
        said = text[starts.get(i, unit.start) : unit.end]
        if said[-1:] not in ENDS and (said[1:2] == "是" or goes_on_from_sentence(passage, i)):
            said += "。"  # a whole sentence, whose mark a copy has lost
        words.text = said
        words.flags, first = flags[i], said[:1]
        if place in lists and part_of_item(passage, sections[place], i) and is_item(words):
            label, rule = of_item(lists[place])
        elif (fixed := fixed_label(words)) is not None:
            label, rule = fixed
        elif letter is not None and (closed is None or unit.start < closed):
            label, rule = letter[place](words)
        else:
            named = by_run_in(said, rules) if words.colon and not opens else None
            label, rule = (named or deciders[place])(words)
        if rule in OPEN and first in WEIGHED:
            label, rule = beside(words, (label, rule), passage, i, numbers_off=numbers_off)
        elif rule == MADE and place is None and header.genre in INSTRUCTING and tells_below(said):
            deciders[None] = in_body
        label, rule = for_above((label, rule), said, passage, i)
        may_reach = label == "task" or rule == FRAGMENT
        if may_reach and (words.colon or said[-2:-1].isascii()) and only_reached(said):
            label, rule = "furniture", "label.contact"
        attached = attached or (first == "附" and ATTACHED.fullmatch(said) is not None)
        if rule in UNDECIDED:
            label, rule = undecided((label, rule), said, passage, i, attached=attached, opens=opens)
        if first == "附" or said[-1:] in FORM_ENDS:
            label, rule = of_attachments((label, rule), said, passage, i)
        unit.label, unit.rule = ("formula", GROUNDS) if is_ground(rule, sections, place, said) else (label, rule)
    after_all(passage, words)


TITLES_ONLY = re.compile(
    "(?:(?!（)[^《》，。；]{0,24}+《[^《》\\n]{2,80}》(?:（[^（）\\n]{2,40}）)?+[、，；和及与以]{0,2}+)++"
    "(?:等[^《》，。；]{0,20})?[。；]?"
)
"""《助餐条例》《助餐办法》等。"""


def goes_on_from_sentence(passage: Passage, i: int) -> bool:
    """Whether a text unit stands in one paragraph with a sentence before it."""
    return passage.goes_on(i - 1) and passage.text[passage.units[i - 1].end - 1] in "。；"


def is_ground(rule: str, sections: Sequence[Section], place: int | None, said: str) -> bool:
    """Whether words that only name documents stand in the section on the basis of this one (编制依据)."""
    names = "《" in said and (rule == FRAGMENT or (rule in UNDECIDED and TITLES_ONLY.fullmatch(said) is not None))
    above = place if names else None
    while above is not None:
        if (sections[above].heading or "").endswith("依据"):
            return True
        above = sections[above].parent
    return False


def for_above(decided: tuple[Label, str], said: str, passage: Passage, i: int) -> tuple[Label, str]:
    """A sentence that only says who answers for the tasks ahead of it in its section is their list."""
    units = passage.units
    if decided[0] != "task" or not i or units[i - 1].section != units[i].section:
        return decided
    behind = units[i - 1].label in DIRECTIVE and closes_item(said)
    return ("responsibility", "label.responsibility.note") if behind else decided


def after_all(passage: Passage, words: Words) -> None:
    """What is left to be done once all text units have their labels."""
    if words.members:
        label_members(passage)
    if words.listed:
        lists_ahead(passage)


def lists_ahead(passage: Passage) -> None:
    """Note where the words begin of sentences that the list of those responsible for what stands above is glued to."""
    text = passage.text
    for i, unit in enumerate(passage.units):
        if text[unit.start] in CLOSERS and unit.label in ("task", "goal", "principle", "statement"):
            end = list_opening(text, unit.start, unit.end)
            if end:
                passage.ahead[i] = end
                passage.listed.add(i)


def is_letter(header: Header) -> bool:
    """Whether a document answers or asks as a letter does; to all of a kind it directs as a notice does."""
    letter = header.genre is not None and header.genre.endswith(("函", "答复"))
    return letter and not any(name.startswith("各") for name in header.addressees)


def in_letters(text: str, sections: Sequence[Section]) -> Deciders:
    """What decides about the text units of a letter, by their sections."""
    if decides(text):
        return dict.fromkeys((None, *range(len(sections))), in_decision)
    planned = plans(sections)
    return {None: in_letter} | {k: in_plan if k in planned else in_letter for k in range(len(sections))}


def outside_sections(passage: Passage, sections: Sequence[Section], header: Header) -> Decider:
    """What decides about text units that stand in no section."""
    if not sections and is_excerpt(passage, header):
        return in_body
    return in_report if header.genre in REPORTS else in_reply if header.genre == "批复" else in_preamble


def by_run_in(said: str, rules: RuleSet) -> Decider | None:
    """What decides about the words behind a label and a colon, if that tells what they are (参赛资格：…)."""
    colon = said.find("：", 2, LONGEST_LABEL)
    kind = run_in_kind(said[:colon], rules) if colon > 0 and said[colon - 1] in LABEL_ENDS else None
    if kind in HEADS_ALONE and colon == len(said) - 1:
        return heads_below
    if kind == "goal":
        return in_aim
    return BY_KIND.get(kind) if kind else None


def beside(
    words: Words, decided: tuple[Label, str], passage: Passage, i: int, *, numbers_off: bool
) -> tuple[Label, str]:
    """Label and rule of a text unit that words alone do not tell, by what stands beside it."""
    rule, said, units = decided[1], words.text, passage.units
    if rule == "label.letter":
        at = 3 if said.startswith(GOES_ON) else 2 if ORDINAL.match(said) else 0
        goes_on = at and i and units[i - 1].rule == UNDERTAKEN
        return ("task", UNDERTAKEN) if goes_on and words.operates(at) and not tells_state(said[at:]) else decided
    if rule == "label.preamble" and numbers_off and ORDINAL.match(said):
        return in_body(words)
    if said[:1] == "为" and issues(passage, i + 1) and only_aims(said):
        return "formula", "label.formula.purpose"
    return decided
