"""The body behind the name of a unit (规范名称): its full name where it can be told, level, kind and place."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from policytext.arguments import instance
from policytext.model import LEVELS, Assignment, Document, Level
from policytext.reading.header.places import place_of
from policytext.reading.lexicon import Entry, Lexicon
from policytext.reading.units.pronouns import stands_for

Kind = Literal["party", "government", "department", "mass_organisation", "institution", "enterprise", "grassroots"]
OPEN = re.compile(
    r"各|有关|相关|其他|县级以上|地方|所有|任何|上级|下级|同级|基层|当地|所在|属地|有条件的|符合条件的|[^，]{2,}的"
    r"|(?:行政|业务)?主管(?:部门|单位)|试点|示范|[^，（]{1,8}(?:各|有关|相关)"
)
"""How the name of a class of bodies begins, or what it has before its last word (市级有关部门)."""
CLASS = re.compile(
    r"(?:部门|单位|机构|机关|企业|(?<!有限|股份|责任)(?<![分总])公司|银行|超市|市场|合作社|主体|学校|高校|院校|院所|医院|卫生院|社区|街道|乡镇|组织"
    r"|协会|商会|学会|平台|园区|基地|委员会)(?:（[^（）]*）)?$"
)
"""How one ends that names no place."""
NATIONAL = re.compile("全国|中华|中国|国家|.*中央$|.*总[会社]$")
"""How a mass organisation is named where that of the whole country is meant: 妇联 in a county is the county's."""
OF_THE_STATE = re.compile("国网|南网|中国|国家")
"""With this begins the name of one enterprise."""
KINDS: tuple[tuple[Kind, str], ...] = (
    (
        "party",
        (
            r"(?:^中共|^党中央|党委|党组|党工委|机关工委|党支部|纪委|[省市县区州旗盟]委$"
            r"|[省市县区州旗盟]委(?:组织部|宣传部|统战部|政法委|网信办|编办|办公[厅室])|^中央.{2,6}部)"
        ),
    ),
    ("mass_organisation", r"工会|共青团|团委|妇联|残联|工商联|科协|文联|侨联|红十字会|联合会|协会|学会|商会"),
    ("enterprise", r"(?:公司|企业|集团|银行|厂)(?:（[^（）]*）)?$"),
    ("government", r"政府(?:办公[厅室])?$|国务院(?:办公厅)?$|管委会$|街道办事处$|人民政府"),
    ("grassroots", r"社区(?:$|居|党|两)|[村居]民?委员?会|(?<!农)[村居]委|村$|居$"),
    ("department", r"[部委局厅署办]$|办公室$|部门$|委员会$|总[局署]$|分局$|支队$"),
    ("institution", r"学校|大学|学院|医院|中心|馆$|院$|所$|站$|机构$|高校"),
)
HERE: dict[str, Level] = {
    "自治区": "province",
    "自治州": "prefecture",
    "自治县": "county",
    "自治旗": "county",
    "省": "province",
    "市": "prefecture",
    "州": "prefecture",
    "盟": "prefecture",
    "县": "county",
    "区": "county",
    "旗": "county",
    "街道": "township",
    "镇": "township",
    "乡": "township",
}
"""A word of place before a department that belongs to the issuer's own place, if that is such a one (省财政厅)."""
FIELD = re.compile("市(?:场|容|政(?![府协法务]))|区(?:域|块链)|[县镇]域|乡村|旗(?:舰|帜|下)")
"""A field of work that begins with such a letter (市场监管部门)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What a unit's name stands for."""

    open: bool
    """A class (各有关部门), which stands for no single body."""
    name: str | None
    """The full name, where it can be told."""
    level: Level | None
    kind: Kind | None
    candidates: tuple[str, ...] = ()
    """Full names it may have, where there are several."""


def charged(unit: Assignment) -> bool:
    """Whether a unit has to act (承担责任): in every role but `recipient`, to which others report, submit or pass on.

    >>> from policytext import parse
    >>> [(a.name, charged(a)) for a in parse("各镇要建立台账，报县民政局备案。").assignments]
    [('各镇', True), ('县民政局', False)]
    """
    return unit.role != "recipient"


