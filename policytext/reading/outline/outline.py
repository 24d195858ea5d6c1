"""The outline (层次): numbered items, articles, stages and headings, with their level, path and extent."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policytext.model import Section
from policytext.reading.numerals import whole
from policytext.reading.passage import Passage, TextUnit

HAN = "[一二三四五六七八九十百零〇]"
MARKER = re.compile(
    rf"(?:第|条(?={HAN}{{1,4}}条)) ?(?P<chapter>{HAN}{{1,4}}|\d{{1,3}}) ?(?P<part>[章节条编]|部分|阶段)"
    r"(?P<gap>[ ：:.]*)"
    rf"|(?P<one>{HAN}{{1,3}})(?P<dot> ?[、.．,，] ?)(?=\S)"
    rf"|（ ?(?P<two>{HAN}{{1,3}}) ?）(?:[、.．] ?)?"
    r"|(?P<three>\d{1,2})(?:[.、] ?(?!\d)|[.．、](?=(?:19|20)\d\d ?[年、至—-])|[.．] (?=\D))"
    r"|（ ?(?P<four>\d{1,2}) ?）"
    r"|(?P<five>[①-⑳])"
    rf"|专栏 ?(?P<column>{HAN}{{1,3}}|\d{{1,2}}) *(?P<colon>[：:]?) *(?=\S)"
)
MARKER_START = frozenset("第条专（一二三四五六七八九十百零〇0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
OPENS = MARKER_START | {"〔"}
LIST_AHEAD = re.compile(
    r"[（〔](?:[^（）〔〕：。]|（[^（）]*）){4,200}(?:负责|牵头|配合|落实|参与|分工)[）〕]。?(?=[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、])"
)
"""A list of those responsible behind which a flattened copy goes on with the next heading: the list belongs above."""
GROUP_KIND = {"gap": "part", "part": "part", "dot": "one", "colon": "column"}
LEVEL = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
FIRST_INSIDE = re.compile(rf"（一）|一(?<= .)、|1(?<![\d.].)[.、](?!\d)|第(?<=[^\d第].){HAN}{{1,4}}条")
LEAST_TITLED = 5
"""So many text units has a section at least whose paragraphs can open with headings of their own."""
DECIMAL_ITEM = re.compile(r"(?:^|[\n。；])\s*(?:\d{1,2} [一-鿿 ]{2,16})?\d{1,2}\.\d{1,2} ?[一-鿿]")
DECIMAL_POINT = re.compile(r"\.(?<=\d.)\d{1,2} ?[一-鿿]")
"""What each such item has: where there are few, they need not be looked for."""
DECIMAL = re.compile(
    r"(?:(?P<top>\d{1,2}) (?P<title>[一-鿿](?:[一-鿿 ]{0,14}[一-鿿])?)(?:$| (?=\d)))?"
    r"(?:(?P<item>\d{1,2}(?:\.\d{1,2}){1,3}) ?(?=[一-鿿]))?"
)
LEAST_DECIMAL = 3
"""So many items numbered 1.1, 1.2 … make a text one with decimal numbering, as standards and norms have it."""
UNPOINTED = re.compile("[^，。；：]*")
REFERS = ("（", "款", "项", "、", "至", "条")
"""What follows a marker inside of a sentence that refers to it."""
RUN_IN = 40
"""A heading that another one follows on the same line is at most so long."""
ENUMERATION = re.compile(r"[一二三四五六七八九十][是要]")
STAGE_HEADING = re.compile(
    r"(?P<period>（[^（）]*）)? ?[：:] ?(?P<heading>[^。：:]{0,30})。?$"
    r"|(?P<bare>[^。，：:]{0,24})(?P<tail>（[^（）]*）)?[。：:]?$"
)
DIRECTS = re.compile(
    r"(?:^|，)由|(?:各[^，。]{1,12}|部门|单位|机构|政府|[委局厅办部院会组区县市镇])(?:要|应|须|可|负责)(?![素点领急求])"
    r"|应当|必须|不得|严禁|禁止|本(?:办法|规定|细则|条例)|^对于?[^，]{2,}，|(?:下列|以下).*(?:要|予以|给予|不予)|予以[^，。]{2}$"
)
DIRECTS_HINT = re.compile("[要应须可由不严禁负本对下以]")
TITLE_ALONE = re.compile(r" ?《[^》]*》(?:（[^）]*）)?")
"""An item of a list of documents."""
COPULA = re.compile("(?<![但就凡于正还一二三四五六七八九十])是[^，]{3,}的[^，]{1,8}$")
"""甲是乙的任务 says what something is; it names no subject."""
COUNT = re.compile(r"\d+(?:[户人个家名]|万元|平方米)")
"""With a count in one of its clauses a phrase reports or decides something: no heading."""
RUN_TOGETHER = re.compile(
    "(?:主要|工作|具体|重点|成员单位|领导小组)?(?:职责任务|目标任务|工作职责|主要职能|主要职责|职责分工|成员单位|工作机制|工作规则|工作制度|"
    "指导思想|总体要求|总体目标|工作目标|主要目标|基本原则|工作原则|主要任务|重点任务|工作任务|工作重点|工作内容|主要内容|"
    "工作措施|主要措施|保障措施|工作要求|有关要求|具体要求|相关要求|组织领导|组织机构|组织保障|实施步骤|工作步骤|时间安排|进度安排|"
    "活动主题|活动时间|活动内容|参加人员|申报条件|申报程序|适用范围|监督管理|法律责任|附则)"
    " ?(?=[一-鿿“（])(?!机构|小组|体系|制度|机制|方案|办法|工作|情况|不|的|是|为|和|与|及|等|按|由|要|应|如下|包括)"
)
"""Headings of the genre that a flattened text has run together with what follows."""
LEAST_BODY = 12
SHORTEST_LINE = 10
PLAIN_LINE = re.compile(r"(?!由|各)[一-鿿]{4,}")
"""A few words on a line of their own head what follows, also 限制与禁止使用."""
SHORT = 14
MEASURE = re.compile(
    "(?:积极|大力|切实|认真|深入|广泛|全面|进一步|加快|着力|持续|严格|扎实|有序|统筹|逐步|不断|继续){0,2}"
    "(?:加强|加大|加快|强化|完善|健全|建立|规范|优化|推进|推动|开展|实行|实施|落实|做好|抓好|提高|提升|深化|扩大|改进|创新|严格)"
)
"""How headings of measures begin."""
MATTER = re.compile(
    "(?:要求|登记|价值|职责|范围|程序|条件|原则|标准|方式|责任|模式|机制|制度|对象|内容|材料|流程|步骤|权限|期限|分工|保障|监督|管理)$"
)
"""How headings of matters end."""
LISTED = re.compile(r"（[^（）：]{2,8}(?:单位|部门|机构|主体)：[^（）]*(?:（[^（）]*）[^（）]*)*）$")
"""Who is responsible, in brackets behind a heading."""
ACTOR_LABEL = re.compile(r"[^，。；]{2,24}[：:]")


@dataclass(slots=True)
class Opening:
    """A place where a section opens; offsets of the view."""

    unit: int
    start: int
    marker: str | None
    kind: str
    number: int | None
    level: int
    body: int
    """Where the heading, or the body, begins."""
    heading: str | None = None
    rule: str = "outline.item"
    whole_unit: bool = False
    """Whether nothing but headings stands in the text unit."""


def read_outline(passage: Passage) -> tuple[Section, ...]:
    """The sections of a passage; text units that are headings get that label, and all learn their section."""
    openings = find_openings(passage)
    add_levels(openings)
    drop_bare_lines(passage, openings)
    agree_on_headings(openings)
    openings = add_unnumbered(passage, openings)
    sections = build_sections(passage, openings)
    for opening in openings:
        unit = passage.units[opening.unit]
        if opening.whole_unit:
            unit.label, unit.rule = "heading", opening.rule
    place_units(passage, openings)
    return sections


def in_body(unit: TextUnit) -> bool:
    """Whether a text unit is free to open a section: title lines, imprint and the like are not."""
    return unit.label not in ("furniture", "heading")


def find_openings(passage: Passage) -> list[Opening]:
    """Every numbered opening, in the order of the text."""
    text, units = passage.text, passage.units
    found: list[Opening] = []
    decimal = is_decimal(text)
    for i, unit in enumerate(units):
        if text[unit.start] not in OPENS:
            continue
        if decimal and in_body(unit) and (openings := decimal_openings(text, unit, i)):
            ends = text[unit.end - 1] in "。；" and (i + 1 == len(units) or units[i + 1].paragraph != unit.paragraph)
            if openings[-1].heading is None and not ends:
                describe(passage, openings[-1])
            found += openings
            continue
        listed = LIST_AHEAD.match(text, unit.start, unit.end)
        m = MARKER.match(text, listed.end() if listed else unit.start, unit.end)
        if m is None or not in_body(unit) or (m.end() >= unit.end and m["part"] is None):
            continue
        if m["part"] and text[m.end() : m.end() + 1] in ("、", "和", "及", "的"):  # 第一部分、第二部分分别…
            continue
        opening = open_at(m, i)
        inner = run_in(text, m.end(), unit.end)
        if inner is not None:
            nested = open_at(inner, i)
            if nested.kind != opening.kind and (nested.kind != "条" or opening.kind in ("编", "章", "节")):
                opening.heading = clean_heading(text[opening.body : inner.start()])
                opening.rule = "outline.run-in"
                found.append(opening)
                opening = nested
        describe(passage, opening)
        opening.whole_unit = opening.whole_unit and listed is None
        found.append(opening)
    return found


def is_decimal(text: str) -> bool:
    """Whether the items of a text are numbered 1.1, 1.2 and so on."""
    if "." not in text or len(DECIMAL_POINT.findall(text)) < LEAST_DECIMAL:
        return False
    return len(DECIMAL_ITEM.findall(text)) >= LEAST_DECIMAL


def decimal_openings(text: str, unit: TextUnit, i: int) -> list[Opening]:
    """What a text unit of a text with decimal numbering opens: 3 建设标准, 3.1, or both on one line."""
    m = DECIMAL.match(text, unit.start, unit.end)
    if m is None or m.end() == unit.start:
        return []
    found = []
    if m["top"]:
        heading, whole_unit = m["title"].replace(" ", ""), m["item"] is None and m.end() == unit.end
        top = Opening(
            i, unit.start, m["top"], "decimal", int(m["top"]), 1, m.end(), heading, "outline.decimal", whole_unit
        )
        found.append(top)
    if m["item"]:
        *_, last = m["item"].split(".")
        level = m["item"].count(".") + 1
        found.append(
            Opening(i, m.start("item"), m["item"], "decimal", int(last), level, m.end(), None, "outline.decimal")
        )
    return found


def open_at(m: re.Match[str], unit: int) -> Opening:
    """The opening that a marker stands for."""
    group = m.lastgroup or ""
    kind = GROUP_KIND.get(group, group)
    if kind == "part":
        kind, digits = m["part"], m["chapter"]
        marker = f"{m[0][0]}{digits}{kind}"
    else:
        digits = m[kind]
        marker = m[0].rstrip(" ：:")
    number = ord(digits) - 0x245F if kind == "five" else whole(digits)
    return Opening(unit, m.start(), marker, kind, number, LEVEL.get(kind, 1), m.end())


def run_in(text: str, start: int, end: int) -> re.Match[str] | None:
    """The marker of a first sub-item that follows a heading on the same line, with no point between."""
    plain = UNPOINTED.match(text, start, min(end, start + RUN_IN))
    stop = plain.end() if plain else start
    if stop - start < 4:
        return None
    m = FIRST_INSIDE.search(text, start, stop)
    if m is None or m.start() == start or "、" in text[start : m.start()] or text[m.end() : m.end() + 1] in REFERS:
        return None
    return MARKER.match(text, m.start(), end)


def describe(passage: Passage, opening: Opening) -> None:
    """Find the heading of a numbered opening, if its first text unit is one."""
    text, units = passage.text, passage.units
    unit = units[opening.unit]
    body = text[opening.body : unit.end]
    if opening.kind in ("章", "节", "编", "部分", "column"):
        opening.heading, opening.whole_unit, opening.rule = clean_heading(body), True, "outline.chapter"
    elif opening.kind == "阶段":
        m = STAGE_HEADING.match(body)
        if m:
            opening.heading = clean_heading(m["heading"] if m["heading"] is not None else m["bare"])
            opening.whole_unit, opening.rule = True, "outline.stage"
    elif is_heading(passage, opening, body):
        opening.heading, opening.whole_unit, opening.rule = clean_heading(body), True, "outline.heading"
    elif (m := RUN_TOGETHER.match(body)) and len(body) - m.end() >= LEAST_BODY:
        opening.heading, opening.rule = m[0].strip(), "outline.run-together"


def clean_heading(body: str) -> str | None:
    """The words of a heading, without its final point and without the list of those responsible."""
    heading = LISTED.sub("", body.strip()).rstrip("。：:;； ")
    return heading.lstrip("—–-― ") or None


def is_heading(passage: Passage, opening: Opening, body: str) -> bool:
    """Whether the first text unit of a numbered paragraph is a title-like phrase that heads what follows."""
    units = passage.units
    following = units[opening.unit + 1] if opening.unit + 1 < len(units) else None
    same = following is not None and following.paragraph == units[opening.unit].paragraph
    ends = body[-1:]
    if ends in "；;":
        return False
    if opening.kind == "条":
        return same and ends == "。" and len(body) <= 18 and "，" not in body and title_like(body)
    if same:
        return ends in "。！？" and len(body) <= 46 and title_like(body)
    if ends in "。！？":
        deeper = following is not None and in_body(following) and opens_deeper(passage, following, opening.level)
        start = following.start if following is not None and in_body(following) else None
        plain = start is not None and passage.text[start] != "（" and not MARKER.match(passage.text, start)
        return (deeper or plain) and len(body) <= 36 and title_like(body)
    if len(body) <= SHORTEST_LINE and PLAIN_LINE.fullmatch(body):
        return True
    return len(LISTED.sub("", body)) <= 60 and not ends.isdigit() and title_like(body, 48)


def opens_deeper(passage: Passage, unit: TextUnit, level: int) -> bool:
    """Whether the text unit opens an item below `level`."""
    m = MARKER.match(passage.text, unit.start, unit.end)
    return m is not None and any(m[k] and v > level for k, v in LEVEL.items())


def title_like(body: str, longest: int = 32) -> bool:
    """Whether a phrase names a subject or a measure, in clauses not too long, and tells nobody to do it."""
    core = LISTED.sub("", body).rstrip("。！？： ")
    if TITLE_ALONE.fullmatch(core) or COPULA.search(core):
        return False
    if not core or ACTOR_LABEL.match(core) or (DIRECTS_HINT.search(core) and DIRECTS.search(core)):
        return False
    pieces = core.split("，")
    if len(pieces) > 1 and COUNT.search(core):
        return False
    return len(pieces) <= 4 and max(map(len, pieces)) <= longest


def add_levels(openings: list[Opening]) -> None:
    """Levels that depend on what stands above: articles under chapters or sections, items under articles, stages."""
    under_section = article = False
    outer = 0
    for o in openings:
        if o.kind == "编":
            o.level = 1
        elif o.kind in ("章", "部分"):
            o.level, under_section, article = 1, False, False
        elif o.kind == "节":
            o.level, under_section, article = 2, True, False
        elif o.kind == "条":
            o.level, article = (3 if under_section else 2), True
            outer = o.level
        elif o.kind in ("阶段", "column"):
            o.level = outer + 1
            continue
        elif article and o.kind in ("two", "three", "four"):
            o.level = outer + {"two": 1, "three": 2, "four": 3}[o.kind]
            continue
        elif o.kind == "one":
            article = False
        outer = o.level


def drop_bare_lines(passage: Passage, openings: list[Opening]) -> None:
    """Lines that follow each other with nothing below them are the items of a list, though no point ends them."""
    headless: set[int] = set()
    for k, o in enumerate(openings):
        following = openings[k + 1] if k + 1 < len(openings) else None
        end = following.unit if following is not None else len(passage.units)
        deeper = following is not None and following.level > o.level
        if not deeper and not any(in_body(passage.units[i]) for i in range(o.unit + 1, end)):
            headless.add(id(o))
    for group in siblings(openings):
        bare = [o for o in group if o.rule == "outline.heading" and id(o) in headless]
        if len(bare) > 1 and len(bare) * 2 > sum(o.rule == "outline.heading" for o in group):
            for o in bare:
                o.heading, o.whole_unit, o.rule = None, False, "outline.item"


def agree_on_headings(openings: list[Opening]) -> None:
    """Siblings are built alike: where most have no heading, a short first sentence of another is none either."""
    for group in siblings(openings):
        inline = [o for o in group if o.rule == "outline.heading"]
        bare = sum(o.heading is None for o in group)
        long = sum(len(o.heading or "") > 12 for o in inline) * 2 > len(inline)
        if bare > len(inline) or (bare and bare == len(inline) and long):
            for o in inline:
                if not names_measure(o.heading or ""):
                    o.heading, o.whole_unit, o.rule = None, False, "outline.item"


def names_measure(heading: str) -> bool:
    """Whether a heading stands for itself among siblings without one: one short clause that names a measure or matter.

    >>> names_measure("积极开展助餐知识宣传"), names_measure("本通知自印发之日起执行")
    (True, False)
    """
    if "，" in heading:
        return False
    measure = len(heading) <= SHORT and MEASURE.match(heading)
    return bool(measure or (len(heading) <= SHORT + 2 and MATTER.search(heading)))


def siblings(openings: list[Opening]) -> Iterator[list[Opening]]:
    """Groups of openings of one kind and level under one parent."""
    groups: dict[int, list[Opening]] = {}
    for o in openings:
        for deeper in [level for level in groups if level > o.level]:
            yield groups.pop(deeper)
        group = groups.setdefault(o.level, [])
        restarts = o.number is not None and group and group[-1].number is not None and o.number <= group[-1].number
        if group and (group[-1].kind != o.kind or restarts):
            yield group
            groups[o.level] = group = []
        group.append(o)
    yield from groups.values()


def add_unnumbered(passage: Passage, openings: list[Opening]) -> list[Opening]:
    """Headings without marker: siblings of their kind, or one in the place of a missing number."""
    bounds = [o.unit for o in openings] + [len(passage.units)]
    extra: list[Opening] = []
    counted: Opening | None = None
    for k, o in enumerate(openings):
        if o.kind in ("one", "two"):
            counted = o
        following = openings[k + 1] if k + 1 < len(openings) else None
        gap = (
            following is not None
            and counted is not None
            and following.kind == counted.kind
            and counted.number is not None
            and following.number == counted.number + 2
        )
        if not gap and (o.heading is None or bounds[k + 1] - o.unit < LEAST_TITLED):
            continue
        block = [i for i in range(o.unit + 1, bounds[k + 1]) if in_body(passage.units[i])]
        if o.heading is not None:
            extra += titled_paragraphs(passage, block, o.level + 1)
        if gap and counted is not None:
            extra += missing_sibling(passage, block, counted.level)
    return sorted(openings + extra, key=lambda o: o.start) if extra else openings


def titled_paragraphs(passage: Passage, block: list[int], level: int) -> Iterator[Opening]:
    """Paragraphs that each open with a short title-like phrase: two of them at least, or none is a heading."""
    units, text = passage.units, passage.text
    firsts = [i for i in block if units[i - 1].paragraph != units[i].paragraph]
    titled = [
        i
        for i in firsts
        if i + 1 < len(units)
        and units[i + 1].paragraph == units[i].paragraph
        and text[units[i].end - 1] == "。"
        and units[i].end - units[i].start <= 26
        and text.find("：", units[i].start, units[i].end) < 0
        and not ENUMERATION.match(text, units[i].start)
        and title_like(text[units[i].start : units[i].end])
    ]
    if len(titled) >= 2 and len(titled) * 2 >= len(firsts):
        for i in titled:
            yield unnumbered(passage, i, level)


def missing_sibling(passage: Passage, block: list[int], level: int) -> Iterator[Opening]:
    """A short line of its own where the numbering leaves out a number."""
    units, text = passage.units, passage.text
    for i in block:
        before = units[i - 1].paragraph != units[i].paragraph
        after = i + 1 == len(units) or units[i + 1].paragraph != units[i].paragraph
        if before and after and units[i].end - units[i].start <= 24 and text[units[i].end - 1] not in "。；：！？":
            yield unnumbered(passage, i, level)
            return


def unnumbered(passage: Passage, i: int, level: int) -> Opening:
    """An opening whose whole text unit is an unnumbered heading."""
    unit = passage.units[i]
    heading = clean_heading(passage.text[unit.start : unit.end])
    return Opening(i, unit.start, None, "none", None, level, unit.start, heading, "outline.unnumbered", True)


def build_sections(passage: Passage, openings: list[Opening]) -> tuple[Section, ...]:
    """Sections with parents, paths and extents."""
    sections: list[Section] = []
    open_at_level: list[int] = []
    seen: set[str] = set()
    part = ""
    ends = section_ends(passage, openings)
    for k, o in enumerate(openings):
        while open_at_level and openings[open_at_level[-1]].level >= o.level:
            open_at_level.pop()
        parent = open_at_level[-1] if open_at_level else None
        own = step(o)
        if parent is None and part + own in seen and o.number in (1, None):
            part = part or "附1/"
        path = f"{sections[parent].path}/{own}" if parent is not None else part + own
        seen.add(path)
        sections.append(
            Section(
                span=passage.view.span(o.start, ends[k]),
                marker=printed_marker(passage, o),
                heading=o.heading,
                level=o.level,
                path=path,
                parent=parent,
                sentence=o.unit,
                rule=o.rule,
            )
        )
        open_at_level.append(k)
    return tuple(sections)


def printed_marker(passage: Passage, o: Opening) -> str | None:
    """The marker as printed; of chapters, articles and stages without the spaces inside."""
    if o.marker is None or o.kind not in LEVEL:
        return o.marker
    return passage.view.quote(o.start, o.start + len(o.marker))


def step(o: Opening) -> str:
    """One step of a path: the marker without its point, or the heading."""
    return o.marker.rstrip("、.．,， ") if o.marker is not None else (o.heading or "")


def section_ends(passage: Passage, openings: list[Opening]) -> list[int]:
    """Where each section ends: with the last text unit before one of its level or above, furniture left out."""
    units = passage.units
    ends = [0] * len(openings)
    open_now: list[int] = []
    for k, o in enumerate(openings):
        while open_now and openings[open_now[-1]].level >= o.level:
            ends[open_now.pop()] = k
        open_now.append(k)
    for k in open_now:
        ends[k] = len(openings)
    for k, o in enumerate(openings):
        stop = openings[ends[k]] if ends[k] < len(openings) else None
        if stop is not None and stop.unit == o.unit:
            ends[k] = stop.start
            continue
        last = stop.unit if stop is not None else len(units)
        while last > o.unit + 1 and units[last - 1].label == "furniture":
            last -= 1
        ends[k] = units[last - 1].end
    return ends


def place_units(passage: Passage, openings: list[Opening]) -> None:
    """Tell every text unit which section it lies in."""
    starts = [o.unit for o in openings] + [len(passage.units)]
    for k in range(len(openings)):
        for unit in passage.units[starts[k] : starts[k + 1]]:
            if unit.label != "furniture":
                unit.section = k
    for k, o in enumerate(openings):
        unit = passage.units[o.unit]
        first = k == 0 or openings[k - 1].unit != o.unit
        if first and k and o.start > unit.start and LIST_AHEAD.match(passage.text, unit.start, unit.end):
            unit.section = k - 1
