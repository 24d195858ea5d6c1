"""What text units are that stand in no section: preambles, letters, replies, texts without numbers."""

import re
from collections.abc import Sequence

from policytext.model import Label, Section
from policytext.reading.branches import finder
from policytext.reading.duty_words import SHALL
from policytext.reading.labels.beside import tells_state
from policytext.reading.labels.contact import gives_contact
from policytext.reading.labels.imperatives import ORDINAL, directs, tells_lack
from policytext.reading.labels.operative import directs_after_all, operative
from policytext.reading.labels.provisions import provides
from policytext.reading.labels.rule_ids import BY_YEAR, DUTY, PROSPECT, PROVIDED, UNDERTAKEN
from policytext.reading.labels.words import Words

UNDERTAKES = finder(
    r"(?:^|[，；：也还均并同时部委局办府厅院会门位关示题们])将(?!你|其|该|[是有]|会(?!同)"
    r"|[^，。]{1,20}(?:纳入|列入|作为))"
    r"|(?<!措施)(?<!举措)将(?:继续|进一步|会同|按照?|根据|予以|给予|积极|认真|加大|联合|组织)|与[^，。]{2,12}共同安排"
    r"|(?<![许认])可(?![能行研转持见喜靠观]|再生)|(?:^|，)请(?![求示])|应[请由](?<![供相]应.)"
    r"|(?:^|[，：府委局厅])(?:原则)?同意(?![，。后])|^建议(?![书稿案的，。])|^希望?(?:你|各)"
    r"|(?:^|[，：部委局办府厅院])(?:近期|下一步)?拟(?=研究|制[定订]|继续|积极|组织|会同|进一步|采取|安排|开展|对|将|在"
    r"|于)|[我本部委局厅]计划(?:[于在]?[^，。；]{0,8}?)(?:开展|组织|启动|安排|印发|出台|制[定订])"
    r"|(?:[我本][部委局厅办院府]|我们)正(?:在?会同|[与同][^，。；]{2,16}共同)|正在(?:抓紧)?(?:研究|修改|制[定订]|起草)"
)
OWN_WILL = finder(r"(?:^|[，；])(?:[我本][部委局厅办院会府市县区省镇](?:[委府]|政府)?)[也还]?将")
"""我局将…: what the issuer undertakes."""
AGREES = finder(r"(?:^|[，；：])(?:原则)?同意(?![，。；、后的])")
"""同意组建…: a reply allows it."""


LETTER_ORDERS = re.compile(
    f"^(?:(?:同时，|此外，|另外，|[一二三四五六七八九十]是)?(?:{SHALL}|不得|严禁|务必|望(?![远去江海湖]))"
    f"|[你贵][部省市县区镇乡村街院校局委厅们站队](?!规定|提出|请求|建议|要求|反映|认为)[^，。；：]{{0,8}}?(?:{SHALL}"
    f"|不得|务必)"
    "|(?![你贵您来])[^，。；：的《]{2,16}(?:须(?!知)|不得|严禁)"
    "|(?:[^，。；：]{2,40}，)?建议(?![^，。；：]{0,40}(?:的|收悉|[：；]))(?:[你贵]"
    "|[^，。；：]{2,40}(?:政府|公司|集团|厂|部|局|委|厅|办|部门|单位)))"
)
"""What a letter says has to be done: by nobody else than its reader."""
GRANTS = re.compile("(?:函复|函告|通知|批复|复函)如下：|(?:[府委院]|，)(?:原则)?同意(?!后)")
ASKED = re.compile(
    "[你贵][部省市县区厅局委办校院镇乡]?[^，。；]{0,4}(?:请求|反映|询问)|提案|议案|建议|委员|代表|答复|政府信息公开"
    "|申请人"
)
"""A letter that answers what was asked or proposed reports; it decides nothing."""
TELLS = re.compile(
    "[了曾]|已(?![^，。；]{1,16}的)|一直|正在?(?!常|式|确|规)|目前|当前|以来|去年|近年|[我本][部省市县区厅局委办院会]"
    "|是(?!否)|认为|《[^》]*》(?:规定|要求|明确)|收悉"
)
"""With these a sentence of a letter that decides something tells why, or how things stand."""


