"""Pronouns of official letters (你市, 我厅): the bodies they stand for, where the header makes that certain."""

import re
from collections.abc import Sequence

from policytext.model import Header

PLACES = "省|自治区|市|县|区|州|盟|旗|镇|乡|街道"
OFFICES = "部|委|局|厅|署|办|院|会|行|中心|公司|单位|们"
PRONOUN = re.compile(
    rf"(?!贵州)(?P<who>[我本你贵])(?:(?P<place>{PLACES})(?=$|各|有关|相关)|(?P<office>{OFFICES})(?!门|员|级|地))"
)
"""本部门 and 本单位 are those of whoever acts; 我市 before a noun other than 有关部门 only tells which."""
ADDRESSED = "你贵"
NOT_OWN = ("本单位", "本部", "本办", "本行", "本中心", "本公司", "本会", "本院")
"""These are said of anybody's own as often as of the issuer."""
SECRETARIAT = re.compile("(?:办公厅|办公室|综合司)$")
"""What signs for a body: 我部 of 民政部办公厅 is 民政部."""
FULL = {"委": ("委", "委员会"), "办": ("办", "办公室")}
GOVERNMENT = re.compile("(?:人民政府|办事处|管委会|管理委员会)$")
CLASS = re.compile("各|有关|相关|全[国省市县区]")


def stands_for(name: str, header: Header) -> str:
    """The name with its pronoun replaced by the one body or place that the header has for it, else as it is.

    >>> stands_for("我厅信息中心", Header(issuers=("云川省民生服务厅",)))
    '云川省民生服务厅信息中心'
    >>> stands_for("你市", Header(addressees=("澜溪市民生服务局",)))
    '澜溪市'
    >>> stands_for("你局", Header(addressees=("澜溪市财政局", "澜溪市民政局")))
    '你局'
    >>> stands_for("你区", Header(addressees=("澜溪市柏洲区社区发展局",)))
    '澜溪市柏洲区'
    """
    m = PRONOUN.match(name)
    if m is None or m[0] in NOT_OWN:
        return name
    bodies = header.addressees if m["who"] in ADDRESSED else header.issuers
    rest = name[m.end() :]
    found = seats(m["place"], bodies, rest) if m["place"] else offices(m["office"], bodies)
    return found.pop() + rest if len(found) == 1 else name


def offices(kind: str, bodies: Sequence[str]) -> set[str]:
    """The bodies of a kind (局, 委), also where their secretariat signs for them."""
    ends = FULL.get(kind, (kind,))
    named = [b for b in bodies if not CLASS.match(b)]
    if kind in ("单位", "们"):
        return set(bodies) if len(named) == len(bodies) else set()
    if whole := {b for b in named if b.endswith(ends)}:
        return whole
    return {body for b in named if (body := SECRETARIAT.sub("", b)) != b and body.endswith(ends)}


def seats(level: str, bodies: Sequence[str], rest: str) -> set[str]:
    """The places of a level that the bodies sit in; alone it is the government where that is the body meant."""
    found = set()
    seat = re.compile(f"(?:中共)?(.{{1,20}}(?<![城社园校景灾片联])(?:{level}))(?!场|政|容|域|级)")
    for body in bodies:
        m = None if CLASS.match(body) else seat.match(body)
        if m is None:
            return set()
        found.add(body if not rest and GOVERNMENT.fullmatch(body, m.end()) else m[1])
    return found
