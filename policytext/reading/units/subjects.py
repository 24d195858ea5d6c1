"""The subject of each clause that directs: its names, its predicate, and whether it stands for itself."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from policytext.model import Problem, Role, UnitSource
from policytext.reading.passage import TextUnit
from policytext.reading.units.clauses import bracket_end, clause_start, named, overlaps, quoted
from policytext.reading.units.dealt import CLASS, DEALT_OPENS, GRANTED_OPENS, assessed, dealt_with, receives
from policytext.reading.units.duty import CLAUSE, Duty, Place, duties, organisations, titled
from policytext.reading.units.members import Member
from policytext.reading.units.organisations import LEVELS, ends_name, is_name, patterns
from policytext.reading.units.partners import beside
from policytext.reading.units.predicates import acts, follows, ordered
from policytext.reading.units.roles import BARE_ROLE, MUTUAL, MUTUAL_REACH, SAID, role_of

TOLD_OF = re.compile(
    r"党中央|中共中央|中央政治局|"
    r"^每个(?=.*\d|[^，。；]{0,10}(?:[省市县区州盟旗乡镇村]|街道|社区|地方)(?:（[^（）]*）)?$)"
)
"""What the leadership did is told, and what each place gets is counted (每个乡镇至少建设1座…): without a modal word
neither is a subject of a task. A body of which there are many is (每个学校至少配备1名…)."""
FORESEEN = re.compile(
    "将(?:陆续|全面|正式|逐步)?(?:进入|迎来|面临|迈入|遭遇)[^，。；]{0,10}(?:期|季|阶段|压力|挑战|考验)(?:[。；]|$"
    "|，(?![^。；]{0,20}[要应须]))"
)
"""我市将进入汛期: what lies ahead is no order."""
ABOVE_ALL = re.compile(r"，(?:特别是|尤其是)(?P<names>[^，。；：]{2,40})，")
"""各镇，特别是山区各镇，要…: who is named above all has to act too."""
GLUED = re.compile(
    r"(?:加强|强化|健全|完善|落实|明确|严格|做好|抓好|压实|注重|狠抓|精心)"
    r"[^，。；、各有《“（]{2,10}(?=各(?!自|类|种|项|民族|族))|"
    r"(?:工作|有关|具体|组织|保障|职责)(?:要求|领导|保障|实施|措施|分工)(?=各(?!自|类|种|项|民族|族))"
)
"""A heading that a web page has run into its text (加强组织领导各区县要…)."""
PAID = re.compile("[^，。；：]{0,6}?(?:部分|资金|经费|费用|缺口|差额)(?=(?:[省市县区镇乡]、?|各|地方){1,3}级?财政)")
"""差额部分县财政予以兜底: what is paid stands before who pays."""
OTHERS = re.compile("有关|相关|其他|成员")
"""Bodies that stand beside one named before them in the sentence (县民政局要牵头，各有关部门要密切配合)."""
AUTHORITIES = re.compile(
    "(?:[省市县区州旗]|[^，。；、报送]{2,4}[省市县区州旗])[^，。；报]*(?:[局厅委办府]|委员会|管委会)"
    "|[^，。；报]*等[^，。；、的]{0,8}部门"
)
"""Bodies that nobody deals with, so that ahead of a comma they are told as well."""
LONGEST_EACH = 60
"""How far behind the comma the open class among them begins."""
IN_TURN = ("牵头", "负责", "配合", "协助", "参与", "参加", "承办", "协办")
"""What bodies that are told their parts one after the other do."""
WAYS = ("具体", "共同", "积极", "协同", "密切", "分别")
"""What can stand before that."""
TURN = re.compile(f"(?:{'|'.join(IN_TURN)})(?!人|单位|部门|同志)[^，。；：、]{{0,12}}、")
"""The part of one, before that of the next."""
HELPERS = re.compile("各?(?:参[与加]|配合|协[办助同])(?:部门|单位)")
"""Bodies that are called after whom they help: told to 密切配合 they help, and not one another."""
CHARGED = re.compile(r"牵头|负责(?!人|同志)|主办|(?<![理自经缘因事])由(?!于)")
"""Another body leads, or is charged, before the clause."""
JOINS = frozenset("、和及与以或")
HEADLESS = re.compile("(?:各级(?:党政)?|(?:包[案保联片抓]|联系点?|分管|挂[钩联包点])[省市县区镇])$")
"""So ends what is no body with whoever heads it: 各级领导干部 and 各包案县领导 are persons."""
CHARGED_ENDS = frozenset("位门构区业校院组司织社")
BY_ACT = re.compile(
    "(?!督促|要求|通知|责令|敦促|提醒|鼓励|支持|确保|帮[助扶]|引导|告知|允许|促[进使]|协助|加强|有[关些]|以及)各?"
    "(?:(?:使用|落实|指导|保[护障]|选派|推[广进]|编制|引进|培育|提供|实施|参与|统筹|结对|协调|帮扶){1,2}(?:单位|部门"
    "|机构|小?组)|"
    "统筹地?区(?:[^，。；：、的]{0,8}(?:部门|机构))?|参与企业)"
)
"""Bodies called after an act that else opens an order: before a modal word they are told to act (使用单位要…)."""
BY_RELATION = re.compile(
    "(?:为[^，。；：、的]{1,20}提供|向[^，。；：、的]{2,12}(?:提供|募捐|开放)|与[^，。；：、的]{2,12}签[订署]"
    "|对[^，。；：、的]{1,16}负有|"
    "(?:组织|举办|承办)(?!有|符合|具备|各|相关)[^，。；：的]{2,12}|以[^，。；：、的]{2,12}方式"
    "|[将把][^，。；：、的]{2,12}(?:外包|委托)|未?按照?[^，。；：、的]{2,12}(?:设立|备案|登记|成立)"
    "|(?:根据|依照|依据)[^，。；：、的]{2,16}(?:设立|授权|成立)|"
    "通过(?:验收|审[核查]|认[定证]|评审|备案)|在[^，。；：、的]{2,12}(?:设[置立]|从事|开展))[^，。；：的]{0,16}的"
    "[^，。；：、的]{0,12}(?:单位|部门|机构|企业|学校|医院|公司|组织|旅行社)"
)
"""Bodies told by their relation to others (为小企业提供担保的机构): a preposition opens no adverbial there."""
SETTING_OPENS = "按根结依"
"""With these begins what any body acts by behind a comma (各镇，按照职责分工做好…)."""
ALSO = re.compile("以及|其(?![他它余中实次])(?=.)")
"""Before a name these only say that there are others, or whose body it is (其主管部门要督促整改)."""
PRONOUN = re.compile(r"该[部委局办署厅院会]")


def subjects(place: Place, lists: list[Duty]) -> Iterator[Duty]:
    """The subject of each clause that has one."""
    text, starts, units = place.text, place.passage.starts, place.passage.units
    actor, follow = patterns()["actor"], follows()
    ends = {d.end for d in lists} | {d.start - 1 for d in lists if text[d.start - 1] in "为是"}  # 责任单位为县民政局
    taken = sorted([(d.start, d.end) for d in lists])
    done = -1
    for low, high in place.directed:
        for m in actor.finditer(text, low, high):
            end = m.end()
            words = follow.get(text[end]) if end < high else None
            if words is None or end in ends or (word := words.match(text, end)) is None:
                continue
            if text[end] == "与" and beside(text, end, high):
                continue
            at = m.start()
            k = bisect_right(starts, at) - 1
            unit = units[k]
            begin = clause_start(text, low if low > unit.start else unit.start, at)
            if text.find("、", begin, at) >= 0:
                begin = turn(text, begin, at, end + 2 * (word[0] in WAYS))
            if begin > done and (found := subject(place, m, word, k, begin, taken)):
                near = text[end : end + MUTUAL_REACH]
                if "配合" in near or "协同" in near:
                    floor = begin - CLAUSE if begin - CLAUSE > unit.start else unit.start
                    if done >= unit.start or CHARGED.search(text, floor, begin):
                        beside_another(text, m, unit.end, found)
                done = begin
                yield from found


def turn(text: str, begin: int, at: int, verb: int) -> int:
    """Where the names begin to which the turn has come at `at`: 县民政局牵头、各镇配合, 县局负责登记、各镇负责运营."""
    if not text.startswith(IN_TURN, verb) or text.startswith("的", verb + 2):
        return begin
    turns = [m.end() for m in TURN.finditer(text, begin, at)]
    return turns[-1] if turns and text.find("的", turns[-1], at) < 0 else begin


def beside_another(text: str, m: re.Match[str], limit: int, found: list[Duty]) -> None:
    """Bodies told to 密切配合 or 协同做好 help where another body acts before them in the sentence."""
    if found[0].role == "responsible" and MUTUAL.match(text, m.end() + text.startswith("，", m.end()), limit):
        for d in found:
            d.role = "cooperate"


def subject(
    place: Place, m: re.Match[str], word: re.Match[str], unit: int, begin: int, taken: list[tuple[int, int]]
) -> list[Duty]:
    """The duties of a subject whose clause begins at `begin`, or nothing where the clause is no predication of it."""
    text, u = place.text, place.passage.units[unit]
    limit, end, at = u.end, m.end("end"), m.end()
    if end < at and text[end] == "（":
        end = bracket_end(text, end, at)
    modal, topic = word.lastindex is not None, text[at] == "，"
    begin, found = opening_names(text, begin, end, modal=modal)
    piece = text[begin:end]
    if not found or (taken and overlaps(taken, begin, end)):
        return []
    mark = text[begin - 1 : begin]
    of_object = mark == "是" and text.startswith("对", clause_start(text, u.start, begin - 4))  # 对甲，特别是乙，要…
    if of_object or (mark == "，" and quoted(text, u, begin)) or (mark == " " and titled(text, begin)):
        return []
    beside = end < at and text[end] in JOINS  # 乡、村干部要带头
    persons = (m["person"] or beside) and (piece in LEVELS or HEADLESS.search(piece))  # 县领导要带头
    if persons or not told(text, u, m, word, (begin, end)):
        return []
    role: Role = role_of(text, m, limit, several=(len(found) > 1 or "各" in piece[:6]) and together(mark, piece))
    source: UnitSource = "phrase" if role in SAID and BARE_ROLE.match(text, at, limit) else "subject"
    out = duties(found, begin, unit, "assignments.subject", role, source)
    also = text.startswith("以及", begin - 2)
    comma = begin - 3 if also else begin - 1
    while text[comma] == "，" and (before := parted(text, u.start, comma, modal=modal, also=also)):
        comma = clause_start(text, u.start, comma) - 1
        out += duties(before, comma + 1, unit, "assignments.subject", role, source)
    if also and comma == begin - 3:
        return []
    if topic and (above_all := ABOVE_ALL.match(text, at, limit)):
        more = organisations(above_all["names"]) if ends_name(text, above_all.end("names")) else ()
        out += duties(more, above_all.start("names"), unit, "assignments.subject", role, source)
    for d in out:
        if d.name[0] == "该" and PRONOUN.fullmatch(d.name):
            antecedent(place, d)
    return out


def opening_names(text: str, begin: int, end: int, *, modal: bool) -> tuple[int, tuple[Member, ...]]:
    """The names that a clause opens with up to `end`, and where they begin; `modal`: a modal word stands behind."""
    piece = text[begin:end]
    if modal and "各" in piece and piece[0] != "各" and (glued := GLUED.match(text, begin, end)):
        begin = glued.end()
        piece = text[begin:end]
    if text.startswith("财政", end - 2) and (paid := PAID.match(text, begin, end)):
        begin = paid.end()
        piece = text[begin:end]
    if modal and (also := ALSO.match(piece)):
        begin += also.end()
        piece = piece[also.end() :]
    found = named(piece)
    if not found and (at_charge := piece.find("责成")) >= 0:  # 会议责成县民政局限期整改
        begin += at_charge + 2
        piece = text[begin:end]
        found = named(piece)
    if not found and modal and piece[-1] in CHARGED_ENDS and (BY_ACT.fullmatch(piece) or BY_RELATION.fullmatch(piece)):
        found = (Member(0, len(piece), piece),)
    return begin, found


def told(text: str, u: TextUnit, m: re.Match[str], word: re.Match[str], names: tuple[int, int]) -> bool:
    """Whether the word behind the names that stand at `names` tells what they have to do."""
    begin, at = names[0], m.end()
    piece, mark = text[begin : names[1]], text[begin - 1 : begin]
    if word.lastindex is not None:
        end = word.end()
        if not ordered(text, end, u.end) or (text[end : end + 1] in DEALT_OPENS and dealt_with(text, piece, end)):
            return False
        return text[word.start()] != "将" or FORESEEN.match(text, word.start(), u.end) is None
    if text[at] == "，":
        conduct = word.end() != at + 1
        if conduct and (mark == "，" or not (text[at + 1] in SETTING_OPENS or CLASS.fullmatch(piece))):
            return False
        order = patterns()["modal"].match(text, at + 1) if "的" in piece else None
        return order is None or not dealt_with(text, piece, order.end())
    talked = ("中央" in piece or piece[0] == "每") and TOLD_OF.search(piece) is not None
    if talked or (text[at] in DEALT_OPENS and dealt_with(text, piece, at)) or named(piece)[0].start:
        return False
    if (text[at] in GRANTED_OPENS and receives(text, piece, at)) or (text[at] == "每" and assessed(text, piece, at)):
        return False
    return acts(text, u, *names, word)


def parted(text: str, unit_start: int, comma: int, *, modal: bool, also: bool) -> tuple[Member, ...]:
    """The bodies that a comma parts from those told behind it: 市民政局，各镇，县直各部门要….

    With `also` 以及 stands before the last, and any bodies are such; without a `modal` word only authorities are.
    """
    first = clause_start(text, unit_start, comma)
    piece = text[first:comma]
    each = modal and "各" in piece[:6] and "各" in text[comma + 1 : comma + LONGEST_EACH]
    before = named(piece) if (also and modal) or each or AUTHORITIES.fullmatch(piece) else ()
    whole = before and (before[-1].end == len(piece) or piece.startswith("等", before[-1].end))
    return before if whole else ()


def together(mark: str, piece: str) -> bool:
    """Whether several bodies are told something at once, not such as stand beside one named before them."""
    return (mark != "，" or OTHERS.search(piece) is None) and HELPERS.fullmatch(piece) is None


def antecedent(place: Place, d: Duty) -> None:
    """Give 该部 the name of the last ministry before it; report it where none stands there."""
    text, floor = place.text, max(0, d.start - 400)
    for m in reversed(list(patterns()["ending"].finditer(text, floor, d.start))):
        if m[0] == d.name[-1]:
            begin = clause_start(text, floor, m.start())
            if is_name(text, begin, m.end()) and m.end() - begin > 2:
                d.name = text[begin : m.end()]
                return
    place.problems.append(
        Problem(
            code="unit_without_antecedent",
            message=f"{d.name} stands for a body that is not named before it",
            action="add the full name by hand",
            span=place.passage.view.span(d.start, d.end),
        )
    )
