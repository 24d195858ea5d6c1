"""Tasks (任务): the text units that direct somebody, with their modality."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial, reduce
from operator import itemgetter, or_

from policytext.model import Modality, Sentence, Task
from policytext.reading.branches import gated
from policytext.reading.cues import CueIndex, UnitCues
from policytext.reading.duty_words import HAVE_TO, MUST, OUGHT, SHALL
from policytext.reading.labels.inside import NAMED, clause_start, inside_end
from policytext.reading.labels.operative import COUNTED_DEED
from policytext.reading.labels.provisions import body_acts
from policytext.reading.labels.rule_ids import FORBIDDEN
from policytext.reading.passage import Passage
from policytext.reading.rules import Rule, RuleSet
from policytext.records import maker

new_task = maker(Task)

CLAUSE = re.compile(r"[，：；。]")
URGES = re.compile("[鼓支倡提引](?:励|持|导|倡)")
LONGEST_WHEN = 60
"""Characters of what stands before such a verb in its clause, at most."""
MEMBER_ENDS = "，；：。、"
TO_BEGINNING = re.compile(f"(?s:.*)[{MEMBER_ENDS}]")
"""Behind such marks a clause or a member of a list begins."""
SUBORDINATE = re.compile(
    r"(?:对(?!外公|接|标)于?|为了?|根据|按(?![月季年期])照?|依照|依据|结合|在(?!线)|以|通过|围绕|针对|鉴于|面对|如果?"
    r"|若|凡|经(?![常营])|随着|从(?![业事严优快])|除(?!险)|自(?![觉行愿])|坚持|充分(?!发挥|利用|运用)|属于|符合|有条件"
    r"|涉及|聚焦|瞄准|面向|(?:特别|尤其)是(?![^，]*[要应须])|依托(?=[^，]*等[^，]{2,10}$)"
    r"|不[论管]|无论)"
)
GIVES = re.compile(r"(?:给予|予以)(?!.*的)")
"""对困难老人及时给予补助，可…: to whom something is given, it is given."""
CALLED = re.compile(
    rf"[^，；：]{{2,}}?(?:{HAVE_TO}|{OUGHT}当?|{MUST})"
    r"(?!(?:在|根据|按照|依照|依据|结合|通过|符合|具备|满足|具有|是)"
    r"|[^，]*(?:的[^，的]{1,10}|[时后前内上下]|期间|基础|前提|情况)$)[^，]{2,}"
)
"""对失信企业要列入名单，不得…: behind whom or where it is done stands what has to be done."""
DEALS = re.compile(
    "(?:对[^，的、经]{2,20}?(?=开展|进行|实[施行]|给予|予以|落实|做好|采取)|以[^，]{1,12}为(?:单位|重点|主体?)"
    "|结合(?:工作|当地|本地)?实际|(?:按照?|根据|依据)[^，]{2,16}(?:原则|要求|规定|标准|形势|情况|需[要求]|实际|特点"
    "|程序|方案|规划|时限)|通过[^，、]{3,14}?)"
    "(?<!需)(?:采取|开展|组织|制[定订]|安排|调整|建立|协调|落实|推进|加强|做好|确定|进行|实[施行]|给予|予以|完善"
    "|配[备置]|设[置立])(?![^，]*(?:的(?:[^，的]{1,10})?|[时后前内上下]|期间|情况|[要需]求|需要|工作|基础)$)[^，]{2,}"
)
"""按照就近原则安排接种，有条件的可…: what is done stands behind how."""
SERVES = re.compile(
    "(?:为(?![了此]|方便|便[利于]|确保|保[障证护]|推[进动]|促进|贯彻|落实|做好|加强|支持|帮助|鼓励|提[高升]|规范|满足"
    "|解决|更好|进一步|切实|有效|减轻|引导|吸引|防[止范]|避免|实现|维护|缓解|支撑|服务|激励|应对|适应|配合|加快|打造"
    "|完善|营造|培[养育]|稳[定住]|照顾|关[爱心]|优化|降低|扩大|增强|充分|全面|深入)"
    "(?!提供|办理|开展)[^，、]{0,14}?(?:[人员民众生童村校女]|[^或]者|[农家住]户|家庭|企业|单位|对象|机构|主体|乡镇)"
    "|(?:面向|针对)(?!如何)[^，的]{2,14}?|"
    "围绕(?!加[快强]|大力|积极|全面|深入|着力|扎实|进一步|有效|切实|如何|推[动进]|促进|提[升高]|持续|统筹|更好|全力"
    "|服务|保障|打造|建设|组织|做好|落实)[^，的]{2,14}?|"
    "在(?!开展|实施|推进|组织|设)[^，、的]{1,14}?(?:[点处区口村校]|位置|场所|乡镇|网站|平台|单位|大厅|企业)"
    "|通过(?:线[上下]|网[上络])|(?:按|依|根据)(?:有关|相关|国家)?规定|"
    "对(?!未|已|拟|按)(?:[^，、的]{2,10}的)?[^，、的]{2,16}?(?:(?:按规定|依法|适当|及时)"
    "|(?=减免|免[收征除]|减[收半]|缓[缴征收]|发放|取消|放宽|简化|降低(?![^，]{0,3}(?:能耗|成本|排放|价))|延长"
    "|开[放辟通]|划[定设]|推行"
    "|(?:提供|设[置立]|增[设派]|开设)(?<!(?:企业|单位|机构|公司|组织)..))))"
    "(?:免费|及时|统一|优先|公开|积极|定期|上门|集中){0,2}(?<!自愿)(?:提供|办理|开展|发放|配[备送]|建[立设]|安排|购买"
    "|设[立置]|公示|公[布开](?!招)|张贴|悬挂|检测|组织|举办|减免|免[收征除]|减[收半]|缓[缴征收]|招[聘募收录]|安装"
    "|开[设辟通放]|代办|投放|布设|摆放|发布|取消|放宽|简化|降低|延长|划[定设]|增[设派]|推行)"
    "(?![^，]*(?:的(?:[^，的]{1,10})?|[时后前内上下中]|期间|情况|[要需]求|需要|工作|基础|过程|[方形]式"
    "|问题)$)(?:[^，]{2,}|(?<=[^，]{4}招[聘募收录])$)"
)
"""为老人提供上门服务，鼓励…: whom it serves or where it is done stands ahead of what is done."""
SERVED = frozenset("为面针围在通按依根对")
OWES = re.compile(rf"[^，]*{SHALL}(?:在|结合|根据|按照?|围绕)[^，]*(?:[下上]|实际|情况|要求|规定|原则)")
"""各镇要在…的基础上，有序恢复…: the clause behind it tells what has to be done."""
SANCTION = re.compile(
    "(?!情节|造成|经|未|拒|逾期|且|或|在|自|如|若|因|除|对|凡|应|由|导致|构成|[^，]{0,2}(?:期间|届时))[^，的是了]{4,16}"
)
"""弄虚作假的，列入黑名单，不得…: what is done in a case, whatever its verb."""
OWES_ENDS = frozenset("下上际况求定则")
TELLS_WHICH = re.compile(
    f"[^，的要应须可]{{0,10}}?(?:{OUGHT}当?|必?{MUST}|需要?|可以?|能够)"
    "(?:由[^，的]{2,20}|在[^，的]{2,10}|[一-鿿]{2}|[纳列]入[^，的]{2,6}|报[一-鿿]{1,3})的[^，的]{1,8}"
)
"""应由县政府召开的会议，不得…: which ones, and nobody has to do anything yet."""
ADJECTIVE = re.compile(
    "(?:[一二三四五六七八九十]是|[^，；。：]{0,10}?(?:(?:[局厅委府门位地团司心校]|各[镇乡县市])(?=公|编|梳|列|盘|打造"
    "|推|收|整|开放|分|回|汇|清|利)|[要须]|应当?))?"
    "(?:加快|大力|积极|重点|着力|逐步|全面|支持|鼓励|分类|统一|集中|及时)?"
    "(?:收集|回收|分拣|清运|清理|整理|汇总|筛选|开放|公[布开]|编制|发布|列出|打造|搭建|构建|盘活|提供|采用|推[行广]"
    "|开发|购置|配[备置]|选用|引[进入]|研[发制]|梳理|布设|安装|使用|建[设立成]|形成|创新|加强|增强|提[高升]|发展"
    "|制[作定]|生产)(?:可[一-鿿]{1,3}、?)?"
)
"""开发可编程芯片: a verb of doing directly ahead of 可, which then tells what kind of thing."""
DEALT_WITH = frozenset("将把对按")
"""Behind these 可 says with what something is done (对可整改的事项逐一登记)."""
LONGEST_KIND = 18
"""Characters before such a 可 at most, from the beginning of its clause."""
ADJECTIVAL = re.compile("可(?![以由按根结适酌分采申向]|[一-鿿]{0,3}(?:进行|方式))")
ORIENTED = re.compile(
    r"[^，]{0,14}[要应]当?(?:结合|根据|按照?(?![时期月季年])|围绕|本着)[^，]*(?:改革|实际|情况|特点|需要|要求|部署"
    r"|原则|目标|规划|任务|主线)$"
)
"""各镇要结合…，积极探索…: the first clause tells whom and by what."""
ORIENTED_ENDS = frozenset("革际况点要求署则标务划线")
NAMES_ONLY = re.compile(
    r"(?:的|地区|地方|区|项目|部门|单位|机构|组织|团体|企业|公司|主体|学校|政府|人员|群众|对象|学生|[^本个]人|[^或]者"
    r"|(?:或者?|和|、)个人|农户|住户|期间|[时后前底内中上下]|(?<![对内国海境户])外)$"
)
"""A clause with such an end names whom or when; it orders nothing yet."""
NAME_ENDS = frozenset("的区方目门位构织体业司校府员众象生人者户间期时后前底内中上下外")
LONGEST_REACH = 60
"""Characters before 可 at most in which the word of duty of its clause is looked for."""
LONGEST_END = 4
"""Characters of such an end at most (或者个人)."""
TOPIC = re.compile(
    r"(?!.*(?:[要须将把对给]|应(?![税急收付用])|配套建|配[备置]))[一-鿿（）、]{2,30}(?:绿化|工程|项目|产品|设施|建筑"
    r"|设备|补助|补贴|经费|资金|材料|手续|事项|情况|税款|费用|款项|支出|所得|行为|业务|问题)"
)
"""A noun that the sentence is about stands alone before the comma; it orders nothing."""
TOPIC_ENDS = frozenset("化程目品施筑备助贴费金料续项况款用支得为务题")
DEVELOPS = re.compile(
    "(?:积极|大力|加快|重点|着力|优先|稳步|逐步){0,2}(?:发展(?!改革|和改革|中心|集团|规划|项目|前景|对象)|壮大"
    "|做[大强优](?:做[大强优]){0,2}|扶持(?!对象|项目|资金)|建强|盘活)"
    "[^，的]{2,16}(?:组织|企业|机构|学校|单位|公司)"
)
"""大力发展养老机构，鼓励…: the body at the end is what is to grow."""
GRANTS = re.compile("[^，的]{2,4}(?:给予|予以|享受|适期|按期|按时|统一)[^，的]{2}")
"""财政给予补助，标准可…: a clause of few characters that has its subject before the verb."""
IN_CASE = ("不全", "不成熟", "不具备", "之日起")
"""How a clause ends that tells in which case or from when on (材料不全，不得…)."""
ANOTHER = re.compile(
    "(?![对为根按依结在以通如若经从除自符达满并也还仍均即则其由最可视无不确0-9]|一[般次]|原则|[^，]{0,4}[年月日天]"
    "|必要)[^，]{2,}"
)
"""Who or what is told of in the clause of 可, before it (群众可自主选择)."""
SERVED_BODY = re.compile(
    "[^，]{0,10}?(?:企业|公司|单位|机构|社会组织|协会|主体|合作社)|[^，]*?(?:出现|发生)|[^，有]*有[^，]*困难"
)
"""What such a body does or meets with can be the case in which others may act."""
OBLIGES = re.compile(gated(rf"应当|必须|(?<=[部委局厅府位关门]){SHALL}"))
"""With such a word a clause orders something, whatever it ends in."""
ORDERED = re.compile(SHALL)
VERB = re.compile(
    r"突出|(?![生灵鲜良友爱美充整严亲秘精])[一-鿿][活好足齐密牢紧亮响清]"
    r"|[一-鿿]{0,4}[加强推建健完开落实做优深提扩改创规组统把将制编严压明全确保抓培打构增减简促引发支扶帮保维利运按要应须不]"
)
BINDS = re.compile(
    rf"{HAVE_TO}|{OUGHT}(?!(?:当|于[^，的]{{2,20}})?[一-鿿]{{2}}的)|{MUST}|需(?!要|求)"
    r"|原则上|一律|一般(?!纳)|至少|负责(?!人)|进行|给予|予以|继续|[执实]行(?!的)|会同|[仅只]能?[一-鿿]"
    r"|每[年月季周半个]|再(?![次生])|使用[^，的]*$|设置为|放宽|暂停|[抽自核检]查$"
    r"|由[^，的]{2,40}(?:审|定|批|办|管|负|责|令|承|行|改|发|公|实|组|确|统|付|担)|不(?:采取|收取|安排|组织)"
    r"|(?:[部委局厅府署会行院]|部门|机构|小组|单位|各[一-鿿])[^，的]{0,12}?(?:建立|出台|研究|提出|制定|编制|组织|开展"
    r"|加强|落实|牵头|召集|对接|承担|统筹|安排|实施|公布|发布|审核|受理|指导"
    r"|抽查|行使|要求)(?![^，]*的[^，]{2,10}$|[^，]*(?:同意|批准|通过|合格)$)"
)
"""What tells of a longer clause that it orders: words of duty and of dealing with, a body with what it does."""
HEADS = re.compile(
    r"(?:[0-9一二三四五]+[年个月日]+内|每[日天周月季年]|按[月季年期日时][度足额]{0,2}|[一二三四五六七八九十]是|积极"
    r"|大力|切实|尽量|尽快|及时|综合|快速|坚决|适时|稳妥|有针对性地|[更多]好?地?|并|且|也|还|全力|大幅|持续|广泛|加快"
    r"|着力|突出|集中|主动){0,3}"
    r"(?:加[强快大]|强化|推[进动广行]|健全|完[善成]|落实|做[好优强大实]|优[化先]|深[化入]|提[高升前]|扩[大展]"
    r"|改[革进造善]|创[新建](?!团队|人才|平台|型|企业)|规范|统[一筹]|把|将"
    r"|严[格禁控守]|压[实减缩]|明确|抓|培[育养]|打[造通击]|构建|增[强加设]|减[轻少免]|简化|促进|引[导进]|支持|扶持"
    r"|帮助|维护|放[宽开大]|突[出破]|注重|破[除解]|搭建|聚[焦力]|贯彻|履行"
    r"|服从|执行|瞄准|坚[持决]|巩固|稳[定住]|夯实|补[齐足强]|紧[扣抓盯贴密]|狠抓|牢[固记]|调[整动度]|停止|采[取用]"
    r"|确保|开[展发放拓辟通]|出台|预留|关闭|发[展出放布挥]|接受|建[立成]"
    r"|实[施行现]|保留|[发兑]放|兑现|遴选|向|要|综合|研究|编制|制[定订]|组织|保[障护持证]|利用|运用|充分|指导)"
)
"""A verb of doing at the head of a longer clause."""
STANDS = re.compile(
    r"已(?!经?不)|尚未|仍未|没有|未(?=[及按能经])|曾|^[一-鿿]{2,12}(?<![有从])无(?![偿害缝线人需须论障])[^，]{4,}"
    r"|(?<![一二三四五六七八九十别其就但凡于正还也只都先以若或论管])是(?!否)|"
    r"受[^，]{2,12}(?:影响|保护)$|见(?:附[件表录]|第)"
)
"""What has or has not been done, and what something is, is no order."""
OWN_ORDER = re.compile(
    rf"{SHALL}|(?<=[部委局厅府位关门构])要"
    r"|^(?:仅|需要?|[新改创健完优])|一律|将[对给按继会]|进行|给予|(?<!主要)负责(?![人任制])"
    r"|^由?(?:各[一-鿿]{1,6}?|[一-鿿]{2,12}?[局委厅部府会院站所])(?:[每按]{1,2}[年月季周日]|定期|统一|及时|具体)?"
    r"(?:召开|受理|审核|审批|审查|办理|组织开展|组织实施|牵头|承担|开展|公布|发布|安排|制定|核定|报送)(?!的|后|前|时"
    r"|[^，]{1,16}的)"
)
"""Without such a word, or a verb of doing at its head, a clause ahead of …的，可以 belongs to the condition."""
ATTRIBUTE = re.compile(
    r"(?:(?:可以?|允许|不得|不能|禁止)[一-鿿]{2}|(?<=且)可以?[一-鿿]{2,6}|可以?(?:在|由|通过)[^，。；的]{2,10}"
    r"|可以网上[一-鿿]{2})的[^，。；的]{1,8}(?=，[^，。；]{0,10}[要应须由不])"
    r"|(?:支持|鼓励|严禁|禁止)(?:发展|建设|生产|销售|使用|进入|投资"
    r"|引进)的[^，。；的]{1,6}(?=，?(?:要|应|须|必须|一律|不得|优先))"
    r"|可(?![以给予适酌按根结向从对将在])[一-鿿、]{3,8}(?<!一定)的[^，。；的]{1,10}(?=，(?:要|应|须|必须|一律|由))"
    r"|可([一-鿿])可不\1的"
)
"""不得转让的林权，要…; 且可以独立核算的单位，应当…: it tells which ones, the next clause tells the duty."""
OBJECT = re.compile(r"可以?[一-鿿]{2,4}的[一-鿿]{1,8}(?=[，。；、])")
"""应回收可重复使用的资产: behind a word of duty in its clause 可 belongs to what is dealt with."""
LONGEST_ATTRIBUTE = 11
"""Characters of a cue with what it says of something, up to its 的."""
MEANT_FOR = re.compile("[^，。；]{2,40}的[^，。；的]{1,8}(?:[纳列]入|列为|作为|用于|划入|转入)")
"""将支持食堂的资金列入预算: behind 将 the cue tells what the money is for."""
ALL_WHO = re.compile(
    "[^。；]{0,80}?的[^，。；的]{0,12}，(?:在[^，。；的]{2,40}，)?(?=给予|予以|授予|安排|优先|[要应]|由|依[法规]|按"
    "|酌情|适当|表[彰扬]|奖励|一律|实行|加强|加大|适度|通报)"
)
"""对工作扎实，支持食堂成效突出的镇，给予奖励: up to its noun it tells which ones, with all its commas."""
LONGEST_TOPIC = 80
BY_RULE = re.compile(
    "按照?[^，]{0,24}(?:规定|标准|办法|比例|程序)[^，的]{0,10}"
    "(?:参保|缴[费纳存]|执行|办理|登记|发放|拨付|兑现|(?:享受|给予|落实)[^，的]{2,12})(?:[并且][^，]{2,16})?$"
)
"""按规定参保，积极鼓励…: how it is done goes before its verb, which orders."""
SUPPORTS = re.compile(r"(?!鼓励|倡导)[一-鿿]{0,4}?(?:支持|引导)")
HAS_TO = re.compile(r"(?:各地|[部门位构府局厅委会行院市县区镇乡村）])[要应]")
"""Bodies that have to (各地要按照统一部署，) support somebody are obliged to."""
MEASURE = re.compile(
    gated(
        "(?:先[一-鿿]后[一-鿿]|[送办递][餐货医药教证]上门"
        "|(?<![如遇若因])(?:封闭|闭环|错[峰时位开]|分[类级区批期时段餐组班散层片流色户灶]|凭[^，的]|逐[级户项层村人]"
        "|就近|就地|预约|弹性|停[产业工课]|亮[证码牌照]|持[证票卡码]|轮[流班岗换]|包干"
        "|限[量时额期流速]|定[点时期岗员向](?!医)|专[车人账款户库]|双人|双向|全[员程天](?=[^，的]*[一-鿿]{2})|单独"
        "|独立|集中|统一|按[需时量月季年]|随机|交叉|延[时长]|扫码|实名|谢绝|打破|杜绝|午间|夜间|配[套备])"
        "(?!后)[^，的]{2,8}(?<![录单准院员机人者户卡证品费额率度法所站点店厅局部门会队企况件足难要司题后时前中内间]))$"
    )
)
"""各校封闭管理，可…: a measure is told by how it is done, whatever its verb."""
LONGEST_MEASURE = 12
DESCRIBES = frozenset("的形况为象项")
"""With these ends a clause that is a condition, or describes one."""
DESCRIBED = re.compile(r"(?:且|并|也)?(?:无|没有|有|属于|存在|不属于)[^，]*的(?:情形|情况|行为|现象|事项)$")
"""无《指南》禁止进入的情形，…: what such a clause tells is a condition, whatever word of duty describes it."""
WORKS = ("新建、", "改建、", "扩建、")
TIMES = ("期间", "阶段", "环节", "方面", "领域", "时", "后", "前")
"""Clauses that open with a verb of doing order it, unless they name works of a kind or a time."""
DUTIES = re.compile("[要应须]")
CASES = frozenset("如若属符有涉")
"""With these a clause begins that tells in which case or what for, also where it says what would have to be done."""
ORDINALS = frozenset("一二三四五六七八九十")
SHORTEST_ORDER = 4
"""Characters of a clause that orders something, at least."""
LONGEST_NAME = {"，": 6, "；": 6, "。": 6, "：": 12}
"""Characters of a name that stands before its clause (智能家居，探索…), by what parts them."""
INSTRUCTS = re.compile(rf"{SHALL}[^，。；：]{{0,8}}(?:教育|引导|督促|提醒|告知|劝导|警示)[^，。；：]{{1,16}}$")
"""各校要教育学生不得…: what others must not do is what they have to be told."""
UNLIMITED = "不受"
DEMANDS = re.compile("(?:确保|做到|保[证障]|[要使让])[^，。；：]*$")
"""确保老人就餐不受户籍限制: what is not limited has to be brought about."""
LACKING = (
    "(?:未(?!来|成年)|尚|仍|无(?!害|偿|障|人|缝|线)|没有|存在|超[过出期标限龄载员]|过期|逾期|已|发生|出现|失效|到期"
    "|期满|闲置|废弃|停用|老化|损坏|破损|滞后|薄弱|严重"
    "|不(?:[符具合达能适满够属在熟配履及足愿按落遵服健完规齐明清真实到全严力良善当稳参依过]|整改))"
)
OF_SUCH = re.compile(
    f"(?:所有|其[他余]|各类)?(?:{LACKING}|非|暂未|因|列入|取得|从事|处于|位于|获得|享受|持有|具[备有]|拥有|违[反规法]"
    f"|连续|正在|多次|曾|被|受(?!理)|擅自|长期|年[满久]|前往|确需|需要|拟(?![定订制]))"
    "[^，的]*的[^，的由给按]{1,12}|(?:所有|其[他余])[^，的要应须]+的[^，的要应须]{1,12}"
    f"|(?!不)[一-鿿、（）]{{2,10}}?(?<![各对把将要]){LACKING}[^，的]{{0,16}}的(?![^，的]*(?:问题|现象|困难|短板|局面"
    f"|状况)$)[^，的由给按]{{1,12}}"
)
"""存在隐患的校车，不得…: which ones it is about, by what they are or lack; it orders nothing yet."""
DEALS_WITH = re.compile(
    "[^，的]{0,8}(?:[局厅委府]|纠正|摸清|[关停]停|淘汰|[更替]换|[退召收]回|曝光|[关封]闭|[拆清剔删破消解]除|封存|销毁"
    "|剥离|追缴|扭转|约谈|劝返|隔离|收治|接收|[安处]置|搬迁|撤离|找出|发现|解决|克服)"
    "|[各依全逐要对把将禁严妥认及坚积大切做]"
)
"""关停未办证的食堂: what is done with such ones."""
FOUND_SO = re.compile("(?:落实|整改|验收|检查|考核|评估|审核|建设|登记|监测|公示|备案)(?:手续|结果)?[未不]")
"""验收不合格的: a verb of doing that tells by what they were found so."""
Search = Callable[[str], re.Match[str] | None]
WHEN = "task.encourage_when"
"""The cue whose words begin where a clause does."""
CUE_KINDS: tuple[Modality, ...] = ("prohibit", "encourage", "permit")


@dataclass(frozen=True, slots=True)
class ModalityCues:
    """The cues of every modality but the default one."""

    mask: int
    rules: tuple[tuple[int, Modality, Rule, Search], ...]
    """Each with its bit in the flags of a text unit, and what searches for it."""
    operation: Rule
    """What a bare imperative begins with."""

    @classmethod
    @lru_cache(maxsize=4)
    def of(cls, rules: RuleSet) -> "ModalityCues":
        """The cues in a rule set."""
        found = [(kind, rules.by_id[f"task.{kind}"]) for kind in CUE_KINDS]
        bits = CueIndex.shared(rules).bits
        searched = [(bits[rule.id], kind, rule, rule.seeker.search) for kind, rule in found]
        when = rules.by_id[WHEN]
        searched.append((bits[WHEN], "encourage", when, partial(at_clauses, when.regex)))
        return cls(
            reduce(or_, (bit for bit, *_ in searched)),
            tuple(searched),
            rules.by_id["label.task.operation"],
        )


def at_clauses(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    """The first match of a pattern that begins where the clause of a verb of urging does, not with the verb."""
    for verb in URGES.finditer(words):
        at = verb.start()
        if not at or words[at - 1] in MEMBER_ENDS:
            continue
        begun = TO_BEGINNING.match(words, at - LONGEST_WHEN if at > LONGEST_WHEN else 0, at)
        if (begun or at <= LONGEST_WHEN) and (m := pattern.match(words, begun.end() if begun else 0)):
            return m
    return None


def read_tasks(passage: Passage, sentences: Sequence[Sentence], rules: RuleSet, found: UnitCues) -> tuple[Task, ...]:
    """One task for every text unit labelled `task`."""
    cues = ModalityCues.of(rules)
    text, flags, mask = passage.text, found.flags, cues.mask
    starts = passage.bodies | passage.ahead
    tasks = []
    for i, unit in enumerate(passage.units):
        if unit.label != "task":
            continue
        modality: Modality = "require"
        rule = "task.require"
        if unit.rule == FORBIDDEN:
            modality, rule = "prohibit", "task.prohibit_listed"
        elif flags[i] & mask:
            words = text[starts.get(i, unit.start) : unit.end].lstrip()
            modality, rule = modality_of(words, flags[i], cues)
        said = sentences[i]
        tasks.append(new_task(span=said.span, text=said.text, modality=modality, sentence=i, rule=rule))
    return tuple(tasks)


def modality_of(words: str, flags: int, cues: ModalityCues) -> tuple[Modality, str]:
    """Modality of the first operative clause: a cue counts where no bare imperative stands before its clause."""
    ahead = []
    for bit, kind, rule, search in cues.rules:
        if flags & bit and (m := search(words)) is not None:
            ahead.append((m.start(), kind, rule))
    while ahead:
        at, kind, rule = min(ahead, key=itemgetter(0)) if len(ahead) > 1 else ahead[0]
        end = subordinate_end(words, at)
        if not end:
            if (
                listed_below(words, at)
                or instructs(words, at)
                or operative_before(words, at, cues.operation, allows=kind == "permit")
            ):
                break
            return kind, rule.id
        later = ((at, kind, rule) if at >= end else (next_at(rule, words, end), kind, rule) for at, kind, rule in ahead)
        ahead = [x for x in later if x[0] >= 0]
    return "require", "task.require"


def instructs(words: str, at: int) -> bool:
    """Whether somebody is told to see to what the cue at `at` says of others."""
    told = DEMANDS if words.startswith(UNLIMITED, at) else INSTRUCTS
    return told.search(words, max(0, at - LONGEST_REACH), at) is not None


def next_at(rule: Rule, words: str, low: int) -> int:
    """Where a cue stands next from `low` on; -1 if nowhere."""
    m = rule.seeker.search(words, low)
    return -1 if m is None else m.start()


def subordinate_end(words: str, at: int) -> int:
    """Where the clause of the cue at `at` ends, if it is a condition or describes one; 0 if it can be operative.

    What a quotation says (要明确“负责人可以…”) is not operative either, nor what is said in brackets.
    """
    if (end := words.find("）", at)) > 0 and 0 < words.rfind("（", 1, end) < at:
        return end
    if "”" in words and (quoted := words.rfind("“", 0, at)) >= 0 and (end := words.find("”", quoted)) > at:
        return end
    if (words[at : at + 2] in NAMED or "》" in words) and (end := inside_end(words, at)):
        return end
    if words[at - 1 : at] == "将" and (m := MEANT_FOR.match(words, at)):
        return m.end()
    if words[0] in "对凡" and at < LONGEST_TOPIC and (m := ALL_WHO.match(words)) and m.end() > at:
        return m.end()
    if words[at] == "可" and of_a_kind(words, at):
        return at + 1
    if "的" in words[at : at + LONGEST_ATTRIBUTE] and (end := attribute_end(words, at)):
        return end
    end = words.find("，", at)
    if end < 0 or words[end - 1] not in DESCRIBES or CLAUSE.search(words, at, end):
        return 0
    if words[end - 1] == "的" or DESCRIBED.match(words, words.rfind("，", 0, at) + 1, end):
        return end
    return 0


def attribute_end(words: str, at: int) -> int:
    """Where what the cue at `at` says of something ends, with its noun; 0 if it says nothing of anything."""
    if m := ATTRIBUTE.match(words, at):
        return m.end()
    m = OBJECT.match(words, at)
    return m.end() if m and ORDERED.search(words, clause_start(words, at, LONGEST_REACH), at) else 0


def of_a_kind(words: str, at: int) -> bool:
    """Whether the 可 at `at` belongs to what a verb of doing right before it deals with."""
    if ADJECTIVAL.match(words, at) is None:
        return False
    if words[at - 1 : at] in DEALT_WITH and (words[at - 1] != "将" or "的" in words[at : at + LONGEST_ATTRIBUTE]):
        return True
    return ADJECTIVE.fullmatch(words, clause_start(words, at, LONGEST_KIND), at) is not None


def listed_below(words: str, at: int) -> bool:
    """Whether the cue at `at` goes on with a list (应汇总数额、支持规模) that a word of duty before it governs."""
    return words[at - 1 : at] == "、" and ORDERED.search(words, clause_start(words, at, at), at) is not None


def operative_before(words: str, at: int, operation: Rule, *, allows: bool = False) -> bool:
    """Whether a clause that ends before the one at `at` already orders something."""
    if at <= SHORTEST_ORDER:
        return False
    start, given = 0, words.rfind("的，", 0, at)
    owed = False
    if words[1] == "是" and words[0] in ORDINALS:
        start = 2
    another = allows and ANOTHER.match(words, words.rfind("，", 0, at) + 1, at) is not None
    for m in CLAUSE.finditer(words, 0, at):
        clause = words[start : m.start()]
        if m.end() == at and ORIENTED.match(clause) and HAS_TO.search(clause) and SUPPORTS.match(words, at):
            return True
        if m.end() == at - 1 and words[m.end()] == "即":  # 提交材料，即可办理: it tells what is enough
            return False
        if owed and clause[-1:] not in NAME_ENDS:
            return True
        owed = clause[-1:] in OWES_ENDS and OWES.fullmatch(clause) is not None
        own = m.start() > given or OWN_ORDER.search(clause) or operation.regex.match(clause)
        told = own and (orders(clause, m[0], operation, allows=allows) or (another and does(clause)))
        if told and not ATTRIBUTE.match(words, start):
            return words[m.end()] != "则"
        if not allows and start == given + 2 and SANCTION.fullmatch(clause) and not NAMES_ONLY.search(clause):
            return True
        start = m.end()
    return False


def does(clause: str) -> bool:
    """Whether a clause opens with a public body and what it does (县财政加大投入), be it without a word of duty."""
    return not (NAMES_ONLY.search(clause) or SERVED_BODY.match(clause)) and body_acts(f"{clause.removeprefix('由')}，")


def orders(clause: str, mark: str, operation: Rule, *, allows: bool = False) -> bool:
    """Whether a clause before `mark` orders something: it says not only whom, when, or how things stand.

    Where the sentence goes on to allow something (`allows`), a longer clause is no order without a sign of one.
    """
    last = clause[-1:]
    if len(clause) < SHORTEST_ORDER or last == "的":
        return False
    if (last in ORIENTED_ENDS and ORIENTED.match(clause)) or (last in DESCRIBES and DESCRIBED.match(clause)):
        return False
    if SUBORDINATE.match(clause):
        return orders_although(clause)
    if "一经" in clause or "一旦" in clause or clause.endswith(IN_CASE):
        return False
    if "的" in clause and TELLS_WHICH.fullmatch(clause):
        return False
    named = last in NAME_ENDS and NAMES_ONLY.search(clause, len(clause) - LONGEST_END) is not None
    operates = operation.regex.match(clause) is not None
    if not named and "的" in clause and (not operates or FOUND_SO.match(clause)):
        named = OF_SUCH.fullmatch(clause) is not None and DEALS_WITH.match(clause) is None
    aside = (named and "的" in clause) or clause.startswith(WORKS) or clause.endswith(TIMES)
    if (operates and not aside) or (named and (DEVELOPS.fullmatch(clause) or COUNTED_DEED.match(clause))):
        return True
    if not OBLIGES.search(clause) and (named or STANDS.search(clause)):
        return False
    if MEASURE.search(clause, max(0, len(clause) - LONGEST_MEASURE)):
        return True
    if len(clause) > LONGEST_NAME[mark]:
        if allows and not HEADS.match(clause) and not BINDS.search(clause):
            return False  # who is allowed to do something, or what for: 参保人员凭处方，可…
        return not names_topic(clause)
    begun = (HEADS.match(clause) or GRANTS.match(clause)) if allows else VERB.match(clause)
    return mark != "：" and (begun is not None or (not allows and does(clause))) and not names_topic(clause)


def names_topic(clause: str) -> bool:
    """Whether a clause is a noun alone that the sentence is about."""
    return clause[-1] in TOPIC_ENDS and TOPIC.fullmatch(clause) is not None and not does(clause)


def orders_although(clause: str) -> bool:
    """Whether a clause that begins as a circumstance does orders something all the same (按标准发放, 对甲进行检查)."""
    called = clause[0] not in CASES and DUTIES.search(clause) and CALLED.fullmatch(clause)
    if called or GIVES.search(clause) or (clause[0] == "按" and BY_RULE.match(clause)):
        return True
    return bool(DEALS.fullmatch(clause) or (clause[0] in SERVED and SERVES.fullmatch(clause)))
