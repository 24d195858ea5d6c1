"""What others do to a body: it is the subject of its clause, and yet is told nothing."""

import re

from policytext.reading.branches import openers
from policytext.reading.units.organisations import patterns

DEALT = re.compile(
    "(?:(?:依法|依规|一律|统一|按规定|按程序|按照?有关规定|直接|优先|适当|从严|从重|严肃|坚决|立即|及时|视情|酌情){0,3}"
    "(?:(?:予以|给予)(?:一次性|适当|优先|公开|通报|依法|资金|财政|从[重轻]|减轻|行政|纪律|党纪|政务|相应|必要"
    "|重点){0,2}的?"
    "(?:保留|撤销|关[闭停]|取缔|表[彰扬]|奖励|嘉奖|通报|批评|处[罚分理置]|警告|[补资]助|补贴|奖补|贴息|减免|免除|注销"
    "|取消|淘汰|合并|"
    "倾斜|支持|扶持|清退|问责|约谈|命名|授牌|宽容|容错|纠正|制止|吊销|追究|查处|惩[处戒]|推荐)|授予|"
    "[纳列]入(?![^，。；]{0,12}(?:预算|规划|计划|日程|议程|内容|课程|体系))[^，。；]{0,16}(?:名[单录]|目录|库|范围"
    "|监管|管理)(?=[，。；])|"
    "(?:取缔|[关叫]停|关闭|查处|淘汰|处罚|清退|通报批评|通报表[扬彰]|注销|严肃处理|问责|约谈)(?=[，。；、])|"
    "优先(?:安排(?:资金|项目|指标|用地|经费)|推荐|支持|扶持)(?=[，。；、])|颁发(?:证书|奖[牌状杯]|牌匾)"
    "|减少(?:检查|抽查))|"
    "责令)"
)
"""What is done to bodies by others (逾期未整改的企业予以关闭), said without a subject."""
GRANTED = re.compile(
    "(?:按照?|根据|依据)(?![^，。；：]{0,8}(?:规定|要求|职责))[^，。；：]{1,30}?(?:给予|予以)(?!员工|职工|学生|人员"
    "|教师|劳动者)"
    "[^，。；：的]{0,8}?(?:[补资]助|补贴|奖励|奖补|贴息|减免|返还)"
)
"""What is granted by some measure (按每人1000元给予补贴): whoever stands before it receives it, unless it governs."""
DEALT_OPENS = openers(DEALT.pattern) or frozenset()
GRANTED_OPENS = openers(GRANTED.pattern) or frozenset()
ASSESSED = re.compile("每[^，。；：的对]{1,6}(?:认定|评[定估选]|考[核评]|复[核审评])[一两二三0-9]次(?:[。；]|，由)")
"""How often others assess a body."""
GIVES = re.compile("(?:部门|机关|政府|财政|委员会|[部委局厅办院署]|银行|(?<![合足到])(?:条件|能力)的[^的]+)$")
"""Who gives and orders: authorities, and whoever is able to (有条件的镇给予补助)."""
GOVERNED = ("各", "有关", "相关", "县", "市", "省", "区", "镇", "乡")
"""So begin the names of those who govern, or of each that has to act."""
JUDGED = re.compile(
    "(?:各类|对|有关)?(?:违[规法章纪约]|获奖|受表彰|受奖|优[秀胜]|先进|失信|守信|问题|落后|不?合格|不?达标|未达标|僵尸"
    "|散乱污|[A-D]级)[^的]{0,6}"
)
"""Bodies that others have judged: 违规企业, 先进单位."""
CLASS = re.compile("(?:(?!作为).)+的[^的]+")
"""A class of bodies, told by what is said of it: before a comma it needs no modal word to be a subject."""
ADVERBS = "(?:依法|依规|依纪|按规定|按程序|从[严重快]|严肃|坚决|一律|及时|立即|视情|酌情|积极|优先|直接){0,3}"
DONE = re.compile(
    f"{ADVERBS}(?:(?:依[据照]|按照?|根据)[^，。；]{{2,80}}?{ADVERBS})?(?:"
    r"(?:予以|给予)(?!经济补偿|赔偿|当事人|答复|说明|配合|协助|登记|[受办]理|告知)|责令(?!组)|吊销|撤销|取消"
    r"|追[究缴回责]|没收|通报(?:批评|表[扬彰])|"
    r"问责|约谈|处[罚分](?=[，。；])|处理(?=[，。；])|处(?=[0-9一二三四五六七八九十]|以)|注销(?!账|或)|关[闭停]|取缔"
    r"|查处|强制|扣[减发除]|[列纳]入[^，。；]{0,12}(?:名单|失信|范围)|移出|"
    r"帮[助扶]|扶持|优先(?:安排|支持)(?=[，。；])|将其|"
    rf"对(?!照)(?:其|(?=主要|直接|有关|相关|责任))(?:(?:主要|直接|有关|相关|责任)[^，。；]{{1,20}}?)?{ADVERBS}(?:给予"
    rf"|予以|追究|问责|处[罚分理]|进行(?:约谈|问责|处罚|通报)))"
)
"""What others do to whoever a condition speaks of."""
DONE_OPENS = openers(DONE.pattern) or frozenset()
GOVERNS = re.compile(
    "(?:在[^，。；的]{2,12}[中时])?(?:经[^，。；的]{0,8})?(?:发现|[接收]到|认[为定]|决定|查[实明出处验]|检查|调查"
    "|核[查实]|审[查核]|受理|评估|作出|实施|"
    "采取|[确有]?有?条件|财力|确有|根据|依法|对|组织|开展|同意|批准|收[取回])"
)
"""What an authority does before it deals with others, or what it can afford (财力允许的，可给予补助)."""
ABLE = re.compile("(?:具备|有)(?:[^，。；的]{0,4})(?:条件|能力)|财力|发现|接到|收到|解除|终止|辞退")
"""What lets any other body do that."""


def dealt_with(text: str, piece: str, at: int) -> bool:
    """Whether a class of bodies, told by what is said of it, is what others deal with (符合条件的机构给予补助)."""
    if text[at : at + 1] not in DEALT_OPENS or DEALT.match(text, at) is None:
        return False
    told = CLASS.fullmatch(piece) or JUDGED.match(piece)
    return told is not None and (GIVES.search(piece) is None or JUDGED.match(piece) is not None)


def receives(text: str, piece: str, at: int) -> bool:
    """Whether a body that does not govern is granted something (企业按每人1000元给予补贴), without a modal word."""
    governs = piece.startswith(GOVERNED) or GIVES.search(piece) is not None
    return not governs and GRANTED.match(text, at) is not None


def assessed(text: str, piece: str, at: int) -> bool:
    """Whether a body that does not govern is what others assess in turn (示范基地每两年认定一次)."""
    return ASSESSED.match(text, at) is not None and not piece.startswith(GOVERNED[:3]) and GIVES.search(piece) is None


def done_to(text: str, begin: int, end: int, at: int) -> bool:
    """Whether the order behind a condition that ends at `at` tells what others do to the body that opens it.

    企业未按期整改的，应当责令改正 tells the company nothing; 县民政局发现问题的，应当责令改正 does tell the bureau.
    """
    modal = patterns()["modal"].match(text, at + text.startswith("，", at))
    if modal is None or text[modal.end() : modal.end() + 1] not in DONE_OPENS or not DONE.match(text, modal.end()):
        return False
    authority = text.startswith("各", begin) or GIVES.search(text, begin, end) is not None
    return (GOVERNS if authority else ABLE).match(text, end, at) is None
