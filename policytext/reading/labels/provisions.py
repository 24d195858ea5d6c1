"""What an article provides where no cue of its words tells: somebody does something, or something is so."""

import re

from policytext.reading.duty_words import HAVE_TO
from policytext.reading.passage import TextUnit
from policytext.reading.units.clauses import bracket_end, named
from policytext.reading.units.organisations import patterns
from policytext.reading.units.predicates import acts, follows

ADVERBS = (
    "一律|原则上|一般(?!人|情况|项目|工作)|必要时|免费|无偿|及时|立即|当场|当面|当日|按[时期月季年质量]|限期|妥善|如实"
    "|自觉|主动|认真|严格|严肃|从[严快优]"
    "|逐[级项个年一步]|统一|集中|分别|分[级类期批]|优先|依法|依规|照章|书面|一次性|口头|公开|随时|经常|不?定期|平等"
    "|共同|相互|互相|直接|另行|专门|重新"
    "|积极|切实|努力|大力|坚决|全面|深入|广泛|充分|继续|同时|并且?|也|还|均|都|可|每[年月季周日次天]"
    "|[0-9一二三四五六]{1,2}[年个日天工作月]{1,3}内"
)
"""What tells how or when something is done; a verb of doing goes on."""
VERBS = (
    "参[加与会]|出席|列席|服从|遵[守循照从]|爱[护惜]|尊[重老]|严[守控防]|[恪信坚]守|做[到好]|办[理结好]"
    "|保[管存持密护障证]|缴[纳存清交]|交[纳付存接]|上[缴交报传]|批准|核[准定实发销减拨]|兑[现付]|返还|结转|列支"
    "|颁[发布]|发[给放布送]|[换补签印]发|退[回还]|告知|通[知报]|受理|领取|提[交供请出醒]|递交|注销|撤[销回]|吊销"
    "|收[回取集]|追[回缴究]|没收|扣[除减押]|传达|审[议定批核查签阅]|讨论|研究|听取"
    "|协[助调商]|签[订署收]|主持|召[集开]|请示|汇报|报[送请告销备批]|呈[报送批]|备案|归[档还]|存[档放]|建[档立]"
    "|移[交送]|值班|团结|关心|赡养|抚养|劝[阻导]|制止|举报|拒绝|停止|暂停|中止|恢复"
    "|赔偿|补[偿缴足发]|支付|拨付|结[算清]|清[算理扫除退]|[分承负]担|[征代免减]收|悬挂|张贴|摆放|[穿佩]戴|打扫|履行"
    "|行使|接[受收待]|答复|回复|反馈|公[示布告开]|记[录载入]|填[写报]|注明|载明|标明|出[示具]"
    "|聘[用请任]|录[用取]|选[举派用]|推[选荐行动]|任[命免用]|罢免|表决|回避|监[督管]|检查|[纳列]入|享受|执行|实[行施]"
    "|给[予付]|予以|进行|采[取用购]|使用|[开安]展|开放|安[排装置]|组织|设[置立]|确定|制[定订作]|处以"
    "|宣传|贯彻|落实|学习|培[训养育]|教育|维护|联系|配合|协同|指导|督[促查导办]|跟踪|暗访|处[理置罚]|整[改理]|改[正造]"
    "|规范|编[制报写号码]|修[订改复缮建筑]|建[设造]|设计|调[整解处查]|登记|统计|评[定选审议]|考[核评察]|奖励|表彰|警告"
    "|责[成令]"
    "|取消|下设|搞|讲|守|查|管"
)
"""Verbs of what the subjects of rules do."""
NO_DEED = (
    "享|计入|结转|包[含括]|属|适用|超|满|足|符|影响|构成|视|论|是|同|一|定(?!期)|等|少|低|高|大|小|多|受|存在|具|能|得|需"
    "|再|必|可|动|良|当|力|利|平|完|全|断|限|仅|但|久|然|齐|止|慎|明|到|在|含|以|因|为|变|宜|清"
)
"""Behind 不 these tell how something is, and nobody's refraining."""
ACTORS = (
    "国家|本[省市县区镇乡街村州盟旗社校]|[一-鿿]长(?![期效远度])|主任|书记|委员|代表|人员|职工|[学教][生员师]|会员"
    "|社员|村民|居民"
    "|业主|干部|领导|同志|[^，。；的他]人|[^，。；记学]者|[部局委厅办院校府会行站所社司户]|单位|机关|机构|部门|中心"
    "|小组|企业|组织"
)
"""How those are called who act, or what they are called in rules of a house."""
DOES = re.compile(
    rf"{HAVE_TO}|(?<![所急必供])需(?!要|求|[^，。；]{{0,8}}的)"
    rf"|(?:^|[，；：])(?:对[^，。；]{{2,40}}?|[按依凭持将把向][^，。；的]{{1,24}}?"
    rf"|经[^，。；的]{{2,12}}，)?(?:{ADVERBS}){{0,3}}(?:{VERBS})(?![了过者权的]|人[，。；员])"
    rf"|(?:^|[，；：]|一律|原则上|一般|{ACTORS})不(?!{NO_DEED})[一-鿿]{{2}}"
    rf"|(?:^|[，；：]|费|款|金|物|件|项|作|用|物|案|议|员|[一-鿿]{{4}})(?<![理自缘事])由(?!于|此"
    rf"|来)(?![^，。；：]{{2,30}}(?:组成|构成|担任|形成|引起|造成|导致|产生)"
    rf"|[^，。；：]{{2,24}}的[^，。；：的]{{1,6}}(?:[，。；：]|$))[^，。；：]{{3,}}"
    rf"|对[^，。；]{{2,40}}(?:进行|做好|实[行施]|开展|予以|给予|加以|采取)(?!了)"
    rf"|[^不]予以|不予(?!$)|(?<!不)[纳列]入(?![^，。；]*的)"
    rf"|(?:^|[，；：])(?:[^，。；：]{{0,16}}?(?:{ACTORS})|[^，。；：的]{{2,8}})(?:(?:{ADVERBS}){{1,3}}"
    rf"|[向凭持将把][^，。；的]{{1,24}}?(?:{ADVERBS})*)(?:{VERBS})(?![了过者权的]|人[，。；员])"
    rf"|(?:^|[，；：])[^，。；：的]{{0,12}}(?:{ACTORS})(?:支持|鼓励|提倡|倡导|保护|{VERBS})(?![了过者权的]|人[，。；员])"
    r"|^[^，。；的]{2,8}[执实]行[^，。；的]{2}"
)
"""A sentence, or one of its clauses, that tells what somebody does, has to do or lets be."""
HANDLES = (
    "拨[付款]|结算|清算|兑[现付]|下[达拨]|发[放给]|支付|[核审]定|核[减增销拨算]|[上呈]报|调整|返还|缴[回入纳]|结转"
    "|收回|报[销账]|列支|存[储入]|[减扣]除|加收|扣[减回]|上缴|划[转入拨]"
    "|计[提算收]|确定(?![，。；])|公[示布开]|备案|归档|销毁|保[存管]|移交|审[批核查]|[抽复]查|验收|使用|管理|执行|办理"
    "|进行|更新|轮换|分配|补足|退[回还]|公证|组织|评[定选估]|安排|收取|征收"
)
HANDLED = re.compile(
    f"(?:按(?!时)|参照|根据|从(?!事)|(?<![理自缘事])由(?!于|此)|(?<![，。；：所存])在|一次性|直接|打卡|专户|分[期批年]"
    f"|分[一二两三四五0-9]次|每[一二两三四五0-9]?[年月周日季半]|适时|单独|全[额部]|足额|据实|统一|逐[年级月]|另行"
    f"|采[取用][^，。；：的]{{2,16}}方式)"
    f"[^，。；：]{{0,18}}?(?:{HANDLES})(?![了过者权人员]|[^，。；：]{{0,12}}的|[^，。；：]{{0,8}}[为是])"
    "|(?:资金|经费|款项?|费用?|补[贴助]|奖金|物资|资产|收[入益]|利息|档案|印章|[议课]题)(?:全部|一律|及时|统一)?"
    "(?:拨付|返还|缴回|上缴|结转|收回|退回|缴入|划[入转]|转入|列入|存入)(?![了过者权的])"
    "|(?:履行|承担|行使)(?:下列|以下|如下)(?:主要|工作|具体)?(?:职[责能权]|任务|工作)：$"
    "|(?:办公室|秘书处|专班|指挥部)设在[^，。；的]{2,20}[，。；]"
)
"""What is done to a thing that is the subject (补助资金按季度拨付): how, where from or when, and then the verb."""
STATES = re.compile(
    r"指的?是|是指|任期[^，。；的]{1,6}[年届]|主要指|[^，。；的]{2,12}指[^导挥示标定出派明令]|的含义|详见|见附件"
    r"|以[^，。；]{2,30}为(?:准|限|界|主[。；]|一次|依据|基[数准]|单位)|另行(?:制[定订]|通知|规定|公布)"
    r"|(?:有|无|失)效[。；]|视[为同](?!己|珍)|受[^，。；]{0,8}保护|[参比]照[^，。；]{2,30}执行|属于|包[括含]|分为|位于"
    r"|归[^，。；]{2,12}所有|享有"
    r"|(?:^|[，；])(?:[^，。；]{0,30}[^成作认称列改变设评确视划定代，；])[为系](?!了"
    r"|[^，。；]{0,30}提供)[^，。；]{2,40}[。；]$"
)
"""How a definition, a deeming or a state is told."""
CONDITION = re.compile("(?<![^，。；：])[^，。；：]*[的后时]，")
"""A clause that says in which case; what it tells of is done already."""
FOLLOWS = re.compile("(?:[^。；：]{2,}的，)(?![^，。；]*(?:不|者|的)|[^，。；]{0,3}[。；])[^，。；：]{4,}[。；]$")
"""情节严重的，吊销许可证: what follows in a case is done by somebody, whatever its verb."""
THING = re.compile(
    rf"(?:的[^，。；：的]{{0,8}}(?:证明|材料|证[书件照明]|合同|协议|复印件|原件|费用?|损失|金额|日期|所得|人[员才]|者"
    rf"|项目|单位|企业|机构|组织|地区|场所|设[施备]|物品?)"
    rf"|^(?!{ADVERBS}|[颁发换补签核提递出领填审保不吊暂撤注缴收扣没])[^，。；]{{2,6}}(?:书|[表证件]|记录|报告"
    rf"|材料))(?:（[^（）]*）)?[；。：]?$"
)
"""How an item ends that names a thing, and no deed."""


