"""Grammatical subjects that are told to act (主语): 各社区要…, 街道根据…做好…."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from policytext.model import Problem, Role, UnitSource
from policytext.reading.branches import openers
from policytext.reading.passage import DIRECTIVE, TextUnit
from policytext.reading.phrases import places
from policytext.reading.units.distribute import Member
from policytext.reading.units.duty import (
    CLAUSE,
    Duty,
    Place,
    members,
    near,
    organisations,
    titled,
)
from policytext.reading.units.organisations import branched, ends_name, goes_on, hinted, is_name, patterns
from policytext.reading.units.roles import BARE_ROLE, MUTUAL, MUTUAL_REACH, SAID, role_of

LED_BY = (
    r"(?: |【[^【】]{1,20}】|或者|第[一二三四五六七八九十百千\d]{1,5}条|"
    r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[①-⑳]|"
    r"[一二三四五六七八九十]{1,2}(?:是|要)|"
    r"其(?:所属|下属|直属)的?(?=[省市县区镇])|除[^，。；：除]{2,50}?外的?(?=其他|其它|其余)|同时|其中|此外|另外|目前|(?:今年|明年)(?:年?[底初末]前?|内|起|以来|[上下]半年|[春夏秋冬]季|汛期|\d{1,2}月(?:[底初]|份)?前?)?|现阶段|原则上|特别是|尤其是|(?:《?通知》?|《?意见》?|方案|会议)(?:要求|规定)|批转|(?:原则)?同意(?!的|后)|请|希(?!望[小学工镇乡村])望?|望(?=你|各|有关|全[省市县区])|建议|凡|并(?!州)|但|且(?!末)|也(?!门)|今后|因此|为此|届时|近期|当前|下一步|必要时|确需的|"
    r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[年月]?底)?(?:前|起|内)?)"
)
LEAD_FIRST = (
    " 【或除第（(一二三四五六七八九十\\d①-⑳同其此另目今明下现原特尤《通意方会批请希望建凡并但且也因为届近当必确"
)
"""What a lead can begin with: most clauses have none, and one look tells."""
LEAD = re.compile(rf"(?:(?=[{LEAD_FIRST}]){LED_BY}*|)")
ITEM_INSIDE = "[一-鿿]{2,16}（[一二三四五六七八九十]{1,3}）"
"""A heading that the marker of its first item has run into: 其他事项（一）."""
MOMENT = (
    "(?=[^，。；：、间前后内起底时]{0,13}+[间前后内起底时])(?![对向由经把将以为与])"
    "[^，。；：、]{2,12}?(?:(?:期间|前|后|(?<![国境])内|起|底)(?=各|有关|相关|[省市县区](?:[^级直]))|"
    "(?<![及同临届按随实定当小到])时(?=各|有关|相关|[省市县区][^级直]|[^，。；：、的]{1,10}[单机企](?:[位构业]|$)))"
)
INTRODUCTION = re.compile(f"{LEAD.pattern}(?:{ITEM_INSIDE}|)(?:{MOMENT}|)")
"""All that a clause opens with before its subject, where a bracket has been closed before it."""
MARKED = r"(?:[^，。；：？！\n ]*+[，。；：？！\n ])"
TO_LAST_MARK = re.compile(f"{MARKED}++")
OPENING = re.compile(f"(?:(?s:.*)[，。；：？！\n ]|){LEAD.pattern}(?:{MOMENT}|)")
"""Everything up to the last mark, for which the engine steps back, and what the clause behind it opens with."""
KIND = re.compile(r"[^会与对向同由将把，。；：的]{2,6}(?:部门|机构|机关|单位|企业|公司|学校|医院)")
"""What makes a kind of body of a level or place before it: 各级审核部门, 各地培训机构."""
REST = re.compile(rf"[^，。；：？！\n]{{0,{CLAUSE}}}")
"""What a clause goes on with."""
CONDITION = re.compile(rf"{REST.pattern}+(?<=的)")
"""A clause that ends as a condition."""
THEN = re.compile(
    r"，(?!(?:应当?)?先?由)(?:[^，。；]{0,40}[，])?(?:[也还均]?[要须可将]|即可|[也还均]?应(?!当?由)|必须|不得|立即|及时|限期)"
)
OFFICE_HELD = (
    r"为[^，。；：？！\n]{0,20}(?:成员(?:单位)?|组长|召集人|联络员|主任|指挥长|负责人)(?=[，。；：、和及（）\n]|$)"
)
"""…负责同志为联席会议成员: who holds an office is told to do nothing."""
HOLDS_OFFICE = re.compile(OFFICE_HELD)
TOLD_OF = re.compile(
    r"党中央|中共中央|中央政治局|"
    r"^每个(?=.*\d|[^，。；]{0,10}(?:[省市县区州盟旗乡镇村]|街道|社区|地方)(?:（[^（）]*）)?$)"
)
"""What the leadership did is told, and what each place gets is counted (每个乡镇至少建设1座…): without a modal word
neither is a subject of a task. A body of which there are many is (每个学校至少配备1名…)."""
NO_ACT_SAYS = (
    rf"(?:共同|分别|轮流)?(?:担任|兼任)|明确$|已|曾|{OFFICE_HELD}|"
    "(?:具体|相应|分别)[^，。；：的]{2,16}由[^，。；：的]{2,16}(?:确定|决定|制定|负责|安排)"
)
NO_ACT = re.compile(rf"{NO_ACT_SAYS}|[^，。；：了]{{0,40}}了(?!解)(?<!为了)")
"""What is done already, or left to others: 社区具体时间由…确定 is no act of the body before it."""
NO_ACT_OPENS = openers(NO_ACT_SAYS) or frozenset()
"""With these it begins, or it holds 了."""
FORESEEN = re.compile(
    "将(?:陆续|全面|正式|逐步)?(?:进入|迎来|面临|迈入|遭遇)[^，。；]{0,10}(?:期|季|阶段|压力|挑战|考验)(?:[。；]|$|，(?![^。；]{0,20}[要应须]))"
)
"""我市将进入汛期: what lies ahead is no order."""
WORKED = re.compile(
    r"对[^，。；：]{2,30}?(?:进行|予以|开展)[^，。；：的]{2,6}后$|"
    "(?:[初复]审|审[查核]|核[实查对]|评审|检[查测验]|验收|鉴定|调查|复核|查[实验])[^，。；：的]{0,16}后$"
)
"""县民政局对材料进行审核后，…; 评审委员会审查合格后，…: one act of the subject after the other."""
PASSED = re.compile(r"[^，。；：的]{2,16}?(?:通过|同意|批准|确认|受理|合格)后(?:再|方可|才)")
"""街道审核通过后再提交: who passes something that others then act upon is told nothing."""
BORNE = re.compile(
    "[^，。；：]{2,40}?(?:费用?|经费|资金|支出|损失)(?:均|统一|一律|全部)?由(?!于)|(?:统一|集中|分别|直接|逐级)由(?!于)"
)
"""食堂开展活动所需经费由…承担: what a body does only tells which costs others bear. 社会团体统一由…管理: what is in
charge of others does nothing."""
FUNDS = re.compile(
    r"(?:免费|优惠|生产|经营|运营|运行|培训|采购|管理|建设|[0-9]{4}年度?)[^，。；：的]{0,12}?(?:资金|经费|收入|支出|预算|费用|基金|[位户人]数|面积)"
    "(?=[应须要可占达]|必须|不得|不低于|不少于)"
)
"""纪念馆免费开放资金可用于…: the money is told, and not the body."""
FUNDS_OPENS = openers(FUNDS.pattern) or frozenset()
DEALT = re.compile(
    "(?:(?:依法|依规|一律|统一|按规定|按程序|直接|优先|适当){0,2}(?:予以|给予)(?:一次性|适当|优先|公开|通报|依法|资金|财政){0,2}"
    "(?:保留|撤销|关[闭停]|取缔|表[彰扬]|奖励|嘉奖|通报|批评|处罚|处分|警告|[补资]助|补贴|奖补|贴息|减免|免除|注销|取消|淘汰|合并|"
    "倾斜|支持|扶持|清退|问责|约谈|命名|授牌)|授予)"
)
"""What is done to bodies by others (逾期未整改的企业予以关闭), said without a subject."""
DEALT_OPENS = openers(DEALT.pattern) or frozenset()
GIVES = re.compile("(?:部门|机关|政府|财政|委员会|[部委局厅办院署]|银行|(?<![合足到])(?:条件|能力)的[^的]+)$")
"""Who gives and orders: authorities, and whoever is able to (有条件的镇给予补助)."""
COMPOUND = "的工项体能水质机方情任、和及事标经人"
"""Characters that make a compound of a verb before them: 社区教育工作, 企业参与的."""
ORGANISATION = re.compile(
    "[的要应须、和及与，。；）]|机构|体系|架构|结构|形[式态]|能力|建设|工作(?!人员|组|队)|者|章程|生活|领导|覆盖|管理|保障|优势|作用|"
    "关系|部门|委员|人事|原则|方式|程序|网络|化|系统|编制"
)
"""What makes a noun of 组织 before it (学校组织机构): before all else it is what the body does (学校组织学生…)."""
EACH = re.compile("各(?!级)")
CAUSES_OPENS = frozenset("（0123456789 督责敦")
CAUSES = re.compile("(?:（[一二三四五六七八九十0-9]{1,3}）|[0-9]{1,2}[.、])? ?(?:督促|责令|敦促)(?!组)")
"""The sentence makes others act (督促…落实, …编制): without a modal word they are no subjects of their own."""
CASE = re.compile(
    r"(?:，(?:或者?|且|确需|需要?|造成|情节|导致|构成|涉嫌|拒不|逾期|有?滥用|有?玩忽|有?徇私|以及|不履行)"
    r"[^，。；：]{1,60})+(?<=的)，"
)
"""A condition that goes on over commas (…建设，需要公安部门配合的，): who opens it is told nothing yet."""
MEETS = re.compile("(?:一旦)?(?:发现|遇到?|接到|收到|出现|发生)")
"""How a condition begins that stands between a subject and its order (各村，发现险情的，要…)."""
ABOVE_ALL = re.compile(r"，(?:特别是|尤其是)(?P<names>[^，。；：]{2,40})，")
"""各镇，特别是山区各镇，要…: who is named above all has to act too."""
SETTING = re.compile(
    "按|根据|依[据照]|参照|结合|通过|以|在|对|把|将|向|与|会同|围绕|依托|针对|于|从|为|就|经|由|应|要|须|可|将"
)
"""What only sets the scene of an act: with these the modal word behind them is the subject's."""
ATTRIBUTED = re.compile(
    "的[^，。；：的]{2,14}?(?=要(?<![重主首摘概纲提]要)|应(?<![供相响效反适对]应)|须|可(?<![许认]可)|必须|不得)"
)
"""…的基金要: a noun of another kind that is told something, behind what is said of it."""
MADE = re.compile(
    r"(?:(?:(?:按照?|依照|依据|根据)(?:国家|上级|相关|有关|统一|合同|协议)?(?:规定|要求|程序|标准|计划|政策|约定|比例)|"
    r"在[^，。；：的]{2,10}(?:时间|期限|期间|年度)内?|依[法规]|统一|自行|共同|联合|直接|组织|牵头|负责){0,3}"
    r"(?:上报|报送|申报|提交|申请|缴纳|引进|取得|获得|购买|购置|建设|举办|主办|承办|制[定订]|编制|出具|签发|核发|发放|移交|承担|开展|"
    r"生产|销售|采购|录用|聘用|培养|设立|审批|审[核查定]|批准|核准|[确认]定|公布|发布|收取|投入|管[理护]|运营|开办|印发|推荐|提供){1,2}|"
    r"(?:提供|开展|从事|销售|转让|出租)[^，。；：的]{2,10}(?:取得|获得))"
    r"的(?:(?!进行|予以|给予|开展|实施|办理|需要|要求)[^，。；：的]){1,12}?(?:，|[应须]|要(?!求)|可(?![以]?根据)|由|不得|免[征收]|。)|"
    r"(?:报送?|提请|提交|向)[^，。；：的]{2,14}(?:审[批定议核]|批准|讨论|决定|备案|研究|报[告送]|提出|申请)的[^，。；：的]{1,10}，由"
)
"""各镇按规定上报的项目，…: who made, handed in or got a thing only tells which thing is meant."""
SITE = "文物保护单位"
"""Alone it is what is protected; beside museums, or told by what is said of it, it is run by somebody."""
LONGEST_LABEL = 40
PUNCTUATION = re.compile("[，。；《（]|专栏")
"""What no name before a colon has."""
NOT_HEADED = ("单位", "部门", "机构", "主体")
"""责任单位： heads a list instead."""
BARE_DUTY = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])? ?(?:主要|具体|统一|全面|切实)?"
    r"(?:负责(?![人同])|承担(?![^，。；]*的[^，。；]*[。；])|牵头(?!单位|部门|责任))"
)
"""Duties without a subject, which stands above them."""
BARE_OPENS = frozenset("（( 一二三四五六七八九十0123456789主具统全切负承牵")
"""With these they can begin."""
CALLED = re.compile(r"（(?:[^（）\n]{0,20}，)?(?:以下)?简称“?(?P<short>[^（）“”《》，；\n]{3,8})”?）")
AND_PEOPLE = re.compile(r"[和或及与、](?:个人|个体工商户|工作人员|从业人员|人员)")
QUOTE = re.compile("[“”]")
LONGEST_QUOTATION = 2000
TAIL = re.compile(r"(?:[和或及与](?:工作人员|个人|人员))$")
SEATED = "办公室"
OFFICE = re.compile(
    r"办公室(?=设在|设于|在)[^。；\n]{2,60}?，(?:具体|主要(?!负责[人同]|领导)|负责(?![人同])|承担|每|定期)"
)
GLUED = re.compile(
    r"(?:加强|强化|健全|完善|落实|明确|严格|做好|抓好|压实|注重|狠抓|精心)"
    r"[^，。；、各有《“（]{2,10}(?=各(?!自|类|种|项|民族|族))|"
    r"(?:工作|有关|具体|组织|保障|职责)(?:要求|领导|保障|实施|措施|分工)(?=各(?!自|类|种|项|民族|族))"
)
"""A heading that a web page has run into its text (加强组织领导各区县要…)."""
NO_ACTOR = re.compile(r"的|文件|规章|法规|规定|标准|关于|印发|出台|批准|职工|员工|人员|学生|教师|、|和|及|与")
CLASS = re.compile("(?:(?!作为).)+的[^的]+")
"""A class of bodies, told by what is said of it: before a comma it needs no modal word to be a subject."""
OTHERS = re.compile("有关|相关|其他|成员")
"""Bodies that stand beside one named before them in the sentence (县民政局要牵头，各有关部门要密切配合)."""
IN_TURN = ("牵头", "负责", "配合", "协助", "参与", "参加", "承办", "协办")
"""What bodies that are told their parts one after the other do."""
WAYS = ("具体", "共同", "积极", "协同", "密切", "分别")
"""What can stand before that."""
TURN = re.compile(f"(?:{'|'.join(IN_TURN)})(?!人|单位|部门|同志)[^，。；：、]{{0,12}}、")
"""The part of one, before that of the next."""
HELPERS = re.compile("各?(?:参[与加]|配合|协[办助同])(?:部门|单位)")
"""Bodies that are called after whom they help: told to 密切配合 they help, and not one another."""
CHARGED = re.compile(r"牵头|负责(?!人|同志)|主办|(?<![理自经缘因事])由(?!于)")
"""Another body leads, or is charged, before the clause."""
PRONOUN = re.compile(r"该[部委局办署厅院会]")


