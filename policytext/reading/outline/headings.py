"""Headings (标题): whether the words behind a marker head what follows, and what the heading is."""

import re

from policytext.reading.branches import finder, gated
from policytext.reading.outline.glued import glued_heading
from policytext.reading.outline.markers import LEVEL, MARKER, MARKER_START, Opening, behind_lists, in_body
from policytext.reading.passage import Passage, TextUnit

CHAPTERS = frozenset({"章", "节", "编", "篇", "部分", "column"})
STAGE_HEADING = re.compile(
    r"(?P<period>（[^（）]*）)? ?[：:] ?(?P<heading>[^。：:]{0,30})。?$"
    r"|(?P<bare>[^。，：:]{0,24})(?P<tail>（[^（）]*）)?[。：:]?$"
)
DIRECTS = finder(
    r"(?:^|，)由|(?:各[^，。]{1,12}|部门|单位|机构|政府|集团|公司|[委局厅办部院会组区县市镇])(?:要|应|须|可"
    r"|负责)(?![素点领急求件对用变知]|持续|视化|再生|追溯|靠|行性|信|及性)"
    r"|(?:企业|学校|集体|服务人|[站所])(?:要(?![求素点件领])|须)"
    r"|应当|必须|不得|严禁|禁止|本(?:办法|规定|细则|条例|[一-鿿]{1,6}(?:适用于|自|由))|^(?:对于?|按照?|根据|依[照据])[^，]{2,}，"
    r"|(?:下列|以下).*(?:要|予以|给予|不予)|须(?:同时)?(?:符合|具备|满足)|予以[^，。]{2}$"
)
DIRECTS_HINT = re.compile("[要应须可由不严禁负本对按据依下以]")
OFFICE = "(?:[省市州盟县区旗镇乡村部厅局校院组队会]长|总理|主任|书记|主席|秘书长)"
PLACED = "[省市州盟县区旗镇乡村]"
SUBJECT = finder(
    "^(?!坚持|实行)[^，由]{2,10}由[^，的]{2,}(?:承担|担任|兼任|召集|主持|组成|审[批定核]|列支|确定|筹集|支付|拨付|负责"
    "|解释)$"
    "|^[^，]{2,12}从[^，的]{2,}中(?:列支|安排|支出|解决|提取|支付)$"
    "|^[^，为]{2,8}(?:对象|标准|范围|时间|地点|期限?|金额|总额|数量|方式|比例|主体|单位|名称)为[^，]{2,}$"
    "|^[^，]{0,6}(?:申请人|[个法]人|单位|企业|机构|家庭|农户|职工|合作社)向[^，的]{2,}(?:提出|提交|递交|报送"
    "|申请)[^，的]{0,8}$"
    f"|^(?!加强|强化|落实|压实|发挥|健全|完善|明确|建立|推[行动])[一-鿿]{{0,9}}?{OFFICE}(?:召集|主持"
    f"|领导(?!责任|作用|干部|小组|班子|体)|协助|分管|签发)[^，的]"
    f"|^(?:国务院|[一-鿿]{{0,4}}?{PLACED}[一-鿿]{{0,6}}?[府局委会院])实行[^，]{{2,8}}制度?$"
    "|^(?:考核|评[审价分选]|测评|信息报送|调度)[一-鿿]{0,2}(?:实行|采取|采用)[^，]{2,}$"
    f"|^(?:各?{PLACED}[一-鿿]{{0,8}}?(?:[局厅委办府院会组]|财政)|申请(?:人|单位)|专家组|评审组|领导小组|国务院)"
    "(?:安排|提交|提供|填写|受理|拨付|下达|发放|承担|统筹协调|进行"
    "|组织(?!部|领导|架构|机构|体系|建设|保障|协调|员|动员))(?:[^，的]{2,}|(?<=协调))$"
    "|^[^，]{0,6}(?:人员|申请人|职工|居民|农户|家庭|学生)(?:要(?!素|求)|应(?![有急届]|.尽)|须|可(?!持续|支配))"
    f"|^[^，]{{2,12}}{PLACED}是[^，]{{2,}}(?:$|，)"
    "|^(?:总部|公司|集团|学校|学院|医院|县里|全县|[省市县区镇乡])(?:成立|设立|下设|组建)[^，]{2,}，"
    "|^[^，]{2,12}每(?:年|半年|季度?|月|周)[^，]{0,8}[一两二三1-9]次$"
)
"""A sentence with a subject of its own is no title: it tells who does it, what something is, how often it is done."""
OPENS_MEASURE = frozenset("加强完健规优推落做抓提深改创严积大切认广全进快着持扎有统逐不继坚")
"""With these begin headings of measures, which have no subject."""
TITLE_ALONE = re.compile(r" ?《[^》]*》(?:（[^）]*）)?")
"""An item of a list of documents."""
COPULA = re.compile("是(?<![但就凡于正还一二三四五六七八九十]是)[^，]{3,}的[^，]{1,8}$")
"""甲是乙的任务 says what something is; it names no subject."""
COUNT = re.compile(r"\d+(?:[户人个家名元次]|[万亿]元|平方米)")
"""With a count in one of its clauses a phrase reports or decides something: no heading."""
OF_THE_GENRE = (
    "(?:职责任务|目标任务|工作职责|主要职能|主要职责|职责分工|成员单位|工作机制|工作规则|工作制度|组成人员|人员组成"
    "|其他事项|"
    "指导思想|总体要求|总体目标|工作目标|主要目标|基本原则|工作原则|主要任务|重点任务|工作任务|工作重点|工作内容"
    "|主要内容|"
    "工作措施|主要措施|保障措施|工作要求|有关要求|具体要求|相关要求|组织领导|组织机构|组织保障|实施步骤|工作步骤"
    "|时间安排|进度安排|"
    "活动主题|活动时间|活动内容|参加人员|申报条件|申报程序|适用范围|监督管理|法律责任|附则)"
)
RUN_TOGETHER = re.compile(
    gated(
        f"(?:主要|工作|具体|重点|成员单位|领导小组)?{OF_THE_GENRE}(?:[和与及]{OF_THE_GENRE})?"
        " ?(?=[一-鿿“（]|[xX×]{2,4}年|\\d{4}年|\\d{1,2}月)"
        "(?!机构|小组|体系|制度|机制|方案|办法|工作|情况|部门|单位|主体|人员|追究|建设|到位|代码|分[解为工]|清单|落实"
        "|明确|健全|齐全|如下|包括|执行|为(?!切实|进一步|确保|加强|贯彻|认真|全面|深入|了)"
        "|[不的是和与及等按由要应须可将得于对向从或之后前并若有已上内中下性表化])"
    )
)
"""Headings of the genre that a flattened text has run together with what follows."""
DATED = frozenset("xX×0123456789")
"""With a year or month behind it such a heading is not the beginning of a longer one."""
THIS = ("本方案", "本办法", "本意见", "本规定", "本预案", "本通知", "本细则", "我省", "我市", "我县", "我区", "各")
"""With these a sentence begins, and no heading goes on."""
SPACED = re.compile(
    "[一-鿿、“”]{3,24}(?:安排|工作|措施|任务|建设|目标|要求|职责|范围|程序|条件|原则|标准|方式|"
    "责任|机制|制度|对象|内容|流程|步骤|权限|期限|分工|保障|监督|管理|指导|服务|领导) "
    "(?=[一-鿿“（]{2})"
)
"""A heading that a flattened text parts from what follows by a space."""
PARTED = re.compile("[一-鿿、“”]{3,24}(?: (?=（)| +(?=[一-鿿“（]{2}))")
"""The same where the line ends of a text have become spaces: there any title-like words before one."""
FLATTENED = 300
"""A line of more characters has lost its line ends."""
LONGEST_HEADING = 60
"""Characters of a heading at most, without the list of those responsible behind it."""
LONGEST_FIRST, LONGEST_ALONE = 46, 36
"""The same of a sentence that heads what follows it in its paragraph, or the next paragraph."""
LEAST_PARTED = 6
"""Characters of what it heads."""
LONGEST_QUESTION = 120
"""Characters of a question: it heads its answer, also where it is long and says 应当."""
LEAST_BODY = 12
FIRST_POINT = re.compile("[一-鿿、“”]{4,24} ?(?=一[是要](?!求))(?<![统同唯单十第之][ 一])")
"""A heading that a list has run together with: 三、工作要求一要…。二要…。"""
SECOND_POINT = re.compile(r"[。；！]\s*二[是要]")
LONGEST_POINT = 600
SHORT_LINE = 10
PLAIN_LINE = re.compile(r"(?!由|各)[一-鿿]{4,}")
"""A few words on a line of their own head what follows, also 限制与禁止使用."""
SHORT = 14
MEASURE = re.compile(
    "(?:积极|大力|切实|认真|深入|广泛|全面|进一步|加快|着力|持续|严格|扎实|有序|统筹|逐步|不断|继续){0,2}"
    "(?:加强|加大|加快|强化|完善|健全|建立|规范|优化|推进|推动|开展|实行|实施|落实|做好|抓好|提高|提升|深化|扩大|改进"
    "|创新|严格)"
)
"""How headings of measures begin."""
MATTER = re.compile(
    "(?:重点|要求|登记|价值|职责|范围|程序|条件|原则|标准|方式|责任|模式|机制|制度|对象|内容|材料|流程|步骤|权限|期限"
    "|分工|保障|监督|管理|要件|事项|规则)[。：]?$"
)
"""How headings of matters end, also those of articles."""
TELLS = re.compile(
    "主管(?!部门|机关|单位)|实行|适用(?!范围|对象|条件)|遵循|坚持|按照|符合|包括|具备|履行|明确|为(?!主)|是|有(?!关)|由"
)
"""With these a paragraph that ends in a matter says something of it."""
FIGURE = re.compile(
    r"\d(?:[万亿]?元|[％%℃]|公里|[千厘毫]?米|平方|立方|万?亩|公顷|[千公]?[克斤]|万?吨|小时|分钟|天|日[内前]"
    r"|个(?:工作日|月内)|月[底末中初]?前|日?前完"
    r"|[处支座台辆户人名次遍所套条宗起块场])|底前|(?:不[低少多高大小]于|不超过|至少|[小大高低]于|超过|控制在"
    r"|达到?)[^，。]{0,6}[\d一二两三四五六七八九十百]"
)
"""Amounts, times and limits that are set."""
SCHEME = re.compile(
    "(?:建设|工程|工作|行动|计划|项目|机制|制度|体系|任务|活动|改革|服务|治理|情况|[职权]责|关系|作用|阶段|试点)[。！]?$"
)
"""A noun at the end, which the figures before it only measure: 实施10公里河道治理工程."""
CLOSES = re.compile(
    "特此|本(?:通知|公告|通告|意见|方案|办法|规定|细则|决定|措施|文件)自|(?:整改|完成|落实)(?:情况|进展|进度|成效)："
)
"""How a document closes, or a list of what was put right, behind its last item: nothing of that item."""
OFTEN = re.compile("每(?:年|半年|季度?|月|周|天|日)[^，]{0,8}[一两二三0-9][次场回]")
EACH = re.compile("每|各(?![类方负司尽自展级项种])")
LONGEST_TITLE = 22
LISTED = re.compile(r"（[^（）：]{2,8}(?:单位|部门|机构|主体)：[^（）]*(?:（[^（）]*）[^（）]*)*）$")
"""Who is responsible, in brackets behind a heading."""
MOST_CLAUSES = 4
ACTOR_LABEL = re.compile(r"[^，。；]{2,24}[：:]")


