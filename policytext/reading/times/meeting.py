"""The day on which a meeting was held (会议时间): minutes often bear no other date."""

import datetime as dt
import re

from policytext.reading.header.dates import FULL_DATE_PATTERN, date_of

HELD = re.compile(
    rf"(?:时 {{0,4}}间|(?<![发签制刷]) ?日 {{0,4}}期) {{0,2}}： {{0,2}}{FULL_DATE_PATTERN}(?! {{0,2}}[至到—–~～-])"
)
HEAD = 600
"""How far into the minutes their head reaches at most."""


def meeting_day(text: str, genre: str | None) -> dt.date | None:
    """The day that the head of minutes (纪要) gives for the meeting; `None` for other documents.

    >>> meeting_day("县政府专题会议纪要 时间：2023年5月11日 地点：一楼", "纪要")
    datetime.date(2023, 5, 11)
    """
    held = HELD.search(text, 0, HEAD) if genre in ("纪要", "会议纪要") else None
    return date_of(held) if held else None