def find_actors(place: Place, lists: list[Duty]) -> list[Duty]:
    """The organisations that stand as subjects, clause by clause."""
    found = [*subjects(place, lists), *offices(place), *headed(place), *above(place)]
    found += conditioned(place, {d.start for d in found})
    if "简称" in place.text:
        found += shortened(place)
    if told := {d.unit for d in lists if d.role == "recipient"}:
        found += list(reporters(place, told.difference([d.unit for d in found])))
    return found


@lru_cache(maxsize=1)
def follows() -> dict[str, re.Pattern[str]]:
    """What a subject goes on with, by its first character: a predicate, or the comma before an order.

    A modal word, before which only a subject stands, is told from other predicates by the `lastindex` of its match.
    """
    return branched()["predicate"].by_first | {"，": patterns()["topic"]}


def subjects(place: Place, lists: list[Duty]) -> Iterator[Duty]:
    """The subject of each clause that has one."""
    text, starts, units = place.text, place.passage.starts, place.passage.units
    actor, follow = patterns()["actor"], follows()
    ends = {d.end for d in lists}
    taken = sorted([(d.start, d.end) for d in lists])
    done = -1
    for low, high in place.directed:
        for m in actor.finditer(text, low, high):
            end = m.end()
            words = follow.get(text[end]) if end < high else None
            if words is None or end in ends or (word := words.match(text, end)) is None:
                continue
            at = m.start()
            k = bisect_right(starts, at) - 1
            unit = units[k]
            begin = clause_start(text, low if low > unit.start else unit.start, at)
            if text.find("、", begin, at) >= 0:
                begin = turn(text, begin, at, end + 2 * (word[0] in WAYS))
            if begin > done and (found := subject(place, m, word, k, begin, taken)):
                if "配合" in text[end : end + MUTUAL_REACH]:
                    near = begin - CLAUSE if begin - CLAUSE > unit.start else unit.start
                    if done >= unit.start or CHARGED.search(text, near, begin):
                        beside_another(text, m, unit.end, found)
                done = begin
                yield from found


