"""What a body does to an institution (企业建设技术中心, 机构服务小微企业), told from one name (企业服务中心)."""

import re

from policytext.reading.units.organisations import patterns

SURE = re.compile(
    "(?:走进|走访|[开兴领申]办|自建|参股|并购|兼并(?:重组)?|成为|下[放沉](?=[到至给])|转诊(?=[到至])"
    "|[改转变](?=[为成]))(?!的|服务(?![站中])|登记|专[区窗]|窗口|流程|时间|一[站网窗日]|一件事|房|$)"
)
"""Acts that no body is called after, whatever follows."""
DO = (
    "(?:建设|创建|改造|[新改扩迁]建(?!区)|开发(?!区)|参与|运营(?!商)|管理(?!员|人|型|者)|服务(?!业|贸|型|器|员|商)|"
    "投资(?!人|者|商)|申报|承办|承建|整合)"
)
DOES = re.compile(f"(?:共同|联合|合作)?(?:参与|投资|合作)?{DO}(?:[和、]{DO}|整合)?(?!的|银行|性|费|权)")
"""Acts that bodies are called after as well: they have an object of their own, or make one name with what follows."""
OPENS = frozenset("下转改变走开兴领申自参并兼成共联合投建创运管服承整新扩迁")
"""With these they begin."""
ABSTRACT = (
    "(?:建设|创建|开发|运营|管理|服务|投资|保障|促进|发展|培训|教育|咨询|监督|监管|指导|评估|评价|评审|研究|协调|推进"
    "|工作|领导|"
    "创新|创业|合作|交流|信息|综合|质量|安全|执法|经营|承包|登记|审批|检测|检验|统计|考核|科学|认证|外包|工程|项目"
    "|基金|控股|"
    "规划|设计|策划|事务|行政|公共|主管|研发|推广|应用|认定|鉴定|审核|志愿|中介|专业|社会|化|和|与)"
)
PLAIN = re.compile(
    f"{ABSTRACT}*(?:机构|部门|单位|机关|企业|公司|主体|中心|站|所|院|局|处|组织|平台|窗口|网点|学院|队|集团|室|点|方)$"
)
"""What makes one name with such an act before it: 企业服务中心, 社会团体登记管理机关."""
FACILITY = re.compile(r"(?:研究|研发|技术|服务|创新|培训|检测|检验|监测|实验)+(?:中心|院|站|室|所)$")
BUILDS = ("建", "建设", "改造", "参与")
OWNERS = re.compile("(?:企业|高校|院校|机构|合作社|组织|协会|医院|公司|集团|院所|[局厅])$")
"""Bodies that build something: what is built (建设研究院) is no part of their names, as it is behind a place."""
INSTITUTION = re.compile(
    "(?:企业|机构|医院|学校|[大中小]学|高校|院|中心|站|[验研生览]室|公司|园|馆|店|场|厂|所|[社园地景]区|[乡镇村]|街道"
    "|地方|银行|合作社|集团|智库|平台|商)$"
)
"""What a body builds, serves or runs; offices and associations end otherwise, and are called after what they do."""
MARK = re.compile("[，、。；：（“和与及或]")
REACH = 14
"""Characters of what is built or served."""


def has_object(text: str, end: int, limit: int) -> bool:
    """Whether the name that ends at `end` is followed by an act with an object of its own.

    >>> has_object("企业建设技术中心", 2, 8), has_object("企业服务中心", 2, 6), has_object("乡镇建设领导小组", 2, 8)
    (True, False, False)
    """
    if text[end : end + 1] not in OPENS:
        return False
    if SURE.match(text, end, limit):
        return True
    verb = DOES.match(text, end, limit)
    if verb is None:
        return False
    begin = verb.end()
    stop = MARK.search(text, begin, min(limit, begin + REACH))
    for m in patterns()["ending"].finditer(text, begin, stop.start() if stop else min(limit, begin + REACH)):
        what = text[begin : m.end()]
        if "的" in what:
            return False
        if PLAIN.fullmatch(what) is None:
            if INSTITUTION.search(what):
                return True
        elif verb[0].endswith(BUILDS) and FACILITY.fullmatch(what) and OWNERS.search(text[max(0, end - 3) : end]):
            return True
    return False
