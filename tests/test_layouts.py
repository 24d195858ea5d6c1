"""Heads, signatures and enclosures in many layouts, put together by chance from parts whose meaning is known."""

import datetime as dt
import random

import policytext as pt
from policytext.reading.lexicon import Lexicon

DOCUMENTS = 800
OFFICES = ("人民政府", "人民政府办公室", "民政局", "教育局", "应急管理局", "住房和城乡建设局", "残疾人联合会", "总工会")
GENRES = ("通知", "意见", "实施意见", "通告", "公告", "通报")
MATTERS = ("加强社区助餐工作", "做好2023年度防汛工作", "开展安全生产专项检查", "推进农村人居环境整治", "表彰先进集体")
ENCLOSED = (
    "实施方案",
    "管理办法",
    "三年行动计划（2023—2025年）",
    "工作要点",
    "实施细则（试行）",
    "应急预案",
    "考核办法",
)
ADDRESSED = {
    "各镇人民政府、街道办事处，县直各部门：": ("各镇人民政府", "各街道办事处", "县直各部门"),
    "各县（市、区）人民政府，市政府有关部门：": ("各县（市、区）人民政府", "市政府有关部门"),
    "各有关单位：": ("各有关单位",),
    "各科室、局属各单位：": ("各科室", "局属各单位"),
}
DIGITS = "〇一二三四五六七八九"
TENS = ("", "十", "二十", "三十")


def in_characters(day: dt.date) -> str:
    """二〇二三年五月十八日."""
    year = "".join(DIGITS[int(c)] for c in str(day.year))
    month, number = (TENS[n // 10] + (DIGITS[n % 10] if n % 10 else "") for n in (day.month, day.day))
    return f"{year}年{month}月{number}日"


def head(chance: random.Random, title: str, number: str) -> tuple[list[str], bool]:
    """The lines of number and title, and whether there is a number."""
    lines = [title]
    if chance.random() < 0.4 and len(title) > 24:
        cut = title.index("关于") + chance.choice((0, 4))
        lines = [title[:cut], title[cut:]]
    style = chance.choice(("none", "before", "after", "behind", "letterhead", "one line"))
    if style == "before":
        lines = [number, "", *lines]
    elif style == "after":
        lines.append(number)
    elif style == "behind":
        lines[-1] += f"（{number}）"
    elif style == "letterhead":
        lines = [title[: title.index("关于")] + "文件", number, "", *lines]
    elif style == "one line":
        lines = ["".join(lines) + " " + number]
    return lines, style != "none"


def foot(chance: random.Random, issuer: str, day: dt.date) -> list[str]:
    """The lines of signature and date."""
    spaced = f"{day.year} 年 {day.month} 月 {day.day} 日"
    date = chance.choice((f"{day.year}年{day.month}月{day.day}日", spaced, in_characters(day)))
    blanks = "　" * chance.choice((0, 10))
    lines = chance.choice(([blanks + issuer, blanks + date], [issuer + "　　" + date], [date]))
    return ["", *lines, *(["（此件公开发布）"] if chance.random() < 0.3 else [])]


def document(chance: random.Random, place: str) -> tuple[str, dict[str, object]]:
    """A document and what its header says."""
    issuer, forwards = place + chance.choice(OFFICES), chance.random() < 0.5
    enclosed, genre = f"{place}老年人助餐{chance.choice(ENCLOSED)}", "通知" if forwards else chance.choice(GENRES)
    matter = f"印发《{enclosed}》" if forwards else chance.choice(MATTERS)
    title = f"{issuer}关于{matter}的{genre}"
    day = dt.date(chance.randint(2005, 2024), chance.randint(1, 12), chance.randint(1, 28))
    number = f"{place[0]}政发〔{day.year}〕{chance.randint(1, 99)}号"
    lines, numbered = head(chance, title, number)
    row = None if genre in ("通告", "公告") else chance.choice(sorted(ADDRESSED))
    lines += [*([""] if chance.random() < 0.5 else []), row] if row else []
    if forwards:
        lines.append(f"　　现将《{enclosed}》印发给你们，请认真贯彻执行。")
    else:
        lines += ["　　为做好工作，现就有关事项通知如下：", "　　一、加强领导", "　　各单位要落实责任，抓好落实。"]
    lines += foot(chance, issuer, day)
    if forwards:
        lines += ["", enclosed, "", "一、总体要求", "坚持以人为本。", "二、工作措施", "各镇要做好登记。"]
    if chance.random() < 0.3:
        lines += ["抄送：县委办公室。", f"{issuer}办公室　　{day.year}年{day.month}月{day.day}日印发"]
    return "\n".join(lines), {
        "title": title,
        "genre": genre,
        "document_number": number if numbered else None,
        "issuers": (issuer,),
        "addressees": ADDRESSED[row] if row else (),
        "issued": day,
        "enclosures": (enclosed,) if forwards else (),
    }


def test_headers_in_many_layouts() -> None:
    """Every field, wherever number, title, signature and date stand."""
    chance = random.Random(2012)
    places = [e.name for e in Lexicon.default("divisions") if e.level in ("county", "prefecture") and len(e.name) < 8]
    for _ in range(DOCUMENTS):
        text, told = document(chance, chance.choice(places))
        header = pt.parse(text).header
        assert {field: getattr(header, field) for field in told} == told, text