def turn(text: str, begin: int, at: int, verb: int) -> int:
    """Where the names begin to which the turn has come at `at`: 县民政局牵头、各镇配合, 县局负责登记、各镇负责运营."""
    if not text.startswith(IN_TURN, verb) or text.startswith("的", verb + 2):
        return begin
    turns = [m.end() for m in TURN.finditer(text, begin, at)]
    return turns[-1] if turns and text.find("的", turns[-1], at) < 0 else begin


def beside_another(text: str, m: re.Match[str], limit: int, found: list[Duty]) -> None:
    """Bodies told to 密切配合 help where another body acts before them in the sentence."""
    if found[0].role == "responsible" and MUTUAL.match(text, m.end() + text.startswith("，", m.end()), limit):
        for d in found:
            d.role = "cooperate"


def clause_start(text: str, unit_start: int, at: int) -> int:
    """Where the clause begins that holds `at`, brackets passed over, its marker and connectives skipped."""
    if unit_start < at - CLAUSE:
        unit_start = at - CLAUSE
    if "）" not in text[unit_start:at]:
        opened = OPENING.match(text, unit_start, at)
    else:
        unit_start = outside(text, unit_start, at)
        opened = INTRODUCTION.match(text, unit_start, at)
    return opened.end() if opened else unit_start


