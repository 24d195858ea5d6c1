"""The value of a target (量化指标): comparator, number, unit, what is counted, and against which base."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from policytext.arguments import instance
from policytext.model import Document, Target
from policytext.reading.duty_words import MAY, NEVER, SHALL
from policytext.reading.numerals import number
from policytext.reading.rules import RuleSet
from policytext.values.own import own

Comparator = Literal["at_least", "at_most", "more_than", "less_than", "up_by", "down_by", "reach"]
BEFORE: tuple[tuple[Comparator, str], ...] = (
    ("at_least", f"{NEVER}(?:少于|低于|小于|短于)|至少|最少|最低|下限"),
    ("at_most", f"{NEVER}(?:超过|超出|超|高于|大于|多于|长于)|不超|至多|最多|最高|上限|控制[在到]?"),
    ("less_than", "低于|小于|少于|不足"),
    ("more_than", "超过|突破|高于|大于|多于|逾|超"),
    ("reach", "[达提升增扩降减压稳](?:高|升|加|长|大|低|少|减|缩|定)?[到至]|达"),
    ("up_by", "增长|增加|提高|提升|上浮|上升|新增|扩大"),
    ("down_by", "下降|降低|减少|压减|压缩|下浮|缩短|减"),
)
"""The words before a number that compare, the more telling ones first."""
BEHIND: tuple[tuple[Comparator, str], ...] = (("at_least", "及?以上"), ("at_most", "及?以下|以内"))
BOUNDS = ("at_least", "at_most")
"""They hold over a verb before the number (至少组织2次), and over a level reached (达到95%以上)."""
SCALES = "(?:[十百万亿]|千(?![瓦米克伏卡]))*"
DIGITS = (
    rf"[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?{SCALES}|[二两三四五六七八九十百千万]分之[一二三四五六七八九十百点零0-9]+"
    r"|[一二两三四五六七八九]成[一二三四五六七八九半]?"
    r"|[一二两三四五六七八九十百千万亿半](?:[一二两三四五六七八九十百千万亿零]*[一二两三四五六七八九十百千万亿半])?"
)
VALUE = re.compile(
    rf"(?<![每0-9０-９一二两三四五六七八九十百千万亿])(?P<low>{DIGITS})[余多]?(?P<middle>[%％元]?[至到—–~～-]{{1,2}})?(?P<high>(?<=[至到—–~～-])(?:{DIGITS}))?"
)
UNIT = re.compile(
    r"(?:个百分点|百分点|[%％‰]|平方公里|平方千米|平方米|立方米|公里|千米|公顷|公斤|千瓦时?|兆瓦|美元|人次|批次|场次"
    r"|班次|课时|学时|个?工作日|小时|分钟|个?月|[毫微]克|[毫厘]米|分贝|"
    r"[餐元吨亩米克升倍㎡℃年天日周个家名次项件条座所处人户场期套本部块支间辆台张份门类种只株棵层栋幢床组轮批届篇堂村社镇县区校字根头班])"
    r"(?:[/／][一-鿿]{1,3})?"
)
SHARES = {"百分之": "%", "千分之": "‰", "万分之": "‱"}
TENTHS = re.compile("([一二两三四五六七八九])成([一二三四五六七八九半])?")
"""三成 and 三成五: tens of a hundred, and what is over."""
FRACTION = re.compile("([二两三四五六七八九十])分之(.+)")
"""三分之二, which is no number of hundredths."""
FEW = re.compile("([一二三四五六七八九]?十)?([一二两三四五六七八])([两三四五六七八九])([十百千万亿]*)")
"""Two digits in characters, from the one to the other (三五名, 一两次, 二三十个, 三五万元)."""
EACH = re.compile("每[一-鿿]{1,4}$")
"""What a rate is for stands between the comparator and the number: 提高到每万人5人."""
SHARED_SCALE = re.compile("[百千万亿]+$")
"""The scale behind the upper end of a range is that of both (3—5万元)."""
RATIO = re.compile(r"(?: ?[:：∶] ?[0-9]+(?:\.[0-9]+)?)+")
"""Behind a number: it is the first of a ratio."""
RATIO_UNIT = "比例"
TAIL = r"(?:（含）)?(?:左右|及?以上|及?以下|以内)?(?:（含）)?"
NOUN = re.compile(rf"{TAIL}(?P<noun>.*?){TAIL}$")
BASE = re.compile(r"(?:[比较]|相比|对比)(?P<base>[0-9]{4}年底?|上年|去年|上一年|前一年|“?十[一二三四]五”?末)")
AMONG = rf"[0-9.]+(?:[至—~-][0-9.]+)?{SCALES} ?(?:{UNIT.pattern}){TAIL}"
MADE = "(?:(?:新|改|扩|续|修|重|创|共)建|建[成设]|改造|提升|新增|培育|修缮|升级|引进|打造|整治|撤并|认定|选派)?"
LISTED = re.compile(rf"(?:{AMONG}[、和与及]+{MADE})+$")
"""Numbers before a number (70万亩和): they count the same, or what is listed before them in the same order."""
LISTED_BEHIND = re.compile(rf"(?:[、和与及]+{MADE}{AMONG})*")
AND = re.compile("[、和与及]|以及")
CLAUSE = re.compile(r"[^，。；：！\n（）《》,;:]*$")
BRACKET = re.compile(r"（[^（）]{0,20}）")
ADVERB = re.compile(
    r"(?:[比较](?:[0-9]{4}年底?|上年|去年|上一年|前一年|“?十[一二三四五]五”?末)|同比|相?对比"
    r"|每?[年人户月](?<=[每年].)均|[人户]均|分别|(?<!平)均|总体|原则上|一般|应当?|(?<![需重主])要|必?须|可以?|按照?|"
    r"(?<!行)为|[共合累]计|共|约|每[年月周天日季人户间村镇个名位]度?|最[多高低少长]|不|严格|逐[步年]|稳步|力争"
    r"|至[多少]|[只仅再已将]|限定|基本|全部|(?<=[率比额])下|(?:达|稳定|保持|控制)[到在]?|放宽[到至为])+$"
)
"""What stands between the noun that is counted and its comparator or number."""
BEGUN = re.compile(
    r".*(?:确保|力争|争取|实现|将|使(?!用)|把(?![关握])|配备|设立|(?<![建开附])设(?![施备计置])|新建|建成|新增|选派"
    r"|安排|应当|不得|其中)"
)
"""What comes before the noun that is counted in its clause, and is no part of it."""
MODAL = re.compile(f"(?:{SHALL}|{MAY}以?|原则上)+")
"""What is left of a subject before the noun that is counted (县民政局要…), once the subject is cut off."""
FOR_EACH = re.compile("(?:(?<!行)为|(?P<rate>按照?))每[一-鿿]{1,6}$")
"""补助标准为每个端口100元: so much for each of what is no part of the noun; behind 按照 there is no noun."""
HEAD = re.compile(
    r"(?:[0-9]{1,2}[.．]|[到至]|截[至止]|以及|[并且则和与及]|累计|共|(?:[0-9]{4}年?[至—–~-])?[0-9]{4}年(?:[底末]前?|前)?"
    r"|[0-9一二两三四五六七八九十]{1,2}年[之以]?内"
    r"|(?:“十[一二三四五六]五”|十[一二三四五六]五)(?:时期|期间|末)?"
    r"|[全本我][国省市县区州乡镇校]|各(?:乡镇|县区|市县|县市区|街道|社区|[省市县区州乡镇校村])|完成|改造提升|减除|带动|拓展|发展|改善)+"
)
VERBAL = re.compile(
    r"[对至分通按在由与向经以每从给因为]|不|允许|申请|享受|选择|确定|一次|连续|引导|鼓励|支持|指导|督促|当前|可(?!再生|持续)|突破|标准[配建设发执计]"
    r"|.*(?:可[申以]|应当|只[能享]|最多|一般|每[年月]|召开|举行|[0-9]年$|年初?$)"
)
"""What is no noun: it begins like another phrase, or has a verb."""
AMOUNT_ALONE = re.compile("[总数金限定]额|总?[量数]|数量|总和|标准|比例|期限")
"""What a verb of doing is part of: 奖励总额, 补助标准."""
INDICATOR = re.compile("(?:率|比|比[例重值]|占比|度|水平|系数|指数)$")
PERIOD = re.compile("(?:期限?|时[间限长]|年限|周期|年龄)$")
THING = re.compile(r"的?(?P<noun>[一-鿿A-Za-z0-9“”]{2,20})(?=[，。；]|$)")
"""The noun behind a number and its classifier (1名全科医生)."""


THING_FOLLOWS = re.compile("[一-鿿A-Za-z0-9“]")
SHARED = re.compile("(?:机械化|城镇化|[绿硬亮]化|..)率$|占?比[例重]$|占比$|面积$")
"""What several things have, named once behind the last (城区和乡镇覆盖率)."""
SIDES = "城镇|农村|城市|乡村|城区|镇区|乡镇|县城|集镇|平原|山区|小学|初中|高中"
PAIRED = re.compile(f"(?:{SIDES})(?P<noun>.{{0,8}}(?:标准|人数|数量|收入|水平|定额))$")
"""One of two sides and what both have (城镇和农村低保标准)."""
ONE_SIDE = re.compile(f"(?:{SIDES})$")
NO_THING = re.compile("国家|[省市县区]|[^的]{1,3}级|.*的.*")
"""A level, or what is said of things, is none by itself (国家和市级示范社)."""
COMPARED = re.compile(f"(?:{'|'.join(words for _, words in BEFORE)})[了为约近]*$")
AMOUNT = re.compile("(?:总量|总数|数量)$")
LONGEST = 24
NEAR = 400
"""Characters on either side of a target that are looked at: a text unit can be a document without a full stop."""
TIMES = frozenset({"年", "天", "日", "周", "月", "个月", "小时", "分钟", "工作日", "个工作日"})
THINGS = frozenset("个家名项件条座所处部辆台张份种只株棵栋幢字")


@lru_cache(maxsize=1)
def operation() -> re.Pattern[str]:
    """The verbs of doing."""
    return RuleSet.default().by_id["label.task.operation"].regex


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """What a target promises in numbers; a part that the text leaves open is `None`."""

    comparator: Comparator | None
    number: float | None
    """The number; of a range its lower end; of a ratio of two (1:8) their quotient, of more (1:1:8) none."""
    upper: float | None
    """The upper end of a range."""
    unit: str | None
    counted: str | None
    """What is counted or measured: the noun behind the number (5个示范点) or before it (覆盖率达到95%)."""
    base: str | None
    """What the change is measured against (比2020年)."""


def quantity(doc: Document, target: Target) -> Quantity:
    r"""The value of a target of the document.

    >>> from policytext import parse
    >>> doc = parse("一、工作目标\n到2025年，新建社区食堂不少于30个，覆盖率比2020年提高5个百分点。")
    >>> [(q.comparator, q.number, q.unit, q.base) for q in (quantity(doc, t) for t in doc.targets)]
    [('at_least', 30.0, '个', None), ('up_by', 5.0, '个百分点', '2020年')]
    >>> doc = parse("一、工作目标\\n到2025年，社区食堂和助餐点分别达到50个和80个。")
    >>> [(q.comparator, q.number, q.counted) for q in (quantity(doc, t) for t in doc.targets)]
    [('reach', 50.0, '社区食堂'), ('reach', 80.0, '助餐点')]
    """
    instance(target, Target, "the target of quantity()", "one of doc.targets")
    text = target.text
    host = doc.sentences[target.sentence].span
    begin = max(host.start, target.span.start - NEAR)
    before = doc.text[begin : target.span.start]
    after = doc.text[target.span.end : min(host.end, target.span.end + NEAR)]
    m = VALUE.search(text)
    if m is None:
        return Quantity(comparator=None, number=None, upper=None, unit=None, counted=None, base=None)
    low, high, own = value(m, text)
    ratio = RATIO.match(text, m.end())
    rest = text[ratio.end() if ratio else m.end() :].strip()
    unit = UNIT.match(rest)
    ahead = LISTED.sub("", before)
    near = "" if before.endswith("突破") else before[-6:]  # 突破50项技术: 突破 compares nothing where it stands outside
    inside = EACH.sub("", text[: m.start()])
    compared = comparator(near + inside, rest, inside)
    if compared is None and before[-1:] in "、和与及":
        compared = comparator(ahead[-6:], "")
    noun = NOUN.match(rest, unit.end()) if unit else None
    measure = own or (unit[0].replace("％", "%") if unit else None)
    base = BASE.search(before[-30:] + text)
    noun_ahead = doc.text[max(begin, subject_end(doc, target)) : target.span.start]
    return Quantity(
        comparator=compared,
        number=low,
        upper=high,
        unit=measure,
        counted=counted(noun["noun"] if noun else "", noun_ahead, after, compared is not None, measure),
        base=base["base"] if base else None,
    )


def value(m: re.Match[str], text: str) -> tuple[float | None, float | None, str | None]:
    """The number found in the text of a target, or the two ends of a range, and the unit where the numeral has it."""
    written = m["low"]
    if ratio := RATIO.match(text, m.end()):
        others = re.findall(r"[0-9.]+", ratio[0])
        quotient = part_of(written, others[0]) if len(others) == 1 else None
        return quotient, None, RATIO_UNIT if quotient is not None else None
    if tenths := TENTHS.fullmatch(written):
        over = 5 if tenths[2] == "半" else number(tenths[2] or "零")
        return 10.0 * (number(tenths[1]) or 0) + (over or 0), None, "%"
    if fraction := FRACTION.fullmatch(written):
        return part_of(fraction[2], fraction[1]), None, None
    low, high = number(written), number(m["high"] or "")
    if (few := FEW.fullmatch(written)) and high is None:
        tens, one, more, scale = few.groups("")
        low, high = number(tens + one + scale), number(tens + more + scale)
    elif low is not None and high is not None and (scaled := SHARED_SCALE.search(m["high"])):
        shared = number(written + scaled[0]) or high
        low = shared if shared < high and not SHARED_SCALE.search(written) else low  # not of 800—1万元
    return None if low is None else float(low), None if high is None else float(high), SHARES.get(written[:3])


def part_of(part: str, whole: str) -> float | None:
    """The quotient of two numerals."""
    a, b = number(part), number(whole)
    return round(a / b, 6) if a is not None and b else None


def subject_end(doc: Document, target: Target) -> int:
    """Where the last body that has to act ends before a target in its sentence, or 0."""
    ends = (x.span.end for x in own(doc.assignments, target.sentence) if x.source == "subject")
    return max((end for end in ends if end < target.span.start), default=0)


def counted(noun: str, before: str, after: str, compared: bool, unit: str | None) -> str | None:
    """What is counted: a noun inside the target, behind it or before it, in this order."""
    ahead, behind = LISTED.sub("", before), LISTED_BEHIND.match(after)
    at, more = len(re.findall(AMONG, before[len(ahead) :])), len(re.findall(AMONG, behind[0])) if behind else 0
    if noun or (unit in THINGS and not more and THING_FOLLOWS.match(after)):
        thing = THING.match(after)
        return noun or (thing["noun"] if thing and not VERBAL.match(thing["noun"]) else None)
    clause = CLAUSE.search(BRACKET.sub("", ahead))
    piece = bare(clause[0].strip()) if clause else ""
    things = AND.split(piece)
    if at + more and len(things) == at + more + 1 and not any(map(NO_THING.fullmatch, things)):
        shared = SHARED.search(things[-1])
        if (paired := PAIRED.search(things[-1])) and ONE_SIDE.search(things[at]):
            piece = things[at] + paired["noun"]
        else:
            piece = things[at] + (shared[0] if shared and not SHARED.search(things[at]) else "")
    elif "、" in piece:
        piece = bare(piece[piece.rfind("、") + 1 :])
    if len(piece) > LONGEST:
        piece = piece[piece.rfind("的") + 1 :]
        piece = piece if len(piece) > 3 else ""
    piece = AMOUNT.sub("", piece)
    if not piece and more and behind and (thing := THING.match(after, behind.end())):  # 新建3个、改造5个养老服务站
        return thing["noun"]
    if not 2 <= len(piece) <= LONGEST or piece[-1] in "的了着和与及在<>≤≥=" or VERBAL.match(piece):
        return None
    if unit in TIMES:
        return piece if PERIOD.search(piece) else None
    return piece if compared or unit != "%" or INDICATOR.search(piece) else None


def bare(piece: str) -> str:
    """What is counted without the adverbs behind it, and the verbs and times before it."""
    piece = COMPARED.sub("", piece)
    if modal := MODAL.match(piece):
        piece = piece[modal.end() :]
    if piece[:1] == "对" and "的" in piece and INDICATOR.search(piece):  # 对食堂的检查率
        piece = piece[1:]
    if each := FOR_EACH.search(piece):
        piece = "" if each["rate"] else piece[: each.start()]
    if adverb := ADVERB.search(piece):
        piece = "" if "按" in adverb[0] else piece[: adverb.start()]
    for head in (BEGUN, HEAD, operation(), operation()):
        if (begun := head.match(piece)) and not AMOUNT_ALONE.fullmatch(piece, begun.end()):
            piece = piece[begun.end() :]
    return piece


def comparator(before: str, rest: str, inside: str = "") -> Comparator | None:
    """How the number is to be compared, by the words on its two sides; `inside`: those that are part of the target."""
    behind = next((name for name, words in BEHIND if re.search(words, rest)), None)
    for name, words in BEFORE:
        if name in BOUNDS and re.match(words, inside):
            return name
        if re.search(f"(?:{words})[了为约近安排召开举办开展配备建设成立]*$", before):
            return behind or name if name == "reach" else name
    return behind
