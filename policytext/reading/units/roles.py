"""Which role a predicate gives its subject (角色): who inspects others, who leads, who helps, who is responsible."""

import re

from policytext.model import Role
from policytext.reading.units.duty import BREAK, CLAUSE, names_ahead
from policytext.reading.units.organisations import branched

WATCH = r"(?:统筹|全程)?监督(?:管理|指导|监察)?(?:[、和与](?:指导|督促|检查))*(?:工作)?(?=[，。；])"
OVERSEES = re.compile(
    r"(?:[要应将须]|应当|负责|逐级|依法|定期|切实|会同[^，。；]{2,40}，?|按照[^，。；]{1,12}，?){0,4}"
    rf"(?:对[^，。；]{{2,50}}?(?:(?<=情况)，)?(?:进行|实施|开展)(?:统一|差异化|分类|动态)?(?:(?:指导|跟踪|全程)?[和与、]?{WATCH}"
    rf"|监管(?=[，。；]))|"
    rf"加强对[^，。；]{{2,60}}的(?:指导|管理)?[和与、]?{WATCH}|"
    rf"对[^，。；]{{2,50}}?[要应]当?加强(?:指导)?[和与、]?{WATCH}|"
    "加强[^，。；对]{2,40}的(?:监督指导|督促指导|督促检查)(?=[，。；])|"
    "(?:依法监察，(?:[^，。；]{2,8}，)?)?[要应]?加强对[^，。；]{2,60}的(?:安全|专项|日常)?监察(?=[，。；])|"
    "监督(?:指导)?[其它][^，。；]{2,})"
)
"""What an office does to others; a body that is none watches over what is its own."""
INSPECT = (
    r"(?:督查|督导|督察|督办|考核|考评|抽查|抽检|测评|评估|评价|验收|监督检查|督促检查|跟踪检查|巡查|巡察|核查|审计"
    r"|检查|暗访|明查|明察)"
    r"(?![指部内办发标站点组])"
)
"""Acts by which one body inspects another. 监管 and 指导 are not among them: they are ordinary duties."""
INSPECTION = re.compile(f"{INSPECT}|复[核查验评]|问效")
ON = "对(?![照标接口应])"
"""对 before who is inspected, not 对照 and the like."""
OFTEN = "(?:(?:日常|经常性?|定期|动态|现场|随机|专项|跟踪|实地|全程|全过程|业务){1,2}(?:的|性)?)?"
CLOSED = r"(?:评价|总结|汇总|检查|复核|验收|监督|通报|排名|打分|确认|认定|全覆盖)?(?=[，。；、）和及与并0-9一两]|工作)"
RECHECK = (
    "(?=[^，。；]{0,36}?(?:各(?!类|种|项)|部门|单位|[乡镇县]|街道|基地|企业|机构|学校|园区|质量"
    "|(?:执行|落实|实施|进展|推进|整改|完成|工作)情况))"
    "[^，。；]{2,50}?(?:进行|开展|实施)?复[核查验评]"
)
"""Bodies and their work are gone over once more, where materials or persons are only checked."""
# Few of them in a row: each may reach over the next, and what may be cut in many ways takes very long.
SUPERVISE = re.compile(
    r"(?:[要应将须请会可]|应当|必须|负责|定期|不定期|适时|组织|至少|每[^，。；对的]{1,5}?|按[^，。；]{1,14}"
    r"|[于在0-9年上下本][^，。；对]{2,14}|会同[^，。；]{2,60}?(?:，(?=[按依]))?|"
    r"联合[^，。；]{2,20}?|依法|抓紧|继续|切实|集中(?:力量|时间|精力)|组织[^，。；的]{2,16}[，]?(?=对)"
    r"|根据[^，。；]{2,14}，|采取[^。；]{2,40}?(?:，|(?:方式|形式|办法)(?=对))"
    r"|通过[^。；]{2,40}?(?:，|(?:方式|形式|办法)(?=对))|结合[^。；]{2,30}?，|参照[^，。；]{2,40}?(?=对)"
    r"|(?:[成建]立|组建|组成|派出|抽调)[^，。；的]{0,20}组，?){0,4}"
    rf"(?:{ON}[^，。；的]{{2,50}}?(?:的比例)?{INSPECT}{CLOSED}|{ON}{RECHECK}{CLOSED}"
    rf"|采[取用][^，。；]{{0,12}}{INSPECT}[^，。；]{{0,6}}(?:方式|形式|办法|方法)，?{ON}"
    rf"|{ON}[^，。；的]{{2,30}}?每[年月季周日半][^，。；的]{{0,6}}?{INSPECT}"
    rf"|{ON}[^，。；]{{2,50}}?(?:(?<=情况)，)?(?:进行|开展|实施)[^，。；的]{{0,10}}?{INSPECT}{CLOSED}"
    rf"|(?:加强|强化|组织|开展)对[^，。；]{{2,60}}?的(?:[^，。；、]{{2,6}}[和与、及])?{OFTEN}(?:监督)?{INSPECT}"
    rf"|加强(?:[^，。；、对]{{2,8}}[和与、及])?(?:督促检查|监督检查|督查)(?![的指])"
    rf"|加大[^，。；、]{{0,10}}{INSPECT}(?:工作)?力度|将[^，。；]{{2,40}}纳入对[^，。；]{{2,30}}{INSPECT}"
    r"|将[^，。；]{2,40}作为考核[^，。；]{2,16}的?(?:重要)?(?:标准|依据|内容|指标))"
)
WORDS = r"(?:(?!接受|牵头|执法|现场|本[系单部地]|参[加与]|配合|协助|迎接|通报|公[布开示]|报[告送]|总结)[^，。；的对自])"
"""A letter of what leads up to a round; who helps, leads, is inspected or tells of one holds none."""
ROUND = re.compile(
    r"(?:(?:[要应将须]|应当)?会同[^，。；]{2,40}?，?)?(?:"
    rf"(?:[要应将须]|应当)?(?:每|按[月季周]|定期|不定期|适时|随机(?=抽查|检查)){WORDS}{{0,14}}?"
    rf"{INSPECT}(?!结果|意见|报告|得分|成绩|标准|办法|指标|方案|机制|人员)|"
    rf"{WORDS}{{0,20}}?(?:负责|组织|开展|进行|实施|联合|跟踪){WORDS}{{0,8}}?(?:督[查导办]"
    rf"|(?<![员师生工能术识部格拔聘])考[核评]|抽[查检]|(?<![康癌学疫检”费辆施])检查(?:评估)?|审计|暗访|互查|绩效评价"
    rf"|[省市州县]级(?:复核|验收))(?=[，。；])|"
    r"(?:[要应将须]|应当|定期|适时|全程|严格|切实|加强){0,3}(?:跟踪(?:督[查导办]|问效|问责)|全程跟踪)(?=[，。；、和])|"
    r"(?:[要应将须]|应当)?(?<!、)(?:抽查|督查|督导|暗访)(?![指部内办发标站点组室队]|整改|结果|情况|比例|工作|意见|事项|清单"
    r"|[^，。；]{0,4}的)|"
    rf"按照?[^，。；的]{{1,14}}的?比例(?:进行|开展|随机|组织)*抽[查检])"
)
"""A round of inspection whose object is left out: that of an office of government is of others."""
INSPECTOR = re.compile("(?:督[查导]|巡[视察查]|考[核评]|评[选审估议]|检查)[^，。；：、]{0,4}(?:[室组办队]|机构)$")
"""A body that is called after its inspecting others."""
INSPECTS_OTHERS = re.compile(
    rf"[^。；的]{{0,60}}?(?:(?:开展|进行|实施)[^，。；的]{{0,6}}?(?:{INSPECT}|复[核查评])(?!培训|工作会|结果|意见|报告"
    rf"|机制)|"
    "(?:作为|列[入为]|负责)[^，。；的]{0,4}?(?:督[查导察办]|巡[视察查]|考[核评]|检查)|"
    "纳入[^，。；]{0,20}?(?:督[查导察办]|巡[视察查]|考[核评]|检查)|跟踪(?:督[查导察办]|问效|问责))"
)
"""What such a body does to others, or takes up for that."""
FIRST = (
    r"(?:[要应将须可]|应当|负责|(?:根据|按照)[^，。；]{2,14}，){0,3}(?:(?:会同|联合)(?![^，。；]{0,60}(?:负责|承担))"
    r"|指导|统筹|协调|(?:积极|主动)?协同(?=[^，。；]{0,12}监督力量)|"
    r"组织(?=[^，。；]{0,16}联合)|(?:做好|加强|负责)(?:统筹|综合|组织){0,2}(?:协调|指导|调度)|"
    r"(?:切实|充分|提前|主动|认真|高度|靠前|严格|全面|加强|强化)(?!执行)[^，。；]{2,6}，(?=[并还也要应将定适依]*对))"
)
"""What an office does with others or has them do, or how it goes about its work."""
UNDERLINGS = (
    r"(?=[^，。；]{0,36}?(?:各(?!类|种|项)|部门|单位|地区|公司|企业|[乡镇县]|街道|社区|工作|资金|实施的|"
    r"(?:执行|落实|实施|进展|推进|开展|完成|工作)情况))"
)
"""Other bodies, or what they do."""
LATER = re.compile(
    rf"{FIRST}[^。；]{{0,100}}?(?<=，)(?:(?:[并还也要应将]|定期|适时"
    rf"|依法){{0,3}}对{UNDERLINGS}[^，。；]{{2,40}}?[要应]?(?:进行|开展|实施)"
    rf"[^，。；的]{{0,6}}?{INSPECT}{CLOSED}|"
    rf"[并还也]?将[^，。；]{{2,40}}纳入对{UNDERLINGS}[^，。；]{{2,30}}{INSPECT}|"
    rf"[并还也]?(?:加强|强化)对{UNDERLINGS}[^，。；]{{2,60}}的(?:指导)?[和与、]?{WATCH})|"
    rf"[要应将须]?(?:应当)?将[^，。；]{{2,40}}(?:纳入|列入)[^，。；]{{0,12}}(?:名单|范围|计划|目录)，"
    rf"每(?:半年|季度|[月年周日])[^，。；的对]{{0,10}}?{INSPECT}(?=[，。；])"
)
"""What an office does first may lead up to the inspection: 组织联合调研，对各镇工作进行督促检查.

What it does by itself does not: 设立警示牌，每月开展一次巡查 is one act in two parts.
"""
CONCERT = (
    r"(?:进一步|切实|不断|主动)*(?:(?:增强|提高|强化|树立)[^，。；]{0,10}(?:意识|认识|站位|观念)"
    r"|(?:与[^，。；]{2,20})?(?:加强|强化|建立健全|健全|建立|保持|做好)[^，。；]{0,24}(?:沟通|协调|联系|衔接|协作|合作)"
    r"(?:配合)?(?:机制|工作)?)，"
)
"""With what mind, or in touch with whom, a body helps: 增强大局意识，积极配合; no act by itself before that."""
SCENE = (
    r"(?:(?:按照?|根据|依[照据法]|结合|在)[^，。；：]{2,40}，"
    rf"|{CONCERT})(?=(?:积极|主动|全力|切实|密切|认真)*(?:配合|协助))|"
)
"""Circumstances before an act (按照县政府部署，配合公安部门…), and no act by themselves."""
COOPERATE = re.compile(
    rf"(?:{SCENE}[要应将须会也]|应当|必须|负责|表示|积极|主动|全力|切实|密切|认真|依法|支持[和并、]?)*(?:配合|协助)(?![、，。；])"
)
HELPS = re.compile(
    r"(?:[要应将须]|应当|必须)?(?:按照?|根据)(?:各自)?职责(?:分工)?，?(?:[要应]当?)?(?:积极|密切|主动|共同)?(?:协同"
    r"|配合|协助)做好|"
    r"(?:[要应将须]|应当|必须|积极|主动|密切|全力){0,3}(?:做好|抓好|搞好|给予|予以)(?:协调|协作)?配合(?:工作)?[，。；）]|"
    r"(?:[要应将须]|应当|必须|切实|认真|积极|主动|全力){0,3}(?:履行|承担|落实|强化|发挥|做好|抓好)好?(?:配合|协助|协同"
    r"|参与)(?:职责|责任|作用|义务|任务|保障)|"
    rf"[要应将须]?(?:{CONCERT})?(?:积极|密切|协同|共同|主动|全力|大力)?(?:配合|协助|协同|参与|参加)[，。；）]|"
    r"(?:作?为|是)(?:[^，。；、]{2,12}的)?(?:配合|协办|协助|协同|参与|参加)(?:单位|部门)|"
    r"(?:[要应将须]|应当|必须|积极|密切|主动){0,3}协助配合(?=[，。；]|做好)|"
    r"(?:应当|必须|应予|应予以|予以|应当予以|应给予|应当给予)(?:积极)?(?:配合|协助)(?:核[查实]|调查|检查|处理"
    r"|提供)?[，。；）]"
)
MUTUAL = re.compile(
    r"(?:[要应须将]|应当|必须)?(?:(?:密切|协同|相互|互相|紧密|共同|通力)(?:协作)?(?:配合|协同)[，。；、）]|"
    r"(?:按照?|根据)(?:各自)?职责(?:分工)?，?(?:[要应]当?)?(?:积极|密切|主动|共同)?协同做好)"
)
"""Said of several bodies it binds them to one another, and makes none of them a helper."""
MUTUAL_REACH = len("，应当按照各自职责分工，应当密切协同")
"""Where its 配合 or 协同 ends at the latest, behind a name: most predicates have none there."""
TIMED = (
    r"(?>[每按于从在自上下第本今明近年季月定不\d][^，。；：的由向对与和]{0,10}"
    r"(?:周[一二三四五六日]?|[月度年日内前起期]))"
)
"""When, or how often, before 牵头."""
LEADS = re.compile(
    r"(?:(?:[要应须将]|应当)?(?:依[照据]|按照?|根据|会同)[^，。；牵]{2,20})?"
    rf"(?:[要应将须]|应当|必须|负责|具体|作为|充分|发挥|履行|承担|落实|强化|及时|切实|继续|积极|主动|认真|做好|正在"
    rf"|{TIMED}|"
    r"适时|统一|共同|分别|全面|组织|率先|轮流|直接|至少|正)*牵头(?!(?:责任)?(?:单位|部门)|的|下|任务|事项|医院|企业"
    r"|高校|机构|人)|"
    r"(?:作?为|是)(?:[^，。；、]{2,12}的)?(?:总)?牵头(?:单位|部门)"
)
BARE_ROLE = re.compile(
    r"(?:牵头|配合|协[助同办]|参加|参与)(?:负责|落实|实施|组织)?[，。；）]|(?:作?为|是)(?:总)?牵头(?:单位|部门)"
)
"""A role is said without telling anybody to act: 甲牵头，乙配合; 甲为牵头单位."""
OTHERS = "[各省市县区镇乡村局厅委院校]|所属|下[属级]|辖区|部门|单位|机构|企业"
OWN_SYSTEMS = re.compile(
    rf"[^，。；]{{0,30}}?对(?:本(?:[院所会店园馆厂司校行]|机构|企业|单位)[^，。；]|(?:(?!{OTHERS})[^，。；]){{2,20}}?(?:制度|机制|体系|规程|预案|流程)"
    r"(?:的?(?:[设制]计|[执运]行|[实落][施实]|建设|[有时][效]性|合理性|情况|效果)){0,3}(?:进行|开展|实施))"
)
"""What a body has of its own: unless it is an office it inspects nobody by going over it."""
OWN = re.compile(
    r"[^，。；]{0,30}?对(?:(?:用户|客户|顾客|旅客|员工|职工|师生|学生|人员|从业人员)"
    r"(?![^，。；的进开实]{0,6}(?:场所|食堂|餐厅|宿舍|公寓|集体|单位|机构|企业|学校|基地))|"
    r"本(?:[省市县区校]|地区?|单位|部门|机构|企业|系统)[^，。；]{0,40}?(?:进行|开展)?(?:评估|评价)?总结)"
)
"""Persons that are looked after, and one's own work that is summed up: no other body is inspected."""
EXAMINED = re.compile(
    "[^，。；]{0,16}?对(?:[^，。；的进开实]{0,4}?)(?:老年?人|残疾人|申请人|病人|患者|儿童|居民|群众|村民)的?"
    "(?:(?:身体|健康|失能|自理|能力|需求|心理|家庭|经济|收入|生活|资格|身份)[^，。；]{0,8}?)?(?:进行|开展|实施|予以)"
)
"""Persons that are examined (对老年人能力进行评估): no body is inspected."""
OFFICE_END = re.compile(r"(?:[部局委厅办府]|(?<!事务)所|部门|办公室|[督管察]机构|督[站组]|督查室|督导组)$")
SAID: tuple[Role, ...] = ("lead", "cooperate")
ROLE_WORD = re.compile(
    "牵头|配合|协[助同]|参[与加]|监[督管察]|督[查导促察办]|问效|问责|考[核评]|抽查|抽检|测评|评[估价]|验收|暗访|明[查察]"
    "|复[核查验评]|跟踪|巡[查察]|核查|审计|检查"
)
"""Without one of these a predicate gives no role of its own: most have none, and those found say what to ask."""
WATCHES = frozenset(("监督", "监管", "监察", "督促"))
HELPING = frozenset(("配合", "协助", "协同", "参与", "参加"))
INSPECTS = frozenset(
    re.findall(
        "..", "督查督导督察督办考核考评抽查抽检测评评估评价验收巡查巡察核查审计检查监督暗访明察明查复核复查复验复评问效"
    )
)
"""With one of these found somebody may be inspected, with 监督 since it may hide another (监督查处)."""


