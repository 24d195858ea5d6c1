"""Authorities (会议精神, 决策部署, 讲话): what a meeting, a body or a leader said or decided, named without 《》.

The tail of such a name (会议精神, 决策部署) is searched; where it begins is settled by what stands before it in the
clause: a governing verb, or the end of another authority with 和, 及. What lies between must name a meeting or body.
"""

import re
from collections.abc import Iterator

from policytext.model import CitationKind
from policytext.reading.branches import gated
from policytext.reading.citations.reference import Reference
from policytext.reading.passage import Passage
from policytext.reading.phrases import near
from policytext.reading.rules import Rule, RuleSet

LONGEST = 70
"""Characters before the tail within which a name begins."""

EDGE = re.compile(
    gated(
        r"[，。；：！？\n《》（）]|贯彻(?:落实)?好?|落实(?:好|到)?|执行|实施|学习|宣传(?!部|思想|文化|工作会)|宣讲"
        r"|解读|阐释|领会|传达|研究(?![生院所])|按照|按(?=[党中国省市县区自州上])|依照|根据|依据|遵照|围绕|对照|"
        r"(?<!统筹)(?:推动|推进)(?!$)|统一到|坚持|召开|服从|符合|结合|体现|严格|认真"
        r"|全面(?!深化改革|依法治国|从严治党)|深入|坚决|抓好|把|将|(?<!应)对(?!口|外)|以(?!及|来)|"
        r"(?:精神|部署|要求|论述|讲话|思想|批示|指示|》|大|认识|任务|报告|规定)(?:、|和|以及|及|与|，以及)(?!要求)"
        r"|、?以及|一是|二是"
    )
)
"""What ends before a name of a meeting or body begins."""

AFTER_DATE = re.compile(
    r"以来|召开|通过|审议|胜利|之后|期间|前后|后|提出|指出|强调|作出|明确|报告|代表|确定|把|将|对|上|闭幕|开幕|部署|和平"
)
GOVERNED = re.compile(
    r"(?:贯彻|落实|学习|宣传|执行|领会|按照|根据|依据|遵照|传达|以|和|及|与|、|宣讲|围绕|对照|用|把|全面|深入|认真)$"
)
PAST = re.compile(r"作出|提出|召开|印发|出台|下发|审议|通过|成立|会同|组织(?!工作|部|人事|建设)|负责|应当|必须")
PUNCTUATION = "，。；：！？\n《》（）"
TO_LAST_MARK = re.compile(f"(?s:.*)[{PUNCTUATION}]")
"""Everything up to the last mark: the engine takes all at once and steps back."""
CLAUSE = re.compile(r"[，。；：\n]")
MATTER = re.compile(
    r"关于(?:(?!的[一-鿿]{0,4}，|要求，)[^。；：《》\n]){4,68}(?<=[的等])(?:重[大要]|战略|各项|有关|系列|一系列|等)*"
)
"""A matter of several clauses, which ends in 的 or 等 (关于加强监管，防范事故的决策部署)."""
DECIDED = re.compile(
    r"决策部署和?(?:工作)?要求|决策部署|安排部署|部署安排|部署要求|部署和要求|决策|部署|要求|安排|(?<=[有相]关)精神"
)
INSTRUCTED = re.compile(r"(?:重要)?(?:指示批示|[指批]示)(?:精神|要求)*")
NOTED = ("批示",)
SETTLED = ("会议确定的",)
BEFORE_DECIDED = frozenset("的等会组关各项统工政重体新年委府院央家省市县区州部厅局组作策大要门一制略革”")
"""Letters before a decision that may end the name of a body or what describes the decision."""

NAMED = re.compile(
    r"^(?:[0-9]{4}年)?(?!的|和|及|有关|相关|本次|此次|该|各|会议|上级)(?:党中央|中共中央|中央|全国"
    r"|全[省市区县州盟旗镇]|国务院|国家|省|市|县|区|州|自治区|党的|[一-鿿]{2,8}(?:省|市|州|县|区|部|厅|局|委|会)"
    r"|第[一二三四五六七八九十]+次|“?两会|[一-鿿]{0,2}届)"
)


def read_authorities(passage: Passage, titles: list[Reference]) -> list[Reference]:
    """References to meetings, decisions of bodies and words of leaders, overlaps included."""
    text, rules, places = passage.text, RuleSet.default().by_id, passage.places
    found: list[Reference] = []
    speech = rules["citations.speech"]
    if hints := places(speech.hint):
        found += speeches(text, near(speech, text, 3, 160, hints), speech.id)
    for rule in (rules["citations.congress"], rules["citations.plenum"]):
        if hints := places(rule.hint):
            found += congresses(text, near(rule, text, 24, 44, hints), rule.id)
    tails = places(rules["citations.deployment"].hint)
    if hints := [at for at in tails if text.find("会", max(0, at - 10), at) >= 0] + places(SETTLED):
        found += meetings(passage, near(rules["citations.meeting"], text, 14, 100, sorted(hints)), "citations.meeting")
    if tails:
        found += deployments(passage, rules["citations.deployment"], tails, DECIDED, "meeting")
    instruction = rules["citations.instruction"]
    spoken = [at for at in tails if text[at - 1] in "话示" or text.startswith("上的", at - 2)]
    if hints := spoken + places(NOTED):
        found += speeches(text, near(instruction, text, 80, 160, sorted(hints)), instruction.id)
    directive = rules["citations.directive"]
    if hints := places(directive.hint):
        found += deployments(passage, directive, hints, INSTRUCTED, "speech")
    if hints := [at for r in titles if text[(at := r.start) - 1] in "和及、" and "会" in text[max(0, at - 4) : at]]:
        short = near(rules["citations.meeting_short"], text, 14, 100, hints)
        found += meetings(passage, short, "citations.meeting_short")
    return found


