"""The columns of `.data` of each plot."""

from __future__ import annotations

from policytext.columns import Column

CASCADE_COLUMNS = {
    "derived_doc": Column("string", "下位文件", "the document that draws on or cites another; end of the line"),
    "source_doc": Column("string", "上位文件", "the document drawn on or cited; start of the line"),
    "links": Column("Int64", "派生条款数", "provisions of the first that were drawn from the second; 0: only cited"),
    "derived_level": Column("string", "下位层级", "level of the derived document, unknown where it is not known"),
    "source_level": Column("string", "上位层级", "level of the source"),
    "derived_date": Column("datetime64[s]", "下位日期", "date of issue, else of printing; empty where unknown"),
    "source_date": Column("datetime64[s]", "上位日期", "the same of the source"),
}
COVERAGE_MAP_COLUMNS = {
    "source_provision": Column("string", "上位条款", "path of the provision: the line of the map"),
    "source_start": Column("Int64", "上位起点", "start of the provision in its document's text"),
    "derived_doc": Column("string", "下位文件", "the lower document: the column of the map"),
    "cell": Column("string", "形态", "copied, adapted, concrete, indirect, absent"),
    "probability": Column("Float64", "采纳概率", "calibrated probability that it was taken up: area of the square"),
    "source_text": Column("string", "上位原文", "text of the provision"),
}
LAG_COLUMNS = {
    "derived_doc": Column("string", "下位文件", "the document that draws on another"),
    "source_doc": Column("string", "上位文件", "the document drawn on"),
    "level": Column("string", "层级", "level of the derived document, unknown where it is not known"),
    "lag_days": Column(
        "Int64", "时滞（天）", "days from the source's date to the derived one's; below 0: dates disagree"
    ),
}
UNIT_COLUMNS = {
    "unit": Column("string", "单位", "a unit, or a group of units"),
    "role": Column("string", "角色", "responsible, lead, cooperate, recipient, supervise"),
    "items": Column("Int64", "事项数", "tasks and goals in which units of this name have this role"),
}
DEADLINE_COLUMNS = {
    "doc_id": Column("string", "文件编号", "the document that sets the deadline"),
    "deadline_id": Column("string", "时限编号", "id of the deadline, as in the table `deadlines`"),
    "kind": Column("string", "时限类型", "by, on, period"),
    "earliest": Column("datetime64[s]", "最早", "first day that it allows; empty: open"),
    "latest": Column("datetime64[s]", "最晚", "last day that it allows: where the mark stands"),
    "text": Column("string", "原文", "the deadline as printed"),
}
