"""Text units that are no sentences: cells of forms, labels, lines that tell whom to reach."""

import re

FRAGMENT = re.compile(
    r"[图表] ?\d{1,3}[^。]{0,60}|《[^》]*》(?:（[^）]*）)?[；。，]?"
    r"|[一-鿿、]{2,40}(?<=[部委局厅署院办会府室组制])《[^》]*》（[^）]*号）[；。]?"
    r"|[^，。；！？]{1,16}[：:]?|[^，。；！？：]{1,16}：[\s年月日]*"
)
"""A cell of a form, a label, an item of a list of documents: no sentence."""
LONGEST_CELL = 17
"""Of a cell with its colon; only titles of figures and of documents are longer."""
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
PHONE = re.compile(r"(?:(?:[（(]?0[0-9]{2,3}[）)]?[-－—]?[0-9]{7,8}|1[0-9]{10})(?:[-－—转][0-9]{1,5})?[，、；。;/ ]*)+")
PHONE_FIRST = frozenset("01（(")


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
