"""Names of individuals (人名): told by the surname; they make no row in any table and are masked in exports."""

import re

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任卢姚沈钟姜崔谭陆"
    "汪范廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤温俞章鲁葛岳齐庞柳欧翟殷"
    "申耿牛左樊关季鲍房苗裴聂祁焦路童纪游柯尚梅霍盛管舒凌辛翁项卫蓝穆甘成蒲宁安包边卞车柴池储褚丛党刁窦樊费符傅古谷桂"
)
"""The commonest surnames, most frequent first (公安部 lists of surnames)."""
NAME = rf"(?:欧阳|上官|司马|诸葛|慕容|[{SURNAMES}])[一-鿿×某]{{1,2}}"
WORDS = (
    "安[全监置保]|包[村保]|边防|车[辆管]|成[人品]|储备|党[建群务史]|高[校新速]|古[建树]|关[爱工税]|管[理护委]"
    "|江[北南东西]|金[融属库]"
    "|康复|林[业草长]|龙头|路[政灯]|马路|牛羊|石[油化]|史志|武[装警]|项目|许可|章程"
)
"""Words that begin like a name."""
BRACKETED = re.compile(rf"（(?!{WORDS}){NAME}(?<![部局委厅办院会室处科站所队组府心校区县市镇乡村园])）$")
"""Somebody in brackets behind a body: 县民政局（张某某）."""