CAPTION = re.compile(
    "(?:（(?![一二三四五六七八九十]+）|以下|简称|统称|[不包]?含|试[点行]|删除|废止|[已略])[一-鿿、]{2,20}）"
    "|【[一-鿿、]{2,20}】)"
)
"""The caption of an article (条旨): 第三条 （适用范围）, 第三条 【适用范围】."""


def describe(passage: Passage, opening: Opening) -> None:
    """Find the heading of a numbered opening, if its first text unit is one."""
    unit = passage.units[opening.unit]
    body = passage.text[opening.body : unit.end]
    if opening.kind in CHAPTERS:
        boxed = opening.kind == "column" and "：" in body
        glued = glued_heading(body, opening.kind) if boxed or is_sentence(passage, opening.unit, body) else None
        if glued is not None:
            run_together(opening, glued)
        else:
            opening.heading, opening.whole_unit, opening.rule = clean_heading(body), True, "outline.chapter"
    elif opening.kind == "条" and body[:1] in ("（", "【") and (m := CAPTION.match(body)):
        behind = body[m.end() :].lstrip(" 、.")
        opening.heading, opening.whole_unit, opening.rule = m[0], not behind.rstrip(), "outline.caption"
        opening.body = unit.end - len(behind)
    elif not body:
        opening.whole_unit = True  # 第三条 on a line of its own
    elif opening.kind in ("阶段", "步"):
        m = STAGE_HEADING.match(body)
        if m:
            opening.heading = clean_heading(m["heading"] if m["heading"] is not None else m["bare"])
            opening.whole_unit, opening.rule = True, "outline.stage"
    elif (m := joined(body)) and body[-1] == "。" and (body[m.end()] in DATED or body.startswith(THIS, m.end())):
        run_together(opening, m[0])
    elif within := run_in(passage, unit, body):
        run_together(opening, within[0])
    elif is_heading(passage, opening, body):
        opening.heading, opening.whole_unit, opening.rule = clean_heading(body), True, "outline.heading"
    elif m := m or spaced(body):
        run_together(opening, m[0])


