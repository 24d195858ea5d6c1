"""Names of issuing bodies: told from other lines, split where several stand together, read off a title."""

import re
from collections.abc import Iterable
from functools import lru_cache

from policytext.reading.lexicon import Lexicon

ENDING = (
    r"(?:委员会|[党纪常工管]委|政府|公署|办事处|办公[厅室]|(?:督[查察导]|研究|参事)室|领导小组|[一-鿿]{4}组|指挥部"
    r"|工作机制|机制|联席会议|党组"
    r"|支部|总支|法院|检察院|协会|联合会|[团共革盟建进党社]中央|(?<!妥)协|海关|[分支]行"
    r"|[大中小]学|学校|[党体技]校|职高|幼儿园|少年宫|[农林]场|馆|第?[一二三四五六七八九十]{1,2}[中小]|学院|银行|公司"
    r"|中心|军区|总工会|商会|学会|集团|专班|大队|支队|总队|兵团|[委办厅局部署院会社处科站所团司联])"
)
LAST = frozenset("委会府署处厅室组部制议支院学校高园宫场馆中小行司心区团班队办局社科站所联央协关）")
"""The last letters of `ENDING`, or the bracket behind it: told first, since most lines end otherwise."""
AGENCY = re.compile(rf"[一-鿿A-Za-z0-9（）“”·、/]{{1,48}}?{ENDING}(?:（[^（）]{{1,12}}）)?")
NOT_AGENCY = re.compile(
    r"^(?:各|有关|附件|附|联系|抄送|主送|关于|根据|为了?|按照|请|由|第(?!.{1,2}师)|注(?!册))|关于|印发|通知|方案|负责"
    r"|以下|如下|工作要求|的|机会|社会$|网站$|^会$"
)
STAMP = re.compile(r"（[^（）]{0,16}(?:代章|章|印章|盖章|公章|印)）")
RUBBISH = re.compile(r"&[a-z]{2,6};|^（[^（）]{2,12}）|^特此(?:公告|通告|通知|函复|函告|报告|批复)[。！]?")
"""Broken entities, a note in brackets before the name (（主动公开）), and the closing formula run together with it."""
GAP = re.compile(r" {2,}|(?<=[一-鿿]) (?=[一-鿿])")
OFFICE = re.compile(r"(?:总理|主席|主任|书记|[省市县区州盟旗镇乡部局行署院会]长) {1,}[一-鿿· ]{2,9}$")
"""The name of the office-holder under an order (总理 …): part of the signature, not an issuer."""
ACTION = re.compile(
    r"关于|印发|转发|批转|发布|公布|办理|对(?=.{2,30}(?:答复|批复))|《|令第|令$"
    r"|2(?<=[局委厅室府会办]2)0\d\d年(?=[^《》]{0,24}(?:要点|计划|总结|报告)$)"
)
"""Where the issuers end in a title and what they do begins."""
INSIDE_NAMES = frozenset(("发布", "公布", "办理", "对"))
"""Those of the words that names of bodies hold too: 预警信息发布中心关于…"""
MINUTES = re.compile(
    r"(?:第? ?[\d一二三四五六七八九十百]{1,4} ?[届次期])*"
    r"(?:党政|常务|(?<!人大)常委会?|专题|全体|(?:主任|[局县市区镇乡]长)?办公|工作|协调|现场)*(?:（?扩大）?)?"
    r"(?:(?<!联席)会议?|(?<=联席会议))纪要$"
)
"""Where the body ends whose meeting minutes (纪要) record."""
LONGEST_BODIES = 80
"""Characters of a line that names bodies alone."""
PLACELESS = "(?!.{0,5}[省市县区州盟旗镇乡国中])"
OWN_OFFICE = re.compile(f"{PLACELESS}[一-鿿]{{1,8}}(?:[处科股]|办公室)")
OWN_PART = re.compile(f"{PLACELESS}[一-鿿]{{1,8}}(?:[处科股室]|(?<=..)部)")
"""A part of the body above it, by its name: it has no place of its own."""
HOUSE = re.compile("(?:学院|大学|学校|[中小]学|医院|公司|集团)$")
"""A body whose 部 is one of its own."""
OFFICES = ("办公室", "办公厅")
"""Below the name of a body its own, by no more than this."""
LEAST_LISTED = 2
SPACED = re.compile(r"(?:[一-鿿] +){1,14}[一-鿿]")


