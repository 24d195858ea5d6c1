"""Bytes to text: strict readings first, then what the characters themselves speak for."""

import codecs
import re
from dataclasses import dataclass
from itertools import islice

REPLACEMENT = "\ufffd"
DAMAGED = 0.1
"""Share of unreadable among non-ASCII characters up to which a file counts as damaged UTF-8: text in GB18030, read as
UTF-8, is nearly all unreadable, while UTF-8 with one bad byte may by chance be valid GB18030 and nonsense."""
COMMON = frozenset(
    "的业工和人作务要情疫政部防发关行国地区实生保理一产有机资等控建用对市中设加管各应农化重法动进民制公会展全定通办大"
    "新及合强医门在时企体施力员构社服规为方以村提开年好不项导十经物高持能学级位分出府本安点报支院于主监度现上事推运做"
    "三第家品性责信二金单条组省期技相成场指病可障育策基确局委职疗同平入落按治求目程统护立调自范件下与教当专改息者标面"
    "利查或营准任联卫供税系日审集知处内四量式其复计共织间效文健据费所源月线收质术照网外到执交急备财水需决创型明活后个"
    "總檢優協業務實發關國區產機資應農動進會辦時員構規為開項導經級報監運條組責單長點場與確職療統護調專標營聯衛"
    "並個備傢內創嚴學對強後據於書東構準現稅範綫網織處設費質門間電領麼縣鄉鎮請將結試從這無號臺灣黨財貧讓認"
    "，。、；：？！“”‘’（）《》〔〕〈〉【】「」『』—…·　０１２３４５６７８９％"
)
"""The characters that policy documents have most often, counted in ours, their Traditional forms, and punctuation."""
PLAIN = re.compile(r"[\t\n\r\f -~]+")
BEYOND_TWO = re.compile("[\u0800-\U0010ffff]")
"""Characters that have more than two bytes in UTF-8, as all Chinese ones have."""
SAMPLE = 2_000
"""Characters beyond ASCII that are looked at."""
FEWEST = 6
"""Fewer characters say too little against the usual encodings."""
MARGIN = 0.2
"""How much more of a text must be common characters in another encoding; tried on sentences of real documents."""
ESCAPED = re.compile("[\udc80-\udcff]")
ESCAPES = [chr(0xDC80 + i) for i in range(128)]
KEPT = 200
"""Replaced bytes whose places are kept; the others are counted."""
LARGE = 1 << 22
"""Bytes beyond which it is not kept which byte was replaced: asking for each takes a minute where millions are."""
BEGINNING = 1 << 16
"""First bytes that are tried in another encoding before all are."""
UNREAD = REPLACEMENT * FEWEST
BIG5 = "big5hkscs"
CODECS = {"utf-8": "utf-8-sig", "gb18030": "gb18030", "big5": BIG5}
"""How an encoding is called → the codec that reads it."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was in."""

    text: str
    encoding: str
    count: int = 0
    """How many bytes are no character of it and stand as U+FFFD."""
    lost: tuple[tuple[int, int | None], ...] = ()
    """The first of them: (offset in the text, byte)."""


def decode(data: bytes) -> tuple[str, str]:
    """Text and encoding; what cannot be read in any becomes U+FFFD."""
    decoded = decode_told(data)
    return decoded.text, decoded.encoding


