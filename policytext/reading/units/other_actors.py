"""Bodies told to act that are no subject of their clause: labels, short names, conditions, who hears reports."""

import re
from collections.abc import Iterator

from policytext.model import Role
from policytext.reading.passage import TextUnit
from policytext.reading.units.clauses import behind_lead, clause_start, well_formed
from policytext.reading.units.dealt import done_to
from policytext.reading.units.duty import Duty, Place, duties, near, organisations
from policytext.reading.units.organisations import branched, ends_name, goes_on, hinted, is_name, patterns
from policytext.reading.units.predicates import acts, follows, ordered
from policytext.reading.units.roles import OFFICE_END, role_behind, role_of

MEETS = re.compile("(?:一旦)?(?:发现|遇到?|接到|收到|出现|发生)")
"""How a condition begins that stands between a subject and its order (各村，发现险情的，要…)."""
CAUSE = re.compile("确?因(?!地|材|人|时)|由于|受[^，。；]{2,16}影响|遇")
"""Behind who opens a condition, before the comma: why it cannot do so (企业因停产，不能按期缴费的，可申请缓缴)."""
THING = re.compile("[^，。；：]{0,6}?(?:项目|工程|设施|平台|产品|系统|资金)")
"""Behind a name: what a body has or pays for (政府投资项目建成后…)."""
TRADE = re.compile(
    "(?:供[应货]|生产|经营|加工|制造|销售|检验|检测|监测|运输|配送|运[营维]|维护|维修|服务|建设|使用|开发|回收|处置|批发|零售"
    "|租赁|培训|评估|认证|鉴定){1,2}(?:单位|企业|机构|公司)"
)
"""What a body is called after that does this for others (材料供应单位)."""
BODY_THERE = re.compile("[^，。；：、的在发]{2,8}(?:部门|机构|机关)")
"""Behind each place its body, which opens the condition, and not the place."""
FINDS = re.compile("(?:在[^，。；的]{2,10}中)?(?:一旦)?(?:发现|查[实明出]|[接收]到)")
"""Who finds something deals with it, also without a modal word (县审计局发现问题的，移交…)."""
TOWN = re.compile("(?:[^，。：的、和]{2,6}(?:(?<![小城集])镇|(?<![之城])乡|(?<!全)县|街道)(?:[、和]|$))+")
"""Places by their names, each before what is done there (青禾镇：新建管网3公里…)."""
LONGEST_LABEL = 40
PUNCTUATION = re.compile("[，。；《]|（(?![省市县区州盟旗镇乡街道、]{1,8}）)|专栏")
"""What no name before a colon has; the bracket of 各县（市、区） belongs to one."""
HEADS = frozenset(("task", "goal", "responsibility", "heading"))
"""Labels of text units that can name bodies alone, above or before what they have to do."""
NOT_HEADED = ("单位", "部门", "机构", "主体")
"""责任单位： heads a list instead."""
COUNTED = re.compile(
    r"(?:[新改扩]{0,2}建设?|建成|改造|提升|培育|新增|引进|认定|打造|创建|发展"
    r"|[、和]){1,6}\d{1,5}[余多]?[个家所处座条片](?:以上|左右)?(?=[，。；]|$)"
)
"""托育中心：新建20个: how many of what stands before the colon are built; no body builds itself."""
BARE_DUTY = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])? ?(?:主要|具体|统一|全面|切实)?"
    r"(?:负责(?![人同])|承担(?![^，。；]*的[^，。；]*[。；])|牵头(?!单位|部门|责任))"
)
"""Duties without a subject, which stands above them."""
BARE_OPENS = frozenset("（( 一二三四五六七八九十0123456789主具统全切负承牵")
"""With these they can begin."""
CALLED = re.compile(r"（(?:[^（）\n]{0,20}，)?(?:以下)?简称“?(?P<short>[^（）“”《》，；\n]{3,8})”?）")
BUILDER = "项目法人"
OR_BODY = re.compile(
    "（(?<=(?:申[请报]|报名|参[评赛选保]|推荐|投[保诉标]|承租|采购|委托|使用|缴费|捐赠|经营|举报)[人者]（)"
    "(?:或者?)?(?P<body>单位|企业|机构|组织)）"
)
"""申请人（或单位）: besides the person a body that does the same."""
AND_PEOPLE = re.compile(r"[和或及与、](?:个人|个体工商户|工作人员|从业人员|人员)")
OFFICE = re.compile(
    r"办公室(?=设在|设于|在)[^。；\n]{2,60}?，(?:具体|主要(?!负责[人同]|领导)|负责(?![人同])|承担|每|定期)"
)
NO_ACTOR = re.compile(r"的|文件|规章|法规|规定|标准|关于|印发|出台|批准|职工|员工|人员|学生|教师|、|和|及|与")


