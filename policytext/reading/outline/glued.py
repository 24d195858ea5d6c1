"""Where the heading of a chapter ends that a flattened text has run together with its first sentence."""

import re

from policytext.reading.branches import gated

LEAST, LONGEST = 4, 36
"""Characters of such a heading."""
ALWAYS = (
    r"深入|加快|优先|(?<!可)持续|大力|积极|全面|着力|严格|毫不|广泛|进一步|切实|认真|充分|围绕|坚持|聚焦|依托|按照"
    r"|立足|紧扣|根据|贯彻"
    r"|加强|推动|增强|打好|做好|履行|实行|深化|健全|构建|完善|为(?:了|深入|进一步|加快)"
    r"|(?<![加予可难所用得足给])以(?![上下及来外内后前])"
    r"|(?<!严)把(?![关握控])|到20\d\d年|当前|近年来|“十[一二三四五六]五”(?:时期|以来)|第[一二三四五六七八九十]+[章节]"
)
"""With these a sentence begins, and no noun."""
ALSO_NOUN = (
    r"实施|提升|提高|优化|强化|整合|培育|打造|规范|落实|扩大|拓宽|(?<!巩固)拓展|总结|探索|鼓励|支持|引导|建立|统筹"
    r"|推进|促进|保障|发挥"
    r"|建设(?=[^，。；]{2,})"
)
"""These begin sentences as well, but also end headings: 质量提升, 规划实施."""
NOUN_BEHIND = r"行动|工程|计划|机制|体系|制度|能力|力度|方案|政策|措施|水平|办法|服务|保[障护]|[和与及、的]"
"""Behind such words it is a noun: 整治提升行动."""
BEGINS = re.compile(gated(rf"{ALWAYS}|(?:{ALSO_NOUN})(?!{NOUN_BEHIND}|{ALSO_NOUN}|{ALWAYS})"))
MEASURE = re.compile(
    rf"{ALWAYS}|{ALSO_NOUN}|实现|稳定|激活|动员|扩面|做[大优强]|发展(?:壮大|基础|环境)|指导思想|(?:基本|工作)原则"
    rf"|总体(?:要求|思路|目标)|“十"
)
"""How such a heading begins: 食品安全全面监管 names a matter, and is left whole."""
JOINING = re.compile("(?<![参普涉波温缓共])[与和及]$")
"""What a heading goes on behind: 安全生产与推进改造."""
FIRST_CLAUSE = re.compile("[^，。；：！？]*")
BOX = re.compile(
    "([^，。；：]{2,24}?(?:工程|行动|项目|计划|指标|任务|线路|区域|清单))(?!工程|行动|项目|计划)(?=[^，。；：]{2,20}：)"
)
"""A box (专栏) holds projects, each behind its name: 专栏1 设施建设工程助餐点：…"""


def glued_heading(body: str, kind: str) -> str | None:
    """The heading at the beginning of a sentence that follows the marker of a chapter, section or box, if one is told.

    >>> glued_heading("加强助餐点建设推动各镇合理布局，方便老人就餐。", "节")
    '加强助餐点建设'
    >>> glued_heading("实施助餐点提升行动深入开展排查，建立台账。", "节")
    '实施助餐点提升行动'
    >>> glued_heading("总则。", "章") is None
    True
    """
    if kind == "column" and (box := BOX.match(body)):
        return box[1]
    if not MEASURE.match(body):
        return None
    clause = FIRST_CLAUSE.match(body)
    end = min(clause.end() if clause else 0, LEAST + LONGEST)
    for begun in BEGINS.finditer(body, LEAST, min(end, LONGEST + 1)):
        if not JOINING.search(body, begun.start() - 2, begun.start()):
            return body[: begun.start()].rstrip()
    return None
