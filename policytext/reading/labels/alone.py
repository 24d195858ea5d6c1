"""What words alone decide, wherever they stand: lists of responsibility, formulas, signatures, heading rows."""

import re

from policytext.model import Label
from policytext.reading.bare_lists import CLOSERS, bare_list, captioned
from policytext.reading.duty_words import SHALL
from policytext.reading.labels.notes import NOTE_ENDS, is_note
from policytext.reading.labels.pieces import HAN
from policytext.reading.labels.rule_ids import BARE, CASE, DUTY, WHEN
from policytext.reading.labels.words import Words
from policytext.reading.outline.markers import list_opening
from policytext.reading.persons import TOLD
from policytext.reading.persons import WORDS as NO_PERSON

LISTING = frozenset("位门限间求点导人体关室科工期")
"""Before its colon a label of a list of responsibility ends in one of these."""
LISTED_FIRST = re.compile(r"[（〔](?:[^（）〔〕]|（[^（）]*）)*(?:负责|牵头|配合|落实)[）〕] *")
"""A list of those responsible that a copy has run together with the heading after it."""
HEADED = re.compile(r"(?:。 *)?(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)[^，；：]{2,60}。?$")
"""Headings alone behind such a list."""
SIGNATORY = re.compile(
    r"(?:(?:代)?(?:[部省市县区州局署院行会盟旗]|董 ?事)[ 　]{0,4}长|[一-鿿]{0,6}司长|行政长官"
    r"|主[ 　]{0,4}[任席]|总[ 　]{0,4}理|书[ 　]{0,4}记)(?:[ 　]+|： ?)[一-鿿][一-鿿 　]{1,5}"
)
"""Office and name, as an order is signed."""
LONGEST_SIGNATORY, LONGEST_STAFF = 16, 40
MEMBER = re.compile(r"[一-鿿] ?[一-鿿](?: ?[一-鿿]){0,2} {2,}[^。；：]{2,50}(?:长|主任|书记|主席|院士|教授|员)")
"""Name and office, as in a list of members."""
STAFF = re.compile(
    r"[一-鿿]{3,24}[部委局厅司处科室办院会] {2,}[一-鿿]{2,3}(?: +[一-鿿]{2,3}){0,3}"
    r"|[一-鿿]{3,24}[局司处科室办](?: [一-鿿]{2,3}(?<![部委局厅司处科室办院会])){2}"
    rf"|(?:[^，。；：]{{2,12}}名单：)?[0-9一-鿿]{{1,8}}(?:号楼|栋|单元|[组村]|网格|社区) (?!{NO_PERSON}){TOLD}[；。]?"
)
"""Office or place and the names of its staff, as in a list of whom to reach."""
COLUMNS = re.compile(r"(?:\| *)?(?:序号|指标|类别|编号)(?:名称)?(?:[ |]+[^\s|，。；：]{1,16}){2,}[ |]*")
"""The heading row of a table, whose cells stand between blanks or bars."""
COLUMN_MARKS = frozenset("|序指类编")
CAPTION = re.compile(r"表 ?[0-9一二三四五六七八九十]{1,3}(?:[-—.][0-9]{1,2})?(?:：|[\s])\s*[^，。；]{4,60}")
INDICATOR = re.compile(r"[^，。；]{2,60}[\s|][0-9][^，。；]{0,60}[\s|](?:预期|约束)性")
"""A row of a table of indicators: what is to be reached, from what, and whether it binds."""
FIXED = frozenset("责牵表") | COLUMN_MARKS | CLOSERS.keys()
"""With these begin lists and heading rows that have no colon near their beginning."""
COVERS = ("label.formula.issue", "label.formula.comply")
"""The rules of sentences that ask to carry out what is enclosed."""
ASKS = re.compile("[，：；](?=[请要](?![求点素示])|并[于在])|^(?=请)")
ASKED = re.compile(
    "^(?:[请要并]"
    "|(?:各|你们|有关)[^，：《》的]{0,16}?(?=[结按根参认切及立抓尽迅积主严进务于在收明加制做建将把对组通转开落0-9])"
    "|(?:[于在]|收到|[0-9]{1,4} ?[年月日个])[^，]{0,20}?(?:底?前|底|内)(?![期提往来容部控])"
    "|(?:结合|按照?|根据|依照|参照|对照)[^，]{0,30}?(?:(?:实际|要求|精神|规定|安排|方案|通知|情况|内容|文件|预案"
    "|部署)的?)+"
    "|认真|切实|及时|尽快|立即|抓紧|迅速|积极|主动|严格|进一步|一并|全力以赴|全力|务必|扎实|精心|广泛|深入|大力){1,5}"
)
"""What stands ahead of what somebody is asked for."""
SET = re.compile(
    "[将就][^，]{2,20}如下$|学习|宣传(?!活动)|贯彻|遵照|参[照考]|依照|执行|落实|实[施行]|结合|确保|统筹|采取|配合"
    "|明确(?!专人|[^，]{0,6}[0-9一二两三][名位])|推[进动]|压实|狠抓|安排部署|细化(?:措施|责任|分工)"
    "|发动(?:群众|各方|社会力量)(?:积极|广泛|踊跃)?参与$|解决|加快(?!建)|制定(?:具体|相关|有关|切实)?(?:措施|办法)"
    "|(?:组织|[抓做]好|加强|强化|提高)(?:好|[抓做]好)?(?:组织|学习|宣传|贯彻|落实|实施|执行|领导|责任|协[作调同]|配合"
    "|沟通|认识|站位|保障|衔接|[^，]{0,8}(?:工作|任务|落实)$)"
)
"""So the set phrases begin in which somebody is asked to carry out what is enclosed."""
OWN_ORDER = re.compile(
    "^要(?![^，]*(?:抓好|贯彻|落实|执行)$)|[前内][^，]{0,30}(?:报[送告至到给]?|交[到至给]?|提[交供]|反馈|寄[到至送])"
    "|[将把][^，]{2,40}(?:报[送告至到给]|交[到至给]|反馈[到至给])"
    "|对[^，]{2,60}(?:进行|开展)|(?:通知|转[告发]|传达|告知)[到给至]?(?!如下|精神|要求)[^，]{2,}"
)
"""于4月15日前交到县教育局, 对食堂进行排查: what is asked for is more than to carry out what is enclosed."""
SHORTEST_ORDER = 4

