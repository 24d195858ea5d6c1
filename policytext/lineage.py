"""What `corpus.derive()` gives back: links, resolutions, coverage and graphs as tables and networks."""

from __future__ import annotations

from policytext.columns import Column

LINK_COLUMNS = {
    "derived_doc": Column("string", "下位文件", "doc_id of the document that draws on another"),
    "derived_provision": Column("string", "下位条款", "path of its provision; empty where the document as a whole is meant"),
    "derived_start": Column("Int64", "下位起点", "start of the provision in its document's text"),
    "derived_end": Column("Int64", "下位终点", "end of the provision, exclusive"),
    "source_doc": Column("string", "上位文件", "doc_id of the document drawn on, or node_id of an external one"),
    "source_provision": Column("string", "上位条款", "path of the provision drawn on; empty for an external document"),
    "source_start": Column("Int64", "上位起点", "start of the source provision in its document's text"),
    "source_end": Column("Int64", "上位终点", "end of the source provision, exclusive"),
    "relation": Column("string", "派生关系", "verbatim, adapted, elaborated; common_source (undirected); undetermined (source absent)"),
    "score": Column("Float64", "得分", "calibrated probability that the link holds, 0 to 1; empty for undetermined"),
    "shared": Column("Int64", "共有字数", "characters of the derived provision that stand in shared runs"),
    "path": Column("string", "关系依据", "why the pair of documents was compared: cited, line, possible, siblings"),
    "derived_text": Column("string", "下位原文", "text of the derived provision"),
    "source_text": Column("string", "上位原文", "text of the source provision"),
    "evidence": Column("string", "证据", "JSON list of [derived_start, derived_end, source_start, source_end] of shared runs"),
    "features": Column("string", "特征", "JSON object of the features the score was made from"),
}

RESOLUTION_COLUMNS = {
    "doc_id": Column("string", "文件编号", "the citing document"),
    "start": Column("Int64", "起点", "start of the citation in its text"),
    "end": Column("Int64", "终点", "end of the citation, exclusive"),
    "text": Column("string", "引文", "the citation as printed"),
    "title": Column("string", "标题", "title cited"),
    "number": Column("string", "发文字号", "document number cited"),
    "kind": Column("string", "引用类别", "document or law"),
    "relation": Column("string", "引用关系", "basis, implement, publicise, mention"),
    "target_doc": Column("string", "所指文件", "doc_id, or node_id of an external document; empty where ambiguous"),
    "method": Column("string", "方法", "number, title, similar_title, external, ambiguous, self"),
    "candidates": Column("string", "候选", "JSON list of [doc_id, score], best first"),
}

COVERAGE_COLUMNS = {
    "derived_doc": Column("string", "下位文件", "the document that may draw on another"),
    "source_doc": Column("string", "上位文件", "the document it may draw on"),
    "path": Column("string", "关系依据", "why the pair was compared: cited, line, possible"),
    "provisions": Column("Int64", "下位条款数", "provisions of the derived document, without its preamble"),
    "verbatim": Column("Int64", "照搬", "of these, best link to the source is verbatim"),
    "adapted": Column("Int64", "改写", "best link is adapted"),
    "elaborated": Column("Int64", "细化", "best link is elaborated"),
    "added": Column("Int64", "新增", "no link to the source"),
    "source_provisions": Column("Int64", "上位条款数", "provisions of the source document, without its preamble"),
    "omitted": Column("Int64", "遗漏", "of these, none of the derived document's provisions was drawn from it"),
    "share_derived": Column("Float64", "派生比例", "share of the derived document's provisions with a link"),
    "share_omitted": Column("Float64", "遗漏比例", "share of the source's provisions that were omitted"),
    "lag_days": Column("Int64", "时滞（天）", "days from the source's date to the derived document's; empty where one is unknown"),
}

EXTERNAL_COLUMNS = {
    "node_id": Column("string", "节点", "id of the external document"),
    "title": Column("string", "标题", "title as cited"),
    "number": Column("string", "发文字号", "document number as cited"),
    "kind": Column("string", "类别", "document or law"),
    "cited_by": Column("Int64", "被引文件数", "documents of the corpus that cite it"),
}

COMPARE_COLUMNS = {
    "derived_provision": Column("string", "下位条款", "path in the derived document; empty for an omission"),
    "derived_text": Column("string", "下位原文", "its text"),
    "source_provision": Column("string", "上位条款", "path in the source document; empty for an addition"),
    "source_text": Column("string", "上位原文", "its text"),
    "relation": Column("string", "关系", "verbatim, adapted, elaborated, common_source, added, omitted"),
    "score": Column("Float64", "得分", "calibrated probability of the link"),
    "shared": Column("string", "共有文字", "the shared runs, longest first, joined by ｜"),
    "derived_spans": Column("string", "下位共有片段", "JSON list of [start, end] of shared runs in the derived document's text"),
    "source_spans": Column("string", "上位共有片段", "JSON list of [start, end] of shared runs in the source document's text"),
}
