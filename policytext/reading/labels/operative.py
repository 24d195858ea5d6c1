"""In an operative section: a task, unless the words tell of a state, a goal or an orientation."""

import re

from policytext.model import Label
from policytext.reading.branches import finder, gated, unrepeated
from policytext.reading.duty_words import HAVE_TO, MUST, OUGHT, SHALL
from policytext.reading.labels.contact import PHONE, PHONE_FIRST, gives_contact
from policytext.reading.labels.pieces import is_fragment, mostly_figures, names_only
from policytext.reading.labels.provisions import body_acts
from policytext.reading.labels.rule_ids import (
    BY_YEAR,
    DUTY,
    LABELLED,
    LEVEL,
    MATTERS,
    OPERATION,
    PAST,
    SETTLED,
    STATE,
    TOLD,
)
from policytext.reading.labels.words import Words

LEAST_BACKGROUND = 6
"""Characters of a clause that tells how things stand; before it stands at most 当前 or a date."""
MINDS = re.compile("认识|重视|思想|意识|站位|[任迫命]感|麻痹|松懈|担当|立场|信心|牢记")
"""What a clause is about that asks for an attitude."""
LEAST_DEED = 6
RUN_IN_LABEL = re.compile(r"[一-鿿]{2,8}(?<![是为下括有])[：:]")
"""A label on a line of its own heads what follows: 工作职责：."""
GOAL_LATEST, LONGEST_CAPTION = 10, 10
NAMES_GOAL = re.compile(
    f"(?!明确|细化|分解|围绕|锚定|聚焦|对照|完成)[^，。；：]{{0,8}}目标(?:是|为"
    f"|：)[：，]?(?=[^。；]{{4}})(?![^。；]*(?:{HAVE_TO}|{OUGHT}|{MUST}|不得|[由各]))"
)
"""总体目标是：…: the words say that what follows is to be reached."""
CAPTION = re.compile("[一-鿿]{2,8}(?<=措施|目标|任务|情况|描述|问题|内容|步骤|重点)[：:]")
"""整改措施：, alone: it heads what follows, whatever verb it holds."""
COUNTED = re.compile(r"\d|(?<![统唯])[一二三四五六七八九十两]+(?:个|次(?!性)|名|家|所|项|处|套|件|场|期)")
SECOND_HALVES = frozenset("要可应须需")
"""A cut ahead of these could make a modal word of 重要 or 许可."""
AIM = re.compile(
    r"^(?:[一二三四五六七八九十]是)?(?:通过|经过|(?:首先|逐步|力争|最终|努力)?使(?!用))"
    r"|^[一二三四五六七八九十]是[^。]*，使"
)
AIMS = frozenset("通经使首逐力最努一二三四五六七八九十")
OFTEN = re.compile("，[^。；]*每(?:年|季度?|半年|月|周)[^，。；]{0,12}[一二三四两1-9]次")
"""按照…的原则，工作每年考核一次: how often something is done is more than an orientation."""
SPOKEN = re.compile(
    gated(
        r"“[^”]*”|(?:必须|应当?)(?:履行|承担|具备|遵循)的(?=[一-鿿])|(?:(?:指出|强调|提出|表示|介绍|认为|[证表]明)，"
        r"|(?:作出|发表)[^，。]{0,10}(?:[批指]示|讲话)，(?:提出)?(?:要求|强调|指出))[^。；]*"
    )
)
NOW = ("当前", "目前", "近期")
STANDS = re.compile("[了已是正仍]|面临|存在|具有|成为|处于|呈现|任务|形势|十分|非常|尤为|难度|取得|需要|不足")
"""With these a sentence that opens so tells how things stand."""
HISTORY = re.compile("(?:近年|去年|前期|截[至止])|[^，。；对]{2,14}以来，")
TELLS_NOW = re.compile(
    f"(?:^|[，；])[^，。；：的要]{{0,16}}?(?:{HAVE_TO}|{OUGHT}|{MUST}(?![^，。；]{{0,8}}的)|务必|不得|严禁)"
    "|[，；]请|下一步|今后|，由[^，。；]{2,20}(?:牵头|负责(?!人)|组织|会同)"
)
"""Behind what was done in the last years (近年来，对…予以奖励) so a sentence goes on that tells somebody to act."""
FOUND = re.compile(
    f"(?![^。；]*(?:{SHALL}|[请由将]|不得|一律|予以|给予|限期|尽快|抓紧|继续|及时|可|，[按加做建完立]))"
    "(?:(?!对|凡)[^，。；“、的]{0,16}已(?![^，。；]*的)"
    "|(?:部分|个别|少数|该|[0-9])[^，。；、的未]{1,12}未(?![经按达及成必来]|[^。；]*[的，、]))[^。；]{2,}[。；]$"
)
"""学校已更换供货商, 部分餐盘未消毒: what was done or found without anybody being told to act."""
GOES_AHEAD = re.compile(
    "(?![^。；]*[已了])[^。；]{2,60}，[^，。；的]{1,12}?(?:[部局委厅府办院]"
    "|财政)(?:将(?!会|于|[^，。；]*(?:纳入|列为))|安排|组织开展)"
)


