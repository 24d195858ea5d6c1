"""How a document takes up what it cites: as its basis, to implement it, to make it known, or in passing.

The relation is that of the verb that governs the citation: the last one before it in its clause, which coordinated
citations share (按照《甲》和《乙》), or one that follows it (将《甲》纳入学习计划, 《甲》同时废止).
"""

import re
from functools import lru_cache

from policytext.model import CitationRelation
from policytext.reading.branches import gated
from policytext.reading.citations.reference import Reference
from policytext.reading.labels.rule_ids import GROUNDS
from policytext.reading.passage import Passage, TextUnit
from policytext.reading.rules import RuleSet

CLAUSE = re.compile(r"[，；：。！？]")
PURPOSE = re.compile(
    r"(?:^|[，。；：\n 、.．）])为了?(?:进一步|更好地?|切实|全面|深入|认真|扎实|坚决|及时|充分|积极|坚定|着力)*"
    r"(?:贯彻|落实|学习|执行|实施|做好|推进|推动|加强|加快|规范|促进)"
)
AGAIN = re.compile(
    "[^，。；：]*，(?:进一步|更好地?|切实|全面|深入|认真|坚决|扎实)*(?:贯彻落实|贯彻|落实)[^，。；：应须可]*(?<![要请])"
)
MORE = re.compile("[^，。；：]*，")
"""A purpose that goes on in the next clause, and what has to be done behind it (为贯彻《甲》，落实《乙》，各镇要…)."""
ISSUING = re.compile(r"制定|制订|提出|现就|现将|如下|特此|印发|通知|结合|(?:院|府|委|局|厅|部)决定[，对在]")
MAKES = re.compile("制[定订](?:本|了本|如下|以下)")
"""What a preamble ends in that says on which grounds a document is made."""
SUPPORT = re.compile(
    r"(?:做好|抓好|加强|推动|推进|开展|深入|组织|确保|加大|强化|把|将|用|以|对|抓|促进|围绕)[^，。；：]{0,6}$"
)
LATER = re.compile(
    r"(?:《[^》\n]{2,60}》|[^，。；：《》]){0,40}?(?:(学习|宣传|宣讲|培训|武装|教育(?=[，。；活的]|$))|贯彻|落实|落地|落到|实施|执行)"
)
JOINED = re.compile(
    r"[^，。；：]{0,30}|[^。；：]{0,20}，(?:以及|及|和|并|以及国家)[^，。；：]{0,16}"
    r"|，(?:[一-鿿]{2,14}(?:[部委局行署厅会办院]|政府))?"
    r"|(?:第[^，。；：、《]{1,12}条[^，。；：、《]{0,8}、?){1,6}，"
)
"""What may stand between two citations that share a verb."""

REPEAL = re.compile(r"废止|停止执行|失效")
REPEALED = re.compile(r"[^，。；]{0,20}(?:，|,)?(?:同时|即行|予以|自行|相应)?(?:废止|停止执行|失效)")
WEIGHT = re.compile(r"具有[^。]{0,12}意义|的(?:必然要求|重要(?:举措|途径|内容|体现)|有力抓手)")
MEANS = re.compile(
    r"(?:(?<![应])对于?|是(?<![别其]是)|有利于|有助于|关系到?)[^，。；：]{0,8}(?:贯彻|落实|学习|宣传|执行|实施|领会"
    r"|践行)[^。]*$"
)
GROUND = re.compile(r"(?:按|依|据|结合|达到)$")
"""Verbs of one letter that count only right before the citation, and how they end."""
GROUND_ENDS = frozenset("按依据合到\n")
GROUND_REACH, SUPPORT_REACH, REPEAL_REACH = 3, 9, 28
"""Characters of the longest match of each, with a line end."""

STANDARD = re.compile(
    r"[^，。；]{0,20}为(?:依据|指导|遵循|根本遵循|准则?|指引|统领|基准|行动指南)"
    r"|(?:[、和及与]《[^》\n]{2,60}》(?:（[^）\n]{1,60}）)?)*等?(?:的?总体)?框架之?[下内]"
)
"""以《…》为依据, 在《…》框架下: the citation is set up as the ground."""


