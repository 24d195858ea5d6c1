"""The words of a text unit and the cues that stand in them: who is told to act, and by which rule."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_

from policytext.model import Label
from policytext.reading.branches import finder, openers
from policytext.reading.cues import CueIndex, Member
from policytext.reading.duty_words import HAVE_TO, MUST, OUGHT
from policytext.reading.labels.rule_ids import FAMILIES, OPERATION
from policytext.reading.rules import RuleSet

WHERE = re.compile("在[^，。；：]{2,24}?[中内上下间](?![心小央级])")
"""在社区食堂中建立…: where something is done, ahead of the verb."""
DUTY_WORD = f"(?:{HAVE_TO}|{OUGHT}(?<![福宝上下]应(?=[县村镇乡街]))|{MUST}|负责(?!人|同志))"
"""The words of duty that tell a task; 福应村 and the like are places."""
DUTY_HEAD = re.compile(rf"[^，。“要应须负]*+(?:(?!{DUTY_WORD})[要应须负][^，。“要应须负]*+)*+(?={DUTY_WORD})")
"""What stands before the first of these words, in the first clause and outside of quotes."""
LATEST_DUTY = 40
"""Where such a word ends at the latest."""
BODY = finder(
    r"各[级地镇乡县市区部单社街有高]|部门|单位|政府|党委|机构|社区|街道|学校|企业|办公室|小组|局(?<![布格大结全变]局)"
    r"|[委厅]"
    r"|[支总大]队|[妇残文科]联|[务导护治理]中心|[法检医学]院|公司(?=等?[要须必应]|$)|协会|银行|集团|办事处|管委会|团委"
    r"|工会"
)


@dataclass(frozen=True, slots=True)
class Cues:
    """The cue rules, family by family, with the bits by which an index tells which of them a text unit can hold."""

    masks: dict[str, int]
    """For each family the bits of its rules."""
    members: dict[int, Member]
    """What tells whether some of the alternatives of a rule stand in words, by their bit."""
    telling: tuple[Member, ...]
    """Those of the rules by which somebody is told to act: they have no hints, each is tried in nearly all words."""
    operation: re.Pattern[str]
    """A verb of doing, to be matched where a clause begins."""
    openers: frozenset[str] | None
    """The characters with which it can begin."""
    later: re.Pattern[str]
    """The same behind the end of a clause."""

    @classmethod
    @lru_cache(maxsize=4)
    def of(cls, rules: RuleSet) -> "Cues":
        """The cues of a rule set."""
        patterned = [r for r in rules.family("label") if r.pattern is not None]
        index = CueIndex.shared(rules)
        operation = next(r for r in patterned if r.id == OPERATION)
        masks = {
            name: reduce(or_, (index.bits[r.id] for r in patterned if r.id.startswith(f"label.{name}.")), 0)
            for name in FAMILIES
        }
        masks["task"] &= ~index.bits[OPERATION]
        telling = tuple(member for bit, member in index.members.items() if bit & masks["task"])
        later = re.compile(f"[，；：、。）](?:{operation.regex.pattern})")
        return cls(masks, index.members, telling, operation.regex, openers(operation.pattern or ""), later)


@dataclass(slots=True)
class Words:
    """The words of a text unit with the cues that may stand in it."""

    text: str
    flags: int
    cues: Cues
    colon: bool = False
    """Whether a colon stands near the beginning of those that `fixed_label` has looked at last."""
    members: bool = False
    """Whether a line of a list of members has been among them."""
    listed: bool = False
    """Whether the list of those responsible for what stands above has stood before some of them."""

    def first(self, family: str) -> str | None:
        """Id of the first rule of a family whose cue stands in the words."""
        able = self.flags & self.cues.masks[family]
        if able:
            text, members = self.text, self.cues.members
            while able:
                bit = able & -able
                stands, tail, id_ = members[bit]
                if stands(text[-tail:] if tail else text):
                    return id_
                able ^= bit
        return None

    def behind(self, at: int) -> "Words":
        """The words from `at` on, by themselves."""
        return Words(self.text[at:], self.flags, self.cues)

    def tells(self, start: int = 0) -> str | None:
        """The rule whose cue tells somebody to act, or lets them, in the words from `start` on."""
        text = self.text[start:] if start else self.text
        for stands, tail, id_ in self.cues.telling:
            if stands(text[-tail:] if tail else text):
                return id_
        return None

    def acts(self, start: int = 0) -> str | None:
        """The rule by which the words from `start` on tell somebody to act, be it by a verb of doing."""
        return self.tells(start) or (OPERATION if self.operates(start) or self.operates_later(start) else None)

    def operates(self, start: int = 0) -> bool:
        """Whether a verb of doing opens the words from `start` on."""
        openers, words = self.cues.openers, self.text[start:] if start else self.text
        first = words[:1]
        if first == "在" and (where := WHERE.match(words)):
            words = words[where.end() :]
            first = words[:1]
        return (openers is None or first in openers) and self.cues.operation.match(words) is not None

    def operates_later(self, start: int = 0) -> bool:
        """Whether a verb of doing opens a later clause."""
        return self.cues.later.search(self.text, start) is not None

    def duty(self) -> bool:
        """Whether the sentence opens with an organisation that has to act."""
        head = DUTY_HEAD.match(self.text, 0, LATEST_DUTY)
        return head is not None and BODY(head[0]) is not None


Decider = Callable[[Words], tuple[Label, str]]
"""What gives label and rule to words, by the place in which they stand."""
