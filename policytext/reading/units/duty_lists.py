"""Lists of responsibility (责任单位, 牵头单位 …): after a label with a colon, or in a bracket that ends in 负责."""

import re
from collections.abc import Iterator
from functools import lru_cache

from policytext.model import Label, Role
from policytext.reading.bare_lists import LONGEST as LONGEST_BARE
from policytext.reading.bare_lists import ROLE, STARS, bare_list, captioned_bodies, list_ahead
from policytext.reading.branches import beginnings
from policytext.reading.labels.rule_ids import BARE
from policytext.reading.persons import BRACKETED
from policytext.reading.phrases import near
from policytext.reading.units.distribute import distribute
from policytext.reading.units.duty import Duty, Place
from policytext.reading.units.members import Member
from policytext.reading.units.organisations import branched, ends_name, hinted, is_field, is_name, patterns

Listing = tuple[tuple[int, int], list[Duty]]
"""Where a list stands, and whom it names."""
SILENT: tuple[Label, ...] = ("furniture", "formula", "principle")
END = re.compile(
    beginnings(
        r"[。）〕\n]|[；，] ?(?=[^；，。：\n]{2,8}：|..(?:单位|部门)[为是])|完成时限|责任人|(?:  |；)(?=\S)"
        r"|[，；（][标带加注打有]{0,2}“?[*★]"
    )
)
EXPLAINED = frozenset("》”部委局厅办院行会府位门")
"""Behind these a bracket says what is named so, or which part of a body is meant: 报商务部（市场司）."""
LONGEST_LABEL = 12
"""Characters of a label before its colon."""
LONGEST = 800
"""Characters that a list of responsibility is followed at most."""
PART = re.compile(r"[^，；。]+[，；。]?")
NOTE = "label.responsibility.note"
"""The rule of a line that is nothing but names with their roles."""
ALONE = (BARE, "label.responsibility.by-duty")
"""The rules of text units that are nothing but such a bracket."""
GUIDE = "指导"
"""Whoever guides stands in brackets as what is guided does: only what surely is a body counts."""
ROLE_ENDS = re.compile("[头办施织合与加同助责实担导进成动筹好](?=[，；。]|$)")
"""What such words end in: most lists have none, and one look tells."""
GLOSS = ("即", "也就是")
"""With these a bracket explains what stands before it."""
LONGEST_ROLE = 20
"""Characters of the words that give a role, and more."""
NEXT = re.compile(r"；[^；。，：（）〔〕\n]{2,60}(?=[；。）〕\n]|$)")
"""What goes on behind a semicolon: of a list, where it ends as a name does."""
CHARGED = re.compile("[^、，。；由]{0,10}(?<![理自经缘])由")
"""（学校内由县教育局负责）: whom a part charges, behind where."""
ALONG = re.compile(r"(?P<lead>牵头)?[，、]?会同(?<![协商学]会同)(?<!委员会同)(?=.)")
TAG = re.compile(r"（(?:牵头|主办|配合|协办|协助|负责)(?:单位|部门|落实)?）")
STARRED_LEAD = re.compile("[*★][^、，。；（）\n]{0,7}(?:为|是)(?:总)?牵头")
FIRST_LEADS = re.compile(
    r"(?:列(?:在|名|序)*第?[一首](?:位|个|名)?|排(?:在|名|序)*第?[一首](?:位|个|名)?|第一[个位家名]|首[位家])"
    r"[^。；）\n]{0,8}(?:为|是)(?:总)?牵头"
)
"""A remark on lists, also of a table: 列第一位者为牵头单位，下同; 排名第一的为牵头单位."""
LEADING = ("为牵头", "是牵头", "总牵头")
"""What such a remark ends in: most documents have none."""
OFFICES = tuple("所站台社中投股科队校院厂场店馆园室办会")
"""How short names end that only a list of responsibility tells to be bodies: 供电所, 气象台, 城投, 一中."""
NOBODY = re.compile(
    r"^[列排](?:在|名|序)*第?[一首]|^第一[个位家名]|^首[位家]"
    r"|(?:负责人|同志|领导|下同|以下简称.*|如下|完成|坚持|推进|前|底|起)$|"
    r"[《》：]|(?<!“两委)”$|^“[^”]*$|^[^“]*”|^\d+$|^(?:\d{4}[—－～~-]{1,2}\d{4}年?|第?[一二三四1-4]季度|[上下]半年)|"
    r"^(?:\d{1,4}年|\d{1,2}月|每[年月季周]|长期(?![护照])|持续|常年|全年|年底|常态)"
    r"|^(?:牵头|汇总|责任|主办|配合|协办)?(?:单位|部门|机构)$"
)
"""What stands in a list of bodies and is none: remarks, and until when or how often something is to be done."""