def offices(place: Place) -> Iterator[Duty]:
    """办公室设在…，负责…: the office is told what it has to do, though where it sits makes nobody act."""
    text = place.text
    for at in place.passage.places(hinted()["office"].hint):
        unit = place.directive(at)
        if unit is None or not OFFICE.match(text, at):
            continue
        end = at + 3
        begin = clause_start(text, place.passage.units[unit].start, at)
        under = text.rfind("下设", begin, at)
        begin = under + 2 if under >= 0 else begin
        if is_name(text, begin, end):
            yield Duty(begin, end, text[begin:end], "responsible", "subject", "assignments.office", unit)


def headed(place: Place) -> Iterator[Duty]:
    """县财政局：负责…: who stands before a colon at the head of an item is told what follows."""
    text, last = place.text, -1
    rows: list[list[Duty]] = []
    for colon in place.passage.places(("：",)):
        k = place.passage.unit_at(colon)
        unit = place.passage.units[k]
        if k == last or colon >= unit.start + LONGEST_LABEL:
            continue
        last = k
        if unit.rule == "label.responsibility.list":
            continue
        if unit.label in HEADS and ends_name(text, colon):
            begin = behind_lead(text, unit.start, colon)
            if COUNTED.match(text, colon + 1) and not (text[begin] == "各" or OFFICE_END.search(text, begin, colon)):
                continue
            found = alone(text, begin, colon, k, role_behind(text, colon, colon + 1, unit.end))
            if text.startswith("各", begin) or not patterns()["locality"].match(text, colon - 1):
                yield from found
            elif found and TOWN.fullmatch(text, begin, colon) and branched()["predicate"].match(text, colon + 1):
                rows.append(found)
    if len(rows) > 1:  # 青禾镇：新建管网3公里…, one place after the other
        yield from (d for row in rows for d in row)


def above(text: str, at: int, u: TextUnit, unit: int) -> list[Duty]:
    """县财政局。负责…: bodies alone in a short heading or sentence, above the duties that follow at `at`."""
    if u.end - u.start > LONGEST_LABEL or u.label not in HEADS or not BARE_DUTY.match(text, at):
        return []
    begin = text.find("：", u.start, u.end) + 1 or behind_lead(text, u.start, u.end)
    stop = u.end - (text[u.end - 1] in "。：")
    return alone(text, begin, stop, unit) if ends_name(text, stop) else []


def alone(text: str, begin: int, end: int, unit: int, role: Role = "responsible") -> list[Duty]:
    """The duties of bodies that alone stand between two places."""
    piece = text[begin:end]
    if not piece or PUNCTUATION.search(piece) or not well_formed(piece) or piece.endswith(NOT_HEADED):
        return []
    bodies = organisations(piece)
    whole = bodies and not bodies[0].start and bodies[-1].end == len(piece)
    return duties(bodies, begin, unit, "assignments.headed", role) if whole else []


def shortened(place: Place) -> Iterator[Duty]:
    """市防指…: a body by the short name that the text gives it (…指挥部（以下简称市防指）), as subject or after 由.

    So too who builds, the only 法人 that is charged as a body.
    """
    text, follow = place.text, follows()
    called = [m["short"] for m in CALLED.finditer(text) if ends_name(text, m.start())] if "简称" in text else []
    for short in dict.fromkeys([*called, BUILDER]):
        if ends_name(short, len(short)):
            continue
        for m in re.finditer(f"(?P<end>{re.escape(short)})", text):
            at, end = m.span()
            unit = place.directive(at)
            words = follow.get(text[end : end + 1])
            if unit is None or words is None or (word := words.match(text, end)) is None:
                continue
            u = place.passage.units[unit]
            begin = clause_start(text, u.start, at)
            if begin == at and (ordered(text, word.end(), u.end) if word.lastindex else acts(text, u, at, end, word)):
                yield Duty(at, end, short, role_of(text, m, u.end), "subject", "assignments.subject", unit)
            elif text[at - 1] == "由":
                yield Duty(at, end, short, "responsible", "phrase", "assignments.by", unit)


