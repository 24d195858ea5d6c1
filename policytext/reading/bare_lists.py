"""Lists of those responsible that name bodies and say nothing else: （县教育局、县财政局） behind a task."""

import re
from functools import lru_cache

from policytext.reading.branches import gated
from policytext.reading.units.organisations import ends_name, is_field, is_name, patterns

CLOSERS = {"（": "）", "〔": "〕", "【": "】", "[": "]"}
LONGEST = 300
LONGEST_NAME = 40
STARS = ("*", "★")
"""Behind a name in a list these mark who leads it, where a remark says so."""
MARKS = re.compile("[。：《》“”！？\n〔〕【】\\[\\]]")
"""With these a bracket says more than names."""
REMARK = re.compile("[。，；](?=(?:列|排|第一|首)[^。，；、]{0,8}[为是]总?牵头[^。、]*$)")
"""Before the words at the end that say which place is the leader's: …、县财政局。排名第一的为牵头单位，下同."""
FEWEST = 6
PARTS = re.compile("[^，；]+")
NAME = re.compile("(?:、|(?<!委员)会同)(?![^（）]*）)")
"""What parts names, outside of brackets."""
ROLE = re.compile(
    gated(
        r"(?:等)?(?:(?:按照?|依照?|依据|根据|结合)(?:各自|本部门|本单位|部门|单位|岗位|自身|法定|相关"
        r"|有关)?(?:工作)?(?:职责|职能|职权|分工)|"
        r"(?:各自)?(?:职责|职能))?(?:范围)?(?:任务)?(?:分工)?"
        r"(?:分别|分头|具体|共同|统一|联合|协同|密切|全力|积极|主动|依法|(?<!社会)组织|抓好){0,2}"
        r"(?:(?P<lead>牵头(?:负责|落实|实施|组织|推[进动])?|主办)|(?P<cooperate>配合|参与|参加|协同|协助|协办)|"
        r"(?P<responsible>负责|落实|实施|承担|承办|指导|统筹|推[进动]|抓好))(?:负责|落实|实施|推[进动]|完成"
        r"|指导)?[，；。]?$"
    )
)
"""The role of a part, behind its names."""
AFTER = re.compile(
    "(?![^，；]*(?:[要应须]|不得))[^，；]{0,20}(?:[0-9]|[年月季]|长期|持续"
    "|(?:推进|完成|实施|落实|坚持|启动|见效|到位|开展|进行)$)"
)
"""How or until when, behind a part that tells who does what (…牵头，适时推进)."""
AND_OTHERS = re.compile("等(?:有关|相关)?(?:部门|单位|部门和单位)?$")
OFFICE = re.compile(
    "(?:股|科(?<![学本专内外百理文前各]科)|所(?<![场厕住会诊]所)|办(?<![举开主承协创督催待不已全交停包]办)"
    "|队(?<![部军球排]队)|站(?<![网车]站)"
    "|台(?<![平阳出舞柜讲]台)|社(?<!旅行社)|城投|[妇残文科侨工商]联|国企)$"
)
"""Short names that only such a list tells to be bodies."""
NOBODY = re.compile(
    "(?:以下|简称|统称|不?包?含|不?包括|如|即|指|见|由|附|注|原|现|其中|参[照见]|按|经(?!开|信|济)|详|除|对(?!口)|在"
    "|与|或|凡|另|报|送|抄|转[发送]|印发|此件|来源"
    "|摘自|加?盖章|填[报写表]|代章|据|截至|要|应|须|请|将|把|为|到|向|从|以|加强|推进(?!办|小?组|专班)|开展|强化|做好"
    "|组织(?!部)|每)"
    "|(?:责任|牵头|配合|主办|协办)(?:单位|部门)[为是]"
    "|(?:责任|牵头|配合|填报|申报|推荐|报送|签章|申请|用人|主管|主办)?(?:单位|部门|机构|机关)$"
)
"""What stands in brackets and names nobody who is to act."""
GENERIC = frozenset(("办公室", "会议室", "学校", "医院", "企业", "公司", "政府", "银行", "部门", "机关"))
"""Alone in brackets these explain what stands before."""
PLACE = re.compile("[省市县区旗镇乡村州盟街园]$")


def bare_list(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the names stand of a bracket from `start` to `end` that holds bodies alone, maybe with roles or a time.

    >>> bare_list("（县教育局、各乡镇，9月底前）", 0, 15), bare_list("（试行）", 0, 4)
    ((1, 9), None)
    """
    stop = end - 1 if text[end - 1] in "。；" else end
    if not 4 <= stop - start <= LONGEST or text[stop - 1] != CLOSERS.get(text[start]):
        return None
    words = text[start + 1 : stop - 1]
    if words.find("牵头", FEWEST) > 0 and (remark := REMARK.search(words)):
        words = words[: remark.start()]
    size = bodies(words)
    return (start + 1, start + 1 + size) if size else None


@lru_cache(maxsize=1024)
def bodies(words: str) -> int:
    """How many characters of the words in a bracket are names of bodies; 0 if they say something else."""
    if MARKS.search(words):
        return 0
    limit = patterns()["until"].search(words)
    size = limit.start() if limit else len(words)
    told = False
    names = ended = 0
    for m in PARTS.finditer(words, 0, size):
        part = m[0]
        said = ROLE.search(part)
        listed = NAME.split(AND_OTHERS.sub("", part[part.startswith("由") : said.start()] if said else part))
        if not all(map(is_body, listed)):
            if ended and AFTER.match(part):
                size = ended
                break
            return 0
        ended = m.end() if said else 0
        names += len(listed)
        told = told or any(not PLACE.search(name) or name[0] == "各" for name in listed)
    return size if told and (names > 1 or listed[0] not in GENERIC) else 0


def is_body(name: str) -> bool:
    """Whether a name in such a list is that of a body, or of a class of them."""
    name = name[:-1] if name.endswith(STARS) else name
    if not 2 <= len(name) <= LONGEST_NAME or NOBODY.match(name):
        return False
    return (ends_name(name, len(name)) and is_name(name, 0, len(name))) or is_field(name) or bool(OFFICE.search(name))


def list_ahead(text: str, start: int, end: int) -> int:
    """Where a bracket ends that begins a text unit and holds bodies alone; 0 where none does."""
    close = text.find(CLOSERS[text[start]], start, min(end, start + LONGEST))
    while close > 0 and text.count("（", start, close) > text.count("）", start, close) + (text[start] == "（"):
        close = text.find(CLOSERS[text[start]], close + 1, min(end, start + LONGEST))
    return close + 1 if close > 0 and bare_list(text, start, close + 1) else 0


def captioned(text: str, start: int, end: int) -> bool:
    """Whether a text unit is a list of bodies behind such a caption, in brackets or without.

    >>> captioned("责任分工：县民政局、县财政局", 0, 14), captioned("责任分工：县民政局负责登记", 0, 13)
    (True, False)
    """
    opening = text[start] in CLOSERS
    caption = patterns()["caption"].match(text, start + opening, end)
    if caption is None or end - start > LONGEST:
        return False
    stop = end - 1 if text[end - 1] in "。；" else end
    return captioned_bodies(text, caption.end(), stop - (opening and text[stop - 1] == CLOSERS[text[start]]))


def captioned_bodies(text: str, start: int, end: int) -> bool:
    """Whether nothing but bodies stands behind such a caption, and behind the captions that follow."""
    return bodies(patterns()["caption"].sub("", text[start:end])) > 0