def heads_step(passage: Passage, unit: int, body: str) -> bool:
    """Whether the words behind 第一步 head what follows, and are not all that is said of it."""
    if STAGE_HEADING.match(body) is None or DIRECTS(body):
        return False
    if "（" in body or not body.endswith(("。", "；")):
        return True
    return passage.goes_on(unit) and passage.text[passage.units[unit + 1].start] != "第"


def run_together(opening: Opening, heading: str) -> None:
    """Note a heading that a copy has run together with its first sentence, which begins right behind it."""
    opening.heading, opening.whole_unit, opening.rule = clean_heading(heading), False, "outline.run-together"
    opening.words = opening.body + len(heading)


def run_in(passage: Passage, unit: TextUnit, body: str) -> re.Match[str] | None:
    """A heading that a list, or the next line, has run together with."""
    found = ahead_of_points(passage, unit, body) if "一是" in body or "一要" in body else None
    return found or (parted(passage, unit, body) if " " in body else None)


def joined(body: str) -> re.Match[str] | None:
    """A heading of the genre that a flattened text has run together with what follows."""
    m = RUN_TOGETHER.match(body)
    return m if m and len(body) - m.end() >= LEAST_BODY else None


def spaced(body: str) -> re.Match[str] | None:
    """A heading that a flattened text parts from what follows by a space."""
    m = SPACED.match(body) if " " in body else None
    return m if m and len(body) - m.end() >= LEAST_BODY and title_like(m[0]) else None