def outside(text: str, unit_start: int, at: int) -> int:
    """Behind the last mark before `at`, but for those in brackets."""
    limit = at
    while marked := TO_LAST_MARK.match(text, unit_start, limit):
        begin = marked.end()
        if text.count("）", begin, at) <= text.count("（", begin, at):
            return begin
        limit = max(unit_start, text.rfind("（", unit_start, begin))
    return unit_start


def bracket_end(text: str, end: int, limit: int) -> int:
    """Where the name ends that a bracket follows at `end`: it belongs to the name, what says how it is called not."""
    if not text.startswith(("（以下", "（下称", "（简称", "（含", "（不含", "（包括"), end):
        close = text.find("）", end, end + 30)
        if text.count("（", end, close) > 1:
            close = text.find("）", close + 1, end + 40)
        if 0 < close < limit:
            return close + 1
    return end


def subject(
    place: Place, m: re.Match[str], word: re.Match[str], unit: int, begin: int, taken: list[tuple[int, int]]
) -> list[Duty]:
    """The duties of a subject whose clause begins at `begin`, or nothing where the clause is no predication of it."""
    text, u = place.text, place.passage.units[unit]
    limit, end, at = u.end, m.end("end"), m.end()
    if end < at and text[end] == "（":
        end = bracket_end(text, end, at)
    modal, topic = word.lastindex is not None, text[at] == "，"
    piece = text[begin:end]
    if modal and "各" in piece and piece[0] != "各" and (glued := GLUED.match(text, begin, end)):
        begin = glued.end()
        piece = text[begin:end]
    if not (found := named(piece)) or (taken and overlaps(taken, begin, end)):
        return []
    mark = text[begin - 1 : begin]
    of_object = mark == "是" and text.startswith("对", clause_start(text, u.start, begin - 4))  # 对甲，特别是乙，要…
    if of_object or (mark == "，" and quoted(text, u, begin)) or (mark == " " and titled(text, begin)):
        return []
    if modal:
        told = ordered(text, word.end(), limit) and not FORESEEN.match(text, word.start(), limit)
    elif topic:
        told = word.end() == at + 1 or (mark != "，" and CLASS.fullmatch(piece) is not None)
    else:
        talked = ("中央" in piece or piece[0] == "每") and TOLD_OF.search(piece) is not None
        told = not (found[0].start or talked or dealt_with(text, piece, at)) and acts(text, u, begin, end, word)
    if not told:
        return []
    role: Role = role_of(text, m, limit, several=together(mark, piece, len(found)))
    source: UnitSource = "phrase" if role in SAID and BARE_ROLE.match(text, m.end("end"), limit) else "subject"
    if mark == "，" and modal and "各" in piece and (first := parted(text, u.start, begin)) < begin:
        found, begin = (*named(text[first : begin - 1]), *shifted(found, begin - first)), first
    out = [Duty(begin + x.start, begin + x.end, x.name, role, source, "assignments.subject", unit) for x in found]
    if topic and (above_all := ABOVE_ALL.match(text, at, limit)):
        more = members(text, *above_all.span("names")) if ends_name(text, above_all.end("names")) else ()
        out += [Duty(x.start, x.end, x.name, role, source, "assignments.subject", unit) for x in more]
    for d in out:
        if d.name[0] == "该" and PRONOUN.fullmatch(d.name):
            antecedent(place, d)
    return out


