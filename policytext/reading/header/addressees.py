"""Whom a document is addressed to (主送机关): the coordination of places and bodies distributed into full names.

各省、自治区、直辖市民政厅（局）、教育厅 names six classes of offices: every place of a run goes with every body of it.
A run is a row of places without a body (各省、自治区), one place with a body (直辖市民政厅（局）), and further bodies
without a place (教育厅). 国务院各部委、各直属机构 shares what stands before 各 instead.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from policytext.reading.lexicon import Lexicon
from policytext.reading.units.members import LETTERS

CLASS_WORD = (
    r"(?:副省级|省会|首府|计划单列|设区的?|省辖|省直管|直管|直辖|县级|地级|涉农|涉海|沿海|边境|产煤|产粮|中心城|主城)*"
    r"(?:自治区|自治州|自治县|自治旗|省|城?市(?!场|政(?!府)|容)|地区|地(?=[、市州]|$)|州|盟|县|区(?!域|块链)|旗|苏木"
    r"|乡(?!村)|镇|居$|街道|开发区|高新区|经开区|新区|园区|功能区|区块(?!链)|港区|林区|农场|兵团"
    r"|社区(?![发建服治工矫])|村(?!镇)|级)"
    r"(?:（[^（）]*）)?"
)
PLACES = re.compile(rf"(?>{CLASS_WORD})+")
"""A class of places, or several run together: 省, 盟市, 县（市、区）."""
NAMED_PLACE = re.compile(
    r"[一-鿿]{2,12}?(?:自治[区州县旗]|省|市(?!场|政(?!府)|容)|州|盟|县|区(?!域|块链)|旗|(?<!城)乡(?!村)|镇|街道|兵团"
    r"|区块(?!链)|农场)"
)
"""A place of its own: 满洲里市, 新疆生产建设兵团, 临港开发区."""
BODY = re.compile(
    r"(?:中小学校?|幼儿园|[一-鿿（）、]*(?:委员会|党委|政府|工委|党组|支部|总支|办事处|办公[厅室]|委办局|局办|部门"
    r"|机构|机关|单位|公司|企业|协会|联合会"
    r"|工会|法院|检察院|银行|[委办厅局部署院会处社中心站所队校行司团联协]))(?:（[^（）]*）)?"
)
SCHOOLS = re.compile("中小学|幼儿园")
"""Schools of a place, which stand beside none but such."""
NATIONAL = re.compile(
    r"(?:国家(?!税务局)|中国|中央|全国|最高|国务院|中共|军委|解放军)"
    r"|(?<!组织)(?<!宣传)(?<!统战)(?<!统一战线工作)(?<!工作)(?<!武装)(?<!人武)(?<!农工)(?<!政治)(?<!指挥)(?<!组宣)部$"
)
"""A body that stands above the places of its row and takes none of them."""
BESIDE_GOVERNMENT = re.compile(r"党委|党工委|办事处|管委会|管理委员会|军区|警备区|(?:人民|军人)?武装部|人武部")
"""What shares the place of a 人民政府; an office named after one (教育局) mostly stands for itself."""
BRACKET_TAIL = re.compile(r"（(?:以下|下同|不发|不含|含|略|统称)[^（）]*）")
EACH = re.compile(r"各?有关(?=[一-鿿]*[省市州盟县区旗乡镇])|各")
OWN = re.compile(r"各|有关|直|属|级|内|里|辖")
"""What follows 县 where the word means the issuer's own place (县直有关单位, 县各有关单位), not a class of places."""
PLACE_NOTE = re.compile(r"（[省市州县区旗、自治直辖]+）")
SHARED_HEAD = re.compile(r"(?P<head>[^各、，（）]+?)(?P<each>各|有关)(?P<what>[^各]+)")
"""国务院各部委: a head, and classes of its own bodies."""
BELONGING = re.compile(r"(?:直属|所属|下属|派出)(?:各|有关)")
BELONGING_HEAD = re.compile(r"(?:机关)?(?:各|有关)$")
"""总局机关各部门、直属各单位: what belongs to a body takes its name, without 机关."""
OWN_BODIES = re.compile(
    r"各?(?:组成|工作|直属|派出|办事|议事|有关|内设|事业|下属|所属|局办|部委|委办|司局|处室|党支部|党总支|支部|党委|党组"
    r"|部门|机构|单位|科室|企事业)+[一-鿿]{0,8}$"
)
"""What a body has below it; such items share the head of 国务院各部委, others (各人民团体) stand alone."""
OWN_CLASS = re.compile(rf"(?P<head>.*各(?:相关|有关)?|.+(?:相关|有关))(?:单位|部门|机构|{'|'.join(LETTERS)})")
"""What passes its beginning on to a class by one letter, or to 部门, behind it (各委、办、局; 各相关单位、部门)."""
PERSON = re.compile(r"(?:委员|代表|同志|同志们|先生|女士|朋友们|主任|书记|主席|总理|[省市县区镇乡州部局厅处院]长)$")
JOINED = re.compile(r"及其?|以及|和|与|并(?=[有相]关)")
FLAT_BODY = re.compile(r".*(?:党委|政府|委员会|办公室|[厅局委办署会院部处]|机构|部门|单位|兵团|（[^（）]*）)$")