def find_lists(place: Place) -> list[Duty]:
    """The organisations of all lists of responsibility.

    A remark that those with a star lead holds for the whole document, that the first of a list leads
    from the list on that it stands in, else for the whole document.
    """
    text = place.text
    lists = list(labelled(place))
    lists += bracketed(place, {d.start for _, listed in lists for d in listed})
    lists += unlabelled(place, {at for (at, _), _ in lists})
    told = bool(lists) and any(x in text for x in LEADING)
    if told and STARRED_LEAD.search(text):
        for d in (d for _, listed in lists for d in listed if text.startswith(STARS, d.end)):
            d.role, d.rule = "lead", "assignments.first_leads"
    if told and (legend := FIRST_LEADS.search(text)):
        at = legend.start()
        among = any(start < at < end for (start, end), _ in lists)
        for (_, end), listed in lists:
            if listed and (end > at or not among):
                lead_first(text, listed)
    return [d for _, listed in lists for d in listed]


def bracketed(place: Place, taken: set[int]) -> Iterator[Listing]:
    """The lists in brackets that end in 负责 and the like, but for the names that begin where others are `taken`."""
    text = place.text
    for m in place.phrases.get("bracket", ()):
        k = place.passage.unit_at(m.start())
        if place.passage.units[k].label not in SILENT and not text.startswith(GLOSS, m.start() + 1):
            timed = m["timed"] is not None
            read = timed_names(text, *m.span("timed"), k) if timed else parts(text, *m.span("list"), k)
            if text[m.start() - 1 : m.start()] == "”" and not all(ends_name(text, d.end) for d in read):
                continue  # “四议”（党支部会提议、群众参与） says what the phrase means
            yield m.span(), [d for d in read if d.start not in taken]


def unlabelled(place: Place, known: set[int]) -> list[Listing]:
    """The lists that are text units without a label, and the brackets that name bodies and say nothing else.

    `known`: where other lists begin. Inside a sentence such a bracket can also explain a name. There it counts where
    the text has the habit.
    """
    text = place.text
    notes: list[Listing] = []
    alone: list[tuple[int, int, int]] = []
    last: list[tuple[int, int, int]] = []
    for k, unit in enumerate(place.passage.units):
        begin, end = unit.start, unit.end
        if unit.label == "responsibility":
            if unit.rule == NOTE:
                notes.append(((begin, end), parts(text, begin, end, k, "assignments.note")))
            elif unit.rule in ALONE and begin not in known:
                alone.append((k, begin, end))
        elif unit.label in ("task", "goal"):
            if text.startswith("。（", begin - 1) and (stop := list_ahead(text, begin, end)):
                alone.append((k, begin, stop))
            if text.endswith("）。", begin, end) and (start := last_words(text, begin, end - 2)):
                last.append((k, start, end - 1))
    counts = alone or len(last) > 1 or (last and known)
    return notes + [((start, end), in_bracket(text, start, end, k)) for k, start, end in alone + last if counts]


def last_words(text: str, begin: int, close: int) -> int:
    """Where the bracket begins that is closed at `close` and names bodies alone, the last words of a sentence; else 0.

    `begin`: where the sentence begins.
    """
    start = text.rfind("（", max(begin, close - LONGEST_BARE), close)
    while start > begin and text.count("）", start, close) >= text.count("（", start, close):
        start = text.rfind("（", begin, start)
    return start if begin < start and bare_list(text, start, close + 1) and not explains(text, start) else 0


def explains(text: str, bracket: int) -> bool:
    """Whether a bracket says which body or what is meant by the name before it."""
    return text[bracket - 1] in EXPLAINED or ends_name(text, bracket)


def in_bracket(text: str, start: int, end: int, unit: int) -> list[Duty]:
    """The bodies of a bracket that names them alone, maybe with roles or a time behind them."""
    at = bare_list(text, start, end)
    return roles_in(text, *at, "responsible", "assignments.bare", unit) if at else []


def lead_first(text: str, listed: list[Duty]) -> None:
    """A document that says 列第一位者为牵头单位 makes the first of each list of more than one the leader."""
    d = listed[0]
    several = len(listed) > 1 or text.startswith("等", d.end)
    if several and d.role == "responsible" and not d.name.startswith("各"):
        d.role, d.rule = "lead", "assignments.first_leads"


def labelled(place: Place) -> Iterator[Listing]:
    """Lists after 责任单位： and the like, with their places, up to the next label or the end of bracket or line."""
    text = place.text
    label = hinted()["label"]
    for m in near(label, text, LONGEST_LABEL, 1, (at + 2 for at in place.passage.places(label.hint))):
        k = place.passage.unit_at(m.start())
        unit = place.passage.units[k]
        if unit.label in SILENT:
            continue
        role = label_role(m[0])
        end = list_end(text, m.end(), unit.end)
        if patterns()["caption"].fullmatch(m[0]) and not captioned_bodies(text, m.end(), end):
            continue
        yield (m.start(), end), roles_in(text, m.end(), end, role, "assignments.label", k)


@lru_cache(maxsize=256)
def label_role(label: str) -> Role:
    """The role that a label word gives, as its rule says."""
    words = hinted()["label"].value
    roles: tuple[Role, ...] = ("lead", "cooperate", "supervise")
    return next((r for r in roles if label.startswith(tuple(words[r]))), "responsible")