def parted(text: str, unit_start: int, begin: int) -> int:
    """Where open classes begin that only a comma parts from those at `begin` (各镇，县直各部门要…), else `begin`."""
    first = clause_start(text, unit_start, begin - 1)
    piece = text[first : begin - 1]
    before = named(piece) if "各" in piece[:6] else ()
    return first if before and before[-1].end == len(piece) else begin


def shifted(found: tuple[Member, ...], by: int) -> tuple[Member, ...]:
    """Members counted from an earlier place."""
    return tuple(Member(x.start + by, x.end + by, x.name) for x in found)


def dealt_with(text: str, piece: str, at: int) -> bool:
    """Whether a class of bodies, told by what is said of it, is what others deal with (符合条件的机构给予补助)."""
    if text[at] not in DEALT_OPENS or "的" not in piece:
        return False
    return DEALT.match(text, at) is not None and CLASS.fullmatch(piece) is not None and GIVES.search(piece) is None


def quoted(text: str, u: TextUnit, at: int) -> bool:
    """Whether a quotation is open at `at`, and closed behind it: a “ that nothing closes opens none."""
    before = text[u.start : at]
    if "“" not in before or before.rfind("“") < before.rfind("”"):
        return False
    mark = QUOTE.search(text, at, min(u.end, at + LONGEST_QUOTATION))
    return mark is not None and mark[0] == "”"


