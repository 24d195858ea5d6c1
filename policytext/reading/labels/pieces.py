"""Text units that are no sentences: cells of forms, labels, names."""

import re

FRAGMENT = re.compile(
    r"附?[图表] ?\d{1,3}[^。]{0,60}。?|《[^》]*》(?:（[^）]*）)?[；。，]?"
    r"|[一-鿿、]{2,40}(?<=[部委局厅署院办会府室组制])《[^》]*》（[^）]*号）[；。]?"
    r"|[^，。；！？]{1,16}[：:]?|[^，。；！？：]{1,16}：[\s年月日]*"
)
"""A cell of a form, a label, an item of a list of documents: no sentence."""
NAMES = re.compile(
    r"以[^，。；]{2,40}为(?:核心|基础|主体|依托|目标|导向|重点|特征)的[^，。；]{2,24}(?:机制|模式|制度|体系|改革|方式"
    r"|服务|产品|平台|办法)"
    r"|(?![要将由把对按请在从]"
    r"|[加强推建健完开落做优深提扩改创规组制编严压确抓培打构增减促引实探总复学借][一-鿿])[^，。；：将要由把对]{2,40}的[^，。；：的]{2,16}(?:机制"
    r"|模式)"
    r"|[一-鿿]{2,8}(?:集体|个人|单位|范围|名单"
    r"|地区)：(?:[省市县区][^包，。；：、和及与或将把对由]{1,14}(?:[委厅校院队]|(?<![布格大结全变])局|公司|街道|银行)"
    r"|[一-鿿]{2}[镇乡])"
    r"|(?![要将由把对按请在从填绘附见用贴挂设制张悬画做编建完使出]|[加强推更新统参依][一-鿿])[^，。；：]{2,20}(?:样图"
    r"|示意图|效果图|流程图|样式|式样|图样|一览表|情况表|汇总表|登记表|统计表|附表)"
    r"|(?![^，。；：]*(?:可(?![行研])|[无不]需|不[再得予能]"
    r"|自行))(?![要将由把对按请在从提填出交持携核查办领发换补签开审编写收递准备印做建使附见用][一-鿿])[^，。；：“]{2,16}(?:复印件"
    r"|原件|证明(?:材料)?|证书|执照|申请[表书]|身份证|承诺书|许可证|户口[本簿])"
)
"""What is nothing but a name: it has no verb."""
MATERIAL = re.compile(
    "(?!认真|集中|全面|精心|定期|如实|及时|积极|广泛|统一|主动|充分|妥善|[适按]时|按期|逐一|深入)"
    "(?![要将由把对按请在从需须提填出交持携核查办领发换补签开审编写收递准备印做建使附见用拍摄张悬播推加完归保整调]"
    "|[^，。；：]*(?:制作|上[传报交]|报[送名备]|撰写|下载|公[布开示]|悬挂|提[交供]|填[写报]|收集|拍摄|张贴|播放|整理"
    "|归档|印[制发]|发[布放送]|审[核查]|核[实查验]|查[看阅验]))"
    "[^，。；：]{4,60}?(?:图片|文字|照片|视频|影像|专题片|宣传片|复印件|扫描件|证明材料|佐证材料|样品)"
    "(?:[、和及与][一-鿿]{2,8}){0,3}(?:等|[0-9一二两三四五]{1,2}[份套张件])?[。；]"
)
"""代表特色的图片和文字；: an item of a list of what is handed in."""
TERM = re.compile(
    "[^，。；：]{0,16}(?:周期|任期|聘期|学制|试用期)(?:均|一般)?为?[0-9一二三四五六两半]{1,2}(?:年|个月|天|日)"
    "(?:，可以?(?:连选)?连任[^，。；]{0,8})?[。；]"
)
"""工作室活动周期三年。: how long something lasts."""
QUOTED_NAMES = re.compile("(?:“[^”]*+”(?:、|和|以及)?+){2,}等?[。；]?")
"""“…”、“…”等。: a list of names in quotes."""
NAMED_ENDS = frozenset("制革式系务品台法件明料书照证本簿局委厅校院队司道行镇乡图样表")
LONGEST_NAMES = 48
LONGEST_CELL = 17
"""Of a cell with its colon; only titles of figures and of documents are longer."""
HAN = re.compile("[一-鿿]+")


def is_fragment(text: str) -> bool:
    """Whether a text unit is no sentence, but a cell of a form, a label or the like."""
    may = len(text) <= LONGEST_CELL or text[0] in "图表附《" or "：" in text[:LONGEST_CELL] or "》（" in text
    return may and FRAGMENT.fullmatch(text) is not None


def names_only(text: str) -> bool:
    """Whether a sentence, with its mark at the end, only names a body, a form, an arrangement, materials, a term.

    >>> names_only("先进集体：县教育局；"), names_only("以社区为依托的送餐模式。"), names_only("乡镇干部包村；")
    (True, True, False)
    """
    if text[0] == "“" and QUOTED_NAMES.fullmatch(text):
        return True
    if MATERIAL.fullmatch(text) or TERM.fullmatch(text):
        return True
    if text[-1:] not in "。；" or len(text) > LONGEST_NAMES or text[-2:-1] not in NAMED_ENDS or "，" in text:
        return False
    return NAMES.fullmatch(text, 0, len(text) - 1) is not None


def mostly_figures(text: str) -> bool:
    """Whether less than a third of a text are Chinese characters."""
    return len("".join(HAN.findall(text))) * 3 < len(text)