def speeches(text: str, found: Iterator[re.Match[str]], rule: str) -> Iterator[Reference]:
    """What a leader said, and a second word of the same leader after 和."""
    for m in found:
        yield authority(m.start(), m.end(), "speech", rule)
        if more := MORE.match(text, m.end()):
            yield authority(more.start(1), more.end(1), "speech", "citations.speech_more")


MORE = re.compile(
    r"(?:和|、|以及|及)((?:关于|对|在|视察|考察)[^，。；：、《》\n]{2,40}?(?:的|系列|一系列|重要)*重要(?:论述|讲话"
    r"|指示批示|[指批]示)(?:精神|要求)*)"
)


def congresses(text: str, found: Iterator[re.Match[str]], rule: str) -> Iterator[Reference]:
    """Congresses and plenums, except where they stand for a date."""
    for m in found:
        decided = m[0][-2:] in ("精神", "部署", "要求", "决定")
        if decided or (not AFTER_DATE.match(text, m.end()) and GOVERNED.search(text, max(0, m.start() - 4), m.start())):
            yield authority(m.start(), m.end(), "meeting", rule)


def meetings(passage: Passage, found: Iterator[re.Match[str]], rule: str) -> Iterator[Reference]:
    """Named meetings with what they decided."""
    text = passage.text
    for m in found:
        start, governed = name_starts(passage, m.start())[0]
        for joined in BEHIND_FORMER.finditer(text, start, m.start()):
            if NAMED.match(text[start : joined.start()]):
                yield authority(start, joined.start(), "meeting", "citations.meeting_short")
            start = joined.end()
        name = text[start : m.end()]
        stands = governed or m[0].endswith("精神")
        if m.start() > start and stands and NAMED.match(name) and not PAST.search(name):
            yield authority(start, m.end(), "meeting", rule)


BEHIND_FORMER = re.compile(r"(?<=会议|大会|全会|代会)(?:和|及|以及|、)(?![一二三四五六七八九十]{1,3}[次中])")
"""Behind a meeting before the last of several that share one tail; each is a citation of its own."""


def deployments(
    passage: Passage, rule: Rule, tails: list[int], said: re.Pattern[str], kind: CitationKind
) -> Iterator[Reference]:
    """What a named body decided, asks for or instructs; as a verb (国务院要求各地…) it is none."""
    text, reach = passage.text, 0
    for at in tails:
        told = text[at - 1 : at] in BEFORE_DECIDED or text.startswith("决策部署", at)
        if at < reach or (not told and text.rfind("关于", max(0, at - 60), at) < 0):
            continue
        if (m := said.match(text, at)) is None:
            continue
        reach = m.end()
        for start, governed in name_starts(passage, at):
            firm = governed or reach - at == len("决策部署")
            if firm and BODY.search(text, start, at) and rule.regex.fullmatch(text, start, reach):
                yield authority(start, reach, kind, rule.id)
                break


BODY = re.compile(r"[央国省市县州区盟旗镇乡部局厅委组室会大]")
"""Letters of which the name of each body has one."""


def name_starts(passage: Passage, tail: int) -> list[tuple[int, bool]]:
    """Where the name may begin whose tail stands at `tail`, and whether a verb or 和 stands before it.

    It is the last edge of the text unit before the tail; but a matter told by 关于 can hold edges of its own
    (省委关于推进…的决策部署), so the last edge before 关于 is another.
    """
    text = passage.text
    low = max(0, tail - LONGEST, passage.units[passage.unit_at(tail)].start)
    about = text.rfind("关于", low, tail)
    about = about if about >= 0 else text.rfind("有关", low, tail)
    if about <= low:
        return [last_edge(text, low, tail)]
    last = last_edge(text, about, tail)
    if CLAUSE.search(text, about, tail) and not MATTER.fullmatch(text, about, tail):
        return [last]
    told = last_edge(text, low, about)
    if last[0] <= about:
        return [told]
    # 关于…的决策部署 is one decision; in 关于贯彻市委部署 the decision is what the matter is about.
    return [told, last] if text[tail - 1] == "的" else [last, told]


def last_edge(text: str, low: int, tail: int) -> tuple[int, bool]:
    """The last edge in a piece of text, its beginning where it has none, and whether a verb or 和 stands there."""
    edge = (low, False)
    if marked := TO_LAST_MARK.match(text, low, tail):
        edge = (marked.end(), False)
    for m in EDGE.finditer(text, edge[0], tail):
        edge = (m.end(), m[0] not in PUNCTUATION)
    at = edge[0]
    if (text[at] == "了" and edge[1]) or (text[at] in "和及与、" and text[at - 1] in "》）"):
        return at + 1, True
    return edge


def authority(start: int, end: int, kind: CitationKind, rule: str) -> Reference:
    """A reference without title and number."""
    return Reference(start, end, None, None, kind, rule)
