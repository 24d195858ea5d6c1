"""Where the event begins that a limit counts from: 收到申请之日起, 印发后, 届满前."""

import re

from policytext.reading.duty_words import MAY, SHALL
from policytext.reading.passage import Passage
from policytext.reading.rules import Mark

TO_CLAUSE_START = re.compile("(?s:.*)(?:[，。；！？：、\n（）]|条 )")
"""Everything up to the last mark: the engine takes all at once and steps back."""
OF_LIST = re.compile("[自在于][^，。；！？：\n（）]*、$")
"""在收到建议、提案之日起: behind a preposition a list belongs to one event."""
PREPOSITION = re.compile(
    "自(?![治然主查检己愿行身来动我觉])|从(?![业事])|在(?![线校建册职岗编])|于(?<![属对由等]于)(?<!(?<!机)关于)(?!是)"
    "|至(?![少今])|按照?|(?:期限|时[间限])为"
)
MODAL = re.compile(f"{SHALL}|(?<![申邀提])请|{MAY}")
EVENT = re.compile("(?:之[日时]|当日|次日)?(?:起|后|以后|之后|(?<=[满束始期工展开])前)，?$")
COUNTED_FROM = re.compile(
    "(?<=[部局委厅办处院会门关构位府心司所站队镇乡校村])(?:[接收]到|接[报警]|受理|[初复]?审[核查]|公示|核[查实])"
    "|每(?=[次年月季周学半])|(?:(?:[0-9]{4}|[今明])年)?“?(?:元旦|国庆|春节|清明|端午|中秋|劳动节|五一|七一|八一)”?节?$"
)
"""Behind the body that is told: 县民政局接到举报之日起5日内核实, 各镇每季度结束后10日内报送, 各镇春节前一周检查."""
EVENT_END = frozenset("起后前，")
LONGEST_EVENT = 40
"""Characters of an event."""
OPEN = re.compile(
    "前$|^[\\d.．、 ]|冲锋|勇往|走在|排在|名列|位居|没有|尚未|疫情|^用于|之$|本(?:通知|意见|公告|方案|办法|规定|细则)"
)
"""Words that show that it is no event, none that is sure to come, or that of the document itself."""


def start_of(passage: Passage, mark: Mark, unit: int) -> int | None:
    """Where a time that counts from an event begins, with the event; `None` where it must have one and has none."""
    reads = mark.rule.value["reads"]
    low = passage.units[unit].start
    return event_start(passage.text, mark.start, low) if reads == "within" else event_of(passage.text, mark, low)


def event_start(text: str, start: int, low: int) -> int:
    """Where the event begins that a limit counts from (收到申请之日起, 印发后), or `start` where there is none."""
    stop = start
    while stop > low and text[stop - 1] == " ":
        stop -= 1
    if stop == low or text[stop - 1] not in EVENT_END:
        return start
    low = max(low, stop - LONGEST_EVENT)
    before = text[low:stop]
    if not (end := EVENT.search(before)) or end.start() == 0:
        return start
    marked = TO_CLAUSE_START.match(before, 0, end.start() - 1)
    clause = cut = marked.end() if marked else 0
    if clause and before[clause - 1] == "、" and (listed := OF_LIST.search(before, 0, clause)):
        clause = cut = listed.start()
    for cutting in (MODAL, PREPOSITION):
        cut = max((m.end() for m in cutting.finditer(before, cut) if m.end() < end.start()), default=cut)
    if cut == clause and before[cut] not in "经由待" and (counted := COUNTED_FROM.search(before, cut, end.start())):
        cut = counted.start()
    return low + cut


def event_of(text: str, mark: Mark, low: int) -> int | None:
    """Where the event begins that ends in 前 or 之日起, behind a preposition or with its clause; `None` for none."""
    low = max(low, mark.start - LONGEST_EVENT)
    before = text[low : mark.start]
    marked = TO_CLAUSE_START.match(before)
    cut = marked.end() if marked else 0
    led = max((m.end() for m in PREPOSITION.finditer(before, cut) if m.end() < len(before)), default=cut)
    led_in = led > cut or mark.rule.value.get("firm")
    if not led_in and (mark.match[0] != "前" or (low + cut > low and before[cut - 1] not in "，。；：\n")):
        return None
    start = led if led > cut else max((m.end() for m in MODAL.finditer(before, cut)), default=cut)
    if start == cut and (counted := COUNTED_FROM.search(before, cut)):
        start = counted.start()
    event = before[start:]
    return low + start if event and not OPEN.search(event) else None
