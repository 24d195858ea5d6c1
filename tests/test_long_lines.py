"""A text twice as long takes twice as long to read, also on one line and without a full stop."""

from time import process_time

import pandas as pd
import pytest

import policytext as pt

HEAD = "青禾县民政局关于做好社区助餐工作的通知\n各乡镇人民政府：\n一、主要任务\n"
TABLES = ("tasks", "assignments", "deadlines", "targets", "citations", "problems")
PIECES = {
    "sentences": "各镇要加强{}号食堂管理。",
    "clauses": "各镇要加强{}号食堂管理，",
    "targets": "县民政局6月底前新建食堂{}所，",
    "items": "（一）加强{}号食堂管理；",
    "lines": "县民政局6月底前新建食堂{}所\n",
}


def seconds(piece: str, count: int) -> float:
    """How long a text of so many pieces takes, all of its tables made."""
    text = HEAD + "".join(piece.format(i) for i in range(count))
    start = process_time()
    corpus = pt.read(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    for table in TABLES:
        assert corpus.table(table) is not None
    assert corpus.obligations() is not None
    return process_time() - start


@pytest.mark.parametrize("kind", PIECES)
def test_eight_times_the_text_takes_no_sixty_four_times_as_long(kind: str) -> None:
    seconds(PIECES[kind], 10)
    assert seconds(PIECES[kind], 8_000) < 28 * max(seconds(PIECES[kind], 1_000), 0.05)
