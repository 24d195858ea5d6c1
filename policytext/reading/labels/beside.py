"""What stands beside a text unit and weighs in: the sentence that issues something, ordinals, an undertaking before."""

import re
from itertools import islice

from policytext.model import Header
from policytext.reading.branches import gated
from policytext.reading.duty_words import SHALL
from policytext.reading.passage import Passage

INSTRUCTING = frozenset(("通知", "意见", "指导意见", "实施意见", "决定", "通告", "公告", "命令", None))
"""Genres that direct what stands behind 现通知如下： also where it has no numbers."""
NUMBERING_OFF = INSTRUCTING - {None}
"""Those that can number off in running text (一是…。二是…。) what is to be done."""
BELOW = re.compile("(?:通知|通告|公告|意见|要求|规定|决定|安排|部署|事[项宜]|工作|措施)[^，。：]{0,2}如下：$")
LISTED = re.compile("名单|成员|组成人员|人选|命名|更名|地址|电话")
"""What is told below such a sentence is who or where, and asks for nothing."""
STATE = re.compile(
    "[了曾兼]|已(?![^，。；]{1,16}的)|(?<![一二三四五六七八九十])是|位于|详见|属于|下辖|将至|视为|将进入|主要指"
)
"""With these a sentence without other cues tells how things are or were."""
ACCOUNT = re.compile(
    gated(
        "了(?<!为了)(?![解结])|已(?![^，。；]{1,16}的)|是(?<![一二三四五六七八九十]是)(?!否)"
        "|近[年日]|[目当]前|以来|去年|记者|[表显]示|指出|截至|[？?]|您"
    )
)
"""What is told or asked in reports, in interviews, and about them."""
FEW = 20
"""Among so many text units at most one of these stands where nothing is told."""
PURPOSE = re.compile("为(?!主|期|准|何|什么)[^。]*。$")
SOMEBODYS = re.compile(
    f"{SHALL}|，[各由将请可]|不得|决定|坚持|予以|给予|将|，[对我在]|陆续|先后|出台|印发|结合[^，。]*，鼓励"
)
"""With these a sentence of purpose goes on to tell that somebody acts, or has to."""
ISSUING = re.compile("现(?:就|将|对|把|通知|提出|制[定订])|特(?:通知|制[定订])|(?:制[定订]|编制)本|决定")
"""With these a sentence says what is issued, or what was decided."""
GOES_ON = ("同时，", "此外，", "另外，")
"""So a sentence begins that goes on with the one before."""
WEIGHED = frozenset("为同此另一二三四五六七八九十")
"""With these begins what is weighed against what stands beside it: purposes, what goes on, ordinals."""


def tells_below(said: str) -> bool:
    """Whether a sentence says that what is to be done stands below it.

    >>> tells_below("现就有关事项通知如下："), tells_below("现将名单通知如下：")
    (True, False)
    """
    return said.endswith("如下：") and BELOW.search(said) is not None and LISTED.search(said) is None


def tells_state(said: str) -> bool:
    """Whether a sentence without other cues tells how things are or were.

    >>> tells_state("办公室位于县民政局。"), tells_state("一是强化排查。")
    (True, False)
    """
    return STATE.search(said) is not None


def issues(passage: Passage, i: int) -> bool:
    """Whether a text unit says what is issued, or what stands below."""
    if i == len(passage.units):
        return False
    unit = passage.units[i]
    return ISSUING.search(passage.text, unit.start, unit.end) is not None


def only_aims(said: str) -> bool:
    """Whether a sentence tells only a purpose."""
    return PURPOSE.match(said) is not None and SOMEBODYS.search(said, 1) is None


def is_excerpt(passage: Passage, header: Header) -> bool:
    """Whether a text is a piece of an operative part: it has nothing of a document's head, and tells of nothing."""
    if header.genre or header.addressees or header.document_number or header.issued:
        return False
    most = len(passage.units) // FEW
    return next(islice(ACCOUNT.finditer(passage.text), most, None), None) is None
