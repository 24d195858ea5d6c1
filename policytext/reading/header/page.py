"""What a web page prints around a document: labels, buttons, paths, and the title once more above all that.

Most of it is told by its words. What is not is told by its place: a page prints the title of a document above its
own lines, and again where the document begins; so whatever stands above the last printing belongs to the page.
"""

import re
from collections.abc import Sequence
from string import ascii_uppercase

from policytext.reading.branches import seeking
from policytext.reading.header.site_table import Row
from policytext.reading.header.title import BROKEN_OVER, lines_of_title

RESIDUE_WORDS = (
    "打印|关闭|收藏|下载|字体大小|字体|编辑|责任编辑|责编|全文有效|题注|原文链接|浏览次数|点击数|点击率|访问量"
    "|阅读次数|阅读|分享|分享到|扫一扫|微信|微博|首页|当前位置"
    "|您现在的位置|您的位置|网站首页|上一篇|下一篇|版权所有|主办|承办|相关链接|相关文件|相关附件|附件下载|文档附件"
    "|正文下载|内容全文|文件全文|发布信息|返回|顶部|网站地图|联系我们|征求意见稿|公开征求意见稿"
    "|送审稿|讨论稿|热点查询|热门搜索|下载地址|保存为word|朗读|全文|正文|浏览量|相关文档|技术支持|政策解读|相关解读"
    "|设为首页|加入收藏|网站标识码|无障碍阅读"
)
PAGE_PHRASES = (
    "(?:(?:打印|关闭|收藏|保存)(?:本页|此页|页面|窗口|本文) *)+"
    "|分享[到至].{0,10}|扫一扫.{0,16}|返回(?:首页|顶部|列表|目录|上一?[级页层]).{0,6}"
    "|[上下]一[篇条]|您是第.{1,12}位(?:访问者|访客|浏览者)|点击下载.{0,8}|(?:您现在的|您的|当前)位置.{0,40}"
    "|版权所有.{0,40}|(?:责任编辑|责编|稿源)[一-鿿]{2,8}|微信公众号$|微信扫.{0,12}"
)
RESIDUE = re.compile(
    rf"[【\[（]?(?:(?:{RESIDUE_WORDS}|[A-Z]{{0,3}}ICP)[^一-鿿]*(?:$|[：: 】\]>〉|].*$)"
    rf"|[A-Z]{{2,6}}\d{{0,3}}[-—]\d{{4}}[-—]\d{{3,6}}$|[A-D]类[）】\]]?$|责任单位：$|(?:{PAGE_PHRASES})[）】\]]?$|<！-)"
)
"""How a line begins that a web page puts around a document."""
RESIDUE_OPENS = {w[:2] for w in f"{RESIDUE_WORDS}|责任|保存|微信|上一|下一|您是|点击|<！".split("|")}
RESIDUE_BRACKETS = frozenset("【[（" + ascii_uppercase)
"""The first two letters of such a line, or what stands before them: told first, since hardly a line begins so."""
BUTTONS = re.compile(
    seeking(
        r"[【\[](?:打印|关闭)[^】\]]{0,4}[】\]]|字[体号]：|[〉>] ?正文|ICP备|公网安备"
        r"|不代表本[站网]|最佳(?:浏览|显示|视觉)效果|(?<=^涉密文件)(?:严禁|不得)上网$"
    )
)
SIZES = frozenset(("大", "中", "小", "大中小"))
"""Buttons for the size of letters, parted by blanks."""
LONGEST_RESIDUE = 300
"""A longer line is a text that was flattened."""
FAR = 60
"""Characters that stand at most before and behind buttons on their line."""
LONGEST_WITH_BUTTONS = 2 * FAR + 6
VALIDITY = re.compile(
    r"(?<!目录)(?<!清单)[（【\[〔][^（）【】\[\]〔〕]{0,10}(?:失效|废止)[）】\]〕]|[【\[](?:现行)?有效[】\]]"
    r"|^(?:此件|本件|此文件?|本文件?|该文件?|全文|文件)(?:现?已经?)?(?:被?废止|失效)$"
)
"""What a copy says about the force of a document, beside or above its title: （已失效）, 此件已废止."""
NEWS = re.compile(r"[一-鿿]{2,16} ?(?:（?记者[^（）]{0,12}）?)? ?(?:\d{4}年)?\d{1,2}月\d{1,2}日 ?(?:电|讯|消息)$")
"""Whence a news site has a text: 青禾新闻网5月8日讯."""
BYLINE = re.compile(
    "(?:（(?=.*）$)(?:本[报网台])?|[一-鿿]{1,6}[社报台网])(?:记者|通讯员)(?:[ /、][一-鿿×]{2,4}(?=[ /、）]|$)){1,6}）?"
)
"""Who has written a report: 青禾社记者 某某."""
POSTED = re.compile(
    r"(?:时间|日期)：? ?\d{4}[-./]|\d{4}[-/]\d{1,2}[-/]\d{1,2} (?:\d\d?[：:]\d\d|(?:来源|作者|编辑|浏览|点击|阅读))"
)
"""When a page was put up: 时间：2023-05-08 来源：…, 2023-05-08 09:30."""
SELECTION = re.compile(r"（[^（）]{0,6}\d{1,3} ?篇[^（）]{0,4}）$")
"""How a page ends its title that has several texts: （精选12篇）."""
PATH = re.compile(
    r"[^。；>|《〈》〉]{1,30}(?:[>》〉][^。；>|《〈》〉]{1,24}){2,}$"
    r"|[^。；>|]{0,28}(?:网|首页|我们|地图) *(?:\|[^。；>|]{1,24})+$"
)
"""The path to a page, or a row of links: 首页 > 政务公开 > 文件, 青禾网 | 云川网."""