BODIES_OFFICE = re.compile(r"(?P<head>.*(?:单位|机构|机关|企业|公司|院校))(?P<matter>[一-鿿]{2,4})")
MATTER = re.compile(r"[一-鿿]{2,4}(?<!部门)")
OFFICE = re.compile(r"[一-鿿]{2,4}部门")
"""各事业单位财务、人事部门: offices of one class of bodies, which share 部门."""
CLASS_OF_BODIES = re.compile(
    r"(?!.*(?:各|有关|所属|直属|下属|[省市州县区旗乡镇]直|部属|驻))(?!中央|国家|中国|全国)"
    r"(?:[一-鿿]*(?:单位|企业|院校|院所|机构|团体|组织)|(?:大型|股份制|政策性|商业|民营|外资|村镇|城市|农村|合作)+银行"
    r"|[一-鿿]{0,4}(?:保险|资产管理|证券|基金|期货|信托|租赁|财务|担保|燃气|供电|供水|运输|航空)公司)"
)
"""What takes 各 from the class of bodies before it in its row: 各科研单位、生产企业."""
CLASS_END = re.compile("(?:单位|企业|机关|院校|学校|院所|机构|团体|组织|银行|公司)$")
BARE = frozenset(("部门", "单位", "处室", "科室", "股室", "系部"))
"""What is no name by itself: 各系部、部门."""
OTHER_CLASS = re.compile(r"(?:相关|有关|其他|各|[一-鿿]{0,4}(?=企业|单位|机构|团体))[一-鿿]+")


class Item(NamedTuple):
    """One member of a row of addressees: its quantifier, places, bodies; the printed form where it has neither."""

    text: str
    each: str
    place: str
    bodies: tuple[str, ...]
    head: str = ""


@lru_cache(maxsize=512)
def addressees(line: str) -> tuple[str, ...]:
    """The addressees of a line; kept, since documents of one issuer share theirs."""
    return tuple(distribute_addressees(line))


def distribute_addressees(line: str) -> list[str]:
    """The addressees of a line, each with its place and body, without repetition; persons are left out.

    >>> distribute_addressees("各盟市民委、民政局，满洲里市、二连浩特市民委：")
    ['各盟市民委', '各盟市民政局', '满洲里市民委', '二连浩特市民委']
    """
    line = "".join(BRACKET_TAIL.sub("", line).split()).strip("：:，。、.…·")
    names: list[str] = []
    for group in split_outside(line, "，；;"):
        if not PERSON.search(group):
            names += distribute_group(split_items(group))
    return list(dict.fromkeys(n for n in names if n))


def split_outside(text: str, marks: str) -> list[str]:
    """Pieces of `text` between `marks` that stand outside of brackets."""
    pieces, depth, start = [], 0, 0
    for i, ch in enumerate(text):
        if ch in "（〔《“":
            depth += 1
        elif ch in "）〕》”":
            depth = max(0, depth - 1)
        elif ch in marks and not depth:
            pieces.append(text[start:i])
            start = i + 1
    pieces.append(text[start:])
    return [p for p in pieces if p]


