"""What text units are by the kind of section they stand in: principles, goals, conditions, scope, reports, articles."""

import re

from policytext.model import Label
from policytext.reading.branches import finder, gated
from policytext.reading.duty_words import SHALL
from policytext.reading.labels.contact import gives_contact
from policytext.reading.labels.operative import COUNTED, NAMES_GOAL, directs_after_all, operative
from policytext.reading.labels.provisions import provides
from policytext.reading.labels.rule_ids import DUTY, GUIDANCE, LABELLED, MADE, MATTERS, OPERATION, PROVIDED
from policytext.reading.labels.words import Decider, Words
from policytext.reading.outline.section_kinds import LONGEST_LABEL

BODY_ACTS = finder(
    r"(?:^|，)[^，。]{1,40}(?:部门|单位|机构|政府|企业|委员会|厅|局(?<![布格大结全变]局)|部(?![门分署位件队]))(?!是|为"
    r"|的|、|和|及|或|。)|每[一两二三四五六半0-9]{0,2}[日天周月季年个学](?!为|是)"
    r"|不[少低高大]于(?=约?[0-9一二三四五六七八九十百])|不超过(?=[0-9一二三四五六七八九十百])|不少于|至少|实行|按照"
)
FOLLOWS = finder(
    r"^(?:(?!应(?![急用对收付])(?!当?(?:坚持|遵循|按照))|要(?!坚持|遵循|按照))[^。])*?(?:坚持|遵循|按照)[^。]*原则"
    r"|应当?(?:坚持|遵循)"
)
"""Who has to follow principles is told an orientation."""
ALLOWS = finder(
    r"(?<![许认])可(?![能靠持行观喜怕逆见]|再生)|无需|不再|免于|不受|免[收交征]|减半[收征]"
    r"|免费[一-鿿]{2}(?![^，。；]{0,8}的)|按(?:照)?[^，。]{2,24}(?:执行|办理|计入|折算)|以[^，。]{2,20}(?:先后)?为序"
    r"|(?:分别|据实|定额|按规定|一次性)(?:计算|扣除|缴纳|计入|核算)|标准为每?[一二三四五六七八九十月年人户次\d]"
    r"|由[^，。]{2,20}(?:扣除|缴纳|支付|承担|负担|承继|补缴)|[级方者村镇县市省][^，。；]{0,4}承担[0-9]"
    r"|(?:上报|报送|移交)(?:至|给)?[^，。；的]{2,20}(?:[部委局厅署办院]|中心|政府|村)|比照[^，。]{2,20}执行"
)
"""What an article allows or settles, whoever it is that acts."""
PAUSES = re.compile("(?:^|，)(?:原则上)?(?:一律)?(?:暂停|停止|暂缓)(?!键|了)")
"""What is stopped or put off, also among principles."""
CHARGED = finder(
    r"(?:^|[，；])请|(?<![理自缘])由[^，。；]{2,24}(?:负责|审[核定查]|[确决]定|核实|[拟制]定)"
    r"|^对[^。]{4,60}，(?:实行|给予|予以)|，均?可(?:以|按|申[请报领]|享受|优先|免|参|推荐|报名)"
    r"|^[^，。；]{2,12}(?:单位|机构|部门)(?:根据|按照?|结合)|^各[^，。；的]{1,20}(?:要|应|须|负责|按|不得|可)"
    r"|(?:部门|政府|领导小组|[局委厅办])(?:要|应当?|须|负责)(?!具[备有]|符合|满足|持有|达到|是|为)"
    r"|(?:不得|不能|不可)(?:申报|申请|参[加评赛]|推荐|报名|重复|列入|评为)|不予(?:受理|推荐|认定|申报)"
    r"|(?:应当?|必?须|可以?)(?![^，。；的]{0,40}(?:提[交出]|报送|上报|填报|补[齐正])过?的)[^，。；的]{0,40}(?:提交"
    r"|递交|报送|上报|补[齐正交]|填[写报]|提出[^，。；的]{0,4}申请)"
    r"|(?:应当?|必?须)(?:[^，。；的]{0,16}前)?(?:[将把][^，。；]{2,16})?报(?:至"
    r"|给)?[^，。；的]{2,20}(?:[部委局厅署办院]|中心|政府|村)(?:备案|审[核查批])?[。；，]"
    r"|的，(?:一次性|按规定|另行)?(?:给予|予以)|(?:资金|经费|补[贴助]|奖金)由[^，。；的]{2,20}(?:拨付|承担|发放|负担"
    r"|安排)|(?:享受|申领|发放)[^，。；的]{2,10}(?:不超过|最[高多长])"
    r"|优先(?:入驻|推荐|考虑|录[用取]|安排|选[聘派]|聘[用任]|评[选定])?[。；]$"
    r"|(?:^|[，；])严禁|不得(?:收取|擅自|违规|随意|虚报|骗取|截留|挪用|放宽)"
    r"|(?:应当?|必?须)[^。；]{0,60}(?:下列|以下|如下)[^，。；：]{0,14}[：:]$"
)
"""Among conditions: what an office has to do about them, and who is shut out."""
NAMED_MATTER = re.compile(
    "(?!(?:重点|全面|深入|认真|及时|如实|逐[一项条户]|要|请)*(?:检查|查看|[核排督抽]查|掌握|了解|摸清|报送|上报|报告"
    "|汇报|通报"
    "|听取|统计|填报|说明|反映|对照|确定|聚焦))(?![^。]*(?:重点(?:检查|查看|[核排督抽]查)|，应))[^。]*(?:情况|隐患)(?:等"
    "|等(?:内容|方面))?(?:（[^（）]*）)?[。；]?$|[^，。：]{2,24}，主要?包括"
    "|[^，。：；查看问核摸督清验]{0,16}(?:[有能]否|有无|有没有|是否)[^。]*[。；]$|[^，。：；]{2,24}如何[。；]$"
    "|[^。；]*(?:在[^，。；]{2,12}(?:之列|范围之?[内外]?)|不[列纳]入[^，。；]{2,12}|不[作做][^，。；]{2,6})[。；]$"
)
"""What is looked into (…情况, 有无…), what a class of things comprises, or what is looked at at all."""
NAMED_CLASS = re.compile(
    "(?:企业|公司|单位|机构|组织|协会|团体|项目|工程|人[员才]|工作者|[居村]民|职工|[学教]员|学生|教师|干部|群众|家庭"
    "|农户|大户|合作社|农场"
    "|[人者户院校园店馆站厂]|林[场区地带]|景区|地带|河[段道流]|海域|农家乐|民宿|场所|地区|区域|市场|主任|书记|[理务技]员|[品物]|车辆|船舶|商店|餐馆|站点|食堂"
    "|餐桌|网点|房屋|住宅|小区|路段|水域|部位|环节|全域|(?<!在)[^在]{4}范围内?|[镇乡街]道?|社区|[^，]村"
    "|领域|行业|设施|设备)(?:（[^（）]*）)?等?[。；：]?$"
)
"""How a phrase ends that names a class of bodies, persons or things."""
MODIFIED = re.compile("(?![从对将把向由请按])[^，；。：]{2,80}的[^，；。：的]{1,16}[。；：]?$")
"""参加培训的学员: the verb belongs to what says which of them."""
QUOTED = re.compile(r"“[^”]*”")
ENUMERATED = re.compile(r"^[一二三四五六七八九十](?:是|要)|^(?:目标要求|主要任务|工作要求|重点任务)[：:]")
SETS_UP = re.compile(
    gated(
        "(?:建立|设立|制定|编制|出台)[^，。；的]{2,16}(?:平台|台账|名录|清单|专班|办法|系统|档案|小组|方案|计划|细则"
        "|机构|[^体]制度)(?=[，。；])"
        "|(?<!不)[纳列]入[^，。；]{2,20}(?:管理|规划|预算|考核|范围|计划)"
        "|公[开布示][^，。；]{2,16}(?:方案|名单|结果|信息|标准|目录)(?=[，。；])"
        "|实行[^，。；]{2,12}(?:录取|制|管理|制度)(?=[，。；])|核定[^，。；]{2}"
        "|(?:开展|组织)[^，。；]{0,10}(?:检查|排查|培训|试点|整治|评估|督查|演练|活动)(?=[，。；])"
    )
)
"""What is set up, published, approved or carried out also where principles are told."""
ORIENTS = re.compile(
    "坚持|以[^，。]{2,30}为|围绕|突出|着力|推动|促进|格局|不断|遵循|原则|立足|统筹|增强|贯彻|充分|切实|提升|提高|形成"
    "|发挥|确保|实现"
)
OWN_TITLE = re.compile(
    "(?:为|根据|依据|依照)[^。；]*(?:根据|依[据照]|按照|结合)[^。；]*，(?:特|现)?制[定订][^，。；本的]{4,30}(?:办法"
    "|规定|细则|条例|准则|规则|规范|守则|规程|章程)(?:（[^）]*）)?。$"
)
"""为…，根据《…》，制定助餐点管理办法: the basis of an article names what it stands in."""
OPERATES_ON = re.compile(
    "对[^。；]{2,80}?(?:进行|开展|实[行施])(?!的)|要?(?:将|把)[^，。；]{2,40}?[纳列]入"
    "|要(?:组织|开展|建立|制定|落实|加强|做好)"
)
"""Among goals: what is done to something, or has to be done."""
OPERATES = re.compile(
    f"{OPERATES_ON.pattern}|(?:深入|积极|全力|认真|扎实|广泛|大力|切实|定期|继续|加快|全面){{0,2}}"
    "(?:组织|开展|召开|举办|排查|检查|整治|鼓励|引导|支持|落实|做好|加[大强]|推进|宣传|培训|编制|制定)(?!率)"
)
LEVEL = re.compile(
    "[0-9]|实现|形成|达到|[确保]保|建成|提[升高]|增强|促进|推动|打造|成为|更加|改善|优化|全[覆面]|基本|显著|明显|格局"
    "|新|满足|避免|减少"
    "|力争|争取|构建|培育|以上|体系|走在|有效|防止|[杜根]绝|大幅|不断|发展|水平|良好|转变|率"
)
"""What tells how far it is to come, or what is to come of it."""
ENDS = re.compile(
    "(?:[^，。；]{2,16}，)?(?:努力|全力|切实|坚决|有效)?(?:确保|实现|力争|争取|杜绝|避免|不发生|保持)"
    "|(?![对按由将把])[^，。；]{2,40}?(?:达到?|控制在|[保维]持在|稳定在|提[高升]到|增长|下降|降[至到]|不低于"
    "|不[超高]过?于?|不少于)[^，。；]*[0-9]"
)
"""确保不发生…, 受害率控制在…: an end, or a level."""
TURNS = finder(
    r"(?:^|[，；：])(?:我们|下一步|今后|同时|特别|一定|[一二三四五六七八九十]是|各[^，。；：的]{1,24}?)?"
    rf"(?:{SHALL}|务必|请(?![示托假求])|不得(?!分)|严禁)|^(?:希望|责令)"
)
"""How a sentence in a report turns to its readers."""
EXCEPTED, LATEST_EXCEPT = "另有规定外，", 48
"""How 除…另有规定外， ends, and where; whom it names is not told to act."""


