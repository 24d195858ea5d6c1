"""Outlines of three and four levels, put together by chance, with line ends and with spaces in their place."""

import random
from collections import Counter

import pytest

import policytext as pt

DOCUMENTS = 300
NUMBERS = "一二三四五六七八九十"
HEADINGS = (
    "总体要求",
    "工作目标",
    "主要任务",
    "保障措施",
    "加强组织领导",
    "完善服务网络",
    "规范运营管理",
    "健全工作机制",
)
SENTENCES = (
    "各镇要落实责任，确保完成任务。",
    "县民政局要加强检查，及时通报情况。",
    "每季度开展一次检查，对发现的问题限期整改。",
    "对符合条件的食堂给予补助。",
    "建立台账，定期更新。",
)
MARKERS = {1: ("{c}、",), 2: ("（{c}）", "({c})", "（{c}） "), 3: ("{n}.", "{n}．", "{n}、"), 4: ("（{n}）", "({n})")}
Outline = list[tuple[int, str | None]]


class Writer:
    """Writes an outline, and notes level and heading of each section."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.lines, self.told = chance, list[str](), Outline()
        self.markers = {level: chance.choice(forms) for level, forms in MARKERS.items()}
        self.inline = {2: chance.random() < 0.5, 3: chance.random() < 0.7}

    def section(self, level: int, k: int) -> None:
        """One section with its sentences and the sections below it."""
        marker = self.markers[level].format(c=NUMBERS[k], n=k + 1)
        heading = self.chance.choice(HEADINGS) if level < 4 else None
        self.told.append((level, heading))
        if heading is None:
            self.lines.append(marker + self.chance.choice(SENTENCES))
        elif self.inline.get(level):
            self.lines.append(f"{marker}{heading}。{self.chance.choice(SENTENCES)}")
        else:
            self.lines.append(marker + heading)
        below = level < 4 and self.chance.random() < (0.8, 0.4, 0.2)[level - 1]
        if heading is not None and not self.inline.get(level) and not (below and level == 1):
            self.lines.append(self.chance.choice(SENTENCES))
        for j in range(self.chance.randint(2, 4) if below else 0):
            self.section(level + 1, j)


def outline(seed: int) -> tuple[list[str], Outline]:
    """The lines of a notice and the sections that they open."""
    writer = Writer(random.Random(seed))
    for k in range(writer.chance.randint(2, 5)):
        writer.section(1, k)
    lines = ["青禾县人民政府办公室关于做好助餐工作的通知", "各镇人民政府：", "为做好工作，现就有关事项通知如下："]
    return [*lines, *writer.lines, "青禾县人民政府办公室", "2023年5月8日"], writer.told


def test_outlines_by_lines() -> None:
    """Every section with its level and heading."""
    for seed in range(DOCUMENTS):
        lines, told = outline(seed)
        text = "\n".join("　　" + line for line in lines)
        assert [(s.level, s.heading) for s in pt.parse(text).sections] == told, text


@pytest.mark.parametrize(("between", "least"), [("　　", 0.98), (" ", 0.9)])
def test_outlines_that_lost_their_line_ends(between: str, least: float) -> None:
    """Nearly every section, where all stands on one line; what is too short to be told flattened counts as well."""
    found: Counter[tuple[int, str | None]] = Counter()
    there: Counter[tuple[int, str | None]] = Counter()
    both = 0
    for seed in range(DOCUMENTS):
        lines, told = outline(seed)
        sections = Counter((s.level, s.heading) for s in pt.parse(between.join(lines)).sections)
        both += sum((sections & Counter(told)).values())
        found += sections
        there += Counter(told)
    assert both >= least * max(found.total(), there.total())