def together(mark: str, piece: str, count: int) -> bool:
    """Whether several bodies are told something at once, not such as stand beside one named before them."""
    if HELPERS.fullmatch(piece):
        return False
    return (count > 1 or "各" in piece[:6]) and (mark != "，" or OTHERS.search(piece) is None)


@lru_cache(maxsize=4096)
def named(piece: str) -> tuple[Member, ...]:
    """The organisations that what a clause begins with names, none where it is more than names."""
    if piece.endswith(SITE) and "、" not in piece and "的" not in piece:
        return ()
    return organisations(piece) if piece and well_formed(piece) else ()


def well_formed(piece: str) -> bool:
    """Whether what a clause begins with is a name and nothing else: no verb or preposition, no open quote or title."""
    if len(piece) > 120 or "《" in piece or "下设" in piece:
        return False
    if piece.count("“") != piece.count("”") or piece.count("（") != piece.count("）"):
        return False
    return branched()["opening"].match(piece, 0) is None and patterns()["governing"].search(piece) is None


def ordered(text: str, at: int, limit: int) -> bool:
    """Whether what stands before a modal word at `at` has to act: it holds no office, no condition is open."""
    if text.startswith("为", at) and HOLDS_OFFICE.match(text, at, limit):
        return False
    condition = CONDITION.match(text, at, limit)
    return condition is None or THEN.match(text, condition.end(), limit) is not None