SET_PHRASES = re.compile("[一-鿿]{4}(?:[、，][一-鿿]{4})+[。；]")
"""统一领导、分级负责；"""


def in_principles(words: Words) -> tuple[Label, str]:
    """In a section on principles: orientation, unless a goal, background, or something countable is told to be done."""
    principle = words.first("principle")
    if principle in (GUIDANCE, LABELLED):
        return "principle", principle
    if SET_PHRASES.fullmatch(words.text):
        return "principle", "label.section.principle"
    if NAMES_GOAL.match(words.text):
        return "goal", "label.goal.named"
    told = words.acts() if principle is None and not words.text.startswith("坚持") else None
    if told == DUTY or (told and words.duty()) or (principle is None and PAUSES.search(words.text)):
        return "task", DUTY
    rule = words.first("goal")
    if rule == "label.goal.by-year" or (rule and words.acts() is None):
        return "goal", rule
    rule = words.first("statement")
    if rule == "label.statement.definition" or (rule is not None and words.acts() is None):
        return "statement", rule
    if principle is None and COUNTED.search(QUOTED.sub("", words.text)) and words.acts():
        return "task", OPERATION
    if principle is None and SETS_UP.search(words.text) and not ORIENTS.search(words.text):
        return "task", OPERATION
    return "principle", "label.section.principle"


