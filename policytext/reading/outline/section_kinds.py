"""What a section holds, told by its heading or by the lead of its list: it weighs in the labels of its text units."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Literal

from policytext.model import Header, Label, Section
from policytext.reading.branches import finder
from policytext.reading.passage import Passage
from policytext.reading.rules import Rule, RuleSet

Stands = Callable[[str], object]
Items = Label | Literal["forbidden"]
"""What the items of a list are: of one label, or acts that its lead forbids."""
Kinds = Sequence[tuple[str, Stands]]
"""Kinds of sections, each with what tells whether words name it."""
KINDS = ("goal", "principle", "target", "significance", "condition", "scope", "statement", "report", "operative")
"""In the order in which the rules `section.*` are tried."""
RUN_IN = {
    "condition": "section.condition",
    "scope": "section.scope",
    "goal": "section.aim",
    "report": "section.told",
    "lead": "section.lead",
}
"""Of these, those that a label within a paragraph can name, by what rule; a `lead` only heads what stands below it."""
LONGEST_LABEL, LABEL_ENDS = 14, frozenset("件格准象围容域段标题述现况展度型施因析效果0123456789一二三四五六七八九十")
"""Characters up to its colon, and how it ends."""
REPORTS = frozenset(("通报", "报告"))
"""Genres that tell what was done and found; a section of theirs asks for something only where its heading does."""
LESSONS = ("label.task.operation", "section.lesson")
"""Rules for the headings by which a circular turns from the case to what is to be done."""
ASKS = re.compile("(?:要求|希望|意见|措施)(?:如下)?：$")
"""How a sentence ends behind which a circular asks for something: 对下一步工作提出几点要求："""
CONDITIONS = re.compile(
    r"(?:条件|情形|材料|资料|信息|证件|文件|情况|行为|(?<!照以下)(?<!照下列)标准|范围|(?<!活动)(?<!办事)(?<!服务)(?<!主要)(?<!工作)(?<!整治)(?<!重点)内容"
    r"|包括|对象|事项|要素|指标)(?:之一)?的?"
    r"(?:，[^。]*)?：$"
)
PRINCIPLES = re.compile(r"(?<!照下列)(?<!照以下)原则(?:，[^。]*)?：$")
MEMBERS = re.compile(
    r"由(?:下列|以下|如下)[^，。：]{0,12}(?:组成|构成|担任)：$|(?:人员|成员)(?:组成)?(?:名单)?(?:如下|包括|为|由)：$"
)
"""Who sits in a body: its seats are told, nobody is told to act."""
FORBIDS = re.compile(
    "(?:不得|不[准许应]|禁止|严禁)(?:[^，。；：]{0,24}(?:下列|以下|如下)[^，。；：]{0,24}(?:行为|活动|做法))?：$"
)
"""Each item names what nobody may do (不得有下列行为：); not what somebody must not be (不得有下列情形)."""
DUTIES = re.compile(
    r"职责|(?<!法律)责任(?:主要)?(?:包[括含]|[是为])|任务|工作|措施|义务|要求：$|规定：$|做到|事项：$|方式"
)
LISTED = re.compile(r"如下|以下|下列|职责|做到")
NAMED_LIST = re.compile(
    r"(?:下列|以下|上述)[^，。：、]{0,8}(?:条件|要求|情形|问题|行为|情况|材料|标准|资料|特征|信息|证件|所得|收入|费用"
    r"|支出|款项|财产)(?:之一)?"
    r"|(?:下列|以下)(?:人员|对象)(?=，?(?:不[得予]|应当?|[要可须]|必须|免))"
    r"|(?:下列|以下)[^，。：、]{0,8}时，|包[括含](?:下列|以下|如下)[^，。：、]{0,8}(?:内容|项目|要素)：$"
    r"|(?:下列|以下)(?:标准|规定|条件|情形)?(?:分[级类等档]|划分|定级)[^，。：]{0,6}：$"
    r"|如下[^，。：、]{0,4}(?:条件|情形|材料|资料|证件)(?:之一)?"
    r"|(?:提[交供]|报送|递交|上报|携带|所需)的?[^，。：]{0,6}(?:材料|资料|证件)[^，。：]{0,4}：$"
)
"""What follows such words are conditions or cases, also where their sentence ends in a point."""
CASES = re.compile("有(?:下列|以下)(?:行为|情形|情况)之一的，")
"""A sentence that says what follows in the cases it leads in, however long it is."""
LONGEST_LEAD = 300
FIRST = frozenset(("（一）", "(一)", "1.", "1．", "1、", "（1）", "(1)", "①"))
"""The markers with which a list begins: below its own lead, also where another list stands ahead of it."""
MATERIALS = re.compile(
    "(?:申[报请]|评[审选]|参评|报名|备案|登记|所需|必备|证明|佐证|[需应].?提[交供]的?|[需应].?报送的?"
    "|(?:提[交供]|报送)的)"
    "(?:纸质|电子|书面)?材料(?:要求|清单|目录|内容)?$|材料(?:清单|目录)$"
)
"""A heading that names what has to be handed in; 报送材料 tells how."""
ORDERED = re.compile(
    "按照?(?:下列|以下|如下)(?:标准|要求|规定|程序|步骤|顺序|方式|办法)(?!(?:分[级类等档]|划分|定级)[^，。；：]{0,6}：$)"
)
"""So something has to be done: each of them orders it."""


def section_kinds(passage: Passage, sections: Sequence[Section], rules: RuleSet, header: Header) -> list[str]:
    """For each section its kind: one of `KINDS`, or `article`."""
    genre, (tried, may_name) = header.genre, naming(rules)
    turns = [rules.by_id[name].regex.match for name in LESSONS] if genre == "通报" else ()
    usual = "report" if genre in REPORTS else "operative"
    told = cases(passage, rules.by_id["section.cases"]) if header.enclosures else frozenset()
    kinds: list[str] = []
    text = passage.text
    for s in sections:
        if usual == "report" and s.parent is None and asked_for(passage, s.sentence):
            usual = "operative"
        above = kinds[s.parent] if s.parent is not None else "statement" if s.sentence in told else usual
        if above == "article" or (s.marker is not None and s.marker.endswith("条")):
            kinds.append("article")
        else:
            words = s.heading.replace(" ", "") if s.heading else ""
            if turns and s.parent is None and any(turn(words) for turn in turns):
                above = "operative"
            named = said_by(words, tried) if words and may_name(words) else None
            if not words and s.marker is not None:
                start = passage.units[s.sentence].start + len(s.marker)
                colon = text.find("：", start, start + LONGEST_LABEL)
                named = run_in_kind(text[start:colon], rules) if colon > 0 and text[colon - 1] in LABEL_ENDS else None
                named = None if named == "lead" else named
            kinds.append(above if named is None or (named == "target" and above == "principle") else named)
    return kinds


def asked_for(passage: Passage, unit: int) -> bool:
    """Whether the sentence above a text unit announces what is asked for."""
    if not unit:
        return False
    lead = passage.units[unit - 1]
    return passage.text[lead.end - 1] == "：" and ASKS.search(passage.text, lead.start, lead.end) is not None


def run_in_kind(label: str, rules: RuleSet) -> str | None:
    """What a label that ends in one of `LABEL_ENDS` says of the words behind its colon (1.选拔条件：…).

    It can name conditions, a scope, a goal, or what was found and done.
    """
    return said_by(label.strip(" 、.．"), [(kind, rules.by_id[name].stands) for kind, name in RUN_IN.items()])


@lru_cache(maxsize=4)
def naming(rules: RuleSet) -> tuple[Kinds, Stands]:
    """What tells whether a heading names a kind, and whether a hint of any stands in it: mostly none."""
    tried = [(kind, rules.by_id[f"section.{kind}"]) for kind in KINDS]
    hinted = finder("|".join(dict.fromkeys(literal for _, rule in tried for literal in rule.hint)))
    return [(kind, rule.stands) for kind, rule in tried], hinted


def cases(passage: Passage, rule: Rule) -> frozenset[int]:
    """The text units of enclosures whose title says that they tell what others have done."""
    told: set[int] = set()
    titles = [k for k, u in enumerate(passage.units) if u.rule == "header.enclosure"]
    for first, k in enumerate(titles):
        title = passage.text[passage.units[k].start : passage.units[k].end]
        if rule.regex.search(title.replace(" ", "")):
            told.update(range(k + 1, next((t for t in titles[first + 1 :] if t > k + 2), len(passage.units))))
    return frozenset(told)


def said_by(words: str, tried: Kinds) -> str | None:
    """The kind that a heading names, if it names one."""
    for kind, stands in tried:
        if stands(words):
            return kind
    return None


def item_lists(passage: Passage, sections: Sequence[Section]) -> dict[int, Items]:
    """Sections that are items of a list whose lead tells what they are: conditions and materials, or duties."""
    leads: dict[int, Items | None] = {}
    items: dict[int, Items] = {}
    free: Items | None = None  # what the items of a list are that stands below no section
    for k, s in enumerate(sections):
        parent = s.parent
        if parent is None:
            if s.level == 1:
                free = None
            elif s.marker in FIRST:
                free = said_of_items(passage, sections, s)
            label = free
        else:
            if s.marker in FIRST or parent not in leads:
                leads[parent] = said_of_items(passage, sections, s) or items.get(parent)
            label = leads[parent]
        if label is not None:
            items[k] = label
    return items


def said_of_items(passage: Passage, sections: Sequence[Section], first: Section) -> Items | None:
    """What the items of a list are, by the sentence above the first of them, or by the heading that names materials."""
    text, units, parent = passage.text, passage.units, first.parent
    if first.sentence == 0:
        return None
    start, end = units[first.sentence - 1].start, units[first.sentence - 1].end
    if parent is None:
        if FORBIDS.search(text, max(start, end - 60), end):
            return "forbidden"
        return "statement" if NAMED_LIST.search(text, max(start, end - 40), end) else None
    above = sections[parent]
    if first.sentence == above.sentence:  # run into its lead
        start = units[first.sentence].start
        end = text.find("：", start, units[first.sentence].end) + 1 or start
    if said := lead_in(text[max(start, end - 60) : end]):
        return said
    low = max(text.rfind("\n", 0, start) + 1, end - LONGEST_LEAD)
    if text.find("之一的，", low, end) >= 0 and CASES.search(text, low, end):
        return "statement"
    heading = above.heading
    return "statement" if heading and "材料" in heading and MATERIALS.search(heading) else None


def lead_in(words: str) -> Items | None:
    """What the items are that a sentence ending in a colon leads in."""
    ending = words[-40:]
    if words.endswith("：") and FORBIDS.search(words):
        return "forbidden"
    if "下" in ending or "上述" in ending:
        if ORDERED.search(ending):
            return "task"
        if NAMED_LIST.search(ending):
            return "statement"
    if not words.endswith("："):
        return None
    if PRINCIPLES.search(words):
        return "principle"
    if MEMBERS.search(ending):
        return "statement"
    if DUTIES.search(words[-20:]):
        return "task" if LISTED.search(words[-20:]) else None
    return "statement" if CONDITIONS.search(words) else None