WHAT_IS = re.compile(
    "(?!(?:[一二三四五六七八九十]|特别|尤其|凡|不论|无论|只要|但|或)是)(?![^。]*(?:(?<![重主必首])要|应(?!急)|须|请"
    "|(?:责任|主管|主责|牵头)(?:主体|人|单位|部门|机关)))"
    "(?:[^，。；：]{1,24}(?<![点务标容准位体象式间键施心])是(?!否)(?:[^，。；：]{2,30}的[^，。；：的]{1,12}|“[^”]{2,16}”"
    "|[^，。；：]{2,8}之[一-鿿]{1,3}|[^，。；：]{0,12}(?:资源|国家|地区|[省市县区镇]))"
    "|(?![对把将确加解办])[^，。；：]{2,16}(?:事关|关乎|关系(?!的|[到好和与、]))[^，。；：]{4,40}"
    "|[^，。；：]{2,20}(?<![点务标容准位体象式间键施心])是(?!否)[^。；：]{2,40}[所而][^，。；：]{2,12}的[^，。；：的]{1,8}"
    r"|[^，。；：由\d]{4,30}(?:(?:，属|(?<![否再所])属于)(?!地)[^，。；：的]{4,20}"
    r"|为[^，。；：\d]{0,6}(?:标准|价格?|上限|下限))"
    r"|[^，。；：由将于\d]{2,26}(?:办法|标准|细则|[时日]间|日期|期限|地点|安排|名单|事项|程序|比例|价格)(?:视[^，。；]{2,10})?另行(?:规定|公布|通知))。"
)
"""就业是最大的民生, 以上价格，属指导价, 收费标准另行规定: what something is, means, or where else it is settled."""
PLACE_BEHIND_DATE = re.compile("[^，]{4,20}，(?:全[省市县区镇乡国州旗]|[我本][省市县区镇乡]|全域)?")
"""2025年底前，全省: behind these stands what is done or reached by then."""
COUNTED_DEED = re.compile(
    "(?:(?:再|新|共|分批|择优|重点|集中|每年|至少|力争|争取)?(?:认定|遴选|评[选定]|选[聘拔派树]|布[局设点]"
    "|招[引募聘录]|投[放用运]|轮训|治理|种植|植树|绿化|淘汰|关[停闭]|压减|安[置装]|搬迁|更[新换]|置换"
    "|修[订建缮编]|承办|扶持|开工|签约|创评|命名|孵化|改扩建|扩建|回收|拆除|购[置买]|引育|培训|发放|救助|资助|帮扶"
    "|慰问|走访|招商|储备|迁建|加装|铺设|架设|敷设|疏浚|清淤|整修|维修|翻[建新]|推[出介广]|遴派|输送)"
    "|完成)(?!后|的|率|面积|能力|标准|条件|总量|规模|人数"
    "|数量)[^，。；的率达]{0,12}?(?:(?<!第)[0-9一二三四五六七八九十百千万两]|不少于|不低于|超过|若干)[^，。；]*"
)
"""认定100个示范区: what is done is counted."""
HOW_IT_IS = re.compile(
    unrepeated(
        "(?!做到|确保|[^。；]*[要应须需请将])(?:[^。；]*(?:(?:十分|非常|极[其为]|较为?|比较|很|相当|仍然?|依然|尤为"
        "|异常(?!名录|情[况形]|数据|行为|现象|信息)|普遍(?![查性]))[^，。；的得地]{1,4}"
        "|居高不下|时有发生|强烈|紧[缺张]|薄弱|匮乏|短缺|脆弱|滞后|落后)[。；]$"
        "|(?:[我本][省市县区镇乡国州]|全[省市县区国州])[^。；]{0,24}(?:仅[为有占]|只有|拥有|没有得到"
        "|(?<![加扩做放增提抬降减缩壮从不])[多少高低大小难][，。；]))"
    )
)
"""我县山多田少, 水资源十分紧缺: without any verb of doing it ends in what something is like."""
REACHES = re.compile(
    "(?:力争|争取)[^，。；]{2,12}[前底年]实现|(?![各对按由将把])(?:力争|争取)20[0-9]{2}年[^，。；]*?(?:达到?"
    "|[保维]持在|稳定在|提高到|控制在|降[至到]|增[至加]|突破)[^，。；]*[0-9]"
    "|(?![各对按由将把推确])[^，。；：]{0,30}(?:[率例重比值量模积入数度间长次面平幅命蓄](?<![温湿额]度)|时限"
    "|(?<!级)户)(?:总体|年均|全部|均|稳定|常年|分别)?"
    "(?:达到?|[保维]持在|稳定在|提[高升]到|提高至|增长到|控制在|下降到?|降[至到]|增至|突破)约?[0-9一二两三四五六七八九十百]"
    "|(?![各对按由将把推确])[^，。；：]{0,30}[率例重比值量入]年?均?(?:增[长加]|提[高升]|下降|降低)[0-9.]+(?:[%倍]|个百分点)"
    "|(?![各对按由将把推确每新])[一-鿿]{2,10}?(?:总数)?达到?[0-9.]+[万亿]?[个张家所处座人名户亩件项台辆公千吨]"
)
"""综合利用率达到80%以上: a level of something that is measured, and nobody is told to act."""
DEALT = re.compile(
    "(?![^，]*(?:的[^，]{1,10}|[后时中])，)(?:[^，。；]{0,12}对[^，。；的]{2,20}(?:进行|开展|实[行施])"
    "|逐(?![步年渐季月批级])[一-鿿][^，。；的]{4,}，|[^，。；的]{0,8}(?:组织)?开展[^，。；的]{2,12}，)"
)
"""对食堂进行抽查，实现全覆盖: what is done, ahead of what comes of it."""
CELL_ENDS = ("意见", "意见）", "签字", "盖章", "盖章）")
"""How cells of forms end that name a body with what it has to enter."""
HAS_LEVEL = finder("达|持在|定在|到|至|制在|降|突破|力争|增[长加]|百分点")