def provides(text: str) -> bool:
    """Whether a sentence of an article tells what somebody has to do or may, rather than what something is.

    >>> provides("不收取任何费用。"), provides("材料齐全的，当场受理。"), provides("积分终身有效。")
    (True, True, False)
    """
    if text[-1:] not in "。；：":
        return False  # a title
    case = "的，" in text and FOLLOWS.match(text) is not None
    text = CONDITION.sub("", text)
    if STATES.search(text) is not None:
        return False
    if body_acts(text):
        return True
    return THING.search(text) is None and (case or DOES.search(text) is not None or HANDLED.search(text) is not None)


def body_acts(text: str) -> bool:
    """Whether a sentence opens with a body and what it does, as a unit is found elsewhere.

    >>> body_acts("财务处建立台账。"), body_acts("财务处的台账。"), body_acts("财务处主任一人。")
    (True, False, False)
    """
    whole, follow = TextUnit(0, len(text), 0), follows()
    comma = text.find("，")
    for m in patterns()["actor"].finditer(text, 0, comma if comma >= 0 else len(text) - 1):
        at, end = m.end(), m.end("end")
        words = follow.get(text[at])
        word = words.match(text, at) if words is not None and text[at] != "，" else None
        if word is None:
            continue
        if end < at and text[end] == "（":
            end = bracket_end(text, end, at)
        found = named(text[:end])
        if found and not found[0].start and acts(text, whole, 0, end, word):
            return True
    return False