def or_bodies(place: Place) -> Iterator[Duty]:
    """申请人（或单位）要…: the body in brackets behind a person does what the person is called after (申请单位)."""
    text, follow = place.text, follows()
    for m in OR_BODY.finditer(text):
        end = m.end()
        unit, words = place.directive(end), follow.get(text[end : end + 1])
        if unit is None or words is None or (word := words.match(text, end)) is None:
            continue
        u = place.passage.units[unit]
        begin = m.start() - 3
        if clause_start(text, u.start, begin + 1) != begin:
            continue
        if ordered(text, word.end(), u.end) if word.lastindex else acts(text, u, begin, end, word):
            name = text[begin : begin + 2] + m["body"]
            yield Duty(*m.span("body"), name, "responsible", "subject", "assignments.subject", unit)


def conditioned(place: Place, subjects: list[Duty]) -> Iterator[Duty]:
    """单位…的，要…: who opens a condition and then gets an order has to act, where none of the subjects begins."""
    text = place.text
    condition = hinted()["condition"]
    places = place.passage.places(condition.hint)
    known = {d.start for d in subjects} if places else ()
    for at in places:
        unit = place.directive(at)
        if unit is None or (case := condition.regex.match(text, at)) is None:
            continue
        low = place.passage.units[unit].start
        begin = clause_start(text, low, at)
        if begin in known:
            continue
        first = clause_start(text, low, begin - 1) if begin > low and text[begin - 1] == "，" else begin
        if first < begin and MEETS.match(text, begin):
            end = begin - 1 if ends_name(text, begin - 1) else None
        else:
            end = opener(text, first, begin - 1) if first < begin else None
            if end is None or first in known or not CAUSE.match(text, end):
                first, end = begin, opener(text, begin, at)
        begin = first
        if case["act"] is not None and not (end and FINDS.match(text, end)):
            continue
        if end is not None and well_formed(text[begin:end]) and not done_to(text, begin, end, case.end()):
            yield from duties(organisations(text[begin:end]), begin, unit, "assignments.condition")


def opener(text: str, begin: int, at: int) -> int | None:
    """Where the name ends that opens the condition up to `at`, if one does."""
    ending, locality = patterns()["ending"], patterns()["locality"]
    for e in ending.finditer(text, begin, min(at, begin + 30)):
        end = e.end()
        if end == at:
            break
        if not is_name(text, begin, end) or goes_on(text, end, at) or ending.match(text, end):
            continue
        if text[at] != "的" and acted(text, begin, e.start()):
            continue
        if text[at] in "期前后" and (THING.match(text, end, at) or branched()["compound"].match(text, end, at)):
            continue
        each = text.startswith("各", begin) and text[e.start()] != "级"
        if locality.match(text, e.start()) and (not each or text[end] in "（）办" or near(text, end, at + 1)):
            continue
        if each and BODY_THERE.match(text, end, at):  # 各地邮政管理部门发现…的
            continue
        people = AND_PEOPLE.match(text, end)
        if not NO_ACTOR.match(text, people.end() if people else end):
            return end
    return None


def acted(text: str, begin: int, end: int) -> bool:
    """Whether somebody does something before a name ends (员工进入单位时): then the name is no subject."""
    if text.find("的", begin, end) >= 0:
        return False
    act = patterns()["verbal"].search(text, begin + 2, end)
    return act is not None and TRADE.match(text, act.start(), end + 1) is None


def reporters(place: Place, told: set[int]) -> Iterator[Duty]:
    """各省（区、市）…情况要及时报告…: who opens the sentence owns what is reported, and has to report it.

    `told`: the text units that name a recipient and no subject.
    """
    text, ending, follow = place.text, patterns()["ending"], patterns()["predicate"]
    governing = patterns()["governing"]
    for unit in told:
        u = place.passage.units[unit]
        if text.find("各", u.start, u.start + 2) < 0:
            continue
        begin = clause_start(text, u.start, u.start + 1)
        if not text.startswith("各", begin):
            continue
        end = begin
        for m in ending.finditer(text, begin, place.clause_end(begin, u.end)):
            if m.end() <= end:
                continue
            stop = m.end()
            if text.startswith("（", stop):
                stop = text.find("）", stop) + 1 or stop
            if m.start() - end > 10 or "《" in text[end : m.start()] or follow.search(text, end, m.start()):
                break
            if governing.search(text, begin, m.end()) or text[m.start() - 1] in "送交转":
                break
            end = stop
        if end > begin:
            yield from duties(organisations(text[begin:end]), begin, unit, "assignments.reporter")