def operative(words: Words) -> tuple[Label, str]:
    """In an operative section a sentence is a task unless its words say otherwise."""
    text, flags, cues = words.text, words.flags, words.cues
    duty, masks = words.duty(), cues.masks
    if (text[:1] in AIMS or "目标" in text[:GOAL_LATEST]) and (aim := aimed(words, duty=duty)):
        return "goal", aim
    acts: str | None = DUTY
    if not duty:
        rule = words.first("statement") if flags & masks["statement"] else None
        if rule is not None and not directs_after_all(words, rule) and not goes_ahead(words, rule):
            return "statement", rule
        acts = OPERATION if words.operates() else words.tells() or (OPERATION if cues.later.search(text) else None)
        if acts is None and (rule := reached(words)):
            if rule != OPERATION:
                return "goal", rule
            acts = rule
    rule = words.first("principle") if flags & masks["principle"] else None
    if rule == "label.principle.general" and text.startswith("要") and "原则" in text:
        rule = None
    if rule is not None:
        if rule == LABELLED:
            return "principle", rule
        bound = duty and (COUNTED.search(text) or more_than_minded(text))
        if not bound and not later_operation(words, rule):
            return "principle", rule
    if acts is not None:
        heads = len(text) < LONGEST_CAPTION and text[-1:] in "：:" and CAPTION.fullmatch(text)
        return ("heading", "label.fragment") if heads and not duty else ("task", acts)
    return untold(text)


