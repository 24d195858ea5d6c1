"""Names of individuals (人名): told by the surname; they make no row in any table and are masked in exports."""

import re
from functools import lru_cache

from policytext.reading.lexicon import Lexicon

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任卢姚沈钟姜崔谭陆"
    "汪范廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤温俞章鲁葛岳齐庞柳欧翟殷"
    "申耿牛左樊关季鲍房苗裴聂祁焦路童纪游柯尚梅霍盛管舒凌辛翁项卫蓝穆甘成蒲宁安包边卞车柴池储褚丛党刁窦樊费符傅古谷桂"
)
"""The commonest surnames, most frequent first (公安部 lists of surnames)."""
ORDINARY = "于向任方成安关包党管江白万时文常全应解单位代查席农武路边司简封容金习相连"
"""Surnames that are words of running text (任组长, 向社会, 区长江岸): there they tell of nobody."""
NAME = rf"(?:欧阳|上官|司马|诸葛|慕容|[{SURNAMES}])[一-鿿×某]{{1,2}}"
WORDS = (
    "安[全监置保]|包[村保]|边防|车[辆管]|成[人品]|储备|党[建群务史]|高[校新速]|古[建树]|关[爱工税]|管[理护委]"
    "|江[北南东西]|金[融属库]"
    "|康复|林[业草长]|龙头|路[政灯]|马路|牛羊|石[油化]|史志|武[装警]|项目|许可|章程"
)
"""Words that begin like a name."""
BRACKETED = re.compile(rf"（(?!{WORDS}){NAME}(?<![部局委厅办院会室处科站所队组府心校区县市镇乡村园])）$")
"""Somebody in brackets behind a body: 县民政局（张某某）."""
POSTS = (
    "(?:网格|联络|信息|护林|安全|协管|督导|指导|巡查|监督|调解|宣传|保洁|辅导)员|专干|村医|民警|干部|志愿者|联系人|支书|书记|主任|经理"
    "|(?:网格|楼栋|单元|楼|组|户|队|班)长"
)
"""Posts of persons at the lowest level; 市长 and 县长 are none here, since 长 begins names of places."""
TOLD = f"[{''.join(s for s in SURNAMES if s not in ORDINARY)}][一-鿿×某]{{1,2}}"
HELD = re.compile(f"(?:{POSTS})(?P<name>{TOLD})")
"""A post and who holds it: 网格员张某某."""
DIVIDED = "高林马田石房车纪古史储费许项龙牛江河黄卫符章左尚余毛"
"""Surnames with which divisions of a body are called after what they do (高技术处, 房管处)."""
IN_BODY = re.compile(
    rf"(?<=[局委办部厅院所队站心处科股室会司])(?!{WORDS})"
    rf"(?:(?P<name>{TOLD})(?<![部局委厅办院会室处科站所队组府心校区县市镇乡村园])"
    rf"|(?P<desk>(?![{DIVIDED}]){TOLD})处(?:（[^（）]*）)?)$"
)
"""Somebody behind a body, or whose desk stands for it: 县民政局张某某, 县民政局张某某处."""


@lru_cache(maxsize=1)
def no_names() -> frozenset[str]:
    """Words that look like names and are none, and names by which doctrines are called."""
    return frozenset(e.name for e in Lexicon.default("no_names").entries)


def impersonal(unit: str) -> str:
    """The name of a unit without the person in it; nothing where it begins with the person.

    >>> impersonal("县民政局张某某处"), impersonal("网格员张某某负责青禾社区"), impersonal("省财政厅金融处")
    ('县民政局', '', '省财政厅金融处')
    """
    if any(m["name"][:2] not in no_names() for m in HELD.finditer(unit)):
        return ""
    inside = IN_BODY.search(unit)
    named = inside and inside[inside.lastgroup or 0] not in no_names()
    return unit[: inside.start()] if inside and named else unit