def in_goals(words: Words) -> tuple[Label, str]:
    """In a section on goals: what is to be reached, but for operations that name no level, and for what matters."""
    if words.duty():
        return "task", DUTY
    if OPERATES.match(words.text) and (OPERATES_ON.match(words.text) or not LEVEL.search(words.text)):
        return "task", OPERATION
    if "是" in words.text and "，" not in words.text and words.first("statement") == MATTERS:
        return "statement", MATTERS
    if ENUMERATED.match(words.text) and words.first("goal") is None and words.acts():
        return "task", OPERATION
    return "goal", "label.section.goal"


def in_targets(words: Words) -> tuple[Label, str]:
    """In a section on goals and tasks: as in an operative one, but for levels and ends without an activity."""
    label, rule = operative(words)
    if label != "task" or words.duty() or not ENDS.match(words.text):
        return label, rule
    return (label, rule) if any(OPERATES.match(x) for x in words.text.split("，")) else ("goal", "label.section.goal")


def in_significance(words: Words) -> tuple[Label, str]:
    """In a section on significance: statements, and appeals that name no activity."""
    if appeals(words):
        return "principle", "label.principle.general"
    return "statement", "label.section.statement"


def in_statements(words: Words) -> tuple[Label, str]:
    """In a section on background, scope or the state of things."""
    return ("task", DUTY) if appeals(words) else ("statement", "label.section.statement")


