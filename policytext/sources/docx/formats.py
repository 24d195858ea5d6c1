"""Number formats (ECMA-376 part 1, 17.18.59 ST_NumberFormat): a number as Word writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
LARGEST_ROMAN = 32_767
LARGEST_LETTER = 780
"""Where Word stops: thirty times the alphabet."""
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """How a language spells numbers out.

    Attributes:
        digits: From nought to nine.
        tens: Ten, hundred, thousand.
        large: Ten thousand and its square.
        gap: What stands for digits left out between others.
        bare: Powers of ten before which a one is never written (Japanese 百, not 一百).
        bare_ten: Whether ten to nineteen begin with ten itself (十五, not 一十五).
    """

    digits: str
    tens: str
    large: str
    gap: str = ""
    bare: str = ""
    bare_ten: bool = True

    def spell(self, number: int) -> str:
        """The number in words.

        >>> COMMON.spell(15), COMMON.spell(103), COMMON.spell(110), COMMON.spell(20_015)
        ('十五', '一百零三', '一百一十', '二万零一十五')
        """
        if number == 0:
            return self.digits[0]
        groups = []
        while number:
            number, group = divmod(number, 10_000)
            groups.append(group)
        text = ""
        for i in reversed(range(len(groups))):
            if not groups[i]:
                continue
            words = self._group(groups[i])
            gap = self.gap if text and groups[i] < 1000 else ""
            text += gap + words + ("" if i == 0 else self.large[i - 1])
        short = self.bare_ten and text.startswith(self.digits[1] + self.tens[0])
        return text[1:] if short else text

    def _group(self, number: int) -> str:
        """A number below ten thousand."""
        text = ""
        skipped = False
        for power in (3, 2, 1, 0):
            digit = number // 10**power % 10
            if digit == 0:
                skipped = bool(text)
                continue
            unit = self.tens[power - 1] if power else ""
            one = digit == 1 and unit != "" and unit in self.bare
            text += (self.gap if skipped else "") + ("" if one else self.digits[digit]) + unit
            skipped = False
        return text


COMMON = Spelling(digits="零一二三四五六七八九", tens="十百千", large="万亿", gap="零")
TAIWANESE = Spelling(digits="零一二三四五六七八九", tens="十百千", large="萬億", gap="零")
JAPANESE = Spelling(digits="〇一二三四五六七八九", tens="十百千", large="万億", bare="十百千")
LEGAL = Spelling(digits="零壹贰叁肆伍陆柒捌玖", tens="拾佰仟", large="万亿", gap="零", bare_ten=False)
LEGAL_TRADITIONAL = Spelling(digits="零壹貳參肆伍陸柒捌玖", tens="拾佰仟", large="萬億", gap="零", bare_ten=False)
LEGAL_JAPANESE = Spelling(digits="零壱弐参四伍六七八九", tens="拾百阡", large="萬億", bare_ten=False)


def positional(digits: str) -> Callable[[int], str]:
    """Digits one after the other, in other characters."""
    table = str.maketrans("0123456789", digits)
    return lambda number: str(number).translate(table)


def counted(digits: str) -> Callable[[int], str]:
    """Spelt out up to ninety-nine, from a hundred on digit by digit (一○○)."""
    by_digit = positional(digits)
    return lambda number: COMMON.spell(number) if 0 < number < 100 else by_digit(number)


def series(signs: str) -> Callable[[int], str]:
    """Signs in a row; plain digits where they end."""
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else str(number)


def signs(first: str, count: int) -> str:
    """So many characters from the first on."""
    return "".join(chr(ord(first) + i) for i in range(count))


def letters(first: str) -> Callable[[int], str]:
    """Letters from the first of an alphabet: a to z, aa, bb … as Word counts on."""

    def write(number: int) -> str:
        if not 0 < number <= LARGEST_LETTER:
            return str(number) if number else ""
        times, place = divmod(number - 1, 26)
        return chr(ord(first) + place) * (times + 1)

    return write


def roman(number: int) -> str:
    """Small Roman numerals."""
    if not 0 < number <= LARGEST_ROMAN:
        return str(number) if number else ""
    text = ""
    for worth, sign in ROMAN:
        text += sign * (number // worth)
        number %= worth
    return text


def ordinal(number: int) -> str:
    """The number with its English ending: 1st, 2nd, 3rd, 4th."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def cycle(number: int) -> str:
    """The sixty pairs of stem and branch (干支)."""
    return STEMS[(number - 1) % 10] + BRANCHES[(number - 1) % 12] if 1 <= number <= 60 else str(number)


FULL_WIDTH = positional("０１２３４５６７８９")
FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": "{:02}".format,
    "decimalFullWidth": FULL_WIDTH,
    "decimalFullWidth2": FULL_WIDTH,
    "decimalEnclosedCircle": series(signs("①", 20)),
    "decimalEnclosedCircleChinese": series(signs("①", 10)),
    "decimalEnclosedFullstop": series(signs("⒈", 20)),
    "decimalEnclosedParen": series(signs("⑴", 20)),
    "numberInDash": "- {} -".format,
    "ordinal": ordinal,
    "upperRoman": lambda number: roman(number).upper(),
    "lowerRoman": roman,
    "upperLetter": letters("A"),
    "lowerLetter": letters("a"),
    "chineseCounting": counted("○一二三四五六七八九"),
    "chineseCountingThousand": COMMON.spell,
    "chineseLegalSimplified": LEGAL.spell,
    "ideographDigital": positional("〇一二三四五六七八九"),
    "ideographEnclosedCircle": series(signs("㊀", 10)),
    "ideographLegalTraditional": LEGAL_TRADITIONAL.spell,
    "ideographTraditional": series(STEMS),
    "ideographZodiac": series(BRANCHES),
    "ideographZodiacTraditional": cycle,
    "japaneseCounting": JAPANESE.spell,
    "japaneseDigitalTenThousand": positional("〇一二三四五六七八九"),
    "japaneseLegal": LEGAL_JAPANESE.spell,
    "taiwaneseCounting": counted("○一二三四五六七八九"),
    "taiwaneseCountingThousand": TAIWANESE.spell,
    "taiwaneseDigital": positional("○一二三四五六七八九"),
    "bullet": lambda _: "",
    "none": lambda _: "",
}
"""Number format → how it writes a number; numbers below nought are never asked for."""


def write_number(number: int, name: str, width: int = 0) -> str:
    """A number in a format, filled up with noughts to a width; in digits where the format is none of ours.

    >>> write_number(12, "chineseCountingThousand"), write_number(7, "custom", 3)
    ('十二', '007')
    """
    return str(number).zfill(width) if width else FORMATS.get(name, str)(number)
