"""Who has to act by when: units and deadlines of one task, paired by clause."""

import pytest

import policytext as pt
from policytext.errors import InputError
from policytext.obligations import OBLIGATION_COLUMNS, obligations


def paired(text: str) -> set[tuple[str, str]]:
    table = obligations([pt.parse(f"云川县社区食堂工作方案\n一、主要任务\n（一）{text}")])
    return set(zip(table["name"], table["deadline"], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县民政局9月底前完成选址，县住建局12月底前完成建设。", {"县民政局 9月底前", "县住建局 12月底前"}),
        ("县民政局、县财政局要于9月底前完成选址。", {"县民政局 9月底前", "县财政局 9月底前"}),
        ("9月底前，县民政局完成选址，县财政局拨付资金。", {"县民政局 9月底前", "县财政局 9月底前"}),
        (
            "县民政局负责选址，9月底前完成，县住建局负责建设，12月底前完成。",
            {"县民政局 9月底前", "县住建局 12月底前"},
        ),
        ("由县民政局牵头，县财政局配合，12月底前完成建设。", {"县民政局 12月底前", "县财政局 12月底前"}),
        ("县民政局9月底前会同县财政局完成选址。", {"县民政局 9月底前", "县财政局 9月底前"}),
        ("县民政局9月底前完成选址，12月底前完成建设。", {"县民政局 9月底前", "县民政局 12月底前"}),
        ("县民政局要在9月底前完成选址并于12月底前完成验收。", {"县民政局 9月底前", "县民政局 12月底前"}),
        ("县民政局负责选址，县住建局12月底前完成建设。", {"县住建局 12月底前"}),
        (
            "县民政局要完成选址；县住建局要在9月底前完成建设，12月底前投入使用。",
            {"县住建局 9月底前", "县住建局 12月底前"},
        ),
        ("各镇9月底前将名单报送县民政局，县民政局10月底前汇总。", {"各镇 9月底前", "县民政局 10月底前"}),
        ("2023年起，每年6月底前各镇要完成检查。", {"各镇 2023年起", "各镇 每年6月底前"}),
        ("县民政局要加强指导。", set()),
    ],
)
def test_a_deadline_binds_the_units_of_its_clause(text: str, expected: set[str]) -> None:
    assert paired(text) == {tuple(pair.split()) for pair in expected}


def test_lists_stages_and_rows_bind_the_whole_task() -> None:
    text = (
        "云川县社区食堂工作方案\n一、实施步骤\n（一）动员阶段（2023年3月至5月）\n各镇4月底前成立专班。\n"
        "（二）建设食堂。9月底前完成选址，12月底前投入使用。（责任单位：县民政局）\n"
        "附件：任务分工表\n序号\t任务\t责任单位\t完成时限\n1\t建立食堂名录\t县财政局\t2024年6月底前\n"
    )
    table = obligations([pt.parse(text)])
    got = set(zip(table["name"], table["deadline"], table["unit_source"], table["deadline_source"], strict=True))
    assert got == {
        ("各镇", "2023年3月至5月", "sentence", "section"),
        ("各镇", "4月底前", "sentence", "sentence"),
        ("县民政局", "9月底前", "item", "sentence"),
        ("县民政局", "12月底前", "item", "sentence"),
        ("县财政局", "2024年6月底前", "row", "row"),
    }


def test_a_list_that_repeats_who_acts_gives_no_other_deadline() -> None:
    listed = "建设食堂。县民政局9月底前完成选址，县住建局12月底前完成建设。（责任单位：县民政局、县财政局）"
    assert paired(listed) == {
        ("县民政局", "9月底前"), ("县住建局", "12月底前"), ("县财政局", "9月底前"), ("县财政局", "12月底前"),
    }  # fmt: skip


def test_the_pairs_are_rows_of_the_other_tables(demo) -> None:
    corpus = pt.read(demo)
    table = corpus.obligations()
    assert len(table) and list(table.columns) == list(OBLIGATION_COLUMNS)
    assert not (table["role"] == "recipient").any() and not table.duplicated().any()
    for name, key in (("assignments", "assignment_id"), ("deadlines", "deadline_id")):
        rows = table[[key, "governs_id"]].drop_duplicates()
        assert len(rows.merge(corpus.table(name)[[key, "governs_id"]])) == len(rows)
    crossed = corpus.assignments.merge(corpus.deadlines, on=["doc_id", "governs_id"])
    assert len(table) <= (crossed["role"] != "recipient").sum()


def test_labels_types_and_arguments() -> None:
    empty = pt.Corpus().obligations(labels="zh")
    assert list(empty.columns) == [c.zh for c in OBLIGATION_COLUMNS.values()] and empty["最晚"].dtype == "datetime64[s]"
    with pytest.raises(InputError, match="documents is the text"):
        obligations("demo")  # type: ignore[arg-type]


def test_who_inspects_stays_responsible_by_the_list() -> None:
    doc = pt.parse("一、主要任务\n县民政局对食堂进行检查，9月底前完成整改。（责任单位：县民政局）")
    roles = {tuple(row) for row in obligations([doc])[["name", "role", "deadline"]].itertuples(index=False)}
    assert ("县民政局", "responsible", "9月底前") in roles