SCORE = r"[得扣加计记减](?:[0-9]{1,3}(?:\.[0-9]+)?|[一二三四五六七八九十半]{1,2})分(?!钟)|不[得加计]分|扣完为止"
"""What somebody gets or loses in an assessment."""
SCORED = re.compile(rf"(?:{SCORE})[。；]$")
SCORES = re.compile(
    r"(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．])? ?(?:[^，。；：]{1,24}：)?"
    rf"(?:[^，。；]*?(?:的[，；]|{SCORE})|(?:每(?![年月日周天季半])|未|无|没有|缺|凡|发现|出现|发生)[^，。；]*，)"
)
"""未建立台账的扣2分: how assessments score, from the first clause on; 各镇要建立台账，未建立的扣2分 orders as well."""
ORDERED = re.compile(
    rf"(?:{SHALL}(?<![回答索][应要])(?![^，。；：]{{1,6}}未)|(?<![申邀聘提报恳])请(?![示托假求])|务必|严禁|不得(?!分)"
    rf"|不准)"
    rf"(?![^，。；：]*的(?:[，；]|(?:每[^，。；：]{{1,4}})?(?:{SCORE})))"
)
"""各镇要上报，迟报扣2分: an order or a ban, unless its clause names the case: 应报未报的, 不得参评情形的扣5分."""
LONGEST_SCORE, SCORE_ENDS = 24, ("分", "止")
PERIOD_ENDS = frozenset("月日时分午点五0123456789")
TELLING_ENDS = PERIOD_ENDS.union(SCORE_ENDS)
PERIOD = re.compile(
    "(?=[一-鿿]{2}|.*[至。；])(?![^0-9]*(?:[截前应要须请延]|执行|有效|推迟|调整|改期))[^，。；：0-9]{0,12}(?:[：为]"
    "|定[在于])?(?=[^，。；]{0,16}[0-9]月)"
    "(?:自本[一-鿿]{1,3}(?:发布|印发|公布)之日起?)?"
    "[0-9年月日时点分自从即起止至到上下午（）星期周一二三四五六每、 ~—－:：.-]{2,40}[。；]?"
)
"""活动时间：5月1日至31日: a time, and nothing that is done in it."""


ROW = re.compile(r"[^，。；：]{1,24} {3,}[^，。；：]{1,24} {3,}[^，。；：]+")
"""A row of a table whose columns stand apart, its heading row too."""
PAGE_LINE = re.compile(
    r"[【\[]?(?:附件下载|相关附件|文档附件|附件列表|正文下载|附件(?=[】\]])|点击下载[^，。；]{0,8}|[上下]一篇(?=[：:])"
    r"|(?:打印|关闭)(?:本页|窗口))[】\]]?(?:[：:][^。；]{0,60})?"
    r"|(?:附[件表录]? ?[一二三四五六七八九十0-9]{0,2}[：:.．、 ]? ?)?[^，。；：/]{2,60}"
    r"\.(?:docx?|xlsx?|pdf|wps|et|zip|rar|ofd)",
    re.IGNORECASE,
)
"""What a page prints between the texts of a document: 附件下载：, 附表1 收入明细表.doc."""
PAGE_OPENS, FILE_ENDS = frozenset("【[附相文正点上下打关"), frozenset("cxfsptrdCXFSPTRD")
LONGEST_FIGURES = 12
LONG_RUN, RUN_PER_COMMA = 400, 120
"""Characters without a stop that are no sentence where so few commas stand in them: a table whose marks are lost."""


