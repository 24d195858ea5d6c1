"""Markdown: the text without its marks; tables between bars are tables."""

import re
from dataclasses import replace

from policytext.sources import text
from policytext.sources.content import Content
from policytext.sources.limits import STANDARD, Limits
from policytext.sources.lines import Lines

HEAD = re.compile(r"[ \t]{0,3}(?:#{1,6}(?!#)[ \t]*|(?:>[ \t]?){1,9})")
TAIL = re.compile(r"(?<=\S)[ \t]+#{1,6}[ \t]*$")
RULE = re.compile(r"[ \t]*(?:[-*_=][ \t]*){3,}$")
STRONG = re.compile(r"(\*{2,3}|__)(?=\S)([^*_\n]{1,2000}?)(?<=\S)\1")
PICTURE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)")
LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\([^()\s]{0,2000}(?:[ \t]\"[^\"\n]{0,500}\")?\)")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
UNDER_HEAD = re.compile(r"[ \t:|-]*-[ \t:|-]*$")
BAR = re.compile(r"(?<!\\)\|")


def read(data: bytes, limits: Limits = STANDARD) -> Content:
    r"""The text of a Markdown file without the marks of headings, strong words, links and quotations.

    >>> read("## 一、目标\n\n**请报送。**尽快。".encode()).text
    '一、目标\n\n请报送。尽快。'
    """
    content = text.read(data, limits)
    lines = Lines(limits.text)
    for line in content.text.split("\n"):
        row = line.strip()
        if len(row) < 3 or row[0] != "|" or row[-1] != "|":
            if not RULE.match(line):
                lines.paragraph(shown(line))
        elif not UNDER_HEAD.match(line):
            lines.row([shown(cell.strip()) for cell in BAR.split(row[1:-1])])
    return replace(content, text=lines.text(), grids=lines.grids())


def shown(line: str) -> str:
    """A line or cell without its marks."""
    line = TAIL.sub("", line[m.end() :]) if (m := HEAD.match(line)) else line
    line = STRONG.sub(r"\2", line) if "*" in line or "__" in line else line
    line = LINK.sub(r"\1", PICTURE.sub("", line)) if "](" in line else line
    return ESCAPED.sub(r"\1", line) if "\\" in line else line
