"""What each text unit is (句类): its label from cues in its words, weighed with the section it stands in."""

import re
from collections.abc import Sequence
from functools import lru_cache

from policytext.model import Label, Section
from policytext.reading.passage import Passage
from policytext.reading.rules import RuleSet

PRINCIPLE = re.compile(r"指导思想|总体要求|总体思路|基本原则|工作原则|基本思路|指导方针|总要求|建设原则|实施原则|遵循原则|原则$|总体考虑|工作思路$|工作方针")
GOAL = re.compile(r"目标$|^(?:工作|总体|主要|发展|行动|建设|具体|阶段性?|近期|远期|年度|预期|创建|总)?目标|目标(?:和|与|及)(?!任务|要求|措施)|愿景")
STATEMENT = re.compile(r"意义$|必要性|重要性|背景|现状|^形势|面临(?:的)?(?:形势|问题)|基本情况|存在(?:的)?问题|主要成效|发展基础|发展环境|(?:定义|范围|对象)$|有关情况|办理情况")
CONDITIONS = re.compile(r"(?:条件|情形|材料|资料|证件|文件|情况|行为|标准|范围|内容|包括|对象|事项|要素|指标|原则)(?:之一)?(?:的)?(?:，[^。]*)?[：:]$")
DUTIES = re.compile(r"职责|任务|工作|措施|义务|要求：$|规定：$|做到|事项：$|方式")
UNDERTAKES = re.compile(r"(?:^|[，；：也还均并同时部委局办府厅院会])将(?!你|其|该|[^，。]{1,20}(?:纳入|列入|作为))|(?<![许认])可(?![能行])|^请|正在(?:抓紧)?(?:研究|修改|制[定订]|起草)")
COUNTED = re.compile(r"\d|[一二三四五六七八九十两]+(?:个|次|名|家|所|项|处|套|件|场|期)")
SUBJECT_DUTY = re.compile(
    r"^[^，。“]{0,24}(?:各[级地镇乡县市区部单社街有]|部门|单位|政府|党委|机构|社区|街道|学校|企业|办公室|小组|[局委厅])[^，。]{0,10}(?:要|应当?|须|必须|负责)"
)
BODY_ACTS = re.compile(r"^[^，。]{2,40}(?:部门|单位|机构|政府|企业|委员会|[厅局])(?!是|为|的)|每[日天周月季年个]|不少于|至少|实行|按照")
LISTED = re.compile(r"如下|以下|下列|职责|做到")
AIM = re.compile(r"^(?:[一二三四五六七八九十]是)?(?:通过|使)|^[一二三四五六七八九十]是[^。]*，使")
QUOTED = re.compile(r"“[^”]*”")
ENUMERATED = re.compile(r"^[一二三四五六七八九十](?:是|要)|^(?:目标要求|主要任务|工作要求|重点任务)[：:]")


class Cues:
    """The rules of one family as one alternation, so that one search finds the first cue and which it was."""

    def __init__(self, rules: RuleSet) -> None:
        self.ids = [r.id for r in rules if r.pattern is not None]
        self.regex = re.compile("|".join(f"(?P<r{k}>{r.pattern})" for k, r in enumerate(r for r in rules if r.pattern is not None)))

    def first(self, text: str) -> str | None:
        """Id of the rule whose cue comes first in `text`."""
        m = self.regex.search(text)
        return None if m is None or m.lastgroup is None else self.ids[int(m.lastgroup[1:])]


@lru_cache(maxsize=4)
def cue_families(rules: RuleSet) -> dict[str, Cues]:
    """The cues of each label."""
    return {name: Cues(rules.family(f"label.{name}")) for name in ("responsibility", "formula", "statement", "goal", "principle", "task")}


