"""Documents of one mould: one notice handed down from the centre to provinces, prefectures and counties, all invented.

Each copies the notice of the body above it, puts its own place and offices in the place of the others, changes
numbers, leaves items out and adds one of its own.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import policytext as pt
from policytext.derivation.lines import divisions
from policytext.model import Document

NOTICE, OTHERS = "meal-yunchuan", "waste-*"
"""The document of the demo corpus that is the mould, and those from which items of one's own are taken."""
ITEM = re.compile(r"　　（[一二三四五六七八九十]+）")
FIRST = "柏丹枫桂禾荷锦景兰岚澜黎柳绿梅闽启青秋融瑞桑松棠桐望霞香徐雅银榆玉云泽芷"
SECOND = "坝滨苍城川岛堤渡埠港谷关湖涧津井岚里陵楼浦桥石潭塘亭湾崖洋源原苑洲庄"
PROVINCES, PREFECTURES = 31, 300
DROPPED, NUMBERS = 0.05, 0.15
"""Share of items that are left out, and of those in which a number is changed, as a notice is handed down."""
WORDS = (
    {"省": "", "全省": "全国", "各市、县（市、区）": "各省", "厅": "部", "省政府": "国务院"},
    {"省": "省", "全省": "全省", "各市、县（市、区）": "各市、县（市、区）", "厅": "厅", "省政府": "省政府"},
    {"省": "市", "全省": "全市", "各市、县（市、区）": "各县（市、区）", "厅": "局", "省政府": "市政府"},
    {"省": "县", "全省": "全县", "各市、县（市、区）": "各乡镇", "厅": "局", "省政府": "县政府"},
)
"""What stands at each level in the place of the words of the mould."""
TO = ("各省、自治区、直辖市民生服务厅（局）", "各市人民政府", "各县（市、区）人民政府", "各乡镇人民政府")
OFFICE = re.compile(r"省([^省、，。（]{2,8}?)[厅局委](?=[、，）要])")


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as it is handed down: who issued it, and its items by number."""

    depth: int
    place: str
    number: str
    items: tuple[tuple[int, str], ...]
    above: Notice | None

    @property
    def title(self) -> str:
        """What it is called."""
        return f"{self.place}社区老年助餐服务行动实施方案"


def notices(folder: Path, size: int) -> Iterator[Notice]:
    """The centre's notice, then those of provinces, prefectures and counties; the same at every call."""
    chance = random.Random(0)
    lines = (folder / f"{NOTICE}.txt").read_text("utf-8").splitlines()
    mould = [ITEM.sub("", line) for line in lines if ITEM.match(line)]
    strays = [ITEM.sub("", s) for f in sorted(folder.glob(f"{OTHERS}.txt")) for s in sentences(f.read_text("utf-8"))]
    known = divisions()[0]
    stems = [a + b for a in FIRST for b in SECOND if a != b and a + b not in known]
    stems = chance.sample([a + b for a in stems for b in ("", *SECOND[::9]) if a[1] != b], size)
    provinces, prefectures = min(PROVINCES, size // 8 + 1), min(PREFECTURES, size // 3 + 1)
    ends = (1, 1 + provinces, 1 + provinces + prefectures, size)
    held: list[list[Notice]] = [[], [], [], []]
    for n, stem in enumerate(stems):
        depth = next(k for k, end in enumerate(ends) if n < end)
        above = held[depth - 1][len(held[depth]) % len(held[depth - 1])] if depth else None
        number = f"{stem}政办发〔{2020 + depth}〕{n % 90 + 1}号" if depth else "民生发〔2020〕1号"
        place = stem + " 省市县"[depth] if depth else ""
        items = above.items if above else tuple(enumerate(mould))
        if above:
            own = chance.randrange(len(strays))
            items = (*handed_down(items, chance), (len(mould) + own, f"本地做法。{strays[own]}"))
        held[depth].append(Notice(depth, place, number, items, above))
        yield held[depth][-1]


def sentences(text: str) -> list[str]:
    """Sentences that are long enough to be an item."""
    found = (s.strip() for s in text.split("。"))
    return [s + "。" for s in found if 40 < len(s) < 120 and not re.search("[《\n]|^[第（一二三四五]", s)]


def handed_down(items: Sequence[tuple[int, str]], chance: random.Random) -> Iterator[tuple[int, str]]:
    """The items that are kept; in some another number."""
    for key, text in items:
        if chance.random() < DROPPED:
            continue
        numbers = list(re.finditer(r"[1-9]\d?(?=[个%家次名人万元])", text))
        if numbers and chance.random() < NUMBERS:
            m = chance.choice(numbers)
            text = f"{text[: m.start()]}{chance.randint(1, 99)}{text[m.end() :]}"
        yield key, text


def written(notice: Notice, cited: bool) -> str:
    """The text of a notice; `cited` says whether it names the one above."""
    issuer = f"{notice.place}人民政府办公室" if notice.depth else "民生服务部"
    above = notice.above
    basis = f"根据《{above.title}》（{above.number}）精神，" if above and cited else ""
    body = [f"　　（{numeral(k)}）{text}" for k, (_, text) in enumerate(notice.items, 1)]
    to = TO[notice.depth]
    date = f"{2020 + notice.depth}年{3 + notice.depth}月{1 + int(notice.number[-2:-1])}日"
    name = notice.title
    text = (
        f"{notice.number}\n\n{issuer}\n关于印发《{name}》的通知\n\n{to}：\n"
        f"　　现将《{name}》印发给你们，请认真贯彻执行。\n\n"
        f"　　　　　　　　　　{issuer}\n　　　　　　　　　　{date}\n\n{name}\n\n"
        f"　　{basis}为加快发展社区老年助餐服务，结合实际，制定本方案。\n　　一、重点任务\n" + "\n".join(body) + "\n"
    )
    return localised(text, notice)


def localised(text: str, notice: Notice) -> str:
    """The text in the words of its level and place."""
    words = WORDS[notice.depth]
    text = OFFICE.sub(lambda m: f"{words['省']}{m[1]}{words['厅']}", text)
    for old in ("各市、县（市、区）", "全省", "省政府"):
        text = text.replace(old, words[old])
    return text.replace("云川省", notice.place or "国家").replace("云川", notice.place[:-1] or "国家")


def numeral(n: int) -> str:
    """A number below 100 in Chinese."""
    tens, ones = divmod(n, 10)
    digits = "〇一二三四五六七八九"
    return (("" if tens == 1 else digits[tens]) + "十" if tens else "") + (digits[ones] if ones else "")


def of_one_mould(folder: Path, size: int, cited: bool) -> tuple[list[Document], list[Notice]]:
    """As many documents of one mould, read from their texts, and what each is."""
    held = list(notices(folder, size))
    return [pt.parse(written(n, cited), doc_id=f"d{k}") for k, n in enumerate(held)], held