def role_of(text: str, m: re.Match[str], limit: int, *, several: bool = False) -> Role:
    """The role that the predicate gives its subject; `several`: bodies that may help each other (甲、乙要密切配合)."""
    at = m.end()
    mark = text[at : at + 1]
    if mark == "，":
        at += 1
    elif mark == "（":
        at = text.find("）", at) + 1
    return role_behind(text, m.end("end"), at, limit, several=several)


def role_behind(text: str, end: int, at: int, limit: int, *, several: bool = False) -> Role:
    """The role that the predicate at `at` gives the body whose name ends at `end`."""
    if limit > at + CLAUSE:
        limit = at + CLAUSE
    words = set(ROLE_WORD.findall(text, at, limit))
    if not words:
        return "responsible"
    inspects, watches = not words.isdisjoint(INSPECTS), not words.isdisjoint(WATCHES)
    if inspects and EXAMINED.match(text, at, limit):
        return "responsible"
    office = (inspects or watches) and OFFICE_END.search(text, max(0, end - 3), end)
    if office and watches and OVERSEES.match(text, at, limit):
        return "supervise"
    if inspects and INSPECTOR.search(text, max(0, end - 10), end) and INSPECTS_OTHERS.match(text, at, limit):
        return "supervise"
    inspects = inspects and INSPECTION.search(text, at, limit) is not None
    if inspects and SUPERVISE.match(text, at, limit) and not OWN.match(text, at, limit):
        return "supervise" if office or not OWN_SYSTEMS.match(text, at, limit) else "responsible"
    if inspects and office and ROUND.match(text, at, limit):
        return "supervise"
    if "牵头" in words and LEADS.match(text, at, limit):
        return "lead"
    if not words.isdisjoint(HELPING):
        if several and MUTUAL.match(text, at, limit):
            return "responsible"
        if helps(text, at, limit, several=several):
            return "cooperate"
    return "supervise" if office and inspects and LATER.match(text, at, limit) else "responsible"


def helps(text: str, at: int, limit: int, *, several: bool) -> bool:
    """Whether a predicate makes its subject help another body, or take part: 配合县民政局登记, 配合做好登记.

    Several that are told to do something in close concert (密切配合做好登记) do not help anybody else.
    """
    helped = COOPERATE.match(text, at, limit)
    if helped:
        end = helped.end()
        stop = BREAK.search(text, end, limit)
        if names_ahead(text, end, stop.start() if stop else limit):
            return True
        concert = several and "密切" in helped[0]
        if text.startswith("配合", end - 2) and not concert and branched()["predicate"].match(text, end, limit):
            return True
    return HELPS.match(text, at, limit) is not None
