"""What tells somebody to act in a text without numbered items: orders that no cue of an operative section names."""

import re

from policytext.reading.duty_words import HAVE_TO
from policytext.reading.labels.words import Words

ORDINAL = re.compile("[一二三四五六七八九十]是")
ORDINAL_ORDER = re.compile("[一二三四五六七八九十]要(?![求点素件])")
"""一要突出重点: such a row orders, whatever its verbs."""
MODAL = re.compile(f"{HAVE_TO}(?<![还又想]要)(?!是)")
HAS_TO = re.compile(
    "(?:及时|严肃|严格|主动|认真|切实|抓紧|尽快|立即|坚决|密切|妥善|从严|严防"
    "|(?:加强)?对[^，。；]{2,30}(?:进行|予以|给予|实[行施])"
    "|逐[条项一级]|进行|聚焦|把好|做到|看好|管住|守[住好]|盯[住紧]|与[^，。；]{2,60}(?:相(?:适应|衔接|结合|匹配|一致|协调)|同步))"
)
"""What stands behind 要 where somebody has to do something, beside the verbs of doing."""
OPENS = re.compile(
    "(?:会议(?:要求|强调|指出)，)?(?:[一二三四五六七八九十]是)?(?:坚决|切实|着力(?!点)|全力(?!支持的)|迅速|严肃(?!性)"
    "|稳妥|从严|尽快|认真|严格(?!的)|大力|抓紧|牢牢"
    "|妥善|善于|严防|避免|暂[停不缓](?!具备)|停止|力戒|务必|对[^，。；]{2,40}(?:从严|严肃|依法|一律|逐[一户个]|挂牌)"
    "|希望(?=[受获全])|(?:同时，)?号召(?=各|全|广大)"
    "|[^，。；]{2,20}一律)[一-鿿、]{2}"
)
"""With these a sentence opens that orders something, whatever its verb."""
DEEDS = (
    "报送|上报|报告|报[省市县区]|组织|开展|制[定订]|通报|完成|发布|召[开集]|举办|进行|提交|汇总|检查|[督抽排自]查"
    "|填[写报]|反馈|公[布示开]|建立|细化|落实|做好|部署|调度|更新"
)
SET_DAY = re.compile(
    "(?:[^，。；：的]{2,24}?(?<![自从截]))?(?:于"
    "|在)?(?:(?:每[年月周季]度?)?(?:(?:20[0-9]{2}年)?[0-9]{1,2}月)?(?:[0-9]{1,2}日"
    "|[^，。；：]月(?:底|末|[上中下]旬))(?:之|以)?前"
    f"|每(?:[月日周]|季度?|半年|学期)[^，。；：的]{{0,6}}?)(?:[向在对将把][^，。；：]{{2,24}}?)?(?:{DEEDS})"
)
"""各市于9月20日前组织一次排查, 每月25日前报送: by when or how often something is done that nobody says is done."""
AS_SUITS = re.compile(
    f"各[^，。；：的]{{1,24}}?(?:结合(?:本地区?|本单位|自身|各自|工作)?实际，?|定期|适时)[^，。；：的]{{0,8}}?(?:{DEEDS})"
    f"|[^，。；：的]{{2,24}}?将?(?:适时|(?:不)?定期)[^，。；：的]{{0,6}}?(?:{DEEDS})"
    "|[^，。；：的]{2,24}?将(?:组织|对|开展)[^。；]{0,40}?(?:督[导查]|检查|抽查|暗访|考核|评估|验收|“?回头看)"
)
"""各市结合实际制定…, 省厅将适时开展督导: what is done as it suits."""
BY_WHOM = re.compile("[^，。；：]{2,24}，由[^，。；：的]{2,30}(?:负责|组织|完成|落实|牵头|承担|统筹|执行|实施|办理)")
"""方案明确的任务，由各镇于5月底前完成: whose it is to do it."""
LATEST_SIGN = 32
FURTHER = ("前", "每", "定期", "适时", "实际", "将")
TOLD = re.compile("[了曾]|过(?![度程渡高大])(?<![通超经]过)|已(?![^，。；]{1,16}的)|以来|去年|[说称]，|记者|表示|通过")
"""With these it tells what was done."""
LACKS = re.compile(
    "(?:不(?:足|强|够|到位|高|实|严|力|平衡|均衡|完善|健全|规范|及时|深|清|透|畅|牢)|薄弱|滞后|缺[乏少位失]|难度|困难"
    "|短板|落后|较[低差弱少]|带病运行|流于形式)[。；]$"
)
"""How a sentence ends that tells what is amiss."""


def directs(words: Words) -> bool:
    """Whether words without other cues tell somebody to act: an order by its adverb, 三要…, …要及时…, 二是…."""
    text = words.text
    if text[-1:] not in "。；！" or TOLD.search(text):
        return False
    if OPENS.match(text) or ORDINAL_ORDER.match(text) or BY_WHOM.match(text):
        return True
    if any(x in text[:LATEST_SIGN] for x in FURTHER) and (SET_DAY.match(text) or AS_SUITS.match(text)):
        return True
    if ORDINAL.match(text) and words.operates(2):
        return True
    m = MODAL.search(text)
    return (
        m is not None
        and "“" not in text[: m.start()]
        and (words.operates(m.end()) or HAS_TO.match(text, m.end()) is not None)
    )


def tells_lack(text: str) -> bool:
    """Whether a sentence tells what is amiss.

    >>> tells_lack("二是送餐力量不足。"), tells_lack("二是补足送餐力量。")
    (True, False)
    """
    return LACKS.search(text) is not None