def in_report(words: Words) -> tuple[Label, str]:
    """In a section that reports what was done and found: a statement, unless somebody is told to act."""
    rule = words.first("statement")
    if (words.duty() or TURNS(words.text)) and (rule is None or directs_after_all(words, rule)):
        return "task", DUTY
    if rule is None and gives_contact(words.text):
        return "furniture", "label.contact"
    return "statement", rule or "label.section.statement"


def appeals(words: Words) -> bool:
    """Whether a sentence among statements turns to the reader."""
    turns = words.text.startswith("我们要") or words.duty() or words.tells() == DUTY
    return turns and words.first("statement") is None


def in_article(words: Words) -> tuple[Label, str]:
    """In a regulation: obligations and permissions are tasks; definitions, scope and classification statements."""
    if words.text[:1] == "除" and (at := words.text.find(EXCEPTED, 2, LATEST_EXCEPT)) > 0:
        words = words.behind(at + len(EXCEPTED))
    rule = words.first("statement")
    if rule is not None and not directs_after_all(words, rule):
        return "statement", rule
    rule = words.first("principle")
    acts = words.acts()
    if acts == OPERATION and OWN_TITLE.match(words.text):
        return "formula", MADE
    if rule is not None and (acts != DUTY or FOLLOWS(words.text)):
        return "principle", rule
    duty = acts is None and (BODY_ACTS(words.text) or ALLOWS(words.text))
    rule = DUTY if duty else acts
    if rule is None and "坚持" in words.text:
        return "principle", "label.principle.general"
    if rule is None and provides(words.text):
        rule = PROVIDED
    return ("task", rule) if rule else ("statement", "label.article")


def in_conditions(words: Words) -> tuple[Label, str]:
    """In a section on who is eligible: what has to be so is a statement, what an office has to do about it a task."""
    return ("task", DUTY) if CHARGED(words.text) else ("statement", "label.section.statement")


def in_scope(words: Words) -> tuple[Label, str]:
    """In a section on who or what is checked, supported or trained: as in an operative one, but for noun phrases."""
    colon = words.text.find("：", 2, LONGEST_LABEL)
    labelled = 0 < colon < len(words.text) - 1
    if labelled:  # 培训对象：…
        words = words.behind(colon + 1)
    label, rule = operative(words)
    if label != "task" or rule == DUTY:
        return label, rule
    text = words.text
    listed = labelled or text[-1:] not in "。；："  # 检查范围：全县食堂。
    bare = listed and rule == "label.default" and "，" not in text
    matter = NAMED_MATTER.match(text) or (NAMED_CLASS.search(text) and (rule != OPERATION or MODIFIED.match(text)))
    return ("statement", "label.section.statement") if bare or matter else (label, rule)


def in_aim(words: Words) -> tuple[Label, str]:
    """Behind a label that names a goal (整改目标：…)."""
    return in_goals(words.behind(words.text.find("：", 2, LONGEST_LABEL) + 1))


def heads_below(words: Words) -> tuple[Label, str]:
    """A label alone (整改措施：)."""
    return "heading", "label.fragment"


BY_KIND: dict[str, Decider] = {
    "operative": operative,
    "principle": in_principles,
    "condition": in_conditions,
    "scope": in_scope,
    "goal": in_goals,
    "target": in_targets,
    "statement": in_statements,
    "report": in_report,
    "significance": in_significance,
    "article": in_article,
}
