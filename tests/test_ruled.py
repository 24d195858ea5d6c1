"""Tables on printed pages are found by the lines drawn round their cells."""

import pytest
from pdf_writer import Shown, Stroke, pdf

import policytext as pt
from policytext.sources.content import Grid
from policytext.sources.pdf import read
from policytext.sources.ruled import MOST_LINES, Line, Ruling, continued, find_frames, flowed
from policytext.span import Span

EM = 10


def raster(xs, ys):
    """All the lines of a table."""
    return [
        *(Ruling(False, y, min(xs), max(xs)) for y in ys),
        *(Ruling(True, x, min(ys), max(ys)) for x in xs),
    ]


def shown(rulings):
    """The cells of the only table, as numbers of squares."""
    (frame,) = find_frames(rulings, EM)
    columns = frame.columns
    return [list(frame.cells[k : k + columns]) for k in range(0, len(frame.cells), columns)]


def test_each_square_between_lines_is_a_cell():
    assert shown(raster((0, 50, 100), (0, 20, 40))) == [[0, 1], [2, 3]]


def test_lines_drawn_cell_by_cell_or_twice_are_one():
    pieces = [
        *(Ruling(False, y, x, x + 50) for y in (0, 20, 40) for x in (0, 50)),
        *(Ruling(True, x + d, y, y + 20) for x in (0, 50, 100) for y in (0, 20) for d in (0, 0.5)),
    ]
    assert shown(pieces) == [[0, 1], [2, 3]]


def test_a_line_that_stops_short_leaves_one_cell_over_rows_and_columns():
    lines = [
        *(Ruling(False, y, 0, 100) for y in (0, 40)),
        Ruling(False, 20, 50, 100),
        *(Ruling(True, x, 0, 40) for x in (0, 50, 100)),
    ]
    assert shown(lines) == [[0, 1], [0, 3]]
    lines = [*(Ruling(False, y, 0, 100) for y in (0, 20, 40)), Ruling(True, 50, 20, 40), Ruling(True, 100, 0, 40)]
    assert shown(lines) == [[0, 0], [2, 3]]


def test_sides_that_are_not_drawn_are_taken_from_the_other_lines():
    lines = [*(Ruling(False, y, 0, 100) for y in (0, 20, 40)), Ruling(True, 50, 0, 40)]
    assert shown(lines) == [[0, 1], [2, 3]]


@pytest.mark.parametrize(
    "rulings",
    [
        [],
        [Ruling(False, 100, 0, 400)],  # the red line of a letterhead
        [Ruling(False, y, 0, 60) for y in range(0, 200, 20)],  # words underlined
        raster((0, 400), (0, 100)),  # a frame round text
        [Ruling(False, 0, 0, 40), Ruling(True, 200, 0, 40)],  # lines that do not meet
        [Ruling(i % 2 == 0, i, 0, 5000) for i in range(2 * MOST_LINES * 4)],  # a drawing
    ],
)
def test_other_lines_are_no_table(rulings):
    assert find_frames(rulings, EM) == []


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([], ""),
        ([(0, 40, "市发展改"), (0, 20, "革委")], "市发展改革委"),
        ([(0, 40, "一是摸排"), (0, 20, "登记"), (0, 40, "二是整改")], "一是摸排登记\n二是整改"),
        ([(10, 30, "牵头"), (0, 40, "责任单位")], "牵头责任单位"),  # in the middle of the cell
        ([(0, 40, "Web of"), (0, 40, "Science")], "Web of Science"),
    ],
)
def test_lines_of_a_cell_are_joined_where_they_were_only_wrapped(lines, text):
    assert flowed([Line(x0, x1, EM, words) for x0, x1, words in lines]) == text


def grid(text, *cells):
    """A table of one row."""
    spans = tuple(Span(text.index(c), text.index(c) + len(c)) for c in cells)
    return Grid(span=Span(spans[0].start, spans[-1].end), rows=(spans,))


@pytest.mark.parametrize(
    ("between", "pages", "parts"),
    [("\n— 3 —\n", True, 1), ("\n", True, 1), ("\n", False, 2), ("\n二、保障措施\n", True, 2)],
)
def test_a_table_goes_on_behind_the_end_of_a_page(between, pages, parts):
    text = f"甲\t乙{between}丙\t丁"
    found = continued([grid(text, "甲", "乙"), grid(text, "丙", "丁")], text, (0, text.index("丙")) if pages else (0,))
    assert len(found) == parts
    assert [row for g in found for row in g.rows] == [*grid(text, "甲", "乙").rows, *grid(text, "丙", "丁").rows]


HEAD = ["序号", "任务", "牵头单位", "完成时限"]
EDGES = [60, 100, 300, 420, 540]


def rows(first, count, top):
    """Rows of a table on a page, the cells of the tasks wrapped, with lines round all cells."""
    page = [Stroke(x, top, x, top - 40 * count) for x in EDGES]
    page += [Stroke(EDGES[0], top - 40 * k, EDGES[-1], top - 40 * k) for k in range(count + 1)]
    for k in range(count):
        y = top - 40 * k - 16
        page += [
            Shown(65, y - 8, str(first + k), 10),
            Shown(105, y, f"建立第{'一二三四五六'[first + k - 1]}类助餐点名录并向社会公布并", 10),
            Shown(105, y - 14, "定期更新", 10),
            Shown(305, y - 8, "市民政局", 10),
            Shown(425, y - 8, "2023年6月底前", 10),
        ]
    return page


def test_a_table_of_duties_over_two_pages_of_a_pdf_is_read_in_rows():
    title = [Shown(60, 740, "为做好社区助餐，现就有关事项分工如下。", 16)]
    head = [Shown(x + 5, 694, words, 10) for x, words in zip(EDGES, HEAD, strict=False)]
    lines = [Stroke(EDGES[0], 710, EDGES[-1], 710), *(Stroke(x, 710, x, 680) for x in EDGES)]
    first = [*title, *lines, *head, *rows(1, 2, 680), Shown(290, 60, "— 1 —", 14)]
    second = [*rows(3, 2, 740), Shown(60, 500, "以上任务由市政府督查室督促落实。", 16)]
    content = read(pdf([first, second]))
    assert [len(g.rows) for g in content.grids] == [5]
    assert "1\t建立第一类助餐点名录并向社会公布并定期更新\t市民政局\t2023年6月底前" in content.text
    doc = pt.Parser().parse(content.text, grids=content.grids)
    assert [(d.row, d.text[:5]) for d in doc.duties] == [(k, f"建立第{'一二三四'[k - 1]}类") for k in range(1, 5)]
    assert [(a.name, a.scope) for a in doc.assignments][:4] == [("市民政局", "row")] * 4
    assert doc.sentences[-1].text == "以上任务由市政府督查室督促落实。"


def test_a_table_without_lines_stays_lines_of_text():
    page = [Shown(x + 5, y, words, 10) for y in (700, 680) for x, words in zip(EDGES, HEAD, strict=False)]
    content = read(pdf([page]))
    assert content.grids == ()
    assert "\t" not in content.text
