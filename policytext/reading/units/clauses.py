"""Where a clause begins, behind markers, times and connectives, and what its beginning names."""

import re
from bisect import bisect_right
from functools import lru_cache

from policytext.reading.passage import TextUnit
from policytext.reading.units.duty import CLAUSE, organisations
from policytext.reading.units.members import Member
from policytext.reading.units.organisations import branched, patterns

LED_BY = (
    r"(?: |决定(?=各|由)|现?要求(?=各)|【[^【】]{1,20}】|或者|第[一二三四五六七八九十百千\d]{1,5}条|"
    r"\d{1,2}(?:\.\d{1,2}){1,3} |[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[①-⑳]|"
    r"[一二三四五六七八九十]{1,2}(?:是|要)|"
    r"其(?:所属|下属|直属)的?(?=[省市县区镇])|除[^，。；：除]{2,50}?外的?(?=其他|其它|其余)|同时|其中|此外|另外|目前"
    r"|(?:今年|明年)(?:年?[底初末]前?|内|起|以来|[上下]半年|[春夏秋冬]季|汛期|\d{1,2}月(?:[底初]|份)?前?)?|现阶段"
    r"|原则上|特别是|尤其是|(?:《?通知》?|《?意见》?|方案|会议)(?:要求|规定)"
    r"|会议(?:原则)?(?:同意|决定|明确|[议商确]定|指[示出]|安排|建议|强调|希望|授权)(?=各|[省市县区镇乡])|批转"
    r"|(?:原则)?同意(?!的|后)|请|希(?!望[小学工镇乡村])望?|望(?=你|各|有关|全[省市县区])|建议|凡|并(?!州)|但|且(?!末)"
    r"|也(?!门)|今后|因此|为此|届时|随[后即]|近期|当前|下一步|必要时|确需的|"
    r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[年月]?底)?(?:前|起|内)?|"
    r"\d{1,2}月(?:份|[上中下]旬|[初中底末]|\d{1,2}[日号]?(?:(?:至|到|[-—~～])(?:\d{1,2}月)?\d{1,2}[日号])?)?"
    r"(?:之间|期间|左右|前后|[之以]?[前后内]|起)?(?:（[^（）]{1,10}）)?|"
    r"每(?:年(?:\d{1,2}月(?!\d))?|半年|季度?|月|周[一二三四五六日]?|日|天)(?:[底初末](?=[^，。；：]))?前?"
    r"|(?:年(?:内(?!容)|终)|[年月][底末]|季度?末)前?|[本当次下](?:年度?|季度|月|周)(?:[底初末]前?|[内起])?|"
    r"[上下]半年|第?[一二三四]季度|平时|汛期(?![前间])"
    r"|(?:节?假日|[寒暑]?假|假期|“?十[二三四五六]五”?(?:时期)?)(?:期间)?(?=各|有关|相关|全[省市县区]|中央|国家"
    r"|[省市县区][^级直])|"
    r"[春夏秋冬]季(?=各|有关|相关|全[省市县区]))"
)
LEAD_FIRST = (
    " 决要【或除第（(一二三四五六七八九十\\d①-⑳同其此另目今明下现原特尤《通意方会批请希望建凡并但且也因为届近当必确"
    "每年月季本次上平汛节假寒暑“春夏秋冬随"
)
"""What a lead can begin with: most clauses have none, and one look tells."""
LEAD = re.compile(rf"(?:(?=[{LEAD_FIRST}]){LED_BY}*|)")
ITEM_INSIDE = "[一-鿿]{2,16}（[一二三四五六七八九十]{1,3}）"
"""A heading that the marker of its first item has run into: 其他事项（一）."""
PUSHED = "[^，。；：、]{0,8}?(?:指导|督[促导]|引导|动员|组织(?!部)|通知|敦促|推动|帮助)"
"""Behind it those whom the subject makes act (督促辖区内各企业…)."""
MOMENT = (
    "(?=[^，。；：、间前后内起底时]{0,13}+[间前后内起底时])(?![对向由经把将以为与])在?"
    f"(?!{PUSHED})"
    "[^，。；：、]{2,12}?(?:(?:期间|前|后|(?<![国境])内|起|底)(?=各|有关|相关|地$|[省市县区](?:[^级直]))|"
    "(?<![及同临届按随实定当小到])时(?=各|有关|相关|[省市县区][^级直]|[^，。；：、的]{1,10}[单机企](?:[位构业]|$)))"
)
INTRODUCTION = re.compile(f"{LEAD.pattern}(?:{ITEM_INSIDE}|)(?:{MOMENT}|)")
"""All that a clause opens with before its subject, where a bracket has been closed before it."""
MARKED = r"(?:[^，。；：？！\n ]*+[，。；：？！\n ])"
TO_LAST_MARK = re.compile(f"{MARKED}++")
OPENING = re.compile(f"(?:(?s:.*)[，。；：？！\n ]|){LEAD.pattern}(?:{MOMENT}|)")
"""Everything up to the last mark, for which the engine steps back, and what the clause behind it opens with."""
SITE = "文物保护单位"
"""Alone it is what is protected; beside museums, or told by what is said of it, it is run by somebody."""
ASKED = re.compile("(?<![申提邀聘报商恳函应呈约转敦促])请(?![示求假教客柬])")
"""Who is asked stands behind it, also where the matter opens the clause; 申请 and 请示 are other words."""
QUOTE = re.compile("[“”]")
LONGEST_QUOTATION = 2000


def behind_lead(text: str, start: int, limit: int) -> int:
    """Where the words begin behind markers, times and connectives."""
    lead = LEAD.match(text, start, limit)
    return lead.end() if lead else start


def clause_start(text: str, unit_start: int, at: int) -> int:
    """Where the clause begins that holds `at`, brackets passed over, its marker and connectives skipped."""
    if unit_start < at - CLAUSE:
        unit_start = at - CLAUSE
    if text.find("）", unit_start, at) < 0:
        opened = OPENING.match(text, unit_start, at)
    else:
        unit_start = outside(text, unit_start, at)
        opened = INTRODUCTION.match(text, unit_start, at)
    begin = opened.end() if opened else unit_start
    return asked(text, begin, at) if text.find("请", begin, at) > 0 else begin


def asked(text: str, begin: int, at: int) -> int:
    """Where the names begin that are asked for what opens the clause (有关情况请各镇及时报送), else `begin`."""
    for m in ASKED.finditer(text, begin, at):
        if text.find("的", m.end(), at) < 0 or text.startswith(("各", "有关", "相关"), m.end()):
            return m.end()
    return begin


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


def quoted(text: str, u: TextUnit, at: int) -> bool:
    """Whether a quotation is open at `at`, and closed behind it: a “ that nothing closes opens none."""
    before = text[max(u.start, at - LONGEST_QUOTATION) : at]
    if "“" not in before or before.rfind("“") < before.rfind("”"):
        return False
    mark = QUOTE.search(text, at, min(u.end, at + LONGEST_QUOTATION))
    return mark is not None and mark[0] == "”"


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


def overlaps(taken: list[tuple[int, int]], begin: int, end: int) -> bool:
    """Whether a list or phrase has already claimed part of the piece."""
    k = bisect_right(taken, (begin, end))
    if k < len(taken) and taken[k][0] < end:
        return True
    for _, b in taken[k - 3 if k > 3 else 0 : k]:  # noqa: SIM110 - a generator costs twice as much
        if begin < b:
            return True
    return False
