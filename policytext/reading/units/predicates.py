"""Whether the words behind a name tell that it has to act, or what it is, pays for, or is dealt with."""

import re
from functools import lru_cache

from policytext.reading.branches import openers
from policytext.reading.duty_words import MAY, SHALL
from policytext.reading.passage import TextUnit
from policytext.reading.units.dealt import done_to
from policytext.reading.units.duty import CLAUSE
from policytext.reading.units.organisations import LEVELS, branched, ends_name, goes_on, patterns

KIND = re.compile(
    r"(?!选聘|聘[用请]|任用|雇[用佣]|解聘|辞退|招用|收购|兼并)[^会与对向同由将把，。；：的]{2,6}(?:部门|机构|机关|单位|企业|公司|学校|医院)"
)
"""What makes a kind of body of a level or place before it: 各级审核部门, 各地培训机构."""
REST = re.compile(rf"[^，。；：？！\n]{{0,{CLAUSE}}}")
"""What a clause goes on with."""
CONDITION = re.compile(rf"{REST.pattern}+(?<=的)")
"""A clause that ends as a condition."""
THEN = re.compile(
    r"，(?!(?:应当?)?先?由)(?:[^，。；]{0,40}[，])?(?:[也还均]?[要须可将]|即可|[也还均]?应(?!当?由)|必须|不得|立即"
    r"|及时|限期)"
)
OFFICE_HELD = (
    r"为[^，。；：？！\n]{0,20}(?:成员(?:单位)?|组长|召集人|联络员|主任|指挥长|负责人)(?=[，。；：、和及（）\n]|$)"
)
"""…负责同志为联席会议成员: who holds an office is told to do nothing."""
HOLDS_OFFICE = re.compile(OFFICE_HELD)
NO_ACT_SAYS = (
    rf"(?:共同|分别|轮流)?(?:担任|兼任)|明确$|已|曾|实现全覆盖(?=[，。；]|$)|{OFFICE_HELD}|"
    "(?:具体|相应|分别)[^，。；：的]{2,16}由[^，。；：的]{2,16}(?:确定|决定|制定|负责|安排)"
)
NO_ACT = re.compile(rf"{NO_ACT_SAYS}|[^，。；：了]{{0,40}}了(?!解)(?<!为了)")
"""What is done already, or left to others: 社区具体时间由…确定 is no act of the body before it."""
NO_ACT_OPENS = openers(NO_ACT_SAYS) or frozenset()
"""With these it begins, or it holds 了."""
WORKED = re.compile(
    r"对[^，。；：]{2,30}?(?:进行|予以|开展)[^，。；：的]{2,6}后$|"
    "(?:汇总|研究提出|[初复]审|审[查核]|核[实查对]|评审|检[查测验]|验收|鉴定|调查|复核|查[实验])[^，。；：的]{0,16}后$"
)
"""县民政局对材料进行审核后，…; 评审委员会审查合格后，…: one act of the subject after the other."""
PASSED = re.compile(
    "[^，。；：的]{0,16}?(?:通过|同意|批准|确认|受理|合格)后(?:再|方可|才)|"
    "(?:审[核查议])?(?:批准|同意|审批)(?:同意)?后(?:组织)?(?:实施|执行|施行|印发|使用|投入|开工)"
)
"""街道审核通过后再提交, 主管部门批准后实施: who passes something that others then act upon is told nothing."""
BORNE = re.compile(
    "[^，。；：]{2,40}?(?:费用?|经费|资金|支出|损失)(?:均|统一|一律|全部)?由(?!于)|(?:统一|集中|分别|直接|逐级)由(?!于)"
)
"""食堂开展活动所需经费由…承担: what a body does only tells which costs others bear. 社会团体统一由…管理: what is in
charge of others does nothing."""
FUNDS = re.compile(
    r"(?:免费|优惠|生产|经营|运营|运行|培训|采购|管理|建设|[0-9]{4}年度?)[^，。；：的]{0,12}?(?:资金|经费|收入|支出"
    r"|预算|费用|基金|[位户人]数|面积)"
    "(?=[应须要可占达]|必须|不得|不低于|不少于)"
)
"""纪念馆免费开放资金可用于…: the money is told, and not the body."""
FUNDS_OPENS = openers(FUNDS.pattern) or frozenset()
COMPOUND = "的工项体能水质机方情任、和及事标经人："
"""Characters that make a compound of a verb before them: 社区教育工作, 企业参与的, 园区建设：."""
ORGANISATION = re.compile(
    "[的要应须、和及与，。；）]|机构|体系|架构|结构|形[式态]|能力|建设|工作(?!人员|组|队)|者|章程|生活|领导|覆盖|管理"
    "|保障|优势|作用|"
    "关系|部门|委员|人事|原则|方式|程序|网络|化|系统|编制"
)
"""What makes a noun of 组织 before it (学校组织机构): before all else it is what the body does (学校组织学生…)."""
EACH = re.compile("各(?!级)")
CAUSES_OPENS = frozenset("（0123456789 督责敦")
CAUSES = re.compile("(?:（[一二三四五六七八九十0-9]{1,3}）|[0-9]{1,2}[.、])? ?(?:督促|责令|敦促)(?!组)")
"""The sentence makes others act (督促…落实, …编制): without a modal word they are no subjects of their own."""
CASE = re.compile(
    r"(?:，(?:或者?+|且|确需|需要?+|造成|情节|导致|构成|涉嫌|拒不|逾期|有?滥用|有?玩忽|有?徇私|以及|不履行)"
    r"[^，。；：]{1,60})+(?<=的)，"
)
"""A condition that goes on over commas (…建设，需要公安部门配合的，): who opens it is told nothing yet."""
SETTING = re.compile(
    "按|根据|依[据照]|参照|结合|通过|以|在|对|把|将|向|与|会同|围绕|依托|针对|于|从|为|就|经|由|应|要|须|可|将"
)
"""What only sets the scene of an act: with these the modal word behind them is the subject's."""
ATTRIBUTED = re.compile(f"的[^，。；：的]{{2,14}}?(?={SHALL}|{MAY}|需要|不得)")
"""…的基金要: a noun of another kind that is told something, behind what is said of it."""
MADE = re.compile(
    r"(?:(?:(?:按照?|依照|依据|根据)(?:国家|上级|相关|有关|统一|合同|协议)?(?:规定|要求|程序|标准|计划|政策|约定|比例)|"
    r"在[^，。；：的]{2,10}(?:时间|期限|期间|年度)内?|依[法规]|统一|自行|共同|联合|直接|组织|牵头|负责){0,3}"
    r"(?:上报|报送|申报|提交|申请|缴纳|引进|取得|获得|购买|购置|建设|举办|主办|承办|制[定订]|编制|出具|签发|核发|发放"
    r"|移交|承担|开展|"
    r"生产|销售|采购|录用|聘用|培养|设立|出台|设定|审批|审[核查定]|批准|核准|[确认]定|公布|发布|收取|投入|管[理护]|运营|开办"
    r"|印发|推荐|提供){1,2}|"
    r"(?:提供|开展|从事|销售|转让|出租)[^，。；：的]{2,10}(?:取得|获得))"
    r"的(?:(?!进行|予以|给予|开展|实施|办理|需要|要求)[^，。；：的]){1,12}?(?:，|[应须]|要(?!求)|可(?![以]?根据)|由"
    r"|不得|免[征收]|。)|"
    r"(?:报送?|提请|提交|向)[^，。；：的]{2,14}(?:审[批定议核]|批准|讨论|决定|备案|研究|报[告送]|提出"
    r"|申请)的[^，。；：的]{1,10}，由"
)
"""各镇按规定上报的项目，…: who made, handed in or got a thing only tells which thing is meant."""
MATTER = re.compile(
    "(?:考[核评]|评[价估审]|检[查测验]|抽查|督查|[巡排核调]查|落实|完成|执行|整[改治]|实施|推进|开展|收费|[办处]理"
    "|处置|审[批核查]|监测|登记|申报|推荐|培训|"
    "保障|管理|服务|采购|使用|运[行营]|建设|招生|执业|排放|生产|贯彻|履行|测评|验收|维修|参与|配备|征收|拨付|分配|统计"
    "|公开|宣传|教育|经营|销售|投入|核定|调整)"
    "(?:结果|情况|标准|记录|数据|进度|成绩|得分|等次|成效|质量|效果|报告|频次|流程|许可证|资格证书?|能力|水平)|"
    "(?:考[核评]|评估|检查|培训|整[改治]|保障|管理|采购|监测|申报|推荐|收费|招生|建设|登记|审批|服务|教育|宣传|生产)"
    "(?:项目|计划|任务|措施|人选|名额|名单|材料|信息|事项|台账|价格|范围|规模|数量|指标|比例|期限|时限|经费)|"
    "(?!确保|保[证障持]|实现|力争|完成|提[高升]|控制|做到|推动)[^，。；：的将把对]{1,6}率(?!先)"
)
"""What an act of a body comes to, or is measured by, behind its name: 各镇考核结果纳入…, but 各镇落实措施要到位."""
OFFICES = ("中心", "办", "站", "所", "局", "科", "股", "队")
"""Behind a place and what looks like its act: 县资助中心."""
PAIRED = re.compile(
    "(?!坚持|采[取用]|实行|做[到好]|推[行进动]|注重|实现|[把将以按在]|通过|运用|遵循|突出|体现|开展|建立|组织|探索|促进)"
    "[^，。；：把将以]{2,30}?相结合(?:的[^，。；：的]{2})?$"
)
"""政府监管和基层组织参与相结合: two sides are joined, and what stands in one of them is no order; who joins them
(各镇坚持甲与乙相结合) is told to."""
ELSE = (("由", BORNE), ("相结合", PAIRED), ("后", PASSED))
"""What tells nothing of the body before it, by a word that it holds."""
IS_CHARGED = re.compile(
    "作为|为[^，。；：]{2,}的[^，。；：的]{0,4}(?:主管|责任|牵头|监管|工作|职能|管理|协调|办事|实施|承办|配合)(?:部门"
    "|单位|机构|主体)$"
)
"""What a body is, or acts as, before what it has to do for that (县民政局为养老服务的主管部门，负责…)."""
WITH_WHOM = re.compile("对(?![外口接应])")
"""各镇对登记的企业，要…: whom the order of the body before it is about."""
THINGS = re.compile(f"[^，。；：]{{2,8}}?(?:人员|安排|工作|课程|活动)(?:{SHALL}|[可由]|不得)")
"""Behind a name and a time: others are told something (养老机构夜间值班人员要…)."""
TELLS = frozenset("由是为分占达不作较比")
"""With these goes on what is told of a thing, besides predicates."""
TAIL = re.compile(r"(?:[和或及与](?:工作人员|个人|人员))$")


