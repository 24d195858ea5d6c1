"""Further pieces of lists: items that are as the lead of their list says, cases, what is attached."""

import re

from policytext.model import Label, Section
from policytext.reading.branches import finder, gated
from policytext.reading.duty_words import HAVE_TO, MUST, OUGHT
from policytext.reading.labels.pieces import is_fragment
from policytext.reading.labels.rule_ids import CASE, CASE_ENDS, FORBIDDEN, FORM, LIMIT, UNDECIDED
from policytext.reading.labels.words import Words
from policytext.reading.outline.section_kinds import Items
from policytext.reading.passage import Passage, TextUnit

LISTS = frozenset(("label.item", "label.fragment", LIMIT))
"""Rules of pieces that the next one behind a semicolon goes on from."""
FITS = "(?!当?(?:具[备有]|符合|满足|持有|是))"
OBLIGED = finder(
    rf"(?:(?:部门|政府|办公室|小组|[局委厅])[^，。；的]{{0,12}}?|^各[^，。；的]{{1,16}}?)(?:{HAVE_TO}|{OUGHT}"
    rf"|{MUST}){FITS}"
    rf"|(?:单位|机构|中心)[^，。；的]{{0,12}}(?:应当|必须|{HAVE_TO}){FITS}|^[^，。；的]{{2,20}}，(?:应当|必须){FITS}"
    rf"|^[^，。；的]{{2,16}}[员长人](?:要(?!求|领)|必须){FITS}"
    r"|(?:^|，)由[^，。；：]{2,40}(?:确定|制定|负责|处理)[。；]$"
    r"|^(?:严禁|禁止(?![类性]))[^，。；：的]{2,}"
)
"""Who has to act in an item, whatever the lead of the list says."""
ATTACHED = re.compile(r"附(?:件|表)?\d{0,2}[：:]?")
"""The word alone above what is attached."""
LISTS_ATTACHED = re.compile(r"附件?[：:] ?1[．.、][^。；]{2,}2[．.、]|附件?1[：:][^。；]{2,}附件?2[：:]")
"""The list of what is attached, on one line."""
FORM_TITLE = re.compile(r"[^，。；：！？\n]{2,60}(?:表|清单|台[账帐]|名[单录]|目录)(?:（[^）]{1,12}）)?")
FIGURES = re.compile(r"\s[0-9][0-9.]*%?\s+[0-9][0-9.]*%?(?:\s|$)")
"""Two cells of a row that hold nothing but a number."""
NOTE = re.compile("备?注[0-9]?：")
FORM_ENDS = frozenset("表单账帐录）")
LISTS_IN = re.compile(
    gated(
        "(?:(?:下列|以下|如下)[^，。；：]{1,8}|(?:范围|内容|对象|名称|种类|类别|品种|材料|科室|项目)(?:[为是]|包括"
        "|有))：[^。：；]{2,30}；$"
        "|(?:方面(?:共)?[0-9一二三四五六七八九十]{1,3}项|（(?:共)?[0-9]{1,3}项）|，共[0-9]{1,3}项|(?:集体|个人|范围)"
        "|(?:^|）|主要)包括)："
        "(?![加强推建健完开落做优深提扩改创规组统把将制编严压全确抓培打构增减促引排整对要])[^。：；]{2,60}；$"
    )
)
"""The first piece of a list of things that its own sentence leads in."""


def attaches(unit: TextUnit, passage: Passage) -> bool:
    """Whether a title or a line of furniture tells that a form or list is attached below."""
    if unit.rule == "header.attachment_word":
        return True
    listed = unit.rule != "header.attachments" or unit.start >= (passage.closed or 0)
    return listed and passage.text.endswith(("名录", "名单", "表", "清单", "目录"), 0, unit.end)


def undecided(
    decided: tuple[Label, str], said: str, passage: Passage, i: int, *, attached: bool, opens: bool
) -> tuple[Label, str]:
    """Label and rule of what no cue told, be it further pieces or the last case of a list, or what opens a section."""
    label, rule = decided
    if rule == "label.default" and i > 0 and goes_on_listing(passage, i):
        return ("responsibility", LIMIT) if passage.units[i - 1].rule == LIMIT else ("statement", "label.item")
    among_cells = attached and i > 0 and passage.units[i - 1].rule == "label.fragment"
    if rule == "label.default" and (opens or among_cells or FIGURES.search(said)) and said[-1:] not in "。；！：":
        label, rule = "statement", "label.fragment"  # a line of a list that tells nobody to do anything
    elif rule == "label.default" and NOTE.match(said):
        label, rule = "statement", "label.note"
    elif said.endswith(CASE_ENDS) and i > 0 and passage.units[i - 1].rule == CASE:
        label, rule = "statement", CASE
    cell = rule == "label.fragment" or (rule == "label.preamble" and is_fragment(said))
    if cell and attached and "《" not in said:
        label = "furniture"  # a form or list that is attached
    return label, rule


def of_attachments(decided: tuple[Label, str], said: str, passage: Passage, i: int) -> tuple[Label, str]:
    """Label and rule of a list of attachments on one line, or of the title of a form right below the word 附件."""
    if said[0] == "附":
        listed = "，" not in said and LISTS_ATTACHED.match(said)
        return ("furniture", "header.attachments") if listed else decided
    if i == 0:
        return decided
    before = passage.units[i - 1]
    if ATTACHED.fullmatch(passage.text, before.start, before.end) and FORM_TITLE.fullmatch(said):
        return "heading", FORM
    return decided


def part_of_item(passage: Passage, item: Section, i: int) -> bool:
    """Whether a text unit stands in the paragraph of an item, or in a next one that its list goes on in."""
    units = passage.units
    before, paragraph = units[i - 1], units[i].paragraph
    goes_on = before.paragraph != paragraph or before.rule in ("label.item", "label.statement.definition", *UNDECIDED)
    return units[item.sentence].paragraph == paragraph or (goes_on and passage.text[before.end - 1] in "；：")


def goes_on_listing(passage: Passage, i: int) -> bool:
    """Whether a text unit is a further piece of a list within its paragraph (经营范围为：甲；乙；丙。)."""
    before = passage.units[i - 1]
    if passage.text[before.end - 1] != "；" or not passage.goes_on(i - 1):
        return False
    return before.rule in LISTS or LISTS_IN.search(passage.text, before.start, before.end) is not None


def of_item(kind: Items) -> tuple[Label, str]:
    """Label and rule of an item, by what its list is."""
    return ("task", FORBIDDEN) if kind == "forbidden" else (kind, "label.item")


def is_item(words: Words) -> bool:
    """Whether a text unit within an item is as the lead of its list says, and does not oblige somebody itself."""
    return not OBLIGED(words.text)