def fixed_label(words: Words) -> tuple[Label, str] | None:
    """Label and rule of a text unit whose words alone decide: responsibility lists, formulas, definitions by 就是要."""
    text = words.text
    opening = text[:16]
    first = opening[:1]
    ends = text[-1:]
    if len(text) >= LONG_RUN and text.count("，") * RUN_PER_COMMA < len(text):
        return "statement", "label.fragment"
    if len(text) <= LONGEST_FIGURES and first < "一" and HAN.search(text) is None:
        return "furniture", "label.fragment"
    if "   " in text and ROW.fullmatch(text):
        return "statement", "label.fragment"
    if ends != "。" and ends in NOTE_ENDS and is_note(text):
        return "responsibility", "label.responsibility.note"
    words.colon = colon = "：" in opening
    if colon or first in FIXED:
        found = listing(words, opening, first)
        if found is not None:
            return found
        text = words.text
    if (colon or " " in opening) and (found := names_office(text)) is not None:
        words.members = words.members or found[1] == "label.member"
        return found
    if (ends != "。" or text[-2:-1] in TELLING_ENDS) and (found := by_ending(text, ends)) is not None:
        return found
    flags, masks = words.flags, words.cues.masks
    if flags & masks["formula"] and (rule := words.first("formula")):
        return ("task", DUTY) if orders_as_well(words, rule) else ("formula", rule)
    if flags & masks["principle"] and "就是要" in text and (rule := words.first("principle")):
        return "principle", rule
    return None


def by_ending(text: str, ends: str) -> tuple[Label, str] | None:
    """Label and rule of a line of the page, a row of indicators, a question, a case, a score or a time."""
    if ends != "。":
        if (text[0] in PAGE_OPENS or ends in FILE_ENDS) and PAGE_LINE.fullmatch(text):
            return "furniture", "label.page"
        if ends == "性" and INDICATOR.fullmatch(text):
            return "goal", "label.indicator"
        if ends == "？":
            return "statement", "label.question"
        if ends == "；" and text[-2:] == "的；" and "：" not in text and text[-3:] != "目的；":
            return "statement", CASE
    last = text[-2:-1]
    if last in SCORE_ENDS and scores(text):
        return "statement", "label.score"
    return ("statement", WHEN) if last in PERIOD_ENDS and PERIOD.fullmatch(text) else None


def scores(text: str) -> bool:
    """Whether the words tell how something is scored, and order nothing."""
    return (
        SCORED.search(text, max(0, len(text) - LONGEST_SCORE)) is not None
        and SCORES.match(text) is not None
        and ORDERED.search(text) is None
    )


def orders_as_well(words: Words, rule: str) -> bool:
    """Whether the sentence that issues or forwards a document goes on to order something of its own."""
    text = words.text.rstrip("。；")
    asks = ASKS.search(text) if rule in COVERS else None
    if asks is None:
        return False
    for clause in text[asks.end() :].split("，"):
        asked = ASKED.sub("", clause, count=1)
        if OWN_ORDER.search(clause) or (
            len(asked) >= SHORTEST_ORDER and words.cues.operation.match(asked) and not SET.match(asked)
        ):
            return True
    return False


def listing(words: Words, opening: str, first: str) -> tuple[Label, str] | None:
    """Label and rule of a list of responsibility, or of the heading row of a table."""
    text = words.text
    if first in CLOSERS and text[-1:] in "。；" and (end := list_opening(text, 0, len(text))):
        if HEADED.match(text, end):
            return "responsibility", f"label.responsibility.{'list' if '：' in text[:end] else 'by-duty'}"
        words.text, words.listed = text[end:], True
        return None
    colon = opening.find("：")
    if first in "（〔" or (colon > 0 and opening[colon - 1] in LISTING):
        rule = words.first("responsibility")
        if rule:
            return "responsibility", rule
        listed = LISTED_FIRST.match(text)
        if listed and (len(listed[0]) * 2 > len(text) or HEADED.match(text, listed.end())):
            return "responsibility", "label.responsibility.by-duty"
    if captioned(text, 0, len(text)):
        return "responsibility", "label.responsibility.list"
    if first in CLOSERS and bare_list(text, 0, len(text)) is not None:
        return "responsibility", BARE
    if first == "表" and CAPTION.fullmatch(text):
        return "heading", "label.caption"
    if first in COLUMN_MARKS and COLUMNS.fullmatch(text):
        return "furniture", "label.columns"
    return None


def names_office(text: str) -> tuple[Label, str] | None:
    """Label and rule of a line of office and name, as an order is signed, or of name and office."""
    if len(text) <= LONGEST_SIGNATORY and SIGNATORY.fullmatch(text):
        return "furniture", "label.signatory"
    if "  " in text[:9] and MEMBER.fullmatch(text):
        return "furniture", "label.member"
    if len(text) <= LONGEST_STAFF and STAFF.fullmatch(text):
        return "furniture", "label.member"
    return None