@lru_cache(maxsize=1)
def soon_opens() -> frozenset[str]:
    """With these a time begins that may stand between a subject and its predicate."""
    return openers(patterns()["soon"].pattern) or frozenset()


@lru_cache(maxsize=1)
def follows() -> dict[str, re.Pattern[str]]:
    """What a subject goes on with, by its first character: a predicate, or the comma before an order.

    A modal word, before which only a subject stands, is told from other predicates by the `lastindex` of its match.
    """
    return branched()["predicate"].by_first | {"，": patterns()["topic"]}


def ordered(text: str, at: int, limit: int) -> bool:
    """Whether what stands before a modal word at `at` has to act: it holds no office, no condition is open."""
    if text.startswith("为", at) and HOLDS_OFFICE.match(text, at, limit):
        return False
    if text.startswith(("将", "把"), at):  # 县级协会应将汇总后的，与台账一致的名册报送…
        return True
    condition = CONDITION.match(text, at, limit)
    return condition is None or THEN.match(text, condition.end(), limit) is not None


def acts(text: str, u: TextUnit, begin: int, end: int, word: re.Match[str]) -> bool:
    """Whether a predicate without modal word tells what the body before it does."""
    at = word.start()
    if text[at] in soon_opens() and (soon := patterns()["soon"].match(text, at, u.end)):
        at = soon.end() + text.startswith("，", soon.end())
        later = branched()["predicate"].match(text, at, u.end)
        if later is not None and later.lastindex is not None:
            return True
        if later is None or THINGS.match(text, at, u.end):
            return False
        word = later
    if nominal(text, begin, end, word) or not stated(text, at, u.end):
        return False
    comma = text.find("，", at, u.end)
    if comma > at and text[comma - 1] == "的" and done_to(text, begin, at, comma):
        return False
    return text[u.start] not in CAUSES_OPENS or CAUSES.match(text, u.start, u.end) is None