def list_end(text: str, start: int, limit: int) -> int:
    """Where a labelled list ends; brackets inside names do not close it."""
    at, limit = start, min(limit, start + LONGEST)
    colon = text.find("：", start, limit)
    limit = max(text.rfind(mark, start, colon) for mark in "；，、 ") if colon >= 0 else limit
    while m := END.search(text, at, limit):
        if m[0][0] in "）〕" and text.rfind("（", start, m.start()) > text.rfind("）", start, m.start()):
            at = m.end()
        elif m[0][0] == "；" and (more := NEXT.match(text, m.start(), limit)) and ends_name(text, more.end()):
            at = more.end()
        else:
            return m.start()
    return max(start, limit)


def parts(text: str, start: int, end: int, unit: int, rule: str = "assignments.bracket") -> list[Duty]:
    """The parts of a duty note, each with the role that its last words give; a part without one waits for the next."""
    found: list[Duty] = []
    begin = -1
    for p in PART.finditer(text, start, end):
        at, stop = p.span()
        begin = at if begin < 0 else begin
        if role := ROLE.search(text, max(at, stop - LONGEST_ROLE), stop):
            kind: Role = role.lastgroup or "responsible"  # type: ignore[assignment]
            if charged := CHARGED.match(text, begin, role.start()):
                begin = charged.end()
            sure = GUIDE in role[0]
            if kind == "cooperate" and not found and begin < at:  # （甲、乙，丙配合）
                found += names(text, begin, at, "responsible", rule, unit)
                begin = at
            named = names(text, begin, role.start(), kind, rule, unit)
            found += [d for d in named if not sure or ends_name(text, d.end)]
            begin = -1
    return found


def timed_names(text: str, start: int, end: int, unit: int) -> list[Duty]:
    """The bodies before a time in a bracket (县民政局，9月底前), where nothing else stands before it."""
    found = names(text, start, end, "responsible", "assignments.bracket", unit)
    return found if found and all(is_name(text, d.start, d.end) for d in found) else []


def roles_in(text: str, start: int, end: int, role: Role, rule: str, unit: int) -> list[Duty]:
    """A list that has a role, in which a part may say another: 甲牵头，乙配合."""
    if not ROLE_ENDS.search(text, start, end):
        return names(text, start, end, role, rule, unit)
    found: list[Duty] = []
    begin = start
    for p in PART.finditer(text, start, end):
        at, stop = p.span()
        if words := ROLE.search(text, max(at, stop - LONGEST_ROLE), stop):
            own: Role = role if words.lastgroup == "responsible" else words.lastgroup  # type: ignore[assignment]
            found += names(text, begin, at, role, rule, unit)
            found += names(text, at + text.startswith("由", at), words.start(), own, rule, unit)
            begin = stop
    return found + names(text, begin, end, role, rule, unit) if begin < end else found


def names(text: str, start: int, end: int, role: Role, rule: str, unit: int) -> list[Duty]:
    """The members of a list; in a list of responsibility a member need not look like an organisation.

    甲（牵头）会同乙、丙: who stands after 会同 cooperates.
    """
    found: list[Duty] = []
    if text.find("会同", start, end) >= 0:
        for along in ALONG.finditer(text, start, end):
            found += members(text, start, along.start(), "lead" if along["lead"] else role, rule, unit)
            start, role = along.end(), "cooperate"
    return found + members(text, start, end, role, rule, unit)


def members(text: str, start: int, end: int, role: Role, rule: str, unit: int) -> list[Duty]:
    """The members of a list that have one role, but for what brackets behind them say."""
    return [
        Duty(start + m.start, start + m.end, m.name, tag_role(tag, role) if tag else role, "list", rule, unit)
        for m, tag in listed(text[start:end], text.endswith("会同", 0, start))
    ]


@lru_cache(maxsize=4096)
def listed(piece: str, along: bool) -> tuple[tuple[Member, str], ...]:
    """The organisations of a list as a document repeats it, each with what a bracket behind it says.

    `along`: the list stands behind 会同, after which also a body is named that would be none elsewhere.
    """
    found = []
    for start, end, name in distribute(piece, 0, len(piece)):
        name, said = name.strip("。，；、"), ""
        if name[-1:] in STARS:
            name, end = name[:-1], end - 1
        if name[-1:] == "）" and (tag := TAG.fullmatch(name, name.rfind("（")) or BRACKETED.search(name)):
            name, end, said = name[: tag.start()], piece.rfind("（", 0, end), tag[0]
        if (along and not start) or not NOBODY.search(name):
            known = ends_name(name, len(name)) or is_field(name)
            fits = 2 <= len(name) <= 40 and (known or len(name) >= 4 or name[0] == "各" or name.endswith(OFFICES))
            if fits and not (branched()["opening"].match(name, 0) and not (known and len(name) <= 12)):
                found.append((Member(start, end, name), said))
    return tuple(found)


def tag_role(tag: str, role: Role) -> Role:
    """The role that a word in brackets gives the name before it: 县民政局（牵头）."""
    if tag.startswith(("（牵头", "（主办")):
        return "lead"
    return "cooperate" if tag.startswith(("（配合", "（协")) else role
