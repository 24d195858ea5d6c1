"""What each text unit is (句类): its label from cues in its words, weighed with the section it stands in."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_

from policytext.model import Header, Label, Section
from policytext.reading.branches import finder, openers
from policytext.reading.cues import CueIndex, Member, UnitCues
from policytext.reading.labels.beside import (
    GOES_ON,
    INSTRUCTING,
    NUMBERING_OFF,
    ORDINAL,
    WEIGHED,
    is_excerpt,
    only_aims,
    tells_below,
    tells_state,
)
from policytext.reading.labels.members import label_members
from policytext.reading.labels.notes import NOTE_ENDS, is_note
from policytext.reading.labels.provisions import provides
from policytext.reading.outline.headings import CAPTION
from policytext.reading.outline.markers import LIST_AHEAD, MARKER_START
from policytext.reading.outline.section_kinds import (
    LABEL_ENDS,
    LONGEST_LABEL,
    REPORTS,
    item_lists,
    run_in_kind,
    section_kinds,
)
from policytext.reading.passage import Passage, TextUnit
from policytext.reading.rules import RuleSet

LEAST_BACKGROUND = 6
"""Characters of a clause that tells how things stand; before it stands at most 当前 or a date."""
UNDERTAKES = finder(
    r"(?:^|[，；：也还均并同时部委局办府厅院会门位关示题们])将(?!你|其|该|[是有]|会(?!同)|[^，。]{1,20}(?:纳入|列入|作为))"
    r"|将(?:继续|进一步|会同|按照?|根据|予以|给予|积极|认真|加大|联合|组织)|与[^，。]{2,12}共同安排|(?<![许认])可(?![能行研转持见喜靠观]|再生)|(?:^|，)请(?![求示])|应[请由](?<![供相]应.)|(?:^|[，：府委局厅])(?:原则)?同意(?![，。后])|^建议(?![书稿案的，。])|^希望?(?:你|各)|(?:^|[，：部委局办府厅院])(?:近期|下一步)?拟(?=研究|制[定订]|继续|积极|组织|会同|进一步|采取|安排|开展|对|将|在|于)|[我本部委局厅]计划(?:[于在]?[^，。；]{0,8}?)(?:开展|组织|启动|安排|印发|出台|制[定订])|(?:[我本][部委局厅办院府]|我们)正(?:在?会同|[与同][^，。；]{2,16}共同)|正在(?:抓紧)?(?:研究|修改|制[定订]|起草)"
)
OBLIGED = finder(
    r"(?:部门|单位|机构|政府|中心|办公室|[局委厅])[^，。；的]{0,12}(?:应当|必须)|^[^，。；的]{2,20}，(?:应当|必须)(?!具备|符合|满足)"
    r"|，由[^，。；：]{2,40}(?:确定|制定|负责|处理)[。；]$"
)
"""Who has to act in an item, whatever the lead of the list says."""
MINDS = re.compile("认识|重视|思想|意识|站位|[任迫命]感|麻痹|松懈|担当|立场|信心|牢记")
"""What a clause is about that asks for an attitude."""
LEAST_DEED = 6
CAPTIONED = ("（", "【")
"""How the caption of an article can begin."""
LISTING = frozenset("位门限间求点导人体关室科")
"""Before its colon a label of a list of responsibility ends in one of these."""
LISTED_FIRST = re.compile(r"[（〔](?:[^（）〔〕]|（[^（）]*）)*(?:负责|牵头|配合|落实)[）〕]")
"""A list of those responsible that a copy has run together with the heading after it."""
HEADED = re.compile(r"。?(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)[^，；：]{2,60}。?$")
"""Headings alone behind such a list."""
FRAGMENT = re.compile(
    r"[图表] ?\d{1,3}[^。]{0,60}|《[^》]*》(?:（[^）]*）)?[；。，]?"
    r"|[一-鿿、]{2,40}(?<=[部委局厅署院办会府室组制])《[^》]*》（[^）]*号）[；。]?"
    r"|[^，。；！？]{1,16}[：:]?|[^，。；！？：]{1,16}：[\s年月日]*"
)
"""A cell of a form, a label, an item of a list of documents: no sentence."""
LONGEST_CELL = 17
"""Of a cell with its colon; only titles of figures and of documents are longer."""
ATTACHED = re.compile(r"附(?:件|表)?\d{0,2}[：:]?")
"""The word alone above what is attached."""
NO_HAN = re.compile("[^一-鿿]")
CONTACT = re.compile(
    r"(?:(?:[^，。；：]{2,16})?联 ?系 ?(?:人|电 ?话|方 ?式)|联 ?系 ?地 ?址|微信公众号|(?:通讯|通信|邮寄|单位)?地 ?址"
    r"|邮 ?编|银行账[号户]|开户(?:行|银行)|(?:接[收受]捐赠)?户 ?名|账 ?号|[一-鿿]{0,6}行 ?号"
    r"|(?:电子)?邮 ?箱|E-?mail|(?:咨询|监督|举报|投诉|服务)?电 ?话|传 ?真)：",
    re.IGNORECASE,
)
"""How lines begin that tell whom to reach, also behind other words of their paragraph."""
REACHED_AT = re.compile("联系电话：? ?[0-9-]{7,}")
LONGEST_REACHED = 40
"""Characters of a line that ends in whom to reach and how."""
LATEST_COLON = 24
"""Where its colon stands at the latest."""
SIGNATORY = re.compile(
    r"(?:(?:代)?(?:[部省市县区州局署院行会盟旗]|董 ?事)[ 　]{0,4}长|[一-鿿]{0,6}司长|行政长官"
    r"|主[ 　]{0,4}[任席]|总[ 　]{0,4}理|书[ 　]{0,4}记)(?:[ 　]+|： ?)[一-鿿][一-鿿 　]{1,5}"
)
"""Office and name, as an order is signed."""
LONGEST_SIGNATORY, LONGEST_STAFF = 16, 40
MEMBER = re.compile(r"[一-鿿] ?[一-鿿](?: ?[一-鿿]){0,2} {2,}[^。；：]{2,50}(?:长|主任|书记|主席|院士|教授|员)")
"""Name and office, as in a list of members."""
STAFF = re.compile(
    r"[一-鿿]{3,24}[部委局厅司处科室办院会] {2,}[一-鿿]{2,3}(?: +[一-鿿]{2,3}){0,3}"
    r"|[一-鿿]{3,24}[局司处科室办](?: [一-鿿]{2,3}(?<![部委局厅司处科室办院会])){2}"
)
"""Office and the names of its staff, as in a list of whom to reach."""
COLUMNS = re.compile(r"(?:\| *)?(?:序号|指标|类别|编号)(?:名称)?(?:[ |]+[^\s|，。；：]{1,16}){2,}[ |]*")
"""The heading row of a table, whose cells stand between blanks or bars."""
COLUMN_MARKS = frozenset("|序指类编")
FIXED = COLUMN_MARKS | {"（", "〔"}
"""With these begin lists and heading rows that have no colon near their beginning."""
RUN_IN_LABEL = re.compile(r"[一-鿿]{2,8}(?<![是为下括有])[：:]")
"""A label on a line of its own heads what follows: 工作职责：."""
ORDERS_AS_WELL = re.compile(
    "，要(?![求点素])(?![^，。；]*(?:抓好|贯彻|落实|执行)[。，])"
    "|(?:立即|迅速|抓紧)(?:组织)?(?:开展|进行)[^，。；]{0,6}(?:自查|排查|检查|整治|清理|整改)"
)
"""转发给你们，…，要逐一检查: more than the set phrase, which asks to carry out what is enclosed."""
OWN_WILL = finder(r"(?:^|[，；])(?:[我本][部委局厅办院会府市县区省镇](?:[委府]|政府)?)[也还]?将")
"""我局将…: what the issuer undertakes."""
AGREES = finder(r"(?:^|[，；：])(?:原则)?同意(?![，。；、后的])")
"""同意组建…: a reply allows it."""
WHERE = re.compile("在[^，。；：]{2,24}?[中内上下间](?![心小央级])")
"""在社区食堂中建立…: where something is done, ahead of the verb."""
COUNTED = re.compile(r"\d|(?<![统唯])[一二三四五六七八九十两]+(?:个|次(?!性)|名|家|所|项|处|套|件|场|期)")
DUTY_WORD = (
    r"(?:要(?<![重主需必只摘纪概首紧提]要)(?![素点领求件闻])|应(?<![适相对供反响呼感效顺]应)(?![用急对收付])"
    r"|须(?!知)|负责(?!人|同志))"
)
DUTY_HEAD = re.compile(rf"[^，。“要应须负]*+(?:(?!{DUTY_WORD})[要应须负][^，。“要应须负]*+)*+(?={DUTY_WORD})")
"""What stands before the first of these words, in the first clause and outside of quotes."""
LATEST_DUTY = 40
"""Where such a word ends at the latest."""
BODY = finder(
    r"各[级地镇乡县市区部单社街有]|部门|单位|政府|党委|机构|社区|街道|学校|企业|办公室|小组|局(?<![布格大结全变]局)|[委厅]"
)
BODY_ACTS = finder(
    r"(?:^|，)[^，。]{1,40}(?:部门|单位|机构|政府|企业|委员会|厅|局(?<![布格大结全变]局)|部(?![门分署位件队]))(?!是|为|的|、|和|及|或|。)|每[日天周月季年个]|不少于|至少|实行|按照"
)
FOLLOWS = finder(
    r"^(?:(?!应(?![急用对收付])(?!当?(?:坚持|遵循|按照))|要(?!坚持|遵循|按照))[^。])*?(?:坚持|遵循|按照)[^。]*原则|应当?(?:坚持|遵循)"
)
"""Who has to follow principles is told an orientation."""
ALLOWS = finder(
    r"(?<![许认])可(?![能靠持行观喜怕逆见]|再生)|无需|不再|免于|不受|按(?:照)?[^，。]{2,24}(?:执行|办理|计入|折算)|以[^，。]{2,20}(?:先后)?为序|(?:分别|据实|定额|按规定|一次性)(?:计算|扣除|缴纳|计入|核算)|标准为每?[一二三四五六七八九十月年人户次\d]|由[^，。]{2,20}(?:扣除|缴纳|支付|承担|负担|承继|补缴)|[级方者村镇县市省][^，。；]{0,4}承担[0-9]|(?:上报|报送|移交)(?:至|给)?[^，。；的]{2,20}(?:[部委局厅署办院]|中心|政府|村)|比照[^，。]{2,20}执行"
)
"""What an article allows or settles, whoever it is that acts."""
SECOND_HALVES = frozenset("要可应须需")
"""A cut ahead of these could make a modal word of 重要 or 许可."""
AIM = re.compile(r"^(?:[一二三四五六七八九十]是)?(?:通过|经过|使(?!用))|^[一二三四五六七八九十]是[^。]*，使")
AIMS = frozenset("通经使一二三四五六七八九十")
PAUSES = re.compile("(?:^|，)(?:原则上)?(?:一律)?(?:暂停|停止|暂缓)(?!键|了)")
"""What is stopped or put off, also among principles."""
CHARGED = finder(
    r"(?:^|[，；])请|(?<![理自缘])由[^，。；]{2,24}(?:负责|审[核定查]|[确决]定|核实|[拟制]定)|^对[^。]{4,60}，(?:实行|给予|予以)|，均?可(?:以|按|申[请报]|享受|优先|免|参|推荐|报名)"
    r"|^[^，。；]{2,12}(?:单位|机构|部门)(?:根据|按照?|结合)|^各[^，。；的]{1,20}(?:要|应|须|负责|按)"
    r"|(?:部门|政府|领导小组|[局委厅办])(?:要|应当?|须|负责)(?!具[备有]|符合|满足|持有|达到|是|为)"
    r"|(?:不得|不能|不可)(?:申报|申请|参[加评赛]|推荐|报名|重复|列入|评为)|不予(?:受理|推荐|认定|申报)"
)
"""Among conditions: what an office has to do about them, and who is shut out."""
NAMED_MATTER = re.compile(
    "(?!(?:重点|全面|深入|认真|及时|如实|逐[一项条户]|要|请)*(?:检查|查看|[核排督抽]查|掌握|了解|摸清|报送|上报|报告|汇报|通报"
    "|听取|统计|填报|说明|反映|对照|确定|聚焦))(?![^。]*重点(?:检查|查看|[核排督抽]查))[^。]*情况(?:等|等(?:内容|方面))?[。；]?$|[^，。：]{2,24}，主要?包括"
)
"""What is looked into (…情况), or what a class of things comprises."""
NAMED_CLASS = re.compile(
    "(?:企业|公司|单位|机构|组织|协会|团体|项目|工程|人[员才]|工作者|[居村]民|职工|[学教]员|学生|教师|干部|群众|家庭|农户|大户|合作社|农场"
    "|[人者户院校]|场所|地区|区域|市场|主任|书记|[理务技]员|[品物]|车辆|船舶|商店|餐馆|站点|食堂|餐桌|网点|房屋|住宅|小区|路段|水域|部位|环节"
    "|领域|行业|设施|设备)(?:（[^（）]*）)?等?[。；：]?$"
)
"""How a phrase ends that names a class of bodies, persons or things."""
MODIFIED = re.compile("(?![从对将把向由请按])[^，；。：]{2,80}的[^，；。：的]{1,16}[。；：]?$")
"""参加培训的学员: the verb belongs to what says which of them."""
OFTEN = re.compile("，[^。；]*每(?:年|季度?|半年|月|周)[^，。；]{0,12}[一二三四两1-9]次")
"""按照…的原则，工作每年考核一次: how often something is done is more than an orientation."""
QUOTED = re.compile(r"“[^”]*”")
SPOKEN = re.compile(
    r"“[^”]*”|(?:(?:指出|强调|提出|表示|介绍|认为)，|(?:作出|发表)[^，。]{0,10}(?:[批指]示|讲话)，(?:提出)?(?:要求|强调|指出))[^。；]*"
)
ENUMERATED = re.compile(r"^[一二三四五六七八九十](?:是|要)|^(?:目标要求|主要任务|工作要求|重点任务)[：:]")


LISTS_IN = re.compile(
    "(?:(?:下列|以下|如下)[^，。；：]{1,8}|(?:范围|内容|对象|名称|种类|类别|品种|材料|科室|项目)(?:[为是]|包括|有))：[^。：；]{2,30}；$"
)
"""The first piece of a list of things that its own sentence leads in."""
SETS_UP = re.compile(
    "(?:建立|设立|制定|编制|出台)[^，。；的]{2,16}(?:平台|台账|名录|清单|专班|办法|系统|档案|小组|方案|计划|细则|机构|[^体]制度)(?=[，。；])"
    "|(?<!不)[纳列]入[^，。；]{2,20}(?:管理|规划|预算|考核|范围|计划)|公[开布示][^，。；]{2,16}(?:方案|名单|结果|信息|标准|目录)(?=[，。；])"
    "|实行[^，。；]{2,12}(?:录取|制|管理|制度)(?=[，。；])|核定[^，。；]{2}|(?:开展|组织)[^，。；]{0,10}(?:检查|排查|培训|试点|整治|评估|督查|演练|活动)(?=[，。；])"
)
"""What is set up, published, approved or carried out also where principles are told."""
ORIENTS = re.compile(
    "坚持|以[^，。]{2,30}为|围绕|突出|着力|推动|促进|格局|不断|遵循|原则|立足|统筹|增强|贯彻|充分|切实|提升|提高|形成|发挥|确保|实现"
)
GOES_AHEAD = re.compile(
    "(?![^。；]*[已了])[^。；]{2,60}，[^，。；的]{1,12}?(?:[部局委厅府办院]|财政)(?:将(?!会|于|[^，。；]*(?:纳入|列为))|安排|组织开展)"
)
PHONE = re.compile(r"(?:(?:[（(]?0[0-9]{2,3}[）)]?[-－—]?[0-9]{7,8}|1[0-9]{10})(?:[-－—转][0-9]{1,5})?[，、；。;/ ]*)+")
PHONE_FIRST = frozenset("01（(")
OWN_TITLE = re.compile(
    "(?:为|根据|依据|依照)[^。；]*(?:根据|依[据照]|按照|结合)[^。；]*，(?:特|现)?制[定订][^，。；本的]{4,30}(?:办法|规定|细则|条例|准则|规则|规范|守则|规程|章程)(?:（[^）]*）)?。$"
)
"""为…，根据《…》，制定助餐点管理办法: the basis of an article names what it stands in."""
OPERATES_ON = re.compile(
    "对[^。；]{2,80}?(?:进行|开展|实[行施])(?!的)|要?(?:将|把)[^，。；]{2,40}?[纳列]入|要(?:组织|开展|建立|制定|落实|加强|做好)"
)
"""Among goals: what is done to something, or has to be done."""
OPERATES = re.compile(
    f"{OPERATES_ON.pattern}|(?:深入|积极|全力|认真|扎实|广泛|大力|切实|定期|继续|加快|全面){{0,2}}"
    "(?:组织|开展|召开|举办|排查|检查|整治|鼓励|引导|支持|落实|做好|加[大强]|推进|宣传|培训|编制|制定)(?!率)"
)
LEVEL = re.compile(
    "[0-9]|实现|形成|达到|[确保]保|建成|提[升高]|增强|促进|推动|打造|成为|更加|改善|优化|全[覆面]|基本|显著|明显|格局|新|满足|避免|减少"
    "|力争|争取|构建|培育|以上|体系|走在|有效|防止|[杜根]绝|大幅|不断|发展|水平|良好|转变|率"
)
"""What tells how far it is to come, or what is to come of it."""
TURNS = finder(
    r"(?:^|[，；：])(?:我们|下一步|今后|同时|特别|一定|[一二三四五六七八九十]是|各[^，。；：的]{1,24}?)?"
    r"(?:要(?![求点素])|必须|应当|务必|请(?![示托假求])|不得(?!分)|严禁)|^(?:希望|责令)"
)
"""How a sentence in a report turns to its readers."""


ATTACHING = frozenset(("header.attachment_word", "header.enclosure", "header.attachments"))
"""Rules of titles and furniture that can tell of a form or list below."""
UNDECIDED = frozenset(("label.default", "label.fragment", "label.preamble"))
"""What a text unit is called that its words do not tell."""
SETTLED = frozenset(
    f"label.statement.{x}" for x in ("definition", "qualification", "request", "sanction", "shortcoming", "prospect")
)
"""Statements in which a word of duty (应当符合, 可以认定为) directs nobody."""
MATTERS, PROSPECT = "label.statement.significance", "label.statement.prospect"
GUIDANCE, LABELLED = "label.principle.guidance", "label.principle.labelled"
DUTY, OPERATION, CASE, MADE = "label.task.duty", "label.task.operation", "label.case", "label.formula.made"
UNDERTAKEN, PROVIDED = "label.task.undertaking", "label.task.provision"
OPEN = frozenset((DUTY, OPERATION, "label.default", "label.preamble", "label.letter"))
"""Rules whose text units what stands beside them can still decide."""
CASE_ENDS = ("的。", "的情形。", "的行为。")
"""How the last of several cases ends."""
FAMILIES = ("responsibility", "formula", "statement", "goal", "principle", "task")


@dataclass(frozen=True, slots=True)
class Cues:
    """The cue rules, family by family, with the bits by which an index tells which of them a text unit can hold."""

    masks: dict[str, int]
    """For each family the bits of its rules."""
    members: dict[int, Member]
    """What tells whether some of the alternatives of a rule stand in words, by their bit."""
    telling: tuple[Member, ...]
    """Those of the rules by which somebody is told to act: they have no hints, each is tried in nearly all words."""
    operation: re.Pattern[str]
    """A verb of doing, to be matched where a clause begins."""
    openers: frozenset[str] | None
    """The characters with which it can begin."""
    later: re.Pattern[str]
    """The same behind the end of a clause."""

    @classmethod
    @lru_cache(maxsize=4)
    def of(cls, rules: RuleSet) -> "Cues":
        """The cues of a rule set."""
        patterned = [r for r in rules.family("label") if r.pattern is not None]
        index = CueIndex.shared(rules)
        operation = next(r for r in patterned if r.id == OPERATION)
        masks = {
            name: reduce(or_, (index.bits[r.id] for r in patterned if r.id.startswith(f"label.{name}.")), 0)
            for name in FAMILIES
        }
        masks["task"] &= ~index.bits[OPERATION]
        telling = tuple(member for bit, member in index.members.items() if bit & masks["task"])
        later = re.compile(f"[，；：、。）](?:{operation.regex.pattern})")
        return cls(masks, index.members, telling, operation.regex, openers(operation.pattern or ""), later)


@dataclass(slots=True)
class Words:
    """The words of a text unit with the cues that may stand in it."""

    text: str
    flags: int
    cues: Cues
    colon: bool = False
    """Whether a colon stands near the beginning of those that `fixed_label` has looked at last."""
    members: bool = False
    """Whether a line of a list of members has been among them."""

    def first(self, family: str, start: int = 0) -> str | None:
        """Id of the first rule of a family whose cue stands in the words from `start` on."""
        able = self.flags & self.cues.masks[family]
        if able:
            text, members = self.text[start:] if start else self.text, self.cues.members
            while able:
                bit = able & -able
                stands, tail, id_ = members[bit]
                if stands(text[-tail:] if tail else text):
                    return id_
                able ^= bit
        return None

    def tells(self, start: int = 0) -> str | None:
        """The rule whose cue tells somebody to act, or lets them, in the words from `start` on."""
        text = self.text[start:] if start else self.text
        for stands, tail, id_ in self.cues.telling:
            if stands(text[-tail:] if tail else text):
                return id_
        return None

    def acts(self, start: int = 0) -> str | None:
        """The rule by which the words from `start` on tell somebody to act, be it by a verb of doing."""
        return self.tells(start) or (OPERATION if self.operates(start) or self.operates_later(start) else None)

    def operates(self, start: int = 0) -> bool:
        """Whether a verb of doing opens the words from `start` on."""
        openers, words = self.cues.openers, self.text[start:] if start else self.text
        first = words[:1]
        if first == "在" and (where := WHERE.match(words)):
            words = words[where.end() :]
            first = words[:1]
        return (openers is None or first in openers) and self.cues.operation.match(words) is not None

    def operates_later(self, start: int = 0) -> bool:
        """Whether a verb of doing opens a later clause."""
        return self.cues.later.search(self.text, start) is not None

    def duty(self) -> bool:
        """Whether the sentence opens with an organisation that has to act."""
        head = DUTY_HEAD.match(self.text, 0, LATEST_DUTY)
        return head is not None and BODY(head[0]) is not None


Decider = Callable[[Words], tuple[Label, str]]
"""What gives label and rule to words, by the place in which they stand."""


def read_labels(passage: Passage, sections: Sequence[Section], header: Header, rules: RuleSet, found: UnitCues) -> None:
    """Give a label to every text unit that the header and the outline left open."""
    genre, letter, unplaced = header.genre, is_letter(header), outside_sections(passage, sections, header)
    deciders = [BY_KIND[kind] for kind in section_kinds(passage, sections, rules, genre)]
    lists = item_lists(passage, sections)
    numbers_off = not sections and genre in NUMBERING_OFF
    opening = {s.sentence: s for s in sections}
    text, ahead, flags = passage.text, passage.ahead, found.flags
    words, attached = Words("", 0, Cues.of(rules)), False
    for i, unit in enumerate(passage.units):
        if unit.label == "heading" or unit.label == "furniture":
            attached = attached or (unit.rule in ATTACHING and attaches(unit, passage))
            continue
        place, section = unit.section, opening.get(i)
        start = ahead[i] if i in ahead else unit.start if section is None else words_start(text, unit, section)
        words.text = said = text[start : unit.end]
        words.flags, first = flags[i], said[:1]
        if place in lists and part_of_item(passage, sections[place], i) and is_item(words):
            label, rule = lists[place], "label.item"
        elif (fixed := fixed_label(words)) is not None:
            label, rule = fixed
        elif letter and (passage.closed is None or unit.start < passage.closed):
            label, rule = in_letter(words)
        else:
            named = by_run_in(said, rules) if words.colon and section is None else None
            label, rule = (named or (unplaced if place is None else deciders[place]))(words)
        if rule in OPEN and first in WEIGHED:
            label, rule = beside(words, (label, rule), passage, i, numbers_off=numbers_off)
        elif rule == MADE and place is None and genre in INSTRUCTING and tells_below(said):
            unplaced = in_body
        attached = attached or (first == "附" and ATTACHED.fullmatch(said) is not None)
        if rule in UNDECIDED:
            label, rule = undecided((label, rule), said, passage, i, attached=attached, opens=section is not None)
        unit.label, unit.rule = label, rule
    if words.members:
        label_members(passage)


def is_letter(header: Header) -> bool:
    """Whether a document answers or asks as a letter does; to all of a kind it directs as a notice does."""
    genre = header.genre
    return genre is not None and genre.endswith("函") and not any(name.startswith("各") for name in header.addressees)


def outside_sections(passage: Passage, sections: Sequence[Section], header: Header) -> Decider:
    """What decides about text units that stand in no section."""
    if not sections and is_excerpt(passage, header):
        return in_body
    return in_report if header.genre in REPORTS else in_reply if header.genre == "批复" else in_preamble


def by_run_in(said: str, rules: RuleSet) -> Decider | None:
    """What decides about the words behind a label and a colon, if it names conditions or a scope (参赛资格：…)."""
    colon = said.find("：", 3, LONGEST_LABEL)
    kind = run_in_kind(said[:colon], rules) if colon > 0 and said[colon - 1] in LABEL_ENDS else None
    return BY_KIND[kind] if kind else None


def attaches(unit: TextUnit, passage: Passage) -> bool:
    """Whether a title or a line of furniture tells that a form or list is attached below."""
    if unit.rule == "header.attachment_word":
        return True
    listed = unit.rule != "header.attachments" or unit.start >= (passage.closed or 0)
    return listed and is_list(unit, passage.text)


def undecided(
    decided: tuple[Label, str], said: str, passage: Passage, i: int, *, attached: bool, opens: bool
) -> tuple[Label, str]:
    """Label and rule of what no cue told, be it further pieces or the last case of a list, or what opens a section."""
    label, rule = decided
    if rule == "label.default" and i > 0 and goes_on_listing(passage, i):
        return "statement", "label.item"
    if rule == "label.default" and opens and said[-1:] not in "。；！：":
        label, rule = "statement", "label.fragment"  # a line of a list that tells nobody to do anything
    elif said.endswith(CASE_ENDS) and i > 0 and passage.units[i - 1].rule == CASE:
        label, rule = "statement", CASE
    cell = rule == "label.fragment" or (rule == "label.preamble" and is_fragment(said))
    if cell and attached and "《" not in said:
        label = "furniture"  # a form or list that is attached
    return label, rule


def beside(
    words: Words, decided: tuple[Label, str], passage: Passage, i: int, *, numbers_off: bool
) -> tuple[Label, str]:
    """Label and rule of a text unit that words alone do not tell, by what stands beside it."""
    rule, said, units = decided[1], words.text, passage.units
    if rule == "label.letter":
        goes_on = said.startswith(GOES_ON) and i and units[i - 1].rule == UNDERTAKEN
        return ("task", UNDERTAKEN) if goes_on and words.operates(3) and not tells_state(said) else decided
    if rule == "label.preamble" and numbers_off and ORDINAL.match(said):
        return in_body(words)
    if said[:1] == "为" and i + 1 < len(units) and only_aims(passage.text, said, units[i + 1]):
        return "formula", "label.formula.purpose"
    return decided


def words_start(text: str, unit: TextUnit, section: Section) -> int:
    """Where the words begin of a text unit that opens a section: behind its marker, if it has one."""
    start, marker = unit.start, section.marker
    if marker is None or text[start] not in MARKER_START:
        return start
    if text[start] == "（" and LIST_AHEAD.match(text, start, unit.end):
        return start
    start = skip_marker(text, start + len(marker))
    if text[start : start + 1] in CAPTIONED and section.heading and (m := CAPTION.match(text, start)):
        return skip_marker(text, m.end())
    return start


def is_list(unit: TextUnit, text: str) -> bool:
    """Whether the title of what is enclosed is that of a list or form."""
    return text.endswith(("名录", "名单", "表", "清单", "目录"), 0, unit.end)


def part_of_item(passage: Passage, item: Section, i: int) -> bool:
    """Whether a text unit stands in the paragraph of an item, or in a next one that its list goes on in."""
    units = passage.units
    before, paragraph = units[i - 1], units[i].paragraph
    goes_on = before.paragraph != paragraph or before.rule in ("label.item", "label.statement.definition", *UNDECIDED)
    return units[item.sentence].paragraph == paragraph or (goes_on and passage.text[before.end - 1] in "；：")


def goes_on_listing(passage: Passage, i: int) -> bool:
    """Whether a text unit is a further piece of a list within its paragraph (经营范围为：甲；乙；丙。)."""
    before, unit = passage.units[i - 1], passage.units[i]
    if before.paragraph != unit.paragraph or not passage.text.endswith("；", before.start, before.end):
        return False
    return before.rule == "label.item" or LISTS_IN.search(passage.text, before.start, before.end) is not None


def is_item(words: Words) -> bool:
    """Whether a text unit within an item is as the lead of its list says, and does not oblige somebody itself."""
    return not (words.duty() or OBLIGED(words.text))


def skip_marker(text: str, start: int) -> int:
    """Where the words begin after a marker."""
    while text[start : start + 1] in (" ", "、", "."):
        start += 1
    return start


def fixed_label(words: Words) -> tuple[Label, str] | None:
    """Label and rule of a text unit whose words alone decide: responsibility lists, formulas, definitions by 就是要."""
    text = words.text
    opening = text[:16]
    first = opening[:1]
    ends = text[-1:]
    if ends != "。" and ends in NOTE_ENDS and is_note(text):
        return "responsibility", "label.responsibility.note"
    words.colon = colon = "：" in opening
    if colon or first in FIXED:
        found = listing(words, opening, first)
        if found is not None:
            return found
    if " " in opening and (found := names_office(text)) is not None:
        words.members = words.members or found[1] == "label.member"
        return found
    if ends != "。":
        if ends == "？":
            return "statement", "label.question"
        if ends == "；" and text[-2:] == "的；" and "：" not in text and text[-3:] != "目的；":
            return "statement", CASE
    flags, masks = words.flags, words.cues.masks
    if flags & masks["formula"] and (rule := words.first("formula")):
        return ("task", DUTY) if orders_as_well(words, rule) else ("formula", rule)
    if flags & masks["principle"] and "就是要" in text and (rule := words.first("principle")):
        return "principle", rule
    return None


def orders_as_well(words: Words, rule: str) -> bool:
    """Whether the sentence that issues or forwards a document goes on to order something of its own."""
    if rule != "label.formula.issue":
        return False
    given = words.text.find("你们") + 1
    return given > 0 and ORDERS_AS_WELL.search(words.text, given) is not None


def listing(words: Words, opening: str, first: str) -> tuple[Label, str] | None:
    """Label and rule of a list of responsibility, the heading row of a table, or a signature with a colon."""
    text = words.text
    colon = opening.find("：")
    if first in "（〔" or (colon > 0 and opening[colon - 1] in LISTING):
        rule = words.first("responsibility")
        if rule:
            return "responsibility", rule
        listed = LISTED_FIRST.match(text)
        if listed and (len(listed[0]) * 2 > len(text) or HEADED.match(text, listed.end())):
            return "responsibility", "label.responsibility.by-duty"
    if first in COLUMN_MARKS and COLUMNS.fullmatch(text):
        return "furniture", "label.columns"
    signed = len(text) <= LONGEST_SIGNATORY and SIGNATORY.fullmatch(text)
    return ("furniture", "label.signatory") if signed else None


def names_office(text: str) -> tuple[Label, str] | None:
    """Label and rule of a line of office and name, as an order is signed, or of name and office."""
    if len(text) <= LONGEST_SIGNATORY and SIGNATORY.fullmatch(text):
        return "furniture", "label.signatory"
    if "  " in text[:9] and MEMBER.fullmatch(text):
        return "furniture", "label.member"
    if len(text) <= LONGEST_STAFF and STAFF.fullmatch(text):
        return "furniture", "label.member"
    return None


def operative(words: Words) -> tuple[Label, str]:
    """In an operative section a sentence is a task unless its words say otherwise."""
    text, flags, cues = words.text, words.flags, words.cues
    duty, masks = words.duty(), cues.masks
    if text[:1] in AIMS and AIM.match(text) and words.first("goal") == "label.goal.effect":
        return "goal", "label.goal.effect"
    acts: str | None = DUTY
    if not duty:
        rule = words.first("statement") if flags & masks["statement"] else None
        if rule is not None and not directs_after_all(words, rule) and not goes_ahead(text, rule):
            return "statement", rule
        acts = OPERATION if words.operates() else words.tells() or (OPERATION if cues.later.search(text) else None)
        if acts is None and (rule := words.first("goal")):
            return "goal", rule
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
        return "task", acts
    if gives_contact(text) or (text[:1] in PHONE_FIRST and PHONE.fullmatch(text)):
        return "furniture", "label.contact"
    if is_fragment(text) or mostly_figures(text):
        return "heading" if RUN_IN_LABEL.fullmatch(text) else "statement", "label.fragment"
    return "task", "label.default"


def is_fragment(text: str) -> bool:
    """Whether a text unit is no sentence, but a cell of a form, a label or the like."""
    may = len(text) <= LONGEST_CELL or text[0] in "图表《" or "：" in text[:LONGEST_CELL] or "》（" in text
    return may and FRAGMENT.fullmatch(text) is not None


def gives_contact(text: str) -> bool:
    """Whether a text unit opens by telling whom to reach."""
    if "联系电话" in text and len(text) <= LONGEST_REACHED and REACHED_AT.search(text):
        return True
    return "：" in text[:LATEST_COLON] and CONTACT.match(text) is not None


def mostly_figures(text: str) -> bool:
    """Whether less than a third of a text are Chinese characters."""
    size = len(text)
    return (size - len(NO_HAN.findall(text))) * 3 < size


def goes_ahead(text: str, rule: str) -> bool:
    """Whether a sentence that opens with 当前 goes on to what a body will do now."""
    return (
        rule == "label.statement.past" and text[:2] in ("当前", "目前", "近期") and GOES_AHEAD.match(text) is not None
    )


def directs_after_all(words: Words, rule: str) -> bool:
    """Whether a sentence that opens as background goes on to direct somebody."""
    if rule in SETTLED:
        return False
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


def in_principles(words: Words) -> tuple[Label, str]:
    """In a section on principles: orientation, unless a goal, background, or something countable is told to be done."""
    principle = words.first("principle")
    if principle in (GUIDANCE, LABELLED):
        return "principle", principle
    told = words.acts() if principle is None and not words.text.startswith("坚持") else None
    if told == DUTY or (told and words.duty()) or (principle is None and PAUSES.search(words.text)):
        return "task", DUTY
    rule = words.first("goal")
    if rule == "label.goal.by-year" or (rule and words.acts() is None):
        return "goal", rule
    rule = words.first("statement")
    if rule is not None and words.acts() is None:
        return "statement", rule
    if principle is None and COUNTED.search(QUOTED.sub("", words.text)) and words.acts():
        return "task", OPERATION
    if principle is None and SETS_UP.search(words.text) and not ORIENTS.search(words.text):
        return "task", OPERATION
    return "principle", "label.section.principle"


def in_goals(words: Words) -> tuple[Label, str]:
    """In a section on goals: what is to be reached, but for operations that name no level, and for what matters."""
    if words.duty():
        return "task", DUTY
    if OPERATES.match(words.text) and (OPERATES_ON.match(words.text) or not LEVEL.search(words.text)):
        return "task", OPERATION
    if "是" in words.text and "，" not in words.text and words.first("statement") == MATTERS:
        return "statement", MATTERS
    if ENUMERATED.match(words.text) and words.first("goal") is None and words.acts():
        return "task", OPERATION
    return "goal", "label.section.goal"


def in_significance(words: Words) -> tuple[Label, str]:
    """In a section on significance: statements, and appeals that name no activity."""
    if appeals(words):
        return "principle", "label.principle.general"
    return "statement", "label.section.statement"


def in_statements(words: Words) -> tuple[Label, str]:
    """In a section on background, scope or the state of things."""
    return ("task", DUTY) if appeals(words) else ("statement", "label.section.statement")


def in_report(words: Words) -> tuple[Label, str]:
    """In a section that reports what was done and found: a statement, unless somebody is told to act."""
    rule = words.first("statement")
    if (words.duty() or TURNS(words.text)) and (rule is None or directs_after_all(words, rule)):
        return "task", DUTY
    if rule is None and gives_contact(words.text):
        return "furniture", "label.contact"
    return "statement", rule or "label.section.statement"


def appeals(words: Words) -> bool:
    """Whether a sentence among statements turns to the reader."""
    turns = words.text.startswith("我们要") or words.duty() or words.tells() == DUTY
    return turns and words.first("statement") is None


def in_preamble(words: Words) -> tuple[Label, str]:
    """Before the first numbered item: background, unless somebody is told to act."""
    rule = words.first("statement")
    if rule is not None and not directs_after_all(words, rule):
        return "statement", rule
    acts = words.acts()
    if words.duty() or acts == DUTY:
        return "task", DUTY
    if OWN_WILL(words.text):
        return "task", UNDERTAKEN
    rule = words.first("principle")
    if rule is not None:
        return "principle", rule
    if acts is not None and "了" not in words.text:
        return "task", acts
    if gives_contact(words.text):
        return "furniture", "label.contact"
    return "statement", "label.preamble"


def in_body(words: Words) -> tuple[Label, str]:
    """Behind 现通知如下：, where nothing is numbered: as in an operative section, unless it tells how things are."""
    label, rule = operative(words)
    if rule == "label.default" and tells_state(words.text):
        return "statement", "label.preamble"
    return label, rule


def in_reply(words: Words) -> tuple[Label, str]:
    """In a reply to a request: what is agreed to is allowed."""
    if AGREES(words.text) and words.first("statement") is None:
        return "task", UNDERTAKEN
    return in_preamble(words)


def in_letter(words: Words) -> tuple[Label, str]:
    """In a reply letter: what the answering side undertakes, allows or asks, and who has to act; the rest reports."""
    if UNDERTAKES(words.text):
        likely = words.flags & words.cues.masks["statement"] and words.first("statement") == PROSPECT
        return ("statement", PROSPECT) if likely else ("task", UNDERTAKEN)
    return ("task", DUTY) if words.duty() else ("statement", "label.letter")


def in_article(words: Words) -> tuple[Label, str]:
    """In a regulation: obligations and permissions are tasks; definitions, scope and classification statements."""
    rule = words.first("statement")
    if rule is not None and not directs_after_all(words, rule):
        return "statement", rule
    rule = words.first("principle")
    acts = words.acts()
    if acts == OPERATION and OWN_TITLE.match(words.text):
        return "formula", MADE
    if rule is not None and (acts != DUTY or FOLLOWS(words.text)):
        return "principle", rule
    duty = acts is None and (BODY_ACTS(words.text) or ALLOWS(words.text))
    rule = DUTY if duty else acts
    if rule is None and "坚持" in words.text:
        return "principle", "label.principle.general"
    if rule is None and provides(words.text):
        rule = PROVIDED
    return ("task", rule) if rule else ("statement", "label.article")


def in_conditions(words: Words) -> tuple[Label, str]:
    """In a section on who is eligible: what has to be so is a statement, what an office has to do about it a task."""
    return ("task", DUTY) if CHARGED(words.text) else ("statement", "label.section.statement")


def in_scope(words: Words) -> tuple[Label, str]:
    """In a section on who or what is checked, supported or trained: as in an operative one, but for noun phrases."""
    colon = words.text.find("：", 2, LONGEST_LABEL)
    if 0 < colon < len(words.text) - 1:  # 培训对象：…
        words = Words(words.text[colon + 1 :], words.flags, words.cues)
    label, rule = operative(words)
    if label != "task" or rule == DUTY:
        return label, rule
    text = words.text
    named = NAMED_MATTER.match(text) or (NAMED_CLASS.search(text) and (rule != OPERATION or MODIFIED.match(text)))
    return ("statement", "label.section.statement") if named else (label, rule)


BY_KIND: dict[str, Decider] = {
    "operative": operative,
    "principle": in_principles,
    "condition": in_conditions,
    "scope": in_scope,
    "goal": in_goals,
    "statement": in_statements,
    "report": in_report,
    "significance": in_significance,
    "article": in_article,
}
