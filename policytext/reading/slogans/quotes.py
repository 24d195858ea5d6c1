"""Quoted phrases: which of them are slogans, and of what kind.

Quotation marks stand around set phrases, numeral abbreviations and names of campaigns, but also around speech, defined
terms, names of systems and single words used loosely. What stands around the quotes and the make of the phrase decide.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from policytext.model import SloganKind
from policytext.reading.lexicon import Lexicon
from policytext.reading.passage import Passage
from policytext.reading.rules import RuleSet

QUOTED = re.compile(r"[“‘「『]([^“”‘’「」『』\n]{1,30})[”’」』]")
PLAIN = re.compile(r"“([^“”‘’「」『』\n]{1,30})[”’」』]")
"""The same for texts with one kind of opening quotes, which is searched faster."""

STRAY = re.compile(r"”(?=([一-鿿、]{2,12})”)")
"""A phrase that lost its opening quote right behind another one (“黑天鹅”灰犀牛”)."""

LOOK, LOOK_BACK = 24, 6
"""Characters after and before a phrase that are looked at."""

CODE = re.compile(r"\d{5}")
"""So many digits are a number (of a plate, a telephone)."""
DIGITS = re.compile(r"\d{3,5}")
DIGITS_STAND_FOR = re.compile("(?:[一-鿿]{2})??(?:工程|行动|计划|战略|体系|模式|机制|工作法|格局|思路|布局)")
"""Behind digits that abbreviate what is to be done: “1358”工程, “12221”市场体系; a number of a telephone has none."""
TITLE = re.compile("关于.+的(?:通知|意见|决定|指示|报告|请示|函|批复|公告|通报|方案|规定|办法|建议|提案)")
"""The title of a document, quoted instead of set in 《》."""
AWARDED = re.compile(r"授予$")
PRIZE = re.compile(r"[^，。；“”]{0,24}奖(?!励)")
"""Behind the name of a work that a prize is given to."""
CENTRE = re.compile("(?:综合)?服务(?:中心|站|点)")
"""“甲+乙”服务中心: such a name of two things in one is a brand."""
PLAN_PERIOD = re.compile(r"^(?:[一二三四五六七八九十]{1,3}五)(?:期间|时期|规划|末|以来)?$")
SPEECH = re.compile(r"(?:强调|指出|说|写道|表示|认为|讲话|批示|指示|回答|答复|回复|提到|要求)(?:道)?[：:，,]?$")
DEFINED = re.compile(
    r"(?:公号|公众号|所称|简称|统称|称为|称作|称之为|名为|命名为|设置为|标注|标明|注明|字样|显示|填写|填报|加盖|输入"
    r"|点击|登录|登陆|关注|搜索|选择|拨打|开通|下载|上传至|进入|扫描|名称为|标题为|主题词|栏目?)的?$"
)
DEFINED_AFTER = re.compile(
    r"(?:等)?(?:字样|一词|字|按钮|栏|模块|专栏|栏目|选项|公众号|微信|微博|APP|App|app|[一-鿿]{0,6}小程序|软件"
    r"|系统(?!治理|推进|施策|谋划)|平台|网(?!格)站?|客户端|热线|端口|页面|板块|频道|邮箱|账号|窗口|专区|菜单|是指"
    r"|，?是?指(?![标导挥引定])|指的是|，(?:具体)?由[^，。；]{2,16}(?:认定|确定|界定|结合|综合)"
    r"|(?:等)?[一-鿿]{0,5}用语|印章|专用章|标识|标志(?!性)|证明|证书|证|功能|（(?:http|www|网址)"
    r"|的?重要(?:指示|论述|讲话))"
)
PLACES = re.compile(r"[一-鿿]{2,4}(?:[—－-][一-鿿]{2,4})+")
SYSTEM = re.compile(
    r"(?:（第[^）]*）|占比|比例|在线|系统|[^上]平台|务网|息网|[^下]网$|APP|App|热线|公众号|小程序|客户端|数据库"
    r"|[行可格份业]证|(?<!代)表|证书|函|专用章|公告|(?<!^以.)(?<!^以..)(?<!^以...)(?<!^以....)中心|公司|协会|学会|联盟"
    r"|学院|医院|实验室|大学)$"
)
CLASS_NOUN = re.compile(
    r"(?:等)?(?:(?![的了和及与在为把将等违犯，。；、“”（）])[一-鿿]){0,7}?"
    r"(?:工程|行动|活动|计划|改革|品牌|项目|试点|大赛|竞赛|专项(?!整治|治理|检查)|创建|攻坚战|评选|节目|讲堂|走廊|论坛"
    r"|展播|示范点|志愿服务|主题教育|学习教育)"
)
NAMED = re.compile(
    r"(?:(?:[一-鿿]{2}|\d{3,4})(?:工程|计划|行动|活动|示范|走廊|项目|品牌|大赛|讲堂|课堂|攻坚|评选)"
    r"|[一-鿿]{2}[榜奖节制月周日]|工作法|(?:工程|基地)建设|[一-鿿]{3}创建|(?:生活|服务)圈|见面审批|承诺制)$"
    r"|(?:食堂|超市|银行|驿站|之家|小屋|书屋|小院)$|^互联网[+＋]."
)
NAMED_ACTION = re.compile("等?(?:专项|系列|执法|整治|集中|联合|综合|治理|检查|打击|清理|排查|[一二三四五]年)+行动")
"""Behind a name of two characters: “亮剑”专项整治行动."""
STARTED = re.compile(r"(?:实施|开展|举办|启动|推出|争创|举行)了?(?:好)?$")
PRACTISED = re.compile(r"(?:实行|推行|推广|建立|健全|完善|探索|试行)了?(?:好)?$")
SCHEME = re.compile(
    r"(?:等[一-鿿]{0,4})?(?:(?:工作|管理|服务|监管)?(?:机制|制度|模式|办法|做法)"
    r"|(?:审批|办理|办税)(?:服务)?方式)(?=[，。；、（]|$)"
)
CLAUSE_END = re.compile(r"[，。；（]")
LONGEST_SCHEME = 6
QUOTES_BEFORE = re.compile(r"(?:“[^“”\n]{2,10}”[、和]?){1,4}$")
"""推行“甲”“乙”等审批方式: what the verb stands before."""
LIST_AFTER = re.compile(r"[”’」』](?:[、，和及与]|以及)?[“‘「『]")
SHORT = re.compile(
    r"(?!一)([一-鿿])对\1$|[一-鿿](?:改|(?<![周流运回扭])转)[一-鿿](?<![委办组房费])$"
    r"|[稳保](?![护洁障健安险管证持定税])[一-鿿]{2}$|[散脏]乱[污差]$|(?:进|入)[一-鿿]{2,8}$"
    r"|[线网掌窗一当异跨同全帮即][一-鿿]办$|零(?!报告|排放|增长|售)[一-鿿]{2}$"
)
"""总对总, 公转铁, 稳就业, 散乱污, 进社区, 线下办, 零接触: three characters that make a phrase, no word."""
ACT = re.compile(
    "(?:进一步|优化|推[进行广]|开展|建立|健全|简化|探索|实行|清理|完善|畅通|深化|拓展|赋予)(?=[^、，+·—-]{7,}$)"
)
"""So begins what an item of a list is called, not a set phrase (“优化养老机构备案手续”)."""
LETTER = re.compile(r"[一-鿿A-Za-z+＋]")
PLUS = re.compile(r"[+＋]")
SENTENCE_END = re.compile(r"[。！？!?；]")

Make = Literal["none", "numeral", "known numeral", "name", "known name", "known", "word", "phrase"]
"""What a quoted phrase is by itself, before what stands around it is looked at."""

NAME = "name of a system or term"
SHARED = ("slogans.campaign_quoted", "slogans.scheme", NAME)
"""What the last of several quoted phrases makes of all of them (“甲”“乙”等品牌)."""


@dataclass(slots=True)
class Quote:
    """A quoted phrase (offsets of the view, without its quotes) and what it was found to be."""

    start: int
    end: int
    kind: SloganKind | None
    rule: str
    numeral: bool = False
    """Whether it is a numeral abbreviation, also where it is no slogan here (a definition)."""


@lru_cache(maxsize=1)
def numerals() -> re.Pattern[str]:
    """The rule that knows numeral abbreviations by their make."""
    return RuleSet.default().by_id["slogans.numeral"].regex


@lru_cache(maxsize=1)
def short_phrases() -> dict[str, str]:
    """Phrases of the lexicon that are quoted set phrases although they are short, and their kinds."""
    rows = Lexicon.default("slogans")
    return {form: e.kind for e in rows for form in (e.name, *e.variants)}


def read_quotes(passage: Passage) -> list[Quote]:
    """Every quoted phrase of the passage, slogans and others, in the order of the text."""
    text = passage.text
    quoted = QUOTED if "‘" in text or "「" in text or "『" in text else PLAIN
    found = [m.span(1) for m in quoted.finditer(text)]
    if not found:
        return []
    if stray := [m.span(1) for m in STRAY.finditer(text)]:
        found = sorted(found + stray)
    quotes: list[Quote] = []
    named: set[str] = set()
    later: Quote | None = None
    for start, end in reversed(found):
        phrase = text[start:end]
        make, numeral = made(phrase)
        kind, rule = judge(make, phrase, text, start, end)
        if kind == "quoted" and later and later.rule in SHARED and LIST_AFTER.fullmatch(text, end, later.start):
            kind, rule = later.kind, later.rule
        if make == "word" and kind is None and len(phrase) == 3 and later and beside(text, end, later):
            kind, rule = later.kind, later.rule  # “请进来”“走出去”: one of a pair
        if make == "word" and kind is None and later and shares_noun(phrase, text, end, later):
            kind, rule = later.kind, later.rule
        if kind == "campaign":
            named.add(phrase)
        later = Quote(start, end, kind, rule, numeral)
        quotes.append(later)
    if named:
        for q in quotes:
            if q.kind == "quoted" and text[q.start : q.end] in named:
                q.kind, q.rule = "campaign", "slogans.campaign_quoted"
    return quotes[::-1]


def beside(text: str, end: int, later: Quote) -> bool:
    """Whether a set phrase of three characters follows in the same list."""
    short = later.kind == "quoted" and later.end - later.start == 3 and text[end - 1] != "化"
    return short and LIST_AFTER.fullmatch(text, end, later.start) is not None


def shares_noun(phrase: str, text: str, end: int, later: Quote) -> bool:
    """Whether the noun behind the next phrase of the list names this one too (“剑网”“秋风”等专项行动)."""
    if later.kind != "campaign" or len(phrase) < 2 or text[end + 1 : later.start - 1] not in ("", "、", "和"):
        return False
    return CLASS_NOUN.match(text, later.end + 1, later.end + 1 + LOOK) is not None


@lru_cache(maxsize=4096)
def made(quoted: str) -> tuple[Make, bool]:
    """What the phrase between quotes is by its own make, and whether it is a numeral abbreviation."""
    phrase, numeral = quoted.strip(), numerals().fullmatch(quoted) is not None
    if not phrase or PLAN_PERIOD.match(phrase) or not LETTER.search(phrase) or CODE.search(phrase):
        return "none", numeral
    if numerals().fullmatch(phrase):
        return "numeral", numeral
    known = short_phrases().get(phrase)
    if known == "numeric":
        return "known numeral", numeral
    if NAMED.search(phrase):
        return "name", numeral
    if known:
        return ("known name" if known == "campaign" else "known"), numeral
    if (
        SENTENCE_END.search(phrase)
        or (phrase[0] == "关" and TITLE.fullmatch(phrase))
        or (SYSTEM.search(phrase) and not PLUS.search(phrase))
        or PLACES.fullmatch(phrase)
        or not worth(phrase)
    ):
        return "word", numeral
    return "phrase", numeral


def judge(make: Make, phrase: str, text: str, start: int, end: int) -> tuple[SloganKind | None, str]:
    """The kind of the phrase between quotes at `start` and `end`, or `None` where it is no slogan."""
    if make == "none":
        digits = DIGITS.fullmatch(phrase) and DIGITS_STAND_FOR.match(text, end + 1)
        return ("numeric", "slogans.numeral") if digits else (None, "")
    if make == "numeral":
        return "numeric", "slogans.numeral"
    low, before, after, high = max(0, start - 1 - LOOK_BACK), start - 1, end + 1, end + 1 + LOOK
    if DEFINED_AFTER.match(text, after, high):
        return None, NAME
    if DEFINED.search(text, low, before) or (AWARDED.search(text, low, before) and PRIZE.match(text, after)):
        return None, ""
    if make == "known numeral":
        return "numeric", "slogans.numeral"
    if make == "name" or classed(phrase, text, after, high):
        return "campaign", "slogans.campaign_quoted"
    if make in ("known name", "known"):
        return ("campaign" if make == "known name" else "quoted"), "slogans.quoted"
    practised = 3 <= len(phrase) <= LONGEST_SCHEME and is_practised(text, low, before)
    if practised and SCHEME.match(text, after):
        return "campaign", "slogans.scheme"
    if practised and len(phrase) == 3 and CLAUSE_END.match(text, after):
        return "quoted", "slogans.scheme"
    if make == "word" or ACT.match(phrase) or (len(phrase.strip()) > 10 and SPEECH.search(text, low, before)):
        return None, ""
    if "、" not in phrase and STARTED.search(text, low, before):
        return "campaign", "slogans.campaign_quoted"
    return "quoted", "slogans.quoted"


def is_practised(text: str, low: int, before: int) -> bool:
    """Whether a verb of putting into practice stands before a phrase, or before the quoted ones that it follows."""
    if text[before - 1] in "”、和" and (first := QUOTES_BEFORE.search(text, max(0, before - LOOK), before)):
        low, before = max(0, first.start() - LOOK_BACK), first.start()
    return PRACTISED.search(text, low, before) is not None


def classed(phrase: str, text: str, after: int, high: int) -> bool:
    """Whether the noun behind a quoted phrase makes it the name of a project, brand or activity."""
    noun = CLASS_NOUN.match(text, after, high)
    if noun is not None:
        return len(phrase) > 2 or len(noun[0]) < 4 or NAMED_ACTION.match(text, after) is not None
    return "+" in phrase and CENTRE.match(text, after) is not None


def worth(phrase: str) -> bool:
    """Whether a phrase is more than one ordinary word in scare quotes."""
    return len(phrase) >= 4 or "+" in phrase or SHORT.match(phrase) is not None