def stated(text: str, at: int, limit: int) -> bool:
    """Whether a predicate without modal word stands at `at`, no condition (…的，由…) or time (…后，) alone."""
    rest = REST.match(text, at, limit)
    stop = rest.end() if rest else limit
    if (text[at] in NO_ACT_OPENS or text.find("了", at, stop) >= 0) and NO_ACT.match(text, at, stop):
        return False
    if (kind := KIND.match(text, at, stop)) and patterns()["modal"].match(text, kind.end()):  # 各级审核部门须…
        return False
    shut = text.find("的", at, stop)
    if shut >= 0 and (
        longer_subject(text, at, shut, stop) or topic_later(text, at, stop, limit) or MADE.match(text, at, limit)
    ):
        return False
    if text.startswith("，", stop) and (case := CASE.match(text, stop, limit)):
        return THEN.match(text, case.end() - 1, limit) is not None
    last = text[stop - 1 : stop]
    if last in "前时后" and text[at] in "于在" and branched()["predicate"].match(text, stop + 1, limit):
        return True  # 各镇于每年2月底前，完成…
    if last == "中" and not SETTING.match(text, at):  # 各镇储备库存中，要…
        return False
    for word, pattern in ELSE:
        if text.find(word, at, stop) >= 0 and pattern.match(text, at, stop):
            return False
    if text[at] in FUNDS_OPENS and FUNDS.match(text, at, stop):
        return False
    if last == "后" and WORKED.match(text, at, stop):
        later = branched()["predicate"].match(text, stop + 1, limit)
        if later and later.lastindex is None:
            return True
    return last not in "的后时前" or THEN.match(text, stop, limit) is not None