def decode_told(data: bytes, *, whole: bool = True) -> Decoded:
    """Text, encoding and the replaced bytes.

    The order is UTF-8, UTF-16 with its mark, GB18030 (with GBK and GB 2312 in it), each strictly; Big5 and UTF-16
    without a mark, which would nearly always pass as GB18030 too, where far more of the characters are common in them.

    Args:
        data: The bytes.
        whole: Whether they are all there are; else the last character may be incomplete.

    >>> decode_told("各縣要於九月底前完成排查".encode("big5")).encoding
    'big5'
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return lenient(data, "utf-16", whole)
    # surrogatepass: a lone surrogate is odd, but no reason to take the whole file for another encoding.
    for errors in ("strict", "surrogatepass"):
        text = strict(data, "utf-8-sig", whole, errors)
        if text is not None:
            rivals = ("utf-16-le", "utf-16-be") if b"\0" in data else ()
            base = Decoded(text, "utf-8")
            return contest(data, base, rivals, whole) if rivals or BEYOND_TWO.search(text) else short_gb(data, base)
    text = strict(data, "gb18030", whole)
    if text is not None:
        return contest(data, Decoded(text, "gb18030"), ("utf-16-le", "utf-16-be", BIG5), whole)
    unread = contest(data, Decoded(UNREAD, "utf-8"), ("utf-16-le", "utf-16-be"), whole)
    return damaged(data, whole) if unread.text is UNREAD else unread


def short_gb(data: bytes, base: Decoded) -> Decoded:
    """The reading of bytes that are UTF-8 without a Chinese character: a word or two in GB 2312 may be that by chance.

    >>> short_gb("通知".encode("gbk"), Decoded("通知".encode("gbk").decode("utf-8"), "utf-8")).text
    '通知'
    """
    if not PLAIN.sub("", base.text[: 4 * SAMPLE]):
        return base
    text = strict(data, "gb18030")
    return Decoded(text, "gb18030") if text and likeness(text) > likeness(base.text) + MARGIN else base


def damaged(data: bytes, whole: bool) -> Decoded:
    """The reading of bytes that are valid neither as UTF-8 nor as GB18030, which of them replaces less."""
    if len(data) > LARGE:
        return lenient(data, CODECS[damaged(data[:LARGE], whole=False).encoding], whole)
    as_utf8 = lenient(data, "utf-8-sig", whole)
    foreign = sum(ch > "\x7f" for ch in as_utf8.text)
    if as_utf8.count <= DAMAGED * foreign:
        return as_utf8
    as_gb = lenient(data, "gb18030", whole)
    best = as_gb if as_gb.count < as_utf8.count else as_utf8
    as_big5 = lenient(data, BIG5, whole)
    return as_big5 if likeness(as_big5.text) > likeness(best.text) + MARGIN else best


def strict(data: bytes, encoding: str, whole: bool = True, errors: str = "strict") -> str | None:
    """The text of bytes that are all valid in an encoding, else `None`."""
    try:
        return codecs.getincrementaldecoder(encoding)(errors).decode(data, whole)
    except UnicodeDecodeError:
        return None


def lenient(data: bytes, encoding: str, whole: bool = True) -> Decoded:
    """The text of bytes that are mostly valid in an encoding, with what was replaced."""
    known = next((name for name, codec in CODECS.items() if codec == encoding), encoding)
    text = strict(data, encoding, whole, "surrogateescape") if len(data) <= LARGE else None  # keeps which byte it was
    if text is not None:
        lost = tuple((m.start(), ord(m[0]) - 0xDC00) for m in islice(ESCAPED.finditer(text), KEPT))
        count = 0
        for ch in ESCAPES if lost else ():  # in place of a pattern: there may be millions of them
            count += text.count(ch)
            text = text.replace(ch, REPLACEMENT)
        return Decoded(text, known, count, lost)
    text = codecs.getincrementaldecoder(encoding)("replace").decode(data, whole)
    written = ("utf-16-le", "utf-16-be") if encoding == "utf-16" else (known,)
    held = sum(data.count(mark) for e in written if (mark := REPLACEMENT.encode(e, "ignore")))
    count = max(text.count(REPLACEMENT) - held, 0)
    marks = (m.start() for m in re.finditer(REPLACEMENT, text))
    return Decoded(text, known, count, tuple((i, None) for i in islice(marks, KEPT)) if count else ())


def contest(data: bytes, base: Decoded, rivals: tuple[str, ...], whole: bool) -> Decoded:
    """The reading in another encoding that is far more like Chinese than the one at hand, or that one."""
    if not rivals or len(PLAIN.sub("", base.text[: 4 * SAMPLE])) < FEWEST:
        return base
    best, least = None, likeness(base.text) + MARGIN
    for encoding in rivals:
        start = None if encoding != BIG5 and len(data) % 2 else strict(data[:BEGINNING], encoding, whole=False)
        if start is not None and (share := likeness(start)) > least:
            best, least = encoding, share
    text = strict(data, best, whole) if best else None
    return Decoded(text, "big5" if best == BIG5 else best) if best and text is not None else base


def likeness(text: str) -> float:
    """Share of common Chinese characters among all that are not plain ASCII; 1 where there are none."""
    foreign = PLAIN.sub("", text[: 40 * SAMPLE])[:SAMPLE]
    return sum(ch in COMMON for ch in foreign) / len(foreign) if foreign else 1.0
