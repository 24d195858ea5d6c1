"""Lines put together: rows, columns by their edges, frames, limits."""

from policytext.sources.lines import Lines


def laid_out(*rows):
    """The text and cells of a table between two paragraphs."""
    lines = Lines(1000)
    lines.paragraph("前")
    for cells, edges in rows:
        lines.row(cells, edges)
    lines.paragraph("后")
    text = lines.text()
    return text[2:-2], [[[c and text[slice(*c)] for c in row] for row in grid.rows] for grid in lines.grids()]


def test_cells_stand_in_their_columns():
    text, grids = laid_out(
        (["甲", "乙\n\t丙", ""], (0, 1000, 2000, 3000)), (["丁", "戊"], (10, 1990, 3000)), (["己"], (1000, 3000))
    )
    assert text == "甲\t乙 丙\n丁\t\t戊\n\t己"
    assert grids == [[["甲", "乙 丙", None], ["丁", None, "戊"], [None, "己", None]]]


def test_rows_without_edges_or_with_cells_in_one_place_stay_as_they_are():
    assert laid_out((["甲"], ()), (["乙", "丙"], (0, 10, 20))) == ("甲\n乙\t丙", [[["甲"], ["乙", "丙"]]])
    assert laid_out((["甲", "乙"], (0, 9, 18)), (["丙", "丁"], (0, 900, 1800)))[1] == [[["甲", "乙"], ["丙", "丁"]]]


def test_a_table_of_one_cell_is_a_frame():
    assert laid_out((["甲\n乙"], (0, 100))) == ("甲\n乙", [])


def test_an_empty_table_has_no_grid():
    assert laid_out((["", ""], ()), ([""], ())) == ("\n", [])


def test_rows_in_which_nothing_stands_under_anything_are_no_bomb():
    lines = Lines(10**7)
    for i in range(3000):
        lines.row(["x"], (100 * i, 100 * i + 50))
    assert lines.text() == "\n".join("x" * 3000)


def test_what_goes_beyond_the_limit_is_left_out():
    lines = Lines(5)
    for text in ("甲乙", "丙丁戊", "己"):
        lines.paragraph(text)
    assert (lines.text(), lines.full) == ("甲乙", True)
