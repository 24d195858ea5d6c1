"""A body by its full name at the head of a task (县公安局比对…): it acts, whatever verb follows."""

import re

from policytext.reading.units.clauses import behind_lead, named
from policytext.reading.units.duty import Duty, duties
from policytext.reading.units.organisations import branched, ends_name, goes_on, patterns

LEVEL_OPENS = frozenset("各省市县区州旗镇乡")
"""With these a full name begins, or goes on behind the two or three characters of a place."""
OPENS_SOON = re.compile(rf".{{0,6}}?[{''.join(sorted(LEVEL_OPENS))}]")
OPENS_NEXT = re.compile(rf".{{0,3}}?[{''.join(sorted(LEVEL_OPENS))}]")
"""Whether a full name can begin so near."""
OFFICE = (
    r"(?:[^，。；：、的和与及或各在对 ]{1,9}?(?:局(?!长|属|机)|厅(?!长|属|机)|委员会|办公室|管委会)|"
    r"委(?:组织|宣传|统战|社会工作)部(?!长)|(?:人民)?政府(?!性|工作|采购|投资|购买|网|债|部门|信息)|委(?![员派托会]))"
)
CLASS = (
    r"各(?:有关|相关|中小|县直|市直|区直|省直)?(?:乡镇(?:（街道）|街道)?|镇街|街道|镇(?:（街道）|街道)?|县（市、区）"
    r"|区县|县区|市县|县市|市州|"
    r"部门|单位|企业|学校|校|中小学校?|小学|村(?![民级内镇])|社区|幼儿园|"
    r"[市县区](?![级属域直辖场容政民区长])|级[^，。；：、的和与及或 ]{2,6}?(?:部门|机构))"
    r"(?:(?:人民)?政府)?|[省市县区]?[直级]?各(?:有关|相关)?(?:部门|单位|乡镇)"
)
NAME = rf"(?:{CLASS}|(?:[一-鿿]{{2,3}}(?=[省市县区州旗镇乡]))?[省市县区州旗镇乡]{OFFICE})"
FULL = re.compile(rf"{NAME}(?:[、和]{NAME})*+(?![、和与及或等（])")
"""Names that are surely bodies: an office with its level or place, or each body of a kind."""
LED = frozenset("0123456789一二三四五六七八九十（(①②③④⑤⑥⑦⑧⑨⑩第请每年月季本今明汛凡对发逾遇未到在")
"""With these begins what may stand before a name: a marker, a time, a case."""
WHEN = frozenset("前后时内间底起的")
"""How what stands before the comma ends that tells when, or in which case."""
TIME = 24
"""Characters of that at most."""
CASE = 40
"""The same of a case that opens with other words (举办校庆活动的，…)."""
REST = re.compile(r"[^，。；：？！\n]{2,40}+")
"""What the clause goes on with."""
BELONGS = re.compile(
    "全体|常务|组成|专题|机关|所属|下属|直属|内[部设]|窗口|干部|职工|人员|印章|名义|领导|党[组委员]|班子|分管|主要"
    "|成员|同志|网站|官[网方]|"
    "公众|账[册目簿]|空缺|现有|档案|资料|文件|公文|账户|财务|经费|预算|大楼|会议|值班|电话|等|外|以[上下内外]|之[间一]"
    "|所在|辖区|本级|系统|窗|户籍|食堂|教[室学师]|"
    "校[园舍长]|消防|公[务车]|网络|政务|行政|党政|党建|法[治制]|新闻|意识|办公|便民|村[级民居务]|大[门厅]|门[前口]|楼"
    "|农[户民田]|骨干|安全|环境|年度|日常|重大|重要|专项|各[项类种]|上述|价格|证照|信息|[一二两三四五六七八九十0-9]|"
    "[^，。；：]{1,4}(?<!动)员|[^，。；：]{0,3}(?<![延增成生])长(?!期)|[^，。；：]{2,4}[站股室馆]|[^，。；：]{1,2}所|"
    "[^，。；：]{1,4}(?:事项|用品|清单|名单|台账|物资|设[备施]|标识|垃圾|灾害|隐患|材料|项目|费用?|数量|面积"
    "|比例)(?=[^，。；：并])"
)
"""What belongs to a body, or is told of it, and is no act."""
INSIDE = 10
"""How far behind the name another may end that it only opens (各乡镇便民服务中心…)."""
TOLD_ELSE = frozenset("的要应须可由将是为达占系")
"""With these in the clause something else is told, or the name is part of a longer one."""


def full_names(text: str, begin: int, limit: int, unit: int) -> list[Duty]:
    """The duties of the bodies that open a task by their full names."""
    if text[begin] in LED:
        return led(text, begin, limit, unit)
    if OPENS_NEXT.match(text, begin, limit):
        return at_head(text, begin, limit, unit)
    case = text.find("的，", begin, min(begin + CASE, limit))
    return at_head(text, case + 2, limit, unit) if case > 0 else []


def led(text: str, begin: int, limit: int, unit: int) -> list[Duty]:
    """The duties of the names behind a marker, or behind the comma after a time or a case."""
    if OPENS_SOON.match(text, begin + 1, limit):
        begin = behind_lead(text, begin, limit)
        if OPENS_NEXT.match(text, begin, limit) and (duties := at_head(text, begin, limit, unit)):
            return duties
    comma = text.find("，", begin, begin + TIME)
    if 0 < comma < limit and text[comma - 1] in WHEN and OPENS_NEXT.match(text, comma + 1, limit):
        return at_head(text, comma + 1, limit, unit)
    return []


def at_head(text: str, begin: int, limit: int, unit: int) -> list[Duty]:
    """The duties of the names at `begin` where an act follows them."""
    m = FULL.match(text, begin, limit)
    if m is None or not acts(text, m.end(), limit):
        return []
    found = named(m[0])
    if not found or found[-1].end != len(m[0]):
        return []
    return duties(found, begin, unit, "assignments.full_name")


def acts(text: str, end: int, limit: int) -> bool:
    """Whether what follows a name reads as an act: it is neither a part of the body nor told of something else."""
    rest = REST.match(text, end, limit)
    if rest is None or BELONGS.match(text, end) or branched()["compound"].match(text, end, limit):
        return False
    stop = rest.end()
    if not TOLD_ELSE.isdisjoint(rest[0]) or ends_name(text, stop) or goes_on(text, end, stop):
        return False
    found = patterns()
    if found["person"].match(text, end, limit) or branched()["predicate"].match(text, end, limit):
        return False
    if found["ending"].search(text, end + 2, min(stop, end + INSIDE)):
        return False
    later = found["predicate"].search(text, end + 2, stop)
    return later is None or later.start() == end + 2