def untold(text: str) -> tuple[Label, str]:
    """Label and rule of a sentence that no cue tells: contacts and fragments, what was done or found, else a task."""
    if gives_contact(text) or (text[:1] in PHONE_FIRST and PHONE.fullmatch(text)):
        return "furniture", "label.contact"
    unmarked = text[-1:] not in "。；！：" and not text.endswith(CELL_ENDS)
    if unmarked and (DEALT.match(f"{text}，") or body_acts(f"{text}。")):
        return "task", OPERATION
    if is_fragment(text) or mostly_figures(text) or names_only(text):
        return "heading" if RUN_IN_LABEL.fullmatch(text) else "statement", "label.fragment"
    if WHAT_IS.fullmatch(text):
        return "statement", MATTERS
    if HOW_IT_IS.match(text):
        return "statement", "label.statement.lacking"
    found = ("已" in text or "未" in text) and FOUND.match(text)
    return ("statement", "label.statement.done") if found else ("task", "label.default")


def aimed(words: Words, *, duty: bool) -> str | None:
    """The rule by which words open with what is to come of something, or name what follows a goal."""
    if AIM.match(words.text) and words.first("goal") == "label.goal.effect":
        return "label.goal.effect"
    return "label.goal.named" if not duty and NAMES_GOAL.match(words.text) else None


def reached(words: Words) -> str | None:
    """The rule by which words name what is to be reached, or that of an operation where it is done by a date."""
    text = words.text
    rule = words.first("goal")
    if rule == BY_YEAR and (behind := PLACE_BEHIND_DATE.match(text)):
        at = behind.end()
        return OPERATION if words.operates(at) or COUNTED_DEED.match(text, at) else rule
    if rule == STATE and "，" in text and (DEALT.match(text) or body_acts(text)):
        return OPERATION
    if rule is None and text[-1:] in "。；" and HAS_LEVEL(text) and REACHES.match(text):
        return LEVEL
    return rule


def goes_ahead(words: Words, rule: str) -> bool:
    """Whether a sentence that opens with 当前 goes on to what is to be done, or to what a body will do, now."""
    text = words.text
    if rule != PAST or not text.startswith(NOW):
        return False
    start = 2 + (text[2:3] == "，")
    return (words.operates(start) and STANDS.search(text, start) is None) or GOES_AHEAD.match(text) is not None


def directs_after_all(words: Words, rule: str) -> bool:
    """Whether a sentence that opens as background goes on to direct somebody."""
    if rule in SETTLED:
        return False
    if rule in TOLD and HISTORY.match(words.text):
        return TELLS_NOW.search(words.text) is not None
    if "“" in words.text or "，" in words.text:  # an order inside of reported speech or a name is nobody's task here
        words = Words(SPOKEN.sub("", words.text), words.flags, words.cues)
    comma = words.text.find("，", LEAST_BACKGROUND)
    start = len(words.text) // 3
    start += words.text[start : start + 1] in SECOND_HALVES
    return words.tells(min(start, comma + 1) if comma >= 0 else start) == DUTY


def more_than_minded(text: str) -> bool:
    """Whether somebody has not only to see and to mind something (充分认识…的意义), but to do more than that."""
    if "认识" not in text:
        return False
    return any(len(clause) >= LEAST_DEED and not MINDS.search(clause) for clause in text.rstrip("。").split("，")[1:])


def later_operation(words: Words, rule: str) -> bool:
    """Whether an orientation clause is followed by an activity of its own."""
    comma = words.text.find("，")
    if rule == "label.principle.general" and "原则" in words.text:
        at = words.text.find("原则")
        return (
            words.tells(max(comma, 0)) == DUTY or words.operates_later(at) or OFTEN.search(words.text, at) is not None
        )
    return comma > 0 and words.acts(comma) is not None