def read_labels(passage: Passage, sections: Sequence[Section], genre: str | None, rules: RuleSet) -> None:
    """Give a label to every text unit that the header and the outline left open."""
    cues = cue_families(rules)
    letter = genre is not None and genre.endswith("函")
    kinds = section_kinds(sections)
    conditions = item_lists(passage, sections)
    opening = {s.sentence: s for s in sections}
    text = passage.text
    first_section = min(opening, default=len(passage.units))
    for i, unit in enumerate(passage.units):
        if unit.label in ("heading", "furniture"):
            continue
        words = text[unit.start : unit.end]
        section = opening.get(i)
        if section is not None and section.marker is not None:
            words = words[len(section.marker) :].lstrip(" 　、.．")
        kind = kinds[unit.section] if unit.section is not None else ("preamble" if sections and i < first_section else "plain")
        if letter:
            kind = "letter"
        if unit.section is not None and unit.section in conditions and not SUBJECT_DUTY.match(words):
            unit.label, unit.rule = conditions[unit.section], "label.item"
            continue
        unit.label, unit.rule = label_of(words, kind, cues)


def section_kinds(sections: Sequence[Section]) -> list[str]:
    """For each section what its own heading, or that of one above it, says it holds."""
    kinds: list[str] = []
    for s in sections:
        inherited = kinds[s.parent] if s.parent is not None else "operative"
        heading = (s.heading or "").replace(" ", "")
        if s.marker is not None and s.marker.endswith("条"):
            own = "article"
        elif inherited == "article":
            own = "article"
        elif GOAL.search(heading) and "任务" not in heading and "措施" not in heading:
            own = "goal"
        elif PRINCIPLE.search(heading):
            own = "principle"
        elif STATEMENT.search(heading):
            own = "statement"
        else:
            own = inherited
        kinds.append(own)
    return kinds


def item_lists(passage: Passage, sections: Sequence[Section]) -> dict[int, Label]:
    """Sections that are items of a list whose lead tells what they are: conditions and materials, or duties."""
    text, units = passage.text, passage.units
    leads: dict[int, Label | None] = {}
    items: dict[int, Label] = {}
    for k, s in enumerate(sections):
        if s.parent is None:
            continue
        if s.parent in items:
            items[k] = items[s.parent]
            continue
        if s.parent not in leads:
            lead = units[s.sentence - 1]
            leads[s.parent] = lead_in(text[max(lead.start, lead.end - 60) : lead.end])
        label = leads[s.parent]
        if label is not None:
            items[k] = label
    return items


def lead_in(words: str) -> Label | None:
    """What the items are that a sentence ending in a colon leads in."""
    if not words.endswith("："):
        return None
    if DUTIES.search(words[-20:]):
        return "task" if LISTED.search(words[-20:]) else None
    return "statement" if CONDITIONS.search(words) else None


def label_of(words: str, kind: str, cues: dict[str, Cues]) -> tuple[Label, str]:
    """Label and rule of a text unit from its words and the kind of section it stands in."""
    if words[:1] == "（" or "位：" in words[:16] or "门：" in words[:16]:
        rule = cues["responsibility"].first(words)
        if rule:
            return "responsibility", rule
    rule = cues["formula"].first(words)
    if rule:
        return "formula", rule
    if "就是要" in words and (rule := cues["principle"].first(words)):
        return "principle", rule
    decide = BY_KIND.get(kind, operative)
    return decide(words, cues)


def operative(words: str, cues: dict[str, Cues]) -> tuple[Label, str]:
    """In an operative section a sentence is a task unless its words say otherwise."""
    duty = SUBJECT_DUTY.match(words)
    if AIM.match(words) and cues["goal"].first(words) == "label.goal.state":
        return "goal", "label.goal.state"
    if duty is None:
        rule = cues["statement"].first(words)
        if rule is not None and not directs_after_all(words, rule, cues):
            return "statement", rule
        rule = cues["goal"].first(words)
        if rule is not None and acts(words, cues) is None:
            return "goal", rule
    rule = cues["principle"].first(words)
    if rule is not None and not (duty and COUNTED.search(words)) and not later_operation(words, rule, cues):
        return "principle", rule
    rule = acts(words, cues)
    return "task", rule or "label.default"


