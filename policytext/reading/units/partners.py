"""Set phrases that name an organisation: 由…负责, 会同…, 报送至…, 向…报告, 接受…监督 and 鼓励…."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from policytext.model import Modality, Role
from policytext.reading.duty_words import SHALL
from policytext.reading.outline.markers import LIST_OPENING
from policytext.reading.units.duty import (
    ASIDE,
    CLAUSE,
    MARKS,
    Duty,
    Place,
    duties,
    names_ahead,
    organisations,
    titled,
)
from policytext.reading.units.encouraged import act_later, is_act, is_activity, named_from
from policytext.reading.units.objects import has_object
from policytext.reading.units.organisations import branched, ends_name, is_name, patterns
from policytext.reading.units.roles import role_behind

SEATED_AT = re.compile("所在地?的?|的")
"""Behind a body: where it sits, or what belongs to it."""
VERBS = ("由", "会同", "联合", "到", "通知")
"""After these any word may follow the names."""
MADE_OF = re.compile(
    r"[^，。；：]{0,24}?(?:组成(?!部门|单位|员)(?<!牵头组成)|构成|分享|所有(?=[，。；])|选派人员|派员参加|"
    r"抽调(?=[，。；、]|$|[^，。；]{0,12}(?:组成|参加))|担任(?!务)|兼任"
    r"|[为任]?(?:召集人|组长|主任|成员)(?=[，。；、）]|$))"
)
"""What somebody is part of, is made, or owns."""
TURNS = re.compile(
    r"(?!负责|牵头|组织|统筹)[^，。；：]{0,10}向[^，。；：]{1,20}(?:转变|转型|过渡|延伸|拓展|转化)|"
    r"[^，。；：的]{0,8}，?(?:扩展|拓展|延伸)[到至为]"
)
"""由政府监管向社会共治转变, 由高校扩展至中学: from what to what."""
CHANGES = re.compile(
    r"(?P<own>(?:统一|及时|另行|直接|负责|依法|适时|逐步|动态){0,2}，?)"
    r"(?:(?!按|根据|依|结合|通过|牵头|组织|统筹|[^，。；：]{0,4}同意|批准)[^，。；：的将把对后]{1,24}?，?)??"
    r"(?P<to>扩大|调整|变更|放宽|压缩|缩短|压减|提[高升]|增加|降低|下[放沉]|[转改]变|[转改变](?=[为成])"
    r"|升级)(?:[到至为成]|给(?<=下放给))"
)
"""由企业缴纳3年以上放宽至…: from what to what. Behind a body itself its act may be told so (由县民政局调整为…)."""
CHANGED = re.compile(
    "(?:范围|区域|方式|层级|级别|主体|权限|体制|机关|部门|单位|机构|隶属|事项|职责|职能|名称|试点|覆盖面|审批|许可|管理|"
    "对象|模式|形式|地[点址]|场所|渠道|来源)(?:[^，。；：]{0,4})$"
)
"""审批机关由县民政局调整为各镇: the matter that changes from one body to another; 由县民政局调整为… is its act."""
CHANGE = 12
"""Characters of it behind a comma (由企业，扩大到高校)."""
CHARGED = ("负责的", "牵头的", "承担的", "主办的")
"""由县林业局牵头的，…: what it is charged with, and no condition."""
TURNS_INTO = ("改", "变", "转变", "改变")
"""What nobody does to a thing without 将: 由乡镇改为街道."""
FORMERLY = ("原来", "原先", "过去", "以往", "以前", "目前", "现在", "现行")
"""Behind 由: what was so far."""
HEADED = re.compile(
    r"转由|(?:扩展|拓展|延伸)[到至为]|组成(?!部门|单位|员)|构成|担任(?!务)|兼任|召集|为组长|副[省市县区]长|任组长"
)
ATTRIBUTE = re.compile(r"[^，。；：]{1,16}的[^，。；：的]")
MATTER = re.compile(
    r"(?:统一|负责|组织|自行|依法|共同|直接){0,2}(?:承办|组织|牵头|负责|举办|主办|管[理护]|审[批核查]|批准|核准|实施"
    r"|出[资具]|设立|提供|承担|负担|支付|投资|出资|[兴开]办|"
    r"编制|制[定订]|起草|拟[定订]|颁发|出台|签发|核发|考核|鉴定|认定|确定|开展|建设|运营|缴纳|采购|推荐|发布|受理"
    r"|办理){1,2}(?:合格)?的[^，。；：的]{2,16}?"
    r"(?:，|[应须]|要(?!求)|不得)"
)
"""由各镇承办的赛事，要…: who is named only tells which matter is meant."""
BEFORE_MATTER = frozenset("，。；：\n 对应需当要")
FOUNDED = re.compile(
    r"(?:建立|成立|组建|形成|构建|健全|完善|(?<!尤其)(?<!特别)是|指(?![导挥定标]))[^，。；：]{0,6}$|"
    r"(?:制定|制订|编制|公布|发布|梳理|列出)可$"
)
BY_ROLE = re.compile(r"(?:[^，。；：、]{0,10}?(?:(?P<lead>牵头)|(?P<cooperate>配合|协助|协办))(?!单位|部门))?")
HELPED = re.compile("协助|配合")
"""Who is asked for help (应请公安机关协助) helps; who is asked to act (应请县政府抓好) has to act."""
AIDED = re.compile(
    "的?(?:(?:领导|指导)[、和与])?(?:大力|积极|密切|鼎力|有力|全力|共同|通力){0,2}(?:协[助同]|配合|支持|帮助)(?:[与和][^，。；：]{2,4})?下"
)
"""Behind 在 and a body: it helps. Under whose guidance or lead one acts is told nothing."""
LEADING = re.compile("(?:统一)?(?:领导|指导|指挥|带领|统筹)下?[、，和]")
"""Behind 在 and a body before those that help: it leads (在街道党工委领导、县民政局支持下)."""
AVERTED = re.compile(r"(?:防止|避免|严禁|禁止|不得)[^，。；：]*$")
"""防止企业将风险转由担保机构承担: who must not be left with it."""
DONE = re.compile(r"[^，。；：]{0,30}?了(?!解)(?<!为了)|[^，。；：已]{0,8}已")
ENCOURAGED = re.compile(
    r"(?:[^。；：，\n]{2,12}：)?(?:[^。；：\n]*，)?(?:(?:在|通过|对)[^，。；：\n]{2,26}(?<!、)"
    r"|[^，。；：\n的]{1,8}期间|原则上|依法(?:依规)?|依规|按规定|因地制宜|分类|适当|择优|多渠道|每年"
    r"|各[^，。；：\n的]{1,8}|[^，。；：\n]{2,12}的地[方区])?(?:[要可提须应]|应当|国家|全面|积极|大力|充分|注重|继续"
    r"|广泛|重点|优先|着力|进一步|同时|全力|并|也|还|扶持|指导|鼓励|支持|引导|动员|"
    r"[（(]?[一二三四五六七八九十\d]+[）)、.]|[一二三四五六七八九十]{1,2}(?:是|要)|第[^条]{1,4}条| )*$"
)
AND = re.compile(r"[、和及与或]")
ABROAD = re.compile(r"[与和同](?=国内[及外]|国外|国际|境外|海外|全球|世界)")
"""Partners whom nobody here can encourage."""
PERSONS = re.compile(
    r"[、和及与](?=[^，。；、和及与]{2,8}?(?:师|人员|者|农户|大户)(?=[为向对在以]|通过|利用|参与|开展|提供))"
)
"""鼓励助餐机构和营养师为…: persons, and what they are to do, are no part of a name."""
JOINT = re.compile(r"(?<=[业校构院所会位门社])[与同]")
"""支持甲与乙，加强…: both are to act, also before a comma; in 甲与乙合作办学 乙 is who 甲 works with."""
WORKS = re.compile(
    r"(?:从事|盘活|利用|捐[助资赠建]|参加|(?<![改推引促先行跟新])进(?=社区|校园|农村|乡村|村|园区|学校))(?![^，。；]*的)|"
    "(?:家长|学生|[居村农]民|农户|群众|志愿者)[与和及]"
)
"""Verbs inside what only looks like a name (员工从事企业…, 学生进社区), or persons beside a body."""
GROWS = re.compile("发展(?!改革|中心|集团|公司|研究|规划|基金|[委局])(?![^，。；]*的)")
"""鼓励发展合作社: what is to grow is told nothing."""
SETS_UP = re.compile("[举兴创开]办|组建|设立|“")
"""What makes more than names of it: before a comma 鼓励个人举办医院 tells the hospital nothing."""
WILLING = re.compile(r"，(?:主动|自主|自愿|联合|共同|在[^，。；]{2,20}(?:设立|建设|建立|开展|创办|兴办|布局))")
TOLD = re.compile(r"(?<![意方导面定走流趋取])向(?![^，。；：]{0,30}的)[^，。；：并]{2,30}$")
"""Who is told has been named (向县政府报告…): what follows is the matter."""
UNDER_WAY = ("正在", "已", "已经", "未", "未及时", "未按规定", "未依法", "拒不")
"""Before 向…申报 and 报告: what others are doing, have done or failed to do."""
MATTER_OF = re.compile("[^，。；：的要应须可请]{0,6}(?:提出|报送|提交|提供|申报|反映|移送|报告|申请)的(?!，)")
"""向县政府提出的议案: what has been handed over is talked about."""
MATTER_FOR = re.compile("[^，。；：的要应须可请]{2,10}的(?!同时|基础|情况下|前提|过程|时候)[^，。；：的]{2,12}")
"""Up to a comma behind 提请县政府: what they have to decide is talked about (讨论的议题，由…)."""
TURNED = ("经", "由", "及", "和", "与", "、", "以及")
"""Behind 报告 and 报送: another phrase, or the noun goes on (总结报告及所辖县的情况)."""
OWN_FIELD = re.compile("本(?:地区?|部门|系统|行业|辖区|区域|领域)(?!政府|党委)")
"""上报本地区、本部门承担的任务: what is reported on."""
NO_NAMES = ("单位", "部门", "机构")
"""Alone they name nobody; behind others 单位 is what somebody gives of himself (报姓名、单位、职务)."""
NAMED = ("经开", "经济", "经信", "经贸", "经营", "经办")
"""Names that begin like one of them."""
SPARED = ("无需", "不需", "不再", "不必", "无须")
"""Before 报送 and 报: nobody is told anything."""
NOT_NOW = (*SPARED, *UNDER_WAY)
ORDERED = re.compile(f"，[^，。；：由报将经]{{2,16}}?(?:{SHALL}|不得)")
"""Behind 申请人向…申请后: somebody else is told something."""
ON_CONDITION = re.compile("，(?:因|由于|但|而|未|逾期|拒不|仍)[^，。；：]{2,40}(?<=的)，")
"""Behind 企业向…申请: the condition goes on (，因材料不全未受理的，应当补正)."""
OBJECT = re.compile("(?![供])[^，。；：、]{1,16}?(?:至|给(?![水排予])|到(?![期位达]))")
"""Behind 报送 and 移交: what is handed over, before the body it goes to (报送材料至县民政局)."""
LODGING = ("酒店", "宾馆", "饭店", "大厦")
"""Where people come together: 到清河酒店报到."""
NOTIFIED = re.compile(
    r"，(?!暂停|停止|取消|限期|立即|尽快|按时|按期|不得)|[。；、和或]|及(?!时)|(?<=[部局委厅办府关门])(?:依法|及时)*(?:调查|查处|核[实查]|处[理置])|"
    r"[^，。；：]{0,20}?(?:参加|到场|到现场|派员|列席|出席)"
)
"""After 通知 and a body; whoever is notified to do something else is pushed (通知企业整改), but for an authority that
deals with what it is told."""
MATTER_SHARED = re.compile(
    "(?<=[部门委局位构关院会])(?:工作|业务|信息|数据|政策|资源|线索)(?:衔接|沟通|协作|配合|协调|共享|协同|联动|对接"
    "|比对|联系|互通|交流)"
)
"""Behind those whom one acts with: in what (与公安等部门信息共享)."""
BESIDE = re.compile(f"与(?P<other>[^，。；：、的与和]{{2,16}}?)(?={SHALL}|不得)")
"""A second body behind 与 that a modal word tells to act too, and no partner: 公安机关与学校应当…."""
SIMPLY = re.compile(
    r"(?:应当?|必?须|要|可以?|将|请|[并也还]|需要?|及时|积极|主动|密切|依法|定期|同时|"
    "(?:按照?|依[照据]?|根据)[^，。；：与]{0,6}(?:规定|要求|职责|程序|需要|分工))*+"
)
"""All that stands before 与 where nobody is made to act."""
TO_LAST_MARK = re.compile(r"(?s:.*)[，。；：]")


def find_partners(place: Place) -> list[Duty]:
    """Organisations that set phrases name, phrase by phrase."""
    found: list[Duty] = []
    for rule, read in READERS.items():
        if rule in place.phrases:
            more = read(place, rule)
            if rule == "with" and found:  # 由甲与乙共同负责: 乙 is one of two, and no partner
                charged = {d.start for d in found}
                more = [d for d in more if d.start not in charged]
            found += more
    return found


def named(place: Place, rule: str) -> Iterator[tuple[re.Match[str], int, int, int]]:
    """Matches of a phrase in text units that direct, with unit, end of the clause, and end of the names after it."""
    text, units, starts = place.text, place.passage.units, place.passage.starts
    encouraging = rule == "encourage"
    predicate = "encouraged_act" if encouraging else "predicate"
    for m in place.phrases[rule]:  # they stand where the text directs
        start, after = m.span()
        if text[after : after + 1] in MARKS:
            continue
        unit = bisect_right(starts, start) - 1
        if encouraging and not urges(place.modality.get(unit), m[0]):
            continue
        limit = place.clause_end(after, units[unit].end)
        if rule == "with" and (matter := MATTER_SHARED.search(text, after, limit)):
            limit = matter.start()
        if encouraging:
            after = named_from(text, after)
        end = names_ahead(text, after, limit, verb=m[0] in VERBS, predicate=predicate)
        if end is None and encouraging:
            end = names_ahead(text, after, limit, verb=True, predicate=predicate)
        if end is None or titled(text, start):
            continue
        mark = text[end : end + 1]
        if mark == "）" and text.count("（", after, end) > text.count("）", after, end):
            end += 1
            mark = text[end : end + 1]
        if mark == "（" and (included := ASIDE.match(text, end, limit)):
            end = included.end()
            mark = text[end : end + 1]
        if end < limit and mark in ("所", "的"):
            end = body_there(text, end, limit, predicate, m[0])
        yield m, unit, limit, end


def body_there(text: str, end: int, limit: int, predicate: str, led: str) -> int:
    """The end of the body that is told by the one before `end`: where that sits (企业所在地税务机关), or whose it is.

    After 由 and 向 what belongs to a body is one too (学校的主管部门); what is reported need not be (报送县政府的材料).
    """
    where = SEATED_AT.match(text, end, limit)
    told = where and (where[0] != "的" or led in ("由", "向") or patterns()["locality"].match(text, end - 1))
    if where is None or not told:
        return end
    return names_ahead(text, where.end(), min(limit, end + 25), verb=led in VERBS, predicate=predicate) or end


def among(text: str, start: int, end: int, unit: int, rule: str, role: Role) -> list[Duty]:
    """A duty for each organisation of the coordination `text[start:end]`."""
    return duties(organisations(text[start:end]), start, unit, "assignments." + rule, role, "phrase")


STEP = re.compile(
    "(?P<who>[^、]{1,16}?)(?:负责|组织|进行|依法|统一|按程序|逐级|集中|现场)?"
    "(?P<act>申请|申报|推荐|自[验检查评愿]|公示|公[布告]|[初复终会联]审|[初复终]评|复[验检核]|审[核批查定]"
    "|核[查准定实验发销]|评[议审估定]|批准|拨付|兑付|发放|验收|抽[查检]|排查|巡查|"
    "检[查测]|销号|备案|登记|受理|汇总|上报|报送|确认|认定|安装|代办|实施|提出|决定)[^、的]{0,6}"
)
"""由村申报、镇初审、县民政局审批: who takes which step."""


def steps(text: str, start: int, limit: int) -> list[tuple[int, int]]:
    """Where the actors of a chain of steps stand that 、 parts; none where it is a plain list of names."""
    found: list[tuple[int, int]] = []
    at = start
    while at < limit:
        stop = text.find("、", at, limit)
        end = limit if stop < 0 else stop
        step = STEP.fullmatch(text, at, end)
        if step is None or (step.end("act") < end and ends_name(text, end)):
            return []
        found.append(step.span("who"))
        at = end + 1
    return found if len(found) > 1 else []


def by(place: Place, rule: str) -> Iterator[Duty]:
    """由…负责: who does it, leads it, or helps; not what a body is made of, nor who heads it."""
    text = place.text
    for m, unit, limit, end in named(place, rule):
        if text.find("、", m.end(), limit) > 0 and (chain := steps(text, m.end(), limit)):
            for a, b in chain:
                if ends_name(text, b):
                    yield from among(text, a, b, unit, rule, "responsible")
            continue
        begin = max(place.passage.units[unit].start, m.start() - 20)
        if HEADED.search(text, m.end(), end) or MADE_OF.match(text, end, limit) or TURNS.match(text, end, limit):
            continue
        case = text.endswith("的", end, limit) and text.startswith("，", limit)  # 由企业提供的，…
        case = case and not text.endswith(CHARGED, end, limit)
        if case or text.endswith("已", begin, m.start()) or text.startswith(FORMERLY, m.end()):
            continue
        reach = end + CHANGE if text.startswith("，", end) else limit
        if (change := CHANGES.match(text, end, reach)) and changed(text, change, begin, m.start()):
            continue
        attribute = ATTRIBUTE.match(text, end, limit) or text.find("负责的", m.end(), end) > 0
        if attribute and FOUNDED.search(text, begin, m.start()):
            continue
        if text[m.start() - 1] in BEFORE_MATTER and MATTER.match(text, end):
            continue
        if text.endswith("转", begin, m.start()) and AVERTED.search(text, max(begin - 20, 0), m.start()):
            continue
        kind = BY_ROLE.match(text, end, limit)
        role: Role = (kind.lastgroup if kind else None) or "responsible"  # type: ignore[assignment]
        if role == "responsible" and role_behind(text, end, end, place.passage.units[unit].end) == "supervise":
            role = "supervise"
        yield from among(text, m.end(), end, unit, rule, role)


def changed(text: str, change: re.Match[str], begin: int, at: int) -> bool:
    """Whether 由…调整为… tells from what to what: an act stands before the verb, or what changes before 由."""
    if change.start("to") > change.end("own") or change["to"] in TURNS_INTO:
        return True
    return CHANGED.search(text, begin, at) is not None


def mechanisms(place: Place, rule: str) -> Iterator[Duty]:
    """建立县政府办公室牵头、各镇参与的工作机制: who leads what is to be set up, and who takes part."""
    text = place.text
    for m in place.phrases[rule]:
        unit = place.directive(m.start())
        if unit is None or titled(text, m.start()):
            continue
        leaders = among(text, *m.span("lead"), unit, rule, "lead")
        if leaders and ends_name(text, m.end("lead")):
            yield from leaders
            if m["help"]:
                yield from among(text, *m.span("help"), unit, rule, "cooperate")


def founded(place: Place, rule: str) -> Iterator[Duty]:
    """成立领导小组办公室，负责…: what is set up and charged with something in the same sentence."""
    for m in place.phrases[rule]:
        unit = place.directive(m.start())
        if unit is not None and not titled(place.text, m.start()):
            yield from duties(organisations(m["body"]), m.start("body"), unit, "assignments." + rule)


def with_others(place: Place, rule: str) -> Iterator[Duty]:
    """会同…, 与…共同: who acts along with the subject."""
    text = place.text
    for m, unit, limit, end in named(place, rule):
        if m["along"] is not None and ends_name(text, m.start()) and beside(text, m.start(), limit):
            continue
        if DONE.match(text, end, limit) or text.endswith(("已", "已经"), 0, m.start()):
            continue
        if m[0] == "在" and not AIDED.match(text, end, limit):
            continue
        role: Role = "responsible" if m[0] == "请" and not HELPED.search(text, end, limit) else "cooperate"
        led = LEADING.search(text, m.end(), end) if m[0] == "在" else None
        if m["along"] is None or not pushed(place, unit, m.start()):
            yield from among(text, led.end() if led else m.end(), end, unit, rule, role)


def beside(text: str, at: int, limit: int) -> bool:
    """Whether 与 at `at`, behind a body, leads to a second one that a modal word tells to act too."""
    other = BESIDE.match(text, at, limit)
    return other is not None and is_name(text, other.start("other"), other.end())


def pushed(place: Place, unit: int, at: int) -> bool:
    """Whether the clause makes others act together (帮助企业与银行对接): then neither is a partner of the subject."""
    text = place.text
    floor = max(place.passage.units[unit].start, at - CLAUSE)
    marked = TO_LAST_MARK.match(text, floor, at)
    begin = marked.end() if marked else floor
    return not SIMPLY.fullmatch(text, begin, at) and branched()["opening"].match(text, begin, at) is not None


HOLDS_SECTIONS = frozenset("局委办厅府联部院会")
SECTION = re.compile(
    "[^，。；：、的和与及或到在 ]{2,8}?(?:[科股室]|司(?<!公司)|处(?<![查惩论调]处))"
    "(?=[，。；）]|$|备案|汇总|审[核查批])"
)
"""Behind a body the part of it that is handed something, whatever it is called: 县残联维权科."""


def recipients(place: Place, rule: str) -> Iterator[Duty]:
    """报送至…, 向…报告, 到…办理: the body that is told or handed something; not in a condition (移交…后)."""
    text = place.text
    for m, unit, limit, end in named(place, rule):
        if text[end : end + 1] in ("后", "的", "时", "之"):
            continue
        if text.startswith(TURNED, m.end()) and not text.startswith(NAMED, m.end()):
            continue
        if text.endswith(("的", "时"), end, limit) and text.startswith("，", limit):
            continue
        if rule == "to" and text.startswith("，", limit) and MATTER_FOR.fullmatch(text, end, limit):
            continue
        if rule == "toward" and (MATTER_OF.match(text, end, limit) or told_next(text, m.end(), end, limit)):
            continue
        if names_nobody(text, m.end(), end) or (rule == "to" and OWN_FIELD.match(text, m.end())):
            continue
        if m[0] == "通知" and not NOTIFIED.match(text, end):
            continue
        if text.endswith(NOT_NOW, 0, m.start()) or (rule == "apply" and text.endswith(LODGING, 0, end)):
            continue
        handed = OBJECT.match(text, m.end(), end) if rule == "to" and m[0][-1] not in "至给到" else None
        start = handed.end() if handed else m.end()
        if rule != "to" or not TOLD.search(text, max(0, m.start() - 40), m.start()):
            handed_to = among(text, start, end, unit, rule, "recipient")
            if handed_to and text[end - 1] in HOLDS_SECTIONS and (section := SECTION.match(text, end, limit)):
                last = handed_to[-1]
                last.end, last.name = section.end(), last.name + section[0]
            yield from handed_to


def names_nobody(text: str, start: int, end: int) -> bool:
    """Whether what follows such a verb is no name, though it ends like one, or the name of no one (任何单位)."""
    return text[start:end] in NO_NAMES or text.startswith(("并", "任何"), start) or text.endswith("、单位", start, end)


def told_next(text: str, start: int, end: int, limit: int) -> bool:
    """Whether 向…提出 only opens a condition: the clause ends in 后 and the body is told next, or more leads up to 的.

    申请人向民政局提交材料后，民政局应当…; 企业向民政局提出申请，因材料不全未受理的，….
    """
    if text.endswith("后", end, limit):
        return text.startswith(text[start:end], limit + 1) or ORDERED.match(text, limit) is not None
    return ON_CONDITION.match(text, limit) is not None


def inspectors(place: Place, rule: str) -> Iterator[Duty]:
    """接受…监督: who inspects."""
    for m, unit, _, end in named(place, rule):
        yield from among(place.text, m.end(), end, unit, rule, "supervise")


def encouraged(place: Place, rule: str) -> Iterator[Duty]:
    """鼓励…: in a sentence that encourages, the body that it encourages."""
    text = place.text
    for m, unit, limit, end in named(place, rule):
        first = named_from(text, m.end())
        grown = WORKS.match(text, first) or GROWS.match(text, first) or is_activity(text, end, limit)
        if grown or patterns()["governing"].search(text, first, end):
            continue
        other = ABROAD.search(text, first, end) or PERSONS.search(text, first, end)
        end = other.start() if other and ends_name(text, other.start()) else end
        begin = place.passage.units[unit].start
        if text[begin] in "（〔" and (listed := LIST_OPENING.match(text, begin, m.start())):
            begin = listed.end()
        if not encourages(text, begin, m.start()):
            continue
        joint = JOINT.search(text, first, end)
        told, how = branched()["encouraged_act"].match, branched()["manner"].match
        acts: object = joint or told(text, end, limit) or WILLING.match(text, end) or has_object(text, end, limit)
        if not acts and text.startswith("，", end) and m[0] != "支持":
            acts = (told(text, end + 1) or how(text, end + 1)) if named_only(text, first, end) else None
        if not acts and end < limit and text[end] not in "、和及与或" and is_act(text, end, limit):
            acts = named_only(text, first, end) and WORKS.search(text, first, end) is None
        if not acts and not (AND.match(text, end) and act_later(text, end, limit)):
            continue
        for d in duties(organisations(text[first:end]), first, unit, "assignments." + rule):
            if joint and d.start >= joint.end() and text.startswith("合作", end):
                d.role, d.source = "cooperate", "phrase"
                yield d
            elif not WORKS.search(text, d.start, d.end):
                yield d


def named_only(text: str, start: int, end: int) -> bool:
    """Whether nothing but names stands between 鼓励 and a comma: no verb that sets them up, no way of doing so."""
    return SETS_UP.search(text, start, end) is None and branched()["opening"].match(text, start, end) is None


def urges(modality: Modality | None, word: str) -> bool:
    """Whether a text unit of this modality encourages, or allows where the phrase does."""
    return modality == "encourage" or (modality == "permit" and word.startswith(("允许", "授权")))


def encourages(text: str, begin: int, at: int) -> bool:
    """Whether nothing but the scene of an encouragement stands between two places."""
    return at - begin <= CLAUSE and ENCOURAGED.fullmatch(text[begin:at].lstrip()) is not None


READERS: dict[str, Callable[[Place, str], Iterable[Duty]]] = {
    "by": by,
    "mechanism": mechanisms,
    "founded": founded,
    "with": with_others,
    "to": recipients,
    "toward": recipients,
    "apply": recipients,
    "under": inspectors,
    "encourage": encouraged,
}
"""What is read from the phrases of each rule."""