def acts(text: str, u: TextUnit, begin: int, end: int, word: re.Match[str]) -> bool:
    """Whether a predicate without modal word tells what the body before it does."""
    if nominal(text, begin, end, word) or not stated(text, word.start(), u.end):
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
    if text.find("由", at, stop) >= 0 and BORNE.match(text, at, stop):
        return False
    if text[at] in FUNDS_OPENS and FUNDS.match(text, at, stop):
        return False
    if text.find("后", at, stop) >= 0 and PASSED.match(text, at, stop):
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
    if text.startswith("作为", at) or not patterns()["order"].match(text, stop, limit):
        return False
    return TAIL.search(text, at, stop) is not None or ends_name(text, stop)


def nominal(text: str, begin: int, end: int, word: re.Match[str]) -> bool:
    """Whether the word after a name makes a compound noun with it (社区教育工作) rather than a predicate."""
    at, after = word.span()
    if text.startswith("的", after) or patterns()["charged"].match(text, at):
        return True
    noun = patterns()["noun"].match(text, at)
    if noun is None:
        return False
    if noun[0] == "组织":
        return ORGANISATION.match(text, noun.end()) is not None or goes_on(text, at, at + 16)
    if (end - begin <= 2 and EACH.match(text, begin) is None) or patterns()["modal"].match(text, noun.end()):
        return True
    return text[noun.end() : noun.end() + 1] in COMPOUND or goes_on(text, at, at + 16)


def overlaps(taken: list[tuple[int, int]], begin: int, end: int) -> bool:
    """Whether a list or phrase has already claimed part of the piece."""
    k = bisect_right(taken, (begin, end))
    if k < len(taken) and taken[k][0] < end:
        return True
    for _, b in taken[k - 3 if k > 3 else 0 : k]:  # noqa: SIM110 - a generator costs twice as much
        if begin < b:
            return True
    return False


def antecedent(place: Place, d: Duty) -> None:
    """Give 该部 the name of the last ministry before it; report it where none stands there."""
    text, floor = place.text, max(0, d.start - 400)
    for m in reversed(list(patterns()["ending"].finditer(text, floor, d.start))):
        if m[0] == d.name[-1]:
            begin = clause_start(text, floor, m.start())
            if is_name(text, begin, m.end()) and m.end() - begin > 2:
                d.name = text[begin : m.end()]
                return
    place.problems.append(
        Problem(
            code="unit_without_antecedent",
            message=f"{d.name} stands for a body that is not named before it",
            action="add the full name by hand",
            span=place.passage.view.span(d.start, d.end),
        )
    )


def offices(place: Place) -> Iterator[Duty]:
    """办公室设在…，负责…: the office is told what it has to do, though where it sits makes nobody act."""
    text = place.text
    for at in places(SEATED, text):
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
    for colon in place.passage.places(("：",)):
        k = place.passage.unit_at(colon)
        unit = place.passage.units[k]
        if k == last or colon >= unit.start + LONGEST_LABEL:
            continue
        last = k
        if (unit.label not in DIRECTIVE and unit.label != "heading") or text.endswith(NOT_HEADED, unit.start, colon):
            continue
        if not ends_name(text, colon):
            continue
        lead = LEAD.match(text, unit.start, colon)
        begin = lead.end() if lead else unit.start
        if patterns()["locality"].match(text, colon - 1) and not text.startswith("各", begin):
            continue
        if begin < colon and not PUNCTUATION.search(text, begin, colon) and well_formed(text[begin:colon]):
            for x in members(text, begin, colon):
                yield Duty(x.start, x.end, x.name, "responsible", "subject", "assignments.headed", k)


