"""Text units that tell whom to reach and how: telephone, address, post code, page, also as items of a list."""

import re

from policytext.reading.branches import unrepeated
from policytext.reading.duty_words import MAY, SHALL

REACHED = re.compile(
    unrepeated(
        "(?![^，。；：]{0,20}(?:[拨打]打|公[布开示告]|设[立置]|开[通设]|[建成]立|通过|[须将]|(?<!许)可|(?<!申)请"
        "|应(?!急)|要(?!闻)|[发寄送报]至|发到|接受|明确|变更|落实|健全|完善|推广|使用|整合|配[备置]|报送(?!地址)))"
        "[^，。；：（）]{0,20}?(?:"
        "(?:电 ?话|热线|手机|方 ?式|传 ?真|邮 ?编|邮政编码|QQ ?群?)(?:号码?|及[一-鿿]{2,4})?(?:：|为|是)? ?"
        "[（(+]?[0-9][0-9 （）()－—-]{4}"
        "| [一-鿿]{2,3}[，、 ]+(?:联系|办公)?(?:电 ?话|手机)(?:号码)?：? ?[（(+]?[0-9][0-9 （）()－—-]{4}"
        "|(?:邮 ?箱|网 ?址)(?:：|为|是)? ?[0-9A-Za-z]|网站：[A-Za-z]"
        "|(?:通[讯信]|邮寄|报送|寄送|投递|单位|联系|办公|办理|受理|接收)地址(?:：|[为是])(?=[^。]{4})"
        "|联系人(?:及[一-鿿]{2,4})?(?:：[^。]"
        "|[一-鿿]{2,4}(?=[，；、 ]+[^，。；]{0,6}(?:电话|手机|[0-9]{7})))"
        ")"
    )
)
"""What it opens with; 拨打咨询电话… asks for something."""
ORDERS = re.compile(f"{SHALL}|(?<!申)请|{MAY}|不得|接受|解答|负责|逾期|[发寄送报]至")
"""With these it asks for something as well."""
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
LONGEST_WITH_PHONE = 80
LATEST_COLON = 24
"""Where its colon stands at the latest."""
PHONE = re.compile(
    r"(?:(?:[（(]?0[0-9]{2,3}[）)]?[-－—]?[0-9]{7,8}|1[0-9]{10})(?:[-－—转][0-9]{1,5})?(?![0-9])[，、；。;/ ]*)+"
)
PERSON_AND_PHONE = re.compile(
    r"[^，。；：]{2,40}?[ ]+[一-鿿](?:[ ]*[一-鿿]){0,3}[ ]+(?:[（(]?0[0-9]{2,3}[）)]?[-－—]?[0-9]{7,8}|1[0-9]{10})"
    r"(?:[-－—转][0-9]{1,5})?"
)
"""An office, who sits there, and the telephone: 县民政局 赵某 0123-4567890."""
PHONE_FIRST = frozenset("01（(")


def only_reached(text: str) -> bool:
    """Whether a text unit tells whom to reach and how, and nothing else.

    >>> only_reached("助餐咨询电话0377-5551234。"), only_reached("请拨打助餐电话0377-5551234。")
    (True, False)
    """
    return REACHED.match(text) is not None and ORDERS.search(text) is None


def gives_contact(text: str) -> bool:
    """Whether a text unit opens by telling whom to reach."""
    if "联系电话" in text and len(text) <= LONGEST_REACHED and REACHED_AT.search(text):
        return True
    if text[-1:].isdigit() and len(text) <= LONGEST_WITH_PHONE and PERSON_AND_PHONE.fullmatch(text):
        return True
    return "：" in text[:LATEST_COLON] and CONTACT.match(text) is not None