def split_items(group: str) -> list[str]:
    """Members of a group: at 、, and at 和, 及, 与 where what stands before is a whole place or body."""
    items: list[str] = []
    for piece in split_outside(group, "、"):
        start = 0
        for m in JOINED.finditer(piece):
            head, tail = piece[start : m.start()], piece[m.end() :]
            outside = piece.count("（", 0, m.start()) == piece.count("）", 0, m.start())
            if m.start() >= start and len(tail) > 1 and outside and (m[0] == "并" or is_whole(head, tail)):
                items.append(head)
                start = m.end()
        items.append(piece[start:])
    return [x for x in items if x]


def is_whole(head: str, tail: str) -> bool:
    """Whether `head` can stand as a member of its own, so that 和 joins it to `tail` and is no part of a name."""
    bare = head.removeprefix("各")
    if (
        PLACES.fullmatch(bare)
        or NAMED_PLACE.fullmatch(bare)
        or bare.endswith(("党委", "政府", "兵团", "院校", "学校", "高校"))
    ):
        return True
    if bare.endswith(("企业", "单位")) and OTHER_CLASS.fullmatch(tail):
        return True
    return len(bare) > 2 and FLAT_BODY.match(bare) is not None and parse_item(head).place != ""


def parse_item(text: str) -> Item:
    """Take a member apart into quantifier, place and body."""
    quantifier = EACH.match(text)
    shared = None if quantifier else SHARED_HEAD.fullmatch(text)
    head, each = shared.group("head", "each") if shared else ("", quantifier[0] if quantifier else "")
    bare = text[len(head + each) :]
    if m := PLACES.match(bare):
        rest = bare[m.end() :]
        if not each and OWN.match(rest):
            return Item(text, "", "", ())
        if not rest or BODY.fullmatch(rest):
            return Item(text, each, m[0], split_bodies(rest), head)
    if not each and NAMED_PLACE.match(bare):
        place = longest_place(bare)
        rest = PLACE_NOTE.sub("", bare[len(place) :])
        if not rest or BODY.fullmatch(rest):
            return Item(text, "", place, split_bodies(rest))
    return Item(text, "" if shared else each, "", ())


def longest_place(bare: str) -> str:
    """The named place at the head of `bare`: as far as a place word reaches and a body can still follow."""
    best = ""
    for end in range(2, len(bare) + 1):
        if NAMED_PLACE.fullmatch(bare, 0, end) and (end == len(bare) or BODY.fullmatch(bare, end)):
            best = bare[:end]
            if end < len(bare):
                break
    return best or bare


def split_bodies(rest: str) -> tuple[str, ...]:
    """党委和人民政府 gives both bodies; 住房和城乡建设局 is one."""
    if not rest:
        return ()
    for m in JOINED.finditer(rest):
        if rest[: m.start()].endswith(("党委", "政府", "委员会", "厅", "局")):
            return rest[: m.start()], *split_bodies(rest[m.end() :])
    return (rest,)


def distribute_group(texts: list[str]) -> Iterator[str]:
    """Full names of one group of coordinated members."""
    items = share_quantifier(named_places([parse_item(t) for t in share_ending(texts)]))
    run: list[Item] = []
    shared = apart = ""  # what items share; the same, once a row of places has stood between
    k = 0
    while k < len(items):
        item = items[k]
        k += 1
        if item.place and not item.bodies:
            run.append(item)
        elif item.place:
            run.append(item)
            bodies = list(item.bodies)
            while k < len(items) and is_bare_body(items[k], bodies[0]):
                bodies += split_bodies(items[k].text)
                k += 1
            each = next((r.each for r in run if r.each), "")
            yield from cross(run, bodies)
            run = []
            apart = shared
            # A class of places further on in the row (各镇人民政府、街道办事处) shares the quantifier.
            if each and k < len(items) and not items[k].each and is_class(items[k]):
                items[k] = items[k]._replace(each=each)
        else:
            yield from cross(run, [""])
            apart = shared if run else apart
            run = []
            if shared and (m := BELONGING.match(item.text)):
                yield BELONGING_HEAD.sub("", shared) + item.text
            elif m := SHARED_HEAD.fullmatch(item.text):
                shared = m["head"] + m["each"]
                yield item.text
            elif apart and item.text.startswith("有关"):
                yield item.text  # 县政府各部门、各镇、有关单位
            elif shared and OWN_BODIES.match(item.text):
                yield shared + item.text.removeprefix("各")
            else:
                shared = ""
                yield item.text
    yield from cross(run, [""])


