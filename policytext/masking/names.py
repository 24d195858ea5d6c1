"""What a name of a person looks like: a surname and one or two characters, which end as no office or body does.

Nearly every surname is also an ordinary word or begins one (方面, 管理, 党委, 高新区), so the look of a name is no
evidence by itself: `places` says where persons are named.
"""

import re

from policytext.reading.persons import ORDINARY, POSTS, no_names
from policytext.reading.persons import SURNAMES as COMMON

RARER = (
    "常易乔康赖文伍兰邢洪施颜倪芦尤毕庄祝涂时牟卜詹靳甄曲阳席查屈位隋植景单司柏解冉辜吉饶瞿戚丘米滕晋苑邬臧宫苟全廉简娄"
    "盖麦岑蒙阮容敖农应佟骆佘邝昌喻闵鲜迟巫巴练封艾尉晏代仇栾桑冷匡衡阚揭慈鄢楚习相"
    "连幸卓蔺鞠栗荆屠巩胥冀綦漆郇茹茅荀逄邸郗亓仝冼郄阙伊"
)
SURNAMES = COMMON + RARER
"""Those by which names are told where persons are listed."""
DOUBLE = "欧阳|上官|司马|诸葛|慕容|司徒|夏侯|皇甫|尉迟|公孙|令狐|端木"
IN_TEXT = "".join(s for s in SURNAMES if s not in ORDINARY)
"""Those that are no words of running text."""
GIVEN = "[一-鿿×某]"
BLANK = r"[ \u3000\xa0\u2000-\u200a]"
GAP = rf"{BLANK}*"
BLANKS = rf"{BLANK}{{1,4}}"


def looks(surnames: str) -> str:
    """What looks like a name: with one of the surnames, also blanks in it (陈 刚), or a dot (阿某·某某)."""
    return (
        rf"(?:{GIVEN}{{2,5}}[·•]{GIVEN}{{2,6}}?|(?:{DOUBLE}){GAP}{GIVEN}{{1,2}}|[{surnames}]{GIVEN}{{1,2}}"
        rf"|[{surnames}]{BLANKS}{GIVEN}(?:{BLANKS}{GIVEN})?(?!{GIVEN}))"
    )


NAME = re.compile(looks(SURNAMES))
HEADS = (
    "省 自治区主 市 州 盟 县 区 旗 镇 乡 街 部 厅 局 处 科 股 所 站 院 校 行 署 社 馆 队 组 团 村 会 "
    "理事 董事 秘书 委员 检察 指挥 河 湖 林 田 路 楼 网格 警"
)
OFFICE = (
    f"(?:{'|'.join(HEADS.split())}){GAP}长|主{GAP}任|书{GAP}记|主{GAP}席|总{GAP}理|专员|支书|常委|委员"
    f"|总指挥|政委|司令员|(?:调研|巡视|督察|科|党组成){GAP}员|督学|总(?:工程|会计|经济|规划|农艺|药)师|总编辑|{POSTS}"
)
"""Offices, by what they end in; letters may stand apart: 市　长."""
ENDS = re.compile(
    r"(?:[部局委厅办院室处科站所队组府校县乡镇区社党员长]|中心|.[会省市州]|^.[村心]|主任|主席|书记|总理)$"
)
"""What offices, bodies and places end in, and names hardly ever."""


def plain(word: str) -> str:
    """A word without the blanks in it."""
    return re.sub(r"\s", "", word)


def is_name(word: str) -> bool:
    """Whether a word that fills the place of a name is one.

    >>> [w for w in ("王刚", "陈 刚", "高新区", "管委会", "党组", "方面", "欧阳某某") if is_name(w)]
    ['王刚', '陈 刚', '欧阳某某']
    """
    return bool(NAME.fullmatch(word)) and not is_word(word)


def is_word(word: str) -> bool:
    """Whether what may be a name by its place is an office, a body, a place or another word."""
    bare = plain(word)
    return bool(ENDS.search(bare)) or bare in no_names()


def run_in(word: str) -> int:
    """How many characters of what looks like a name are one, where office or body may follow without a mark.

    >>> [run_in(w) for w in ("李大勇", "李明县", "党委书", "高新区", "某某某")]
    [3, 2, 0, 0, 0]
    """
    if not is_name(word[:2] if NAME.fullmatch(word[:2]) else word):
        return 0
    return len(word) if is_name(word) else 2