NEXT = re.compile("(?:关于)?(?:下一?步|下一?阶段|今后)|(?:工作)?(?:打算|计划|安排)$")
"""The headings of what a letter undertakes."""
PLANS = re.compile("计划(?![的书表])|力争|拟|[^，。；]{2,16}，(?:并|逐步|力争|加[强快大]|建立|推[进动])")
DECIDES = frozenset("为根按鉴经依")
DECIDED = re.compile(
    f"(?![^。；]*(?:{SHALL}|(?<!申)请(?!示)|不得|严禁|可(?<![许认]可)))"
    "(?:为|根据|按照|鉴于|经|依据)[^。；]*，[^，。；]{0,60}(?:(?<![会再])"
    "|(?<=[工员协联]会))(?:研究)?(?:决定(?![的了权着性])|定于)，?[^，。；][^。；]*。$"
    "|经[^，。；]{2,24}(?:会议|会)(?:审议|研究|讨论)?决定，[^。；]*。$"
)
"""为…，强化…，县民政局决定开展…: what was decided is told; below stands who has to do what."""


def in_preamble(words: Words) -> tuple[Label, str]:
    """Before the first numbered item: background, unless somebody is told to act."""
    rule = words.first("statement")
    if rule is not None and not directs_after_all(words, rule):
        return "statement", rule
    acts = words.acts()
    if words.duty() or acts == DUTY:
        return "task", DUTY
    if acts is not None and words.text[:1] in DECIDES and DECIDED.match(words.text):
        return "statement", "label.preamble"
    if OWN_WILL(words.text):
        return "task", UNDERTAKEN
    rule = words.first("principle")
    if rule is not None:
        return "principle", rule
    if acts is not None and "了" not in words.text:
        return "task", acts
    if acts is None and words.first("goal") == BY_YEAR:
        return "goal", BY_YEAR
    if gives_contact(words.text):
        return "furniture", "label.contact"
    if directs(words):
        return "task", DUTY
    return "statement", "label.preamble"


def in_body(words: Words) -> tuple[Label, str]:
    """Behind 现通知如下：, where nothing is numbered: as in an operative section, unless it tells how things are."""
    label, rule = operative(words)
    if rule == "label.default" and (tells_state(words.text) or tells_lack(words.text)):
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
    if words.duty() or (
        words.text[-1:] in "。；" and LETTER_ORDERS.match(words.text) and words.first("statement") is None
    ):
        return "task", DUTY
    return "statement", "label.letter"


def in_plan(words: Words) -> tuple[Label, str]:
    """In a part of a letter on what comes next: bare verbs are undertakings."""
    label, rule = in_letter(words)
    if rule != "label.letter" or words.text[-1:] not in "。；" or words.first("statement") is not None:
        return label, rule
    ordinal = ORDINAL.match(words.text)
    start = ordinal.end() if ordinal else 0
    planned = not TELLS.search(words.text, start) and (words.operates(start) or PLANS.match(words.text, start))
    return ("task", UNDERTAKEN) if planned else (label, rule)


def plans(sections: Sequence[Section]) -> frozenset[int]:
    """The sections of a letter on what comes next, and those below them."""
    found: set[int] = set()
    for i, section in enumerate(sections):
        if section.parent in found or (section.heading and NEXT.match(section.heading)):
            found.add(i)
    return frozenset(found)


def in_decision(words: Words) -> tuple[Label, str]:
    """In a letter that decides or directs, as a reply or a notice does: bare orders and grants are tasks as well."""
    label, rule = in_letter(words)
    text = words.text
    if rule != "label.letter" or text[-1:] not in "。；" or text[0] == "附" or TELLS.search(text):
        return label, rule
    if words.first("statement") is not None:
        return label, rule
    acts = DUTY if directs(words) or text.startswith(("继续按", "继续执行")) else words.acts()
    if acts is not None:
        return "task", acts
    return ("task", PROVIDED) if provides(text) else (label, rule)


def decides(text: str) -> bool:
    """Whether a letter decides or directs rather than asks, reports or answers a proposal.

    >>> decides("县水利局：经县政府同意，现函复如下："), decides("你的提案收悉。现答复如下：")
    (True, False)
    """
    return GRANTS.search(text) is not None and ASKED.search(text) is None