def share_ending(texts: list[str]) -> list[str]:
    """各事业单位财务、人事部门 taken apart: each office with the bodies whose it is, and with 部门."""
    for k, text in enumerate(texts[:-1]):
        if (m := BODIES_OFFICE.fullmatch(text)) and not BODY.fullmatch(text):
            last = next((n for n in range(k + 1, len(texts)) if not MATTER.fullmatch(texts[n])), len(texts))
            if last < len(texts) and OFFICE.fullmatch(texts[last]):
                matters = [m["matter"], *texts[k + 1 : last], texts[last].removesuffix("部门")]
                offices = [f"{m['head']}{matter}部门" for matter in matters]
                return [*texts[:k], *offices, *share_ending(texts[last + 1 :])]
    return texts


def share_quantifier(items: list[Item]) -> list[Item]:
    """Classes of bodies behind one with 各 (各科研单位、生产企业; 各委、办、局) share it."""
    each = own = False
    head = ""
    for k, item in enumerate(items):
        if head and item.text in (*LETTERS, "部门", "单位"):
            items[k] = Item(head + item.text, "各", "", ())
            continue
        head = m["head"] if (m := OWN_CLASS.fullmatch(item.text)) else ""
        if item.each:
            own = item.each.startswith("各") and not item.place
            each = own and CLASS_END.search(item.text) is not None
        elif (each and not item.place and CLASS_OF_BODIES.fullmatch(item.text)) or (own and item.text in BARE):
            items[k] = Item("各" + item.text, "各", "", ())
        else:
            each = own = False
    return items


def named_places(items: list[Item]) -> list[Item]:
    """Short names in a row of places (湖北、安徽、重庆商务主管部门) recognised from the table of divisions."""
    forms = Lexicon.default("divisions").by_form
    known = [not i.each and i.text in forms for i in items]
    full_places(items, known)
    for k, item in enumerate(items):
        if known[k] and not item.place:
            items[k] = Item(item.text, "", item.text, ())
        elif k and known[k - 1] and not item.place:
            for end in range(min(7, len(item.text)), 1, -1):
                if item.text[:end] in forms and BODY.fullmatch(item.text, end):
                    items[k] = Item(item.text, "", item.text[:end], (item.text[end:],))
                    break
    return items


def full_places(items: list[Item], known: list[bool]) -> None:
    """Write out the short names of a row whose last place is written out (内蒙古、辽宁省（区）财政厅).

    Short names share the last word where it names a place: 台江、仓山区 has 台江区, not 台江县 elsewhere.
    """
    forms = Lexicon.default("divisions").by_form
    for last, item in enumerate(items):
        entry = forms.get(item.place, (None,))[0] if last and item.place and known[last - 1] else None
        if entry is None or entry.name != item.place:
            continue
        k, word = last - 1, entry.name[-1]
        while k >= 0 and not items[k].each and not items[k].place:
            names = {e.name for e in forms.get(items[k].text + word, ()) if e.level == entry.level}
            if not names and not known[k]:
                break
            if not names and word != "区":
                names = {e.name for e in forms[items[k].text] if e.level == entry.level}
            if len(names) == 1:
                items[k] = Item(items[k].text, "", names.pop(), ())
            k -= 1


def is_bare_body(item: Item, first: str) -> bool:
    """A body without a place, that takes those of the row."""
    if item.each or item.place or not BODY.fullmatch(item.text) or "各" in item.text or item.text.endswith("单位"):
        return False
    if (m := PLACES.match(item.text)) and OWN.match(item.text, m.end()):  # 镇直有关部门
        return False
    if NATIONAL.search(item.text) or (SCHOOLS.match(first) and not SCHOOLS.match(item.text)):
        return False
    return not first.endswith("政府") or bool(BESIDE_GOVERNMENT.fullmatch(item.text))


def is_class(item: Item) -> bool:
    """Whether the place is a class of places, which takes a quantifier; a place of its own takes none."""
    return bool(item.place) and bool(PLACES.fullmatch(item.place))


def cross(places: list[Item], bodies: list[str]) -> Iterator[str]:
    """Every place with every body."""
    each = head = ""
    quantified = []
    for item in places:
        each, head = item.each or each, item.head or head
        quantified.append(head + (each if is_class(item) else "") + item.place)
    for body in bodies:
        yield from (place + body for place in quantified)