def ahead_of_points(passage: Passage, unit: TextUnit, body: str) -> re.Match[str] | None:
    """A heading that a list has run together with: 工作要求一要…."""
    m = FIRST_POINT.match(body)
    return m if m and title_like(m[0]) and counts_on(passage, unit, body) else None


def parted(passage: Passage, unit: TextUnit, body: str) -> re.Match[str] | None:
    """A heading that ends at a space, where the line ends of a text have become spaces."""
    m = PARTED.match(body)
    if m is None or len(body) - m.end() < LEAST_PARTED:
        return None
    return m if spaces_end_lines(passage.text, unit.paragraph) and title_like(m[0]) else None


def spaces_end_lines(text: str, start: int) -> bool:
    """Whether the line ends of a text have become spaces: they stand behind each full stop of the line at `start`."""
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    stops = text.count("。", start, end) if end - start > FLATTENED else 0
    return stops > 2 and text.count("。 ", start, end) * 2 >= stops


def counts_on(passage: Passage, unit: TextUnit, body: str) -> bool:
    """Whether 二是 or 二要 follows in a sentence that begins with the first point, or behind it."""
    if "二是" in body or "二要" in body:
        return True
    end = unit.end - 1
    return SECOND_POINT.search(passage.text, end, end + LONGEST_POINT) is not None


def is_sentence(passage: Passage, unit: int, body: str) -> bool:
    """Whether a sentence follows the marker of a chapter, in a paragraph that goes on or is longer than a heading."""
    ends = body.endswith(("。", "；")) or "，" in body
    return ends and (len(body) > LONGEST_HEADING or passage.goes_on(unit))


def unlisted(body: str) -> str:
    """The words of a heading without the list of those responsible behind it."""
    return LISTED.sub("", body) if body.endswith("）") else body


def clean_heading(body: str) -> str | None:
    """The words of a heading, without its final point and without the list of those responsible."""
    heading = unlisted(body.strip()).rstrip("。：:;； ")
    return heading.lstrip("—–-― ") or None