def directs_after_all(words: str, rule: str, cues: dict[str, Cues]) -> bool:
    """Whether a sentence that opens as background goes on to direct somebody."""
    tail = words[len(words) // 3 :]
    return rule != "label.statement.definition" and cues["task"].first(tail) == "label.task.duty" and not rule.endswith("request")


def later_operation(words: str, rule: str, cues: dict[str, Cues]) -> bool:
    """Whether an orientation clause is followed by an activity of its own."""
    comma = words.find("，")
    if rule == "label.principle.general" and "原则" in words:
        return cues["task"].first(words[comma:]) == "label.task.duty"
    return comma > 0 and cues["task"].first(words[comma:]) is not None


def acts(words: str, cues: dict[str, Cues]) -> str | None:
    """The rule by which a sentence tells somebody to act."""
    return cues["task"].first(words)


def in_principles(words: str, cues: dict[str, Cues]) -> tuple[Label, str]:
    """In a section on principles: orientation, unless a goal, background, or something countable is told to be done."""
    rule = cues["principle"].first(words)
    if rule == "label.principle.guidance":
        return "principle", rule
    rule = cues["goal"].first(words)
    if rule == "label.goal.by-year" or (rule and acts(words, cues) is None):
        return "goal", rule
    rule = cues["statement"].first(words)
    if rule is not None and cues["task"].first(words) is None:
        return "statement", rule
    if COUNTED.search(QUOTED.sub("", words)) and acts(words, cues) and not cues["principle"].regex.search(words):
        return "task", "label.task.operation"
    return "principle", "label.section.principle"


def in_goals(words: str, cues: dict[str, Cues]) -> tuple[Label, str]:
    """In a section on goals."""
    if SUBJECT_DUTY.match(words):
        return "task", "label.task.duty"
    if ENUMERATED.match(words) and cues["goal"].first(words) is None and acts(words, cues):
        return "task", "label.task.operation"
    return "goal", "label.section.goal"


def in_statements(words: str, cues: dict[str, Cues]) -> tuple[Label, str]:
    """In a section on significance or background: statements, and appeals that name no activity."""
    if cues["statement"].first(words) is None and (words.startswith("我们要") or SUBJECT_DUTY.match(words) or cues["task"].first(words) == "label.task.duty"):
        return "principle", "label.principle.general"
    return "statement", "label.section.statement"


def in_preamble(words: str, cues: dict[str, Cues]) -> tuple[Label, str]:
    """Before the first numbered item: background, unless somebody is told to act."""
    rule = cues["statement"].first(words)
    if rule is not None:
        return "statement", rule
    if SUBJECT_DUTY.match(words) or cues["task"].first(words) == "label.task.duty":
        return "task", "label.task.duty"
    rule = cues["principle"].first(words)
    if rule is not None:
        return "principle", rule
    rule = acts(words, cues)
    if rule is not None and "了" not in words:
        return "task", rule
    return "statement", "label.preamble"


def in_letter(words: str, cues: dict[str, Cues]) -> tuple[Label, str]:
    """In a reply letter: what the answering side undertakes, allows or asks is a task, the rest reports."""
    return ("task", "label.task.undertaking") if UNDERTAKES.search(words) else ("statement", "label.letter")


def in_article(words: str, cues: dict[str, Cues]) -> tuple[Label, str]:
    """In a regulation: obligations and permissions are tasks; definitions, scope and classification statements."""
    rule = cues["statement"].first(words)
    if rule is not None and not directs_after_all(words, rule, cues):
        return "statement", rule
    rule = cues["principle"].first(words)
    if rule is not None:
        return "principle", rule
    rule = acts(words, cues) or ("label.task.duty" if BODY_ACTS.search(words) else None)
    return ("task", rule) if rule else ("statement", "label.article")


BY_KIND = {
    "principle": in_principles,
    "goal": in_goals,
    "statement": in_statements,
    "preamble": in_preamble,
    "plain": in_preamble,
    "article": in_article,
    "letter": in_letter,
}

