"""From a text as given to its `View`: variants of characters folded, what only the layout put there left out."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources

from policytext.reading.text.layout import flat_breaks, open_ends, soft_ends, stray_spaces
from policytext.reading.text.left_out import left_out, narrowed, narrowed_cells, widened, without
from policytext.reading.text.view import View
from policytext.span import Span

Edit = tuple[int, int, str]
"""A stretch of the folded text and what the view has in its place (at most one character)."""

SPACES = (
    "\t\x0b\x0c\x1c\x1d\x1e\x1f\xa0\u1680"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
"""All white space within a line: behind the fold there is one kind, and that of line ends."""
CONTROLS = "\0\x01\x02\x03\x04\x05\x06\x07\x08\x7f"
"""Control characters that damaged files hold between others; no programme shows them."""
ZERO_WIDTH = CONTROLS + "\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\u00ad"
ZERO = "\u200b"
"""What all of these are folded to, so that one look tells whether a text has any."""
ZEROS = re.compile(f"{ZERO}+")
PARTS = dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
"""Radicals that are characters of their own; those of the Kangxi dictionary and doubles for other coded character sets
are told by Unicode. Words copied from a PDF are full of them (⼯作, ⻋辆)."""
DOUBLES = {
    chr(code): unicodedata.normalize("NFKC", chr(code)) for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00))
}
SAME_LENGTH = {
    **PARTS,
    **{double: one for double, one in DOUBLES.items() if len(one) == 1 and one != double},
    **{chr(0xFF10 + i): str(i) for i in range(10)},
    **{chr(0xFF21 + i): chr(0x41 + i) for i in range(26)},
    **{chr(0xFF41 + i): chr(0x61 + i) for i in range(26)},
    **dict.fromkeys(SPACES, " "),
    **dict.fromkeys(ZERO_WIDTH.replace(ZERO, ""), ZERO),
    **dict(zip("％﹪．＋－–―﹣～〜・＆／", "%%.+-—--~~·&/", strict=True)),
    **dict(zip("()﹙﹚!?", "（）（）！？", strict=True)),
    **dict(zip("﹝﹞〖〗〘〙［］", "〔〕〔〕〔〕[]", strict=True)),
    **dict(zip("﹐‚﹑､｡﹔﹕﹖﹗", "，，、、。；：？！", strict=True)),
    **dict(zip("‹›«»＜＞", "〈〉《》〈〉", strict=True)),
    **dict(zip("髙釆", "高采", strict=True)),  # what a machine that reads print makes of the common ones
    # and a copy out of a file whose font numbers its characters in its own way
    **dict(
        zip(
            "癿觃斱迚迓収挃挄劢劤亍丌乊幵卲旪敁枀栺笫仸叐刡揑",
            "的规方进还发指按动努于不之并即时效极格第任受到插",
            strict=True,
        )
    ),
    **dict(zip("「」『』〝〞", "“”‘’“”", strict=True)),
    "\x85": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\r": "\n",
}
# Comma, colon and semicolon are part of numbers, times and entities as well: only elsewhere are they the wide ones.
LATIN_POINT = re.compile(r"[,:](?:(?<![0-9].)|(?![0-9]))")
SEMICOLON = re.compile(r"(&(?:amp;)*#?[A-Za-z0-9]{2,7})?;")
WIDE_POINT = {",": "，", ":": "："}
ONE_FOR_DASH = re.compile("一(?<=[0-9日月年%]一)(?=[0-9])")
"""一 where only a dash can stand: 6月5日一6月30日."""
CHINESE_POINT = re.compile(
    r'\.(?<=[一-鿿”》]\.)(?<!附件\.)(?<![一二三四五六七八九十]\.)(?= ?[一-鿿（〔【\[“"《”]|\n|$)'
)
"""A point that ends a sentence: behind words, not behind the number of an item (一.) nor inside a number."""
ANGLED = re.compile(r"<(?=[一-鿿])(?<!<<)([^<>=/\n]{2,80})>(?!>)")
"""Words between the signs of a keyboard that look like 〈〉; a mark of HTML holds Latin letters."""
ATTRIBUTES = r"(?: (?:[^<>=\n]{1,40}=[^<>\n]{0,300}|nowrap)? ?)?"
"""What a mark of HTML says besides its name: without a value it is none (a<b and c>d)."""
BLOCK_TAG = re.compile(rf"(?i)</?(?:p|br|div|li|[ou]l|h[1-6]|t(?:able|body|head|[rdh])){ATTRIBUTES}/?>")
TAG = re.compile(
    rf"</?[A-Za-z][A-Za-z0-9]{{0,9}}(?:：[A-Za-z]{{1,20}})?{ATTRIBUTES}/?>"
    r"|<！(?:(?<!^..)(?<!\n..)--[^<>\n]{0,300}--|(?i:doctype)[^<>\n]{0,300})>"
)
"""Marks of HTML that were left in a text: those of a block end a line; a remark at the head of one is a text unit.
Their `!` and `:` are the wide ones by then."""
SINGLE_TITLE = re.compile(
    r"〈(?!\d+〉)([^〈〉《》\n]{2,80}?(?:法|条例|规定|办法|细则|通知|意见|决定|方案|规划|计划|纲要|报告|公告|通报|批复"
    r"|函|制度|规则|标准|要点))〉"
)
DASHED_ONE = re.compile(r"(?m)^( *)[—-](?=、)")
"""The first item, its 一 misread as a dash."""
DOUBLED = re.compile(r"<<|>>|〈〈|〉〉")
DOUBLE = {"<<": "《", "〈〈": "《", ">>": "》", "〉〉": "》"}
TRADITIONAL = "國發為務縣於責檢組黨"
"""Common characters of Traditional script; a text with two of them is written in it."""
VARIANT = re.compile(f"[{re.escape(''.join(SAME_LENGTH))}]")
VARIANT_OR_TRADITIONAL = re.compile(f"[{re.escape(''.join(SAME_LENGTH))}{TRADITIONAL}]")
ENTITY = re.compile(
    r"&(?:amp;)*(?:lt|gt|amp|(?:nb|em|en|thin)sp|quot|[lr][ds]quo|middot|[mn]dash|hellip|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});"
)
ENTITY_VALUE = {
    "lt": "〈",
    "gt": "〉",
    "amp": "&",
    **dict.fromkeys(("nbsp", "emsp", "ensp", "thinsp"), " "),
    "quot": '"',
    "ldquo": "“",
    "rdquo": "”",
    "middot": "·",
    "lsquo": "‘",
    "rsquo": "’",
    "mdash": "—",
    "ndash": "—",
    "hellip": "…",
}

CURLY_QUOTE = re.compile("(?P<opens>“|&(?:ldquo|#8220|#[xX]201[cC]);)|”|&(?:rdquo|#8221|#[xX]201[dD]);")

SURROGATES = range(0xD800, 0xE000)
"""Halves of characters: alone they are none, and no file can hold them."""
LISTED = re.compile(
    r"[【\[]((?:牵头|责任|主办|主责|承办|协办|配合|参与|落实|实施|完成)[^【】\[\]：\n]{0,8}：[^【】\[\]\n]{2,400}"
    r"|[^【】\[\]\n]{2,300}(?:负责|牵头|配合|落实|参与))[】\]]"
)
"""A list of those responsible in square brackets; other copies have the round ones."""
LOW_QUOTED = re.compile("„([12][0-9]{3})‟")
LOW_QUOTES = str.maketrans("„‟", "“”")
"""What a font of some office programs makes of the brackets of a year, and of quotation marks."""
LOST = re.compile("(?m)(?:^|(?<= ))？[？ ]*$")
"""What stands for characters that a copy has lost, where no question can end: alone, or behind a blank."""
WORDS_IN_NUMBER_BRACKETS = re.compile("(?<=[一-鿿])〔(?![〇零○一二三四五六七八九十]+〕)([一-鿿、]{1,12})〕")
"""各乡镇〔街道〕: the brackets of a year, used for words inside of other brackets."""
HASHES = re.compile(r"(?m)^ *(#{1,6}(?:(?=[一-鿿（《“][^#\n]*$)| +(?=[^# \n])))")
"""Before a heading in Markdown; behind a name (#话题#) and before a digit (#1机组) it is none."""
QUOTES = re.compile(r"(?m)^ *(> *)(?=[一-鿿（《“*])")
"""Before a line that such a text sets apart."""
CELL_ENDS = re.compile(r"(?m)^(?=[^ |\n])[^|\n]*[^ |\n]( *\|[ |]*)$")
"""Bars behind the words of a line: the sides of the one cell in which a page has set its text."""
STARS = re.compile(
    r"(?m)(?:^ *|(?<=[。；：、.）]))(\*\*)(?=[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、]"
    r"|第[一二三四五六七八九十]{1,3}[章节条]|[一-鿿“《（][^*\n]{1,80}(?:(?<=[。；：])\*\*|\*\*(?:[。；： ]|$)))"
    r"[^*\n]{2,80}(\*\*)"
)
"""Around a heading or a caption in bold type: a numbered one, or one that ends as they do (**加强领导。**各镇要…)."""
SIGNS = "●◆■▲★◎▪→☆✓➢◇※△▶►✔➤❖⧫❍❑❒"
BULLET = re.compile(
    rf"(?m)(?:^ *|(?<=[。；：]) *(?![a-zⅠ-Ⅻ—-]))((?:[{SIGNS}] *(?=[^ \n{SIGNS}])|○ *(?=[一-鿿“《（])(?!\S{{0,4}}年)"
    r"|(?:[·•]|[—-]{1,2}| ?[*>+] | ?[a-zⅠ-Ⅻ][.．、]) *(?=[一-鿿“《（])))"
)
"""The sign in front of an item that has no number (●县民政局要…): it belongs to no word behind it.

Two of a kind stand for a name (○○县)."""
BULLET_HEADS = frozenset(f"{SIGNS}○·•—-*>+ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩabcdefgh")
BULLET_LINE = re.compile(f"\n *[{re.escape(''.join(sorted(BULLET_HEADS)))}]")
"""Most texts have no line but the first that could begin so: one look tells."""
SPREAD = re.compile("(?<=[责牵配主协承完任头合办成单时]) +(?=(?:[任头合办成单时] *){0,2}[位限] *：)")
"""Between the characters of a caption that is spread over its line: 责 任 单 位：."""
PARTED = re.compile(
    r"(?m)\n *(?:(?:责任|牵头|主责|主办|承办|配合|协办|参与|参加|落实)(?:单位|部门)(?P<named>)"
    r"|(?:完成|整改|办结|办理)?[时期]限)"
    r"(：?)( *\n[ \n]*+)(?(named)(?!..(?:单位|部门)$|[（0-9]|[一二三四五六七八九十]、)"
    r"[^。：\n]{1,200}[部委局厅办府院会门位处科股站所心队校司镇乡街道村区业）头合责与]"
    r"|(?=[^。；：\n]{0,30}[年月日底期续])[^。；：\n]{2,40})[。；]?$"
)
"""A caption of duty and its value, on two lines: 责任单位 / 县民政局."""
OF_DUTY = (
    r"[【〔](?:(?:主要)?(?:责任|牵头|配合|主办|协办|承办)(?:单位|部门|领导|人)|"
    r"(?:完成|整改|办理|办结)(?:时限|期限|时间))[】〕]"
)
BRACED_DUTY = re.compile(rf"(?m)(?:^ *|(?<=[。；])){OF_DUTY}")
BRACED = re.compile(
    rf"(?m)(?:^ *|(?<=[。；])|(?P<next>(?<=[部委局厅办府院会门位道乡镇县区市前底） ])(?={OF_DUTY})))"
    r"([【〔])[一-鿿]{2,8}([】〕])(：?)(?![【〔：])"
)
"""A caption in brackets of its own (【责任单位】县民政局), and all of them where there is one of duty, also the
next on a line (【责任单位】县民政局【完成时限】6月底前)."""


def see(text: str, tables: Sequence[Sequence[Span]] = (), full: Sequence[int] = ()) -> View:
    r"""The view of a text: total on any string, and reversible to exact offsets.

    Args:
        text: the text as given.
        tables: the cells of tables, in order: each is a paragraph of its own, whatever parts it from the next.
        full: where lines end that run up to the margin of their page; else that is told by how long they are.

    >>> see("印发(2021年)　通知").text
    '印发（2021年） 通知'
    >>> see("任务\t单位", [[Span(0, 2), Span(3, 5)]]).text
    '任务\n单位'
    """
    if at := left_out(text):
        parts = [narrowed_cells(cells, at) for cells in tables]
        ends = [narrowed(offset, at) for offset in full]
        return apply_edits(text, *widened(*edited(without(text, at), parts, ends), at))
    return apply_edits(text, *edited(text, tables, full))


def edited(text: str, tables: Sequence[Sequence[Span]], full: Sequence[int] = ()) -> tuple[str, list[Edit]]:
    """The folded text, and the edits that make the view of it."""
    plain = written = text
    if tables:
        written = cells_apart(text, tables)
        plain = blanked(text, [Span(cells[0].start, cells[-1].end) for cells in tables])
    folded = fold(written)
    whole = fold(plain) if tables else folded
    printed = whole.split("\n")
    sizes = sorted(map(len, printed))
    edits = [*soft_ends(printed, sizes, full)]  # a margin is told by lines as printed
    if breaks := flat_breaks(plain, whole, sizes):
        folded = broken(folded, breaks)
        whole = broken(whole, breaks) if tables else folded
    edits += [*bullets(whole, edits), *find_edits(folded, whole)]
    edits.sort()
    return folded, edits


def broken(text: str, breaks: Sequence[int]) -> str:
    """A text with line ends in the place of the characters at `breaks`."""
    letters = list(text)
    for at in breaks:
        letters[at] = "\n"
    return "".join(letters)


BARS = "| \t\u3000"
"""What stands before the first cell of a row between bars."""


def cells_apart(text: str, tables: Sequence[Sequence[Span]]) -> str:
    """The text with line ends for all that stands between the cells of a table."""
    pieces: list[str] = []
    at = 0
    for cells in tables:
        before = text[at : cells[0].start]
        lead = before.rstrip(BARS) if before[-2:].count("|") else before
        pieces += (lead, "\n" * (len(before) - len(lead)))
        at = cells[0].start
        for cell in cells:
            pieces += ("\n" * (cell.start - at), text[cell.start : cell.end])
            at = cell.end
        while text[at : at + 1] == "|" or text[at : at + 2] == " |":
            pieces.append("\n")
            at += 1
    return "".join((*pieces, text[at:]))


def blanked(text: str, spans: Sequence[Span]) -> str:
    """The text with line ends for all that stands in the spans."""
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces += (text[at:start], "\n" * (end - start))
        at = end
    return "".join((*pieces, text[at:]))


def fold(text: str) -> str:
    """The text with variant characters replaced one for one, so that offsets stay."""
    folded, traditional = fold_characters(text)
    if text.isascii() and "," not in text and ":" not in text:
        return folded
    if traditional:
        folded = folded.translate(simplified())
    if "<" in folded:
        folded = BLOCK_TAG.sub(lambda m: "\n" * len(m[0]), ANGLED.sub(r"〈\1〉", folded))
    if "〈" in folded:
        folded = SINGLE_TITLE.sub(promote, folded)
    if ("—" in folded and "—、" in folded) or ("-" in folded and "-、" in folded):  # one is found faster than two
        folded = DASHED_ONE.sub(r"\1一", folded)
    if "一" in folded:
        folded = ONE_FOR_DASH.sub("—", folded)
    if "." in folded:
        folded = CHINESE_POINT.sub("。", folded)
    if "," in folded or ":" in folded:
        folded = LATIN_POINT.sub(lambda m: WIDE_POINT[m[0]], folded)
    if ";" in folded:
        folded = fold_semicolons(folded)
    folded = fold_brackets(folded)
    if '"' in folded:
        folded = fold_quotes(folded)
    if "？" in folded:
        folded = LOST.sub(lambda m: " " * len(m[0]), folded)
    return folded


def fold_brackets(folded: str) -> str:
    """Brackets of another kind than the genre has in their place."""
    if "„" in folded:
        folded = LOW_QUOTED.sub(r"〔\1〕", folded).translate(LOW_QUOTES)
    if "【" in folded or "[" in folded:
        folded = LISTED.sub(r"（\1）", folded)
    if "〔" in folded:
        folded = WORDS_IN_NUMBER_BRACKETS.sub(r"（\1）", folded)
    return folded


def plain(text: str) -> str:
    """The folded text with spaces for marks of HTML and entities of spaces, one character for one.

    >>> plain("联系⼈﹕<b>赵某</b>&nbsp;")
    '联系人：   赵某          '
    """
    folded = fold(text)
    if "<" in folded:
        folded = TAG.sub(lambda m: " " * len(m[0]), folded)
    if "&" in folded:
        folded = ENTITY.sub(lambda m: " " * len(m[0]) if entity(m[0][1:-1]) == " " else m[0], folded)
    return folded


def fold_characters(text: str) -> tuple[str, bool]:
    """Replace the variants that occur, and tell whether the text is written in Traditional script.

    A document holds few variants, so one pass for each is the fastest way.
    """
    looked_for, traditional = VARIANT_OR_TRADITIONAL, set[str]()
    m = looked_for.search(text)
    while m:
        found = m[0]
        if found in SAME_LENGTH:
            text = text.replace(found, SAME_LENGTH[found])
        else:
            traditional.add(found)
            if len(traditional) > 1:
                looked_for = VARIANT
        m = looked_for.search(text, m.end())
    return text, len(traditional) > 1


def promote(m: re.Match[str]) -> str:
    """〈〉 around a title that stands in no other title are its 《》."""
    text, at = m.string, m.start()
    line = text.rfind("\n", 0, at) + 1
    inside = text.rfind("《", line, at) > text.rfind("》", line, at)
    return m[0] if inside else f"《{m[1]}》"


def fold_value(value: str, *, traditional: bool) -> str:
    """A printed value by itself as reading would have it; inside a title 〈〉 stay what they are.

    >>> fold_value("关于发展体育(产业)的意见", traditional=False)
    '关于发展体育（产业）的意见'
    """
    folded = fold(f"《{value}》")[1:-1]
    return folded.translate(simplified()) if traditional else folded


def is_traditional(text: str) -> bool:
    """Whether a text is written in Traditional script."""
    return sum(ch in text for ch in TRADITIONAL) > 1


def in_simplified(text: str) -> str:
    """A text in Traditional script in Simplified, one character for one; any other as it is."""
    return text.translate(simplified()) if is_traditional(text) else text


@lru_cache(maxsize=1)
def simplified() -> dict[int, str]:
    """Traditional characters and what is written for them in Simplified script, one for one."""
    table = (resources.files("policytext") / "data" / "traditional.txt").read_text("utf-8")
    traditional, simple = table.split()
    return dict(zip(map(ord, traditional), simple, strict=True))


def fold_semicolons(text: str) -> str:
    """`;` → `；`, but not where it closes an entity."""
    if "&" not in text:
        return text.replace(";", "；")
    return SEMICOLON.sub(lambda m: m[0] if m[1] else "；", text)


def fold_quotes(text: str) -> str:
    """Straight double quotes become opening and closing ones by turns, afresh in each paragraph.

    >>> fold_quotes('建立"一老一档"，解决“老账"'), fold_quotes('解决&#8220;老账"')
    ('建立“一老一档”，解决“老账”', '解决&#8220;老账”')
    """
    return "\n".join(paired_quotes(line) if '"' in line else line for line in text.split("\n"))


def paired_quotes(line: str) -> str:
    """The line with each straight quote as the one that its turn makes it, curly ones before it counted."""
    joined, is_open = [], False
    for k, piece in enumerate(line.split('"')):
        if k:
            joined.append("“”"[is_open])
            is_open = not is_open
        joined.append(piece)
        for m in CURLY_QUOTE.finditer(piece):
            is_open = m.lastgroup == "opens"
    return "".join(joined)


def find_edits(folded: str, lines: str) -> list[Edit]:
    """Where the view departs in length within its lines: zero-width characters, entities, marks of headings.

    `lines` is the folded text without its tables: what a cell holds is no line of the text.
    """
    edits: list[Edit] = [*open_ends(lines)]
    if " " in lines:
        edits += stray_spaces(lines)
    if ZERO in folded:
        edits += [(m.start(), m.end(), "") for m in ZEROS.finditer(folded)]
    if "<" in folded or "〈" in folded:  # one character is looked for ten times as fast as two
        edits += [(m.start(), m.end(), DOUBLE[m[0]]) for m in DOUBLED.finditer(folded)]
        edits += [(*m.span(), "") for m in TAG.finditer(folded)]
    if "&" in folded:
        edits += [(m.start(), m.end(), entity(m[0][1:-1])) for m in ENTITY.finditer(folded)]
    if "#" in lines:
        marks = [(*m.span(1), "") for m in HASHES.finditer(lines)]
        edits += marks
        if marks and ">" in lines:
            edits += [(*m.span(1), "") for m in QUOTES.finditer(lines)]
    if "|" in lines:
        edits += [(*m.span(1), "") for m in CELL_ENDS.finditer(lines)]
    edits += caption_edits(lines)
    return edits


def bullets(lines: str, soft: Sequence[Edit]) -> Iterator[Edit]:
    """Edits that drop the signs in front of items; a dash where a wrapped line goes on stands in its sentence."""
    if BULLET_LINE.search(lines) or lines.lstrip(" ")[:1] in BULLET_HEADS:
        joined = {end for _, end, _ in soft}
        yield from ((*m.span(1), "") for m in BULLET.finditer(lines) if m.start(1) not in joined)


def caption_edits(lines: str) -> list[Edit]:
    """Where captions and headings are set apart by bold type, brackets, spaces or line ends."""
    edits: list[Edit] = []
    if "*" in lines:
        edits += [(*m.span(k), "") for m in STARS.finditer(lines) for k in (1, 2)]
    captioned = "位：" in lines
    if captioned and (" 位：" in lines or " 限：" in lines):
        edits += [(*m.span(), "") for m in SPREAD.finditer(lines)]
    if (captioned and "位：\n" in lines) or "位\n" in lines:
        last = 0
        for m in PARTED.finditer(lines):
            between = lines[max(last, m.start() - 9) : m.start()].rstrip()
            if m[2] or not between or between[-1] in "。；":
                edits.append((*m.span(3), "" if m[2] else "："))
                last = m.end()
    if ("【" in lines or "\n〔" in lines) and BRACED_DUTY.search(lines):
        for m in BRACED.finditer(lines):
            edits += [(*m.span(2), "" if m["next"] is None else " "), (*m.span(3), "" if m[4] else "：")]
    return edits


@lru_cache(maxsize=64)
def entity(name: str) -> str:
    """The character of an HTML entity, folded, by its name, before which a page has put that of & (amp;nbsp)."""
    name = name.rpartition(";")[2]
    if name.startswith("#"):
        code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        return fold_characters(chr(code))[0] if 0 < code < 0x110000 and code not in SURROGATES else ""
    return ENTITY_VALUE[name]


def apply_edits(source: str, folded: str, edits: list[Edit]) -> View:
    """Carry out the edits and note from where on offsets are shifted."""
    if not edits:
        return View(source=source, text=folded)
    pieces: list[str] = []
    cut_at: list[int] = []
    shift: list[int] = []
    wide: dict[int, int] = {}
    led: dict[int, int] = {}
    reach = size = 0
    for start, end, put in edits:
        if start < reach:
            continue
        pieces += (folded[reach:start], put)
        size += start - reach + len(put)
        if put and put != " ":
            wide[size - 1] = end - start
        if not put and folded[start] in BULLET_HEADS and folded[start:end] != "**":
            led[size] = start
        cut_at.append(size)
        shift.append(end - size)
        reach = end
    pieces.append(folded[reach:])
    return View(source=source, text="".join(pieces), cut_at=tuple(cut_at), shift=tuple(shift), wide=wide, led=led)