def longer_subject(text: str, at: int, shut: int, stop: int) -> bool:
    """Whether the name only opens a longer subject that is told to act, with 的 at `shut` (各地运营的客运站要…)."""
    modal, noun = patterns()["modal"], ATTRIBUTED.match(text, shut, stop)
    if noun and not SETTING.match(text, at) and modal.match(text, noun.end()):
        return True
    return any(modal.match(text, m.end()) for m in patterns()["actor"].finditer(text, shut, stop))


def topic_later(text: str, at: int, stop: int, limit: int) -> bool:
    """Whether the clause is one long name, told what to do after the comma (各地承担…的机构，要…)."""
    if (
        WITH_WHOM.match(text, at)
        or IS_CHARGED.match(text, at, stop)
        or text.find("是", at, at + 3) >= 0
        or not patterns()["order"].match(text, stop, limit)
    ):
        return False
    return TAIL.search(text, at, stop) is not None or ends_name(text, stop)


def nominal(text: str, begin: int, end: int, word: re.Match[str]) -> bool:
    """Whether the word after a name makes a compound noun with it (社区教育工作) rather than a predicate."""
    at, after = word.span()
    if text[end - 1] in LEVELS and text.startswith(OFFICES, after):
        return True
    if text.startswith(("的", "者", "员"), after) or patterns()["charged"].match(text, at):
        return True
    if (matter := MATTER.match(text, at)) is not None:
        end = matter.end()
        if text[end : end + 1] in TELLS or branched()["predicate"].match(text, end):
            return True
    noun = patterns()["noun"].match(text, at)
    if noun is None:
        return False
    if noun[0] == "组织":
        return ORGANISATION.match(text, noun.end()) is not None or (text[at - 1] != "各" and goes_on(text, at, at + 16))
    if (end - begin <= 2 and EACH.match(text, begin) is None) or patterns()["modal"].match(text, noun.end()):
        return True
    return text[noun.end() : noun.end() + 1] in COMPOUND or goes_on(text, at, at + 16)