def is_heading(passage: Passage, opening: Opening, body: str) -> bool:
    """Whether the first text unit of a numbered paragraph is a title-like phrase that heads what follows."""
    ends = body[-1:]
    longest = LONGEST_QUESTION if ends == "？" else LONGEST_HEADING
    if ends in "；;" or (len(body) > longest and ends != "）"):
        return False
    unit, stops, article = opening.unit, ends in "。！？", opening.kind == "条"
    following = behind_lists(passage, unit + 1) if stops or article or passage.goes_on(unit) else None
    same = following is not None and following.paragraph == passage.units[unit].paragraph
    if ends == "？" and not article and following is not None:
        more = same and passage.text[following.end - 1] == "？"  # several questions are a matter to look into
        return not more and (same or heads(passage, opening, following))
    if article:
        named = not stops and "的" in body and MATTER.search(body)  # 运输企业的营运条件: no subject of a sentence
        if "，" in body or not (named or title_like(body)):
            return False
        if not same:
            return titles_article(passage, opening, body, following)
        return ends == "。" and len(body) <= SHORT + 4 and captions_article(body)
    if not stops:
        if same or (len(body) <= SHORT_LINE and PLAIN_LINE.fullmatch(body)):
            return not same
        return len(unlisted(body)) <= LONGEST_HEADING and not ends.isdigit() and title_like(body, 48)
    if following is None or len(body) > (LONGEST_FIRST if same else LONGEST_ALONE):
        return False
    plain = same and MARKER.match(passage.text, following.start, following.end) is None
    return (plain or heads(passage, opening, following)) and title_like(body) and not sets(body)


def captions_article(body: str) -> bool:
    """Whether the first sentence of an article names a measure or a matter: what tells of a subject is its norm."""
    return bool(MEASURE.match(body) or (MATTER.search(body) and not TELLS.search(body)))


def sets(body: str) -> bool:
    """Whether a sentence sets how much, how often or until when: no title, unless a noun that it measures ends it."""
    core = body[: body.rfind("（")] if body.endswith("）。") else body
    if body[0] in "每各":
        return OFTEN.match(body) is not None or (EACH.match(body) is not None and not SCHEME.search(core))
    return body[:2] != "关于" and FIGURE.search(core) is not None and not SCHEME.search(core)


def titles_article(passage: Passage, opening: Opening, body: str, following: TextUnit | None) -> bool:
    """Whether the paragraph of an article only names a matter, and the next one goes on with it (第六条 认定程序。)."""
    if len(body) > LONGEST_TITLE or following is None or not MATTER.search(body) or TELLS.search(body):
        return False
    return heads(passage, opening, following)


def heads(passage: Passage, opening: Opening, following: TextUnit) -> bool:
    """Whether the paragraph that follows a sentence of its own goes on with it: as plain text, or as a deeper item."""
    text, start = passage.text, following.start
    if not in_body(following) or (text[start] in "特本整完落" and CLOSES.match(text, start)):
        return False
    if text[start] not in MARKER_START:
        return True
    m = MARKER.match(text, start, following.end)
    return text[start] != "（" if m is None else any(m[k] and v > opening.level for k, v in LEVEL.items())


def title_like(body: str, longest: int = 32) -> bool:
    """Whether a phrase names a subject or a measure, in clauses not too long, and tells nobody to do it."""
    core = unlisted(body).rstrip("。！？： ")
    if "，" in core:
        clauses = core.split("，")
        if len(clauses) > MOST_CLAUSES or max(map(len, clauses)) > longest or COUNT.search(core):
            return False
    elif not core or len(core) > longest:
        return False
    if ("：" in core or ":" in core) and ACTOR_LABEL.match(core):
        return False
    if core[0] == "请" and body[-1] != "？":  # 请介绍一下申报程序？ heads its answer
        return False
    if ("是" in core and COPULA.search(core)) or ("》" in core and TITLE_ALONE.fullmatch(core)):
        return False
    if core[0] not in OPENS_MEASURE and SUBJECT(core):
        return False
    return not (DIRECTS_HINT.search(core) and DIRECTS(core))


def names_measure(heading: str) -> bool:
    """Whether a heading stands for itself among siblings without one: one short clause that names a measure or matter.

    >>> names_measure("积极开展助餐知识宣传"), names_measure("本通知自印发之日起执行")
    (True, False)
    """
    if "，" in heading:
        return False
    measure = len(heading) <= SHORT and MEASURE.match(heading)
    matter = len(heading) <= SHORT + 2 and MATTER.search(heading) and heading[-2:] != "事项"  # the last item: 其他事项
    return bool(measure or matter)