def above(place: Place) -> Iterator[Duty]:
    """县财政局。负责…: bodies alone in a heading or sentence, above the duties that follow."""
    text, units = place.text, place.passage.units
    for k in [k for k, at in enumerate(place.passage.starts, -1) if text[at] in BARE_OPENS]:
        unit = units[k]
        if k < 0 or unit.end - unit.start > LONGEST_LABEL or not BARE_DUTY.match(text, units[k + 1].start):
            continue
        if unit.label not in DIRECTIVE and unit.label != "heading":
            continue
        begin = text.find("：", unit.start, unit.end) + 1
        lead = None if begin else LEAD.match(text, unit.start, unit.end)
        begin = lead.end() if lead else begin
        stop = unit.end - (text[unit.end - 1] in "。：")
        piece = text[begin:stop]
        if not ends_name(text, stop) or PUNCTUATION.search(piece) or not well_formed(piece) or piece in NOT_HEADED:
            continue
        bodies = list(members(text, begin, stop))
        if bodies and bodies[0].start == begin and bodies[-1].end == stop and not piece.endswith(NOT_HEADED):
            for x in bodies:
                yield Duty(x.start, x.end, x.name, "responsible", "subject", "assignments.headed", k)


def shortened(place: Place) -> Iterator[Duty]:
    """市防指…: a body by the short name that the text gives it (…指挥部（以下简称市防指）), as subject or after 由."""
    text, follow = place.text, follows()
    for short in dict.fromkeys(m["short"] for m in CALLED.finditer(text) if ends_name(text, m.start())):
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


def conditioned(place: Place, known: set[int]) -> Iterator[Duty]:
    """单位…的，要…: who opens a condition and then gets an order has to act, where no subject is `known` to begin."""
    text = place.text
    condition = hinted()["condition"]
    for at in place.passage.places(condition.hint):
        unit = place.directive(at)
        if unit is None or not condition.regex.match(text, at):
            continue
        low = place.passage.units[unit].start
        begin = clause_start(text, low, at)
        if begin in known:
            continue
        if begin > low and text[begin - 1] == "，" and MEETS.match(text, begin):
            end = begin - 1 if ends_name(text, begin - 1) else None
            begin = clause_start(text, low, begin - 1)
        else:
            end = opener(text, begin, at)
        if end is not None and well_formed(text[begin:end]):
            for x in members(text, begin, end):
                yield Duty(x.start, x.end, x.name, "responsible", "subject", "assignments.condition", unit)


def opener(text: str, begin: int, at: int) -> int | None:
    """Where the name ends that opens the condition up to `at`, if one does."""
    ending, locality = patterns()["ending"], patterns()["locality"]
    for e in ending.finditer(text, begin, min(at, begin + 30)):
        end = e.end()
        if end == at:
            break
        if not is_name(text, begin, end) or goes_on(text, end, at) or ending.match(text, end):
            continue
        if text[at] == "时" and acted(text, begin, e.start()):
            continue
        each = text.startswith("各", begin) and text[e.start()] != "级"
        if locality.match(text, e.start()) and (not each or near(text, end, at)):
            continue
        people = AND_PEOPLE.match(text, end)
        if not NO_ACTOR.match(text, people.end() if people else end):
            return end
    return None


def acted(text: str, begin: int, end: int) -> bool:
    """Whether somebody does something before a name ends (员工进入单位时): then the name is no subject."""
    return text.find("的", begin, end) < 0 and patterns()["verbal"].search(text, begin + 2, end) is not None


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
            if governing.search(text, begin, m.end()):
                break
            end = stop
        if end > begin:
            for x in members(text, begin, end):
                yield Duty(x.start, x.end, x.name, "responsible", "subject", "assignments.reporter", unit)