@lru_cache(maxsize=1)
def verbs() -> re.Pattern[str]:
    """Chains of governing verbs; the named group that matched first tells the relation."""
    rules = RuleSet.default().by_id
    kinds = ("basis", "implement", "publicise")
    return re.compile(gated("|".join(f"(?P<{k}>{rules[f'citations.{k}'].pattern})" for k in kinds)))


def relations(passage: Passage, placed: list[tuple[Reference, int]]) -> list[CitationRelation]:
    """The relation of each reference, in the order of the text; each with the index of its text unit."""
    out: list[CitationRelation] = []
    last: tuple[int, int, CitationRelation] | None = None
    for r, k in placed:
        shared = last if last and last[0] == k else None
        relation = governed(passage.text, passage.units[k], r, shared)
        out.append(relation)
        last = (k, r.end, relation)
    return out


def governed(
    text: str, unit: TextUnit, r: Reference, shared: tuple[int, int, CitationRelation] | None
) -> CitationRelation:
    """The relation of one reference, given the one before it in its text unit."""
    if unit.rule == GROUNDS:
        return "basis"
    low, start, end, stop = shared[1] if shared else unit.start, r.start, r.end, unit.end
    if REPEAL.search(text, end, min(stop, end + REPEAL_REACH)) and REPEALED.match(text, end, stop):
        return "mention"
    ground = text[start - 1] in GROUND_ENDS and GROUND.search(text, max(low, start - GROUND_REACH), start)
    if ground or STANDARD.match(text, end, stop):
        return weighed("basis", text, unit, r)
    relation = last_chain(text, low, start)
    if relation is not None:
        return weighed(relation, text, unit, r)
    if shared and JOINED.fullmatch(text, low, start):
        return shared[2]
    if SUPPORT.search(text, max(low, start - SUPPORT_REACH), start) and (later := LATER.match(text, end, stop)):
        return weighed("publicise" if later[1] else "implement", text, unit, r)
    return "mention"


def last_chain(text: str, low: int, high: int) -> CitationRelation | None:
    """The relation told by the first verb of the chain of verbs (学习宣传贯彻) in the clause that ends at `high`.

    A chain can reach into the clause from the one before it (学习，贯彻…).
    """
    relation: CitationRelation | None = None
    end = -1
    for m in verbs().finditer(text, low, high):
        if relation is None or m.start() > end + 1:
            relation = m.lastgroup  # type: ignore[assignment]
        end = m.end()
    return None if relation is None or CLAUSE.search(text, end, high) else relation


def weighed(relation: CitationRelation, text: str, unit: TextUnit, r: Reference) -> CitationRelation:
    """The relation of a verb in the light of its text unit.

    为贯彻…，制定… makes a basis; where a statement says what something means (对于贯彻…，具有重要意义) nothing is
    carried out.
    """
    if relation == "basis" or unit.label == "heading":
        return relation
    if text.find("为", unit.start, r.start) >= 0 and (purpose := PURPOSE.search(text[unit.start : r.start])):
        at = unit.start + purpose.end()
        if not CLAUSE.search(text, at, r.start) or (AGAIN.fullmatch(text, at, r.start) and MORE.match(text, r.end)):
            return "basis"  # the purpose of the sentence is its ground, whatever the sentence is
        if unit.label == "formula" or (unit.label != "task" and ISSUING.search(text, r.end, unit.end)):
            return "basis"
    if unit.rule == "label.formula.made" and relation == "implement" and MAKES.search(text, r.end, unit.end):
        return "basis"  # 认真落实《甲》精神，结合实际，制定本办法
    if unit.label == "statement" and (MEANS.search(text, unit.start, r.start) or WEIGHT.search(text, r.end, unit.end)):
        return "mention"
    return relation