def is_agency(text: str) -> bool:
    """Whether a line can be the name of one body."""
    return text[-1:] in LAST and AGENCY.fullmatch(text) is not None and not NOT_AGENCY.search(text)


def only_bodies(line: str) -> bool:
    """Whether a line names bodies and says nothing else, with or without brackets round it.

    >>> only_bodies("（市民政局、市财政局）"), only_bodies("市民政局 市财政局"), only_bodies("（试行）")
    (True, True, False)
    """
    line = line[1:-1] if line[0] == "（" and line[-1] == "）" else line
    return len(line) <= LONGEST_BODIES and bool(read_agencies([line]))


def unspace(text: str) -> str:
    """Letters spread with blanks (财  政  部) drawn together; other blanks stay."""
    text = text.strip()
    return text.replace(" ", "") if " " in text and SPACED.fullmatch(text) else text


def read_agencies(lines: Iterable[str]) -> list[str]:
    """The bodies named in the lines of a signature: several on a line, one over several lines, or both.

    >>> read_agencies(["澜溪市民政局   澜溪市财政局"]), read_agencies(["应对疫情工作", "领导小组"])
    (['澜溪市民政局', '澜溪市财政局'], ['应对疫情工作领导小组'])
    >>> read_agencies(["财 政 部"]), read_agencies(["青禾企业联合会/企业家协会"])  # one body of two names
    (['财政部'], ['青禾企业联合会/企业家协会'])
    """
    return list(agencies_of(tuple(lines)))


@lru_cache(maxsize=1024)
def agencies_of(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The same for lines as they recur: documents of one issuer share them."""
    found: list[str] = []
    pending = ""
    for line in lines:
        if "（" in line or "&" in line or line.startswith("特此"):
            line = RUBBISH.sub("", STAMP.sub("", line))
        line = line.strip()
        if not line:
            continue
        parts = [line]
        if " " in line:
            if OFFICE.search(line):
                continue
            parts = [unspace(line)] if SPACED.fullmatch(line) else [p.strip() for p in GAP.split(line)]
        for part in parts:
            name = pending + part
            if found and name in OFFICES:
                found[-1] += name
            elif is_agency(name) and not (pending == "" and len(name) < 2):
                found.append(name)
                pending = ""
            elif pending or len(lines) > 1:
                pending = name
            else:
                return ()
    if pending:
        return ()
    return tuple(dict.fromkeys(separate(with_offices(found))))


def with_offices(names: list[str]) -> list[str]:
    """Each body with the office of its own that stands below it (青禾学院 / 保卫处); no office of another place has."""
    known = Lexicon.default("central").by_form
    out: list[str] = []
    for name in names:
        above = out[-1] if out else ""
        own = (OWN_PART if HOUSE.search(above) else OWN_OFFICE).fullmatch(name) and name not in known
        if above and own and not OWN_PART.fullmatch(above):
            out[-1] += name
        else:
            out.append(name)
    return out


def separate(names: list[str]) -> list[str]:
    """Bodies run together taken apart: with 、 between them, known ones (财政部国家税务总局), those of one place."""
    known = Lexicon.default("central").by_form
    out: list[str] = []
    for name in names:
        listed = name.split("、")
        if len(listed) > 1 and all(len(one) > LEAST_LISTED and is_agency(one) for one in listed):
            out += listed
            continue
        cuts = range(3, len(name) - 2) if name not in known else range(0)
        cut = next((k for k in cuts if name[:k] in known and name[k:] in known), 0)
        if not cut and (again := name.find(name[:3], 3)) > 0 and is_agency(name[:again]) and is_agency(name[again:]):
            cut = again
        out += [name[:cut], name[cut:]] if cut else [name]
    return out


def title_agencies(title: str) -> list[str]:
    """The issuers at the head of a title; empty where it has none.

    >>> title_agencies("财政部 税务总局关于有关政策的公告"), title_agencies("关于有关政策的公告")
    (['财政部', '税务总局'], [])
    >>> title_agencies("青禾县人民政府第12次常务会议纪要"), title_agencies("青禾县人大常委会会议纪要")
    (['青禾县人民政府'], ['青禾县人大常委会'])
    """
    for m in ACTION.finditer(title):
        if (head := title[: m.start()].strip()) and (found := read_agencies([head])):
            return found
        if m[0] not in INSIDE_NAMES:
            return []
    minutes = MINUTES.search(title) if title.endswith("纪要") else None
    head = title[: minutes.start()].strip() if minutes else ""
    return read_agencies([head]) if head else []