def is_residue(line: str) -> bool:
    """Whether a line belongs to the page around the document."""
    size, last, begun = len(line), line[-1], line[:2]
    if size > LONGEST_RESIDUE:
        return False
    if (begun in RESIDUE_OPENS or line[0] in RESIDUE_BRACKETS) and RESIDUE.match(line):
        return True
    if line[0] in "大中小" and line.replace(" ", "") in SIZES:
        return True
    if (last in "）】〕]止效" and VALIDITY.fullmatch(line)) or (last in "讯电息" and NEWS.fullmatch(line)):
        return True
    if begun == "- " or (last == "）" and "篇" in line[-8:] and SELECTION.search(line)):
        return True
    if begun in ("时间", "日期", "20", "19") and POSTED.match(line):
        return True
    if (">" in line or "》" in line or "〉" in line or "|" in line) and PATH.match(line):
        return True
    if size <= FAR:
        return BUTTONS.search(line) is not None or ("记者" in line and BYLINE.fullmatch(line) is not None)
    if size > LONGEST_WITH_BUTTONS:
        return False
    return any(m.start() <= FAR and size - m.end() <= FAR for m in BUTTONS.finditer(line))


SHORTEST_TITLE = 8
LONGEST_AROUND = 30
"""What a page sets around a title that it prints on a line of its own: 标题：…, …范文, 【专题】…"""
LONGEST_TITLE = 250
"""Characters of the lines over which the title is broken where the document begins."""
AHEAD_OF_TITLE = re.compile(
    r"(?:[【\[][^【】\[\]]{0,12}[】\]]|(?:标题|题目|文件名称|名称|当前文档|正文)[：:]?\|?"
    r"|[^，。；：的]{0,16}(?:网|文库|资料|文档|首页|之家|大全))?《?"
)
BEHIND_TITLE = re.compile(
    r"》?(?:[（(]?(?:范文|精选|通用|汇编|示例|模板|全文|征求意见稿)[^，。；]{0,12}|\.(?:docx?|pdf|wps|txt).{0,12}"
    r"|[-_—|].{0,16})?"
)
"""What a page sets before and behind a title; more makes it the title of something else (…解读, 青禾县…)."""
DAY_ALONE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日(?:印发)?")
"""A day on a line of its own, as a signature has it; a page puts a label before it, or writes 2023-05-08."""


def own_title(text: str, rows: Sequence[Row]) -> int:
    r"""Where the title of the document stands that a page has printed above its own lines as well; 0 where none has.

    Args:
        text: the folded text.
        rows: its lines above the body.

    >>> from policytext.reading.header.site_table import rows_above_body
    >>> text = "青禾文库 社区食堂管理办法范文\n小编为您整理。\n社区食堂管理办法\n一、总则"
    >>> text[own_title(text, rows_above_body(text, 0, 1500)) :]
    '社区食堂管理办法\n一、总则'
    >>> text = "关于印发《社区食堂管理办法》的通知\n社区食堂管理办法\n一、总则"
    >>> own_title(text, rows_above_body(text, 0, 1500))
    0
    """
    found = 0
    above: list[tuple[int, str]] = []
    for row in rows:
        bare = row.text.replace(" ", "")
        own = not row.cells and not row.label
        if own and above and len(bare) >= SHORTEST_TITLE and any(bare in line for _, line in above):
            found = begins_again(text, row.start, bare, above) or found
        above.append((row.start, bare))
    return found


def begins_again(text: str, start: int, bare: str, above: list[tuple[int, str]]) -> int:
    """Where the title begins, if this line, or the one above it as its issuer, begins it again; else 0."""
    at, last = above[-1]
    if bare == last:  # right below itself
        return 0
    following = ["".join(line.split()) for line in text[start : start + LONGEST_TITLE].split("\n")[:BROKEN_OVER]]
    title = "".join(following[: lines_of_title(following)])
    if title and any(printed_in(line, last + title) for _, line in above[:-1]):
        return at
    first = next((k for k, (_, line) in enumerate(above) if printed_in(line, title)), None) if title else None
    if first is None or any(DAY_ALONE.fullmatch(line) for _, line in above[first + 1 :]):
        return 0  # a day between them dates what stands above
    k = len(above)
    while first and k - 1 > first and above[first - 1][1] == above[k - 1][1]:  # both are broken over the same lines
        first, k = first - 1, k - 1
    return above[k][0] if k < len(above) else start


def printed_in(line: str, title: str) -> bool:
    """Whether a line is nothing but a title with what a page sets around it."""
    if title not in line or len(line) - len(title) > LONGEST_AROUND:
        return False
    before, _, behind = line.partition(title)
    return AHEAD_OF_TITLE.fullmatch(before) is not None and BEHIND_TITLE.fullmatch(behind) is not None