def body(doc: Document, unit: Assignment) -> Body:
    r"""The body that a unit of the document names; a bare word of place is the issuer's or one above, 我厅 the issuer.

    >>> from policytext import parse
    >>> doc = parse("湖北省人民政府关于做好助餐服务的通知\n各市人民政府：\n省财政厅要安排经费。")
    >>> [(b.name, b.level, b.kind) for b in (body(doc, a) for a in doc.assignments)]
    [('湖北省财政厅', 'province', 'department')]
    """
    instance(unit, Assignment, "the unit of body()", "one of doc.assignments")
    name = stands_for(unit.name, doc.header)
    kind, known, place = kind_of(name), listed(name), place_of(name)
    word = "" if place.name or FIELD.match(name) else next((w for w in HERE if name.startswith(w)), "")
    if OPEN.match(name) or (not known and not word and place.name is None and is_class(name)):
        return Body(open=True, name=None, level=place.level, kind=kind)
    if len(known) > 1:
        return Body(open=False, name=None, level=None, kind=kind, candidates=tuple(sorted(e.name for e in known)))
    if known and (place.level in ("central", None) or doc.header.level == "central"):
        return of_the_centre(doc, name, known[0])
    bare = word and not name.startswith(("级", "直", "属", "本"), len(word))  # 省级财政 is no body's name
    seat = next((x for x in jurisdiction_line(doc) if x.endswith(word)), None) if bare else None
    if seat:
        own = seat == doc.header.jurisdiction
        level = doc.header.level if own else place_of(seat).level
        return Body(open=False, name=seat + name[len(word) :], level=level, kind=kind)
    full = name if place.name or name != unit.name else None
    return Body(open=False, name=full, level=place.level or HERE.get(word), kind=kind)


def is_class(name: str) -> bool:
    """Whether a name without a place is that of a class: 供水企业, but not 国网砚州供电公司."""
    return CLASS.search(name) is not None and OF_THE_STATE.match(name) is None


def of_the_centre(doc: Document, name: str, entry: Entry) -> Body:
    """A body of the table; in a document of a place what every place has (乡村振兴局, 妇联) may be the place's own."""
    kind, level = kind_of(name), next((x for x in LEVELS if x == entry.level), None)
    if doc.header.level in ("central", None) or NATIONAL.match(name):
        return Body(open=False, name=entry.name, level=level, kind=kind)
    if entry.kind == "mass_organisation":
        return Body(open=False, name=None, level=level, kind=kind)
    if level == "central" and name.endswith(("局", "委", "办")) and doc.header.jurisdiction:
        own = doc.header.jurisdiction + name
        return Body(open=False, name=None, level=None, kind=kind, candidates=(entry.name, own))
    return Body(open=False, name=entry.name, level=level, kind=kind)


@lru_cache(maxsize=4096)
def listed(name: str) -> tuple[Entry, ...]:
    """The rows of the table of institutions that a name can stand for."""
    return Lexicon.default("institutions").by_form.get(name, ())


@lru_cache(maxsize=4096)
def kind_of(name: str) -> Kind | None:
    """The kind of body that a name shows."""
    return next((kind for kind, words in KINDS if re.search(words, name)), None)


def jurisdiction_line(doc: Document) -> tuple[str, ...]:
    r"""The places from the document's own up to the province (辖区系列), as far as the table of divisions has them.

    A place whose name several have is followed up only where the table has one of that level.

    >>> from policytext import parse
    >>> jurisdiction_line(parse("平湖市人民政府关于做好助餐服务的通知\n各镇人民政府：\n现通知如下。"))
    ('平湖市', '嘉兴市', '浙江省')
    """
    name = doc.header.jurisdiction
    if name is None or doc.header.level == "central":
        return (name,) if name else ()
    rows = Lexicon.default("divisions")
    by_id = codes()
    found = [e for e in rows.by_form.get(name, ()) if e.level == doc.header.level] or list(rows.by_form.get(name, ()))
    if len(found) != 1:
        return (name,)
    line, entry = [found[0].name], found[0]
    while (above := by_id.get(entry.id[:-2] if len(entry.id) > 2 else "")) is not None:
        line.append(above.name)
        entry = above
    return tuple(line)


@lru_cache(maxsize=1)
def codes() -> dict[str, Entry]:
    """The rows of the table of divisions by their code."""
    return {e.id: e for e in Lexicon.default("divisions")}
