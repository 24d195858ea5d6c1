"""Time expressions (时间表达) as values: what the parts of one expression say, and the closed interval they allow.

Nothing here looks at a text: an expression comes as its named parts (the groups of data/rules/deadlines.toml: `y1`,
`m1`, `d1`, `part1` … `suffix`), and what an omitted year is read against comes as a `Frame`.
"""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from policytext.model import DeadlineKind
from policytext.reading.numerals import whole
from policytext.records import maker

Parts = Mapping[str, str | None]

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""A year outside is a damaged one."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What an omitted year is read against: the issue date, and the year that the sentence named before."""

    issued: dt.date | None = None
    year: int | None = None
    ahead: bool = False
    """Whether the document is for the year after it was issued (2025年工作要点 of December 2024)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """What an expression says: kind, closed interval, recurrence."""

    kind: DeadlineKind
    earliest: dt.date | None = None
    latest: dt.date | None = None
    recurs: str | None = None
    year: int | None = None
    """The year named or understood, for the expressions that follow."""
    damaged: bool = False
    """Its digits give no date (81日, 3134年)."""
    unanchored: bool = False
    """No year could be given: neither written, nor carried, nor an issue date."""


new_time = maker(Time)


@dataclass(slots=True)
class Point:
    """A calendar date in which smaller places may be open: 2021年, 2021年3月, 2021年上半年, 2021年3月下旬."""

    year: int
    month: int | None = None
    day: int | None = None
    part: str = ""

    def interval(self) -> tuple[dt.date, dt.date] | None:
        """First and last day, or `None` where there is no such date."""
        first, final = (self.month, self.month) if self.month is not None else MONTHS.get(self.part, (1, 12))
        if not (FIRST_YEAR <= self.year <= LAST_YEAR and 1 <= first <= 12):
            return None
        last = calendar.monthrange(self.year, final)[1]
        low, high = (self.day, self.day) if self.day is not None else DAYS.get(self.part, (1, last))
        if self.month is None:
            low, high = 1, last
        if not 1 <= low <= last:
            return None
        return dt.date(self.year, first, low), dt.date(self.year, final, min(high, last))


MONTHS = {"上半年": (1, 6), "下半年": (7, 12), "前三季度": (1, 9), "年中": (6, 6)}
MONTHS |= dict.fromkeys(("底", "末", "年底", "年末", "年终"), (12, 12)) | dict.fromkeys(("初", "年初"), (1, 1))
QUARTERS = {"1一": (1, 3), "2二": (4, 6), "3三": (7, 9), "4四": (10, 12)}
MONTHS |= {f"{q}季度": months for names, months in QUARTERS.items() for q in names}
MONTHS |= {f"Q{names[0]}": months for names, months in QUARTERS.items()}
DAYS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "上中旬": (1, 20), "中下旬": (11, 31)}
DAYS |= {"初": (1, 10), "底": (21, 31), "末": (21, 31)}

BEFORE = {"前", "之前", "以前", "止", "为止"}
AFTER = {"起", "开始", "后", "之后", "以后"}
WITHIN = {"内", "之内", "以内"}
FEASTS = {"元旦": (1, 1), "七一": (7, 1), "八一": (8, 1), "教师节": (9, 10)}
FEASTS |= dict.fromkeys(("五一", "劳动节"), (5, 1)) | dict.fromkeys(("六一", "儿童节"), (6, 1))
FEASTS |= dict.fromkeys(("十一", "国庆", "国庆节"), (10, 1))
"""Month and day of the feasts that stay where they are; 春节 and 两会 move."""
FEAST = re.compile(
    "元旦|国庆|劳动节|[五六七八十]一|教师节|(?<!六一)(?<!六一”)儿童节|春节|除夕|元宵|清明|端午|中秋|重阳"
)
YEAR_WORDS = {"今": 0, "本": 0, "明": 1, "次": 1, "翌": 1, "当": 0, "同": 0}
"""The first character of 今年 … → years after its base."""
CARRIED = "次翌当同"
"""Those that count from the year named before."""


def calendar_time(parts: Parts, frame: Frame, *, limit: bool = False) -> Time:
    """The time of one date or two, with what follows them; `limit` where the words before make it an end (到)."""
    ranged = any(parts.get(k) for k in ("y2", "y3", "m2", "d2", "part2", "d2only"))
    suffix = parts.get("suffix") or ""
    part = (parts.get("tenth1") or parts.get("part1") or "").replace("第", "")
    kind: DeadlineKind = "on"
    if ranged or suffix in AFTER or suffix == "期间":
        kind = "period"
    elif suffix in BEFORE or suffix in WITHIN or limit or part.endswith(("底", "末")):
        kind = "by"
    feast = parts.get("feast")
    if feast:
        parts = {**parts, **feast_day(feast)}
        if not parts.get("y1"):
            if parts.get("m1") is None:
                return new_time(kind="relative")
            kind, parts = "by", {**parts, "suffix": "前"}  # also 元旦 in 元旦、春节前
    year = year_of(parts, frame)
    if year is None:
        return new_time(kind=kind, unanchored=True)
    if feast and parts.get("m1") is None:
        return new_time(kind="relative", year=year)
    part = part.removesuffix("末") if "季度" in part else part
    first = Point(year, place(parts.get("m1")), place(parts.get("d1")), part)
    second = second_point(parts, first) if ranged else first
    begin, end = first.interval(), second.interval()
    if begin is None or end is None or begin[0] > end[1]:
        return new_time(kind=kind, damaged=True)
    earliest = None if kind == "by" else begin[0]
    return new_time(
        kind=kind, earliest=earliest, latest=None if suffix in AFTER and not ranged else end[1], year=second.year
    )


def feast_day(feast: str) -> Parts:
    """Month and day of a feast, none where it moves from year to year."""
    month, day = FEASTS.get(feast, (None, None))
    return {"m1": str(month), "d1": str(day)} if month else {}


def place(digits: str | None) -> int | None:
    """A month or day; what is written but is no whole number is 0, which no calendar has."""
    return (whole(digits) or 0) if digits else None


def second_point(parts: Parts, first: Point) -> Point:
    """The end of a range, which shares with the beginning what it leaves out (9月1日至30日, 2021年11月至次年2月)."""
    month, day = place(parts.get("m2")), place(parts.get("d2") or parts.get("d2only"))
    part = (parts.get("tenth2") or parts.get("part2") or "").replace("第", "")
    year = first.year
    if written := parts.get("y2") or parts.get("y3"):
        year = named_year(written, year, year) or 0
    elif month is None and not part:
        month = first.month
    elif month is not None and first.month is not None and month < first.month:
        year += 1
    return Point(year, month, day, part)


def year_of(parts: Parts, frame: Frame) -> int | None:
    """The year of the first date: written, carried on, or that of the issue date.

    A limit (9月底前) whose month has gone by is meant for the next year, but for the month just gone: plans are printed
    later than they are written. Of another time that holds where it is not one of the last three months, of which a
    document speaks looking back, if it is not for the year to come.
    """
    issued = frame.issued
    if written := parts.get("y1"):
        return named_year(written, issued.year if issued else None, frame.year)
    if issued is None or (frame.year is not None and not (parts.get("feast") and frame.year == issued.year)):
        return frame.year  # of a feast, whose month may have gone by: 2024年6月启动，元旦前完成
    first, last = place(parts.get("m1")) or 0, place(parts.get("m2") or parts.get("m1")) or 0
    gone = issued.month - last if 0 < last < issued.month and first <= last else 0
    return issued.year + (gone > 3 or (gone > 1 and parts.get("suffix") in BEFORE) or (gone > 0 and frame.ahead))


def named_year(written: str, issued: int | None, carried: int | None) -> int | None:
    """A year in digits, or one named from another (今年, 明年, 次年, 同年); 0 where the digits are none."""
    word = written[0]
    if word not in YEAR_WORDS:
        return whole(written.replace("O", "0")) or 0
    base = carried if word in CARRIED and carried is not None else issued
    return None if base is None else base + YEAR_WORDS[word]


def coming_years(words: str, frame: Frame) -> Time:
    """今明两年 and 今明后三年: from the year of the issue date on."""
    if frame.issued is None:
        return new_time(kind="period", unanchored=True)
    year = frame.issued.year
    last = year + (2 if "后" in words else 1)
    return new_time(kind="period", earliest=dt.date(year, 1, 1), latest=dt.date(last, 12, 31), year=last)


def years_from(parts: Parts) -> Time:
    """2012年起5年内: from the first day of the date to the last before so many years or months have gone by.

    >>> years_from({"y1": "2024", "m1": "7", "n": "三", "unit": "年"}).latest
    datetime.date(2027, 6, 30)
    """
    first = Point(whole(parts.get("y1")) or 0, place(parts.get("m1")) or 1, place(parts.get("d1")) or 1).interval()
    months = (whole(parts.get("n")) or 0) * (12 if parts.get("unit") == "年" else 1)
    if first is None or first[0].year + months // 12 >= LAST_YEAR:
        return new_time(kind="period", damaged=True)
    years, month = divmod(first[0].month - 1 + months, 12)
    last_day = calendar.monthrange(first[0].year + years, month + 1)[1]
    over = dt.date(first[0].year + years, month + 1, min(first[0].day, last_day))
    last = over - dt.timedelta(days=1)
    return new_time(kind="period", earliest=first[0], latest=max(first[0], last), year=last.year)


def plan_time(plan: str, suffix: str) -> Time:
    """“十四五”期间: the five-year plans from the sixth (1981–1985) on; 末 is the end of the last year.

    >>> plan_time("“十四五”", "期间").earliest
    datetime.date(2021, 1, 1)
    """
    n = whole(plan.strip("“”").removesuffix("五"))
    if n is None or not 6 <= n <= 19:
        return new_time(kind="period", damaged=True)
    first, last = dt.date(1951 + 5 * n, 1, 1), dt.date(1955 + 5 * n, 12, 31)
    if "末" in suffix:
        return new_time(kind="by", latest=last)
    if suffix.endswith("年") and len(suffix) > 2:  # “十四五”后两年
        some = whole(suffix[-2]) or 0
        years = (last.year - some + 1, last.year) if suffix[-3] == "后" else (first.year, first.year + some - 1)
        return new_time(kind="period", earliest=first.replace(year=years[0]), latest=last.replace(year=years[1]))
    return new_time(kind="period", earliest=first, latest=last.replace(year=first.year) if "初" in suffix else last)


FREQUENCIES = {"年": ("YEARLY", 1), "学年": ("YEARLY", 1), "半年": ("MONTHLY", 6), "季": ("MONTHLY", 3)}
FREQUENCIES |= {"半月": ("WEEKLY", 2), "月": ("MONTHLY", 1), "周": ("WEEKLY", 1), "星期": ("WEEKLY", 1)}
FREQUENCIES |= dict.fromkeys(("日", "天", "晚"), ("DAILY", 1)) | {"小时": ("HOURLY", 1)}
LAST_DAY = {m: 30 if m in (4, 6, 9, 11) else 31 for m in range(1, 13) if m != 2}
WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKDAYS = "一二三四五六日天"
WEEKDAY, NUMBER = f"[{WEEKDAYS}]", "[0-9一二三四五六七八九十]+"


def recurring_time(parts: Parts, kind: DeadlineKind = "recurring") -> Time:
    """每年9月, 每两年, 每季度末, 每月5日前, 次月5日前 as an RFC 5545 rule; 每学期 and 每旬 have none.

    >>> recurring_time({"unit": "年", "months": "11月", "monthend": "底"}).recurs
    'FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30'
    """
    unit = (parts.get("unit") or "").removesuffix("度").removesuffix("份")
    if unit not in FREQUENCIES or parts.get("upto"):  # 每3～5年: no one rule
        return new_time(kind=kind)
    frequency, step = FREQUENCIES[unit]
    step *= whole(parts.get("every")) or 1
    months = recurring_months(parts, unit)
    if months and unit in ("季", "半年"):  # 每季度末, 每半年末月
        step = 1
    written = parts.get("day") or parts.get("monthday") or (months and parts.get("dayof")) or ""
    days = recurring_days(parts, unit, months, written)
    if months and THROUGH.search(written) and days != sorted(days):
        return new_time(kind=kind, damaged=True)
    if not all(1 <= m <= 12 for m in months) or not all(d == -1 or 1 <= d <= 31 for d in days):
        return new_time(kind=kind, damaged=True)
    rule = f"FREQ={frequency}" + (f";INTERVAL={step}" if step > 1 else "")
    rule += f";BYMONTH={','.join(map(str, months))}" if months else ""
    rule += f";BYMONTHDAY={','.join(map(str, days))}" if days else ""
    if weekday := parts.get("weekday"):
        named = in_row(weekday, WEEKDAY, day_of_week, range(7))
        rule += f";BYDAY={','.join(WEEK[d] for d in named)}"
    if weekday := parts.get("nthday"):
        rule += f";BYDAY={place(parts.get('nth')) or -1}{WEEK[day_of_week(weekday)]}"
    return new_time(kind=kind, recurs=rule)


def recurring_months(parts: Parts, unit: str) -> list[int]:
    """The months in which something comes again; 0 for what is none."""
    if parts.get("feasts"):
        return [month for month, _ in recurring_feasts(parts)]
    if parts.get("part1b"):  # 每年度末
        return [12]
    months = [place(m) or 0 for m in re.findall("([0-9一二三四五六七八九十]+) {0,2}月", parts.get("months") or "")]
    if months and parts.get("m2"):
        months = months_between(months[0], place(parts["m2"]) or 0)
    part = (parts.get("part1") or "").replace("第", "")
    if unit == "半年":
        return [6, 12] if part or parts.get("ending") or parts.get("nthmonth") else months
    if part in MONTHS:
        return months_between(*MONTHS[part])
    if part.startswith("年中"):
        return [6, 12]
    nth = (parts.get("nthmonth") or (parts.get("ending") and "末")) if unit == "季" else None
    return [nth_month(nth) + k for k in range(0, 12, 3)] if nth else months


def recurring_feasts(parts: Parts) -> list[tuple[int, int]]:
    """Months and day of feasts that come again on one day of a month each (每年“五一”“十一”前); else none."""
    days = [FEASTS.get(name) for name in FEAST.findall(parts.get("feasts") or "")]
    known = [day for day in days if day]
    return known if len(known) == len(days) and len({day for _, day in known}) == 1 else []


def recurring_days(parts: Parts, unit: str, months: list[int], written: str) -> list[int]:
    """The days of those months; -1 for the last, as RFC 5545 counts."""
    if parts.get("feasts"):
        return [day for _, day in recurring_feasts(parts)][:1]
    part = parts.get("part1") or ""
    if unit in ("季", "半年") and months and not written:
        return [-1]
    ends = parts.get("monthend") or (parts.get("months") or "").endswith("底") or part.endswith(("底", "末"))
    if ends or parts.get("part1b") or (parts.get("ending") and unit == "月"):
        return [LAST_DAY.get(months[0], -1) if len(months) == 1 else -1]
    return in_row(written, NUMBER, lambda d: place(d) or 0, range(1, 32))


def nth_month(written: str) -> int:
    """Which month of a quarter 首月, 第二个月, 末月 is."""
    return 1 if written.startswith(("首", "第一")) else 2 if written.startswith("第二") else 3


def day_of_week(c: str) -> int:
    """The place of a weekday in the week, Monday 0; 日 and 天 are Sunday."""
    return min(WEEKDAYS.index(c), 6)


def in_row(written: str, member: str, number: Callable[[str], int], wheel: range) -> list[int]:
    """The numbers of a list of days or weekdays, those between two with 至 between them included, over the end too.

    >>> in_row("1、5至7", "[0-9]", int, range(8))
    [1, 5, 6, 7]
    >>> in_row("6至1", "[0-9]", int, range(8))
    [6, 7, 0, 1]
    """
    row: list[int] = []
    for between, one in re.findall(f"(.*?)({member})", written):
        n = number(one)
        if row and THROUGH.search(between):
            row += range(row[-1] + 1, n) if n > row[-1] else (*range(row[-1] + 1, wheel.stop), *range(wheel.start, n))
        row.append(n)
    return list(dict.fromkeys(row))


THROUGH = re.compile("[至到—–―－~～─-]")


def months_between(first: int, last: int) -> list[int]:
    """The months of a stretch, over the end of the year if need be; `[0]` where one is no month.

    >>> months_between(11, 2)
    [11, 12, 1, 2]
    """
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return [0]
    return [(first - 1 + k) % 12 + 1 for k in range((last - first) % 12 + 1)]


def this_month(parts: Parts, frame: Frame, *, limit: bool) -> Time:
    """本月 … as a date: the month of the issue date."""
    if frame.issued is None:
        return new_time(kind="by" if limit else "on", unanchored=True)
    named = {"y1": str(frame.issued.year), "m1": str(frame.issued.month)}
    return calendar_time({**parts, **named}, frame, limit=limit)


def this_week(parts: Parts, frame: Frame, *, limit: bool) -> Time:
    """本周五, 下周内: a day of the week of the issue date or of the next one, or all of it."""
    suffix = parts.get("suffix") or ""
    kind: DeadlineKind = "period" if suffix in AFTER else "by" if limit or suffix in BEFORE | WITHIN else "on"
    if frame.issued is None:
        return new_time(kind=kind, unanchored=True)
    monday = frame.issued + dt.timedelta(7 * (parts["week"] == "下") - frame.issued.weekday())
    weekday = parts.get("weekday")
    day = None if weekday is None else 6 if weekday == "末" else day_of_week(weekday)
    first = monday + dt.timedelta(day or 0)
    last = monday + dt.timedelta(6 if day is None else day)
    return new_time(
        kind=kind,
        earliest=None if kind == "by" else first,
        latest=None if kind == "period" else last,
        year=last.year,
    )


TERMS = {"一": 1, "上": 1, "秋": 1, "二": 2, "下": 2, "春": 2}
"""The half of a school year that a term is."""


def school_year(parts: Parts) -> Time:
    """2023—2024学年: from 1 September to the end of August; its terms end with January and July."""
    half = TERMS.get(parts.get("half") or parts.get("season") or "")
    first = int(parts.get("y1") or 0) - (parts.get("season") == "春")
    last = int(parts.get("y2") or first + 1)
    if not FIRST_YEAR <= first < last <= LAST_YEAR:
        return new_time(kind="period", damaged=True)
    begin = dt.date(last, 2, 1) if half == 2 else dt.date(first, 9, 1)
    end = dt.date(last, 8, 31) if half is None else dt.date(last, 1, 31) if half == 1 else dt.date(last, 7, 31)
    return new_time(kind="period", earliest=begin, latest=end, year=last)


def time_of(reads: str, parts: Parts, frame: Frame, *, limit: bool = False) -> Time:
    """The time that the parts of an expression give, by the way in which its rule reads (`value.reads`)."""
    if reads in ("every", "once"):
        return recurring_time(parts)
    if reads == "next":
        return recurring_time(parts, "relative")
    if reads in ("within", "event"):
        return new_time(kind="relative")
    if reads == "now":
        return new_time(kind="period", earliest=frame.issued)
    if reads == "plan":
        return plan_time(parts.get("plan") or "", parts.get("suffix") or "")
    if reads == "month":
        return this_month(parts, frame, limit=limit)
    if reads == "week":
        return this_week(parts, frame, limit=limit)
    if reads == "school":
        return school_year(parts)
    if reads == "years":
        return coming_years(parts.get("years") or "", frame)
    if reads == "years_from":
        return years_from(parts)
    if parts.get("y1") and (parts["y1"] or "")[0] in CARRIED and frame.year is None:
        months = f"{parts['m1']}月" if parts.get("m1") else None
        ending = parts.get("tenth1") if parts.get("tenth1") in ("底", "末") else None
        return recurring_time({"unit": "年", "months": months, "day": parts.get("d1"), "monthend": ending}, "relative")
    return calendar_time(parts, frame, limit=limit)
