"""The columns of the tables of a lineage."""

from __future__ import annotations

from policytext.columns import Column, Title

LINK_COLUMNS = {
    "derived_doc": Column("string", "下位文件", "doc_id of the document that draws on another"),
    "derived_provision": Column("string", "下位条款", "path of its provision; empty: the document as a whole"),
    "derived_start": Column("Int64", "下位起点", "start of the provision in its document's text"),
    "derived_end": Column("Int64", "下位终点", "end of the provision, exclusive"),
    "source_doc": Column("string", "上位文件", "doc_id of the document drawn on, or node_id of an external one"),
    "source_provision": Column("string", "上位条款", "path of the provision drawn on; empty for an external document"),
    "source_start": Column("Int64", "上位起点", "start of the source provision in its document's text"),
    "source_end": Column("Int64", "上位终点", "end of the source provision, exclusive"),
    "relation": Column("string", "派生关系", "verbatim, adapted, elaborated, common_source, undetermined"),
    "score": Column("Float64", "得分", "calibrated probability of the link; empty for undetermined"),
    "shared": Column("Int64", "共有字数", "characters of the derived provision that stand in shared runs"),
    "shared_share": Column("Float64", "共有字数占比", "these as a share of the derived provision's characters, 0 to 1"),
    "rank": Column("Int64", "来源位次", "1 for the best source of the derived provision, 2 for the next"),
    "transitive": Column("boolean", "间接", "whether it only repeats a chain of links through a document in between"),
    "decision": Column("string", "人工判定", "what a coder decided about the link; empty where nobody did"),
    "path": Column("string", "关系依据", "why the pair of documents was compared: cited, line, possible, siblings"),
    "direction": Column("string", "方向", "by the levels of both: down, peer, up, unknown; empty: undirected"),
    "derived_text": Column("string", "下位原文", "text of the derived provision"),
    "source_text": Column("string", "上位原文", "text of the source provision"),
    "evidence": Column(
        "string", "证据", "shared runs: JSON list of [derived_start, derived_end, source_start, source_end]"
    ),
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
    "indirect": Column("Int64", "间接派生", "no link, and yet from the source: through a document in between"),
    "added": Column("Int64", "新增", "no link to the source, nor anything of it through a document in between"),
    "source_provisions": Column("Int64", "上位条款数", "provisions of the source document, without its preamble"),
    "source_indirect": Column(
        "Int64", "间接采纳", "of these, taken over only through a document in between; no omission"
    ),
    "omitted": Column(
        "Int64", "遗漏", "of these, nothing was drawn from it, nor does anything come from it through others"
    ),
    "omitted_certain": Column("Int64", "确定遗漏", "of the omitted, no link is at all likely (probability below 0.1)"),
    "omitted_possible": Column(
        "Int64", "疑似遗漏", "of the omitted, a link came near; read these before citing the rate"
    ),
    "share_derived": Column(
        "Float64", "派生比例", "share of the derived document's provisions with a link; indirect ones have none"
    ),
    "share_derived_expected": Column("Float64", "派生比例期望", "its expected value under the link probabilities"),
    "share_derived_low": Column(
        "Float64", "派生比例下限", "lower end of its 95 % interval (bootstrap over provisions)"
    ),
    "share_derived_high": Column("Float64", "派生比例上限", "upper end of its interval"),
    "share_omitted": Column("Float64", "遗漏比例", "share of the source's provisions that were omitted"),
    "share_omitted_expected": Column(
        "Float64", "遗漏比例期望", "its expected value under the probabilities of links, those through others too"
    ),
    "share_omitted_low": Column("Float64", "遗漏比例下限", "lower end of its 95 % interval"),
    "share_omitted_high": Column("Float64", "遗漏比例上限", "upper end of its interval"),
    "reproduction": Column(
        "Float64", "复制系数", "share of the derived document's words (without preamble) that stand in shared runs"
    ),
    "specificity_gain": Column(
        "Float64",
        "具体化增量",
        "units, deadlines, targets that a derived provision has more than its best source, mean",
    ),
    "lag_days": Column(
        "Int64",
        "时滞（天）",
        "days from the source's date to the derived one's; empty where unknown; below 0: dates disagree",
    ),
}

UPTAKE_COLUMNS = {
    "source_doc": Column("string", "上位文件", "the document drawn on"),
    "source_provision": Column("string", "上位条款", "path of its provision"),
    "source_start": Column("Int64", "上位起点", "start of the provision in its document's text"),
    "source_end": Column("Int64", "上位终点", "end of the provision, exclusive"),
    "children": Column("Int64", "可比下位文件数", "documents that cite the source or draw on it"),
    "taken_up": Column("Int64", "采纳数", "of these, documents that have something of it, also through others"),
    "verbatim": Column("Int64", "照搬", "of these, best link is verbatim"),
    "adapted": Column("Int64", "改写", "best link is adapted"),
    "elaborated": Column("Int64", "细化", "best link is elaborated"),
    "indirect": Column("Int64", "间接采纳", "no link of the two: taken up through a document in between"),
    "share": Column("Float64", "采纳率", "share of the children that took it up"),
    "share_expected": Column(
        "Float64", "采纳率期望", "its expected value under the probabilities of links, those through others too"
    ),
    "share_low": Column("Float64", "采纳率下限", "lower end of its 95 % interval (bootstrap over children)"),
    "share_high": Column("Float64", "采纳率上限", "upper end of its interval"),
    "lag_days": Column("Float64", "时滞中位数（天）", "median days until it was taken up, over the children that did"),
    "source_text": Column("string", "上位原文", "its text"),
}

UPTAKE_CELL_COLUMNS = {
    "source_doc": Column("string", "上位文件", "the document drawn on"),
    "source_provision": Column("string", "上位条款", "path of its provision"),
    "source_start": Column("Int64", "上位起点", "start of the provision in its document's text"),
    "source_end": Column("Int64", "上位终点", "end of the provision, exclusive"),
    "derived_doc": Column("string", "下位文件", "a document that cites the source or draws on it"),
    "cell": Column("string", "形态", "copied, adapted, concrete: by the best link; indirect: through others; absent"),
    "probability": Column("Float64", "采纳概率", "calibrated probability that it was taken up, also where absent"),
    "source_text": Column("string", "上位原文", "text of the provision"),
}

CHANGE_COLUMNS = {
    "derived_doc": Column("string", "下位文件", "document of the derived provision"),
    "derived_provision": Column("string", "下位条款", "path of the derived provision"),
    "source_doc": Column("string", "上位文件", "document of the source provision"),
    "source_provision": Column("string", "上位条款", "path of the source provision"),
    "operation": Column(
        "string",
        "改动方式",
        "changed: what the source asks for; dropped; added: one row per link and kind for these two",
    ),
    "change": Column("string", "改动", "what was changed: number_raised, deadline_earlier, unit_named …"),
    "derived_start": Column("Int64", "下位起点", "start of the changed words; empty where they were dropped"),
    "derived_end": Column("Int64", "下位终点", "their end, exclusive"),
    "source_start": Column("Int64", "上位起点", "start of the words of the source; empty where nothing stood there"),
    "source_end": Column("Int64", "上位终点", "their end, exclusive"),
    "derived_text": Column("string", "下位文字", "the changed words; several joined by ｜"),
    "source_text": Column("string", "上位文字", "the words of the source; several joined by ｜"),
    "pieces": Column("Int64", "处数", "how many pieces were dropped or added; 1 for a change"),
    "spans": Column(
        "string",
        "片段",
        "JSON list of [start, end] of each piece in the derived document; of what was dropped, in the source",
    ),
    "rule": Column("string", "规则", "id of the rule that found it, or found the first piece"),
    "score": Column("Float64", "得分", "calibrated probability of the link"),
    "path": Column("string", "关系依据", "why the pair was compared: cited, line, possible"),
}

PARENT_COLUMNS = {
    "doc_id": Column("string", "文件编号", "the document whose sources are looked for"),
    "candidate": Column("string", "候选上位文件", "a document it may have drawn on; of several printings the first"),
    "rank": Column("Int64", "位次", "1 for the likeliest"),
    "score": Column("Float64", "得分", "likeness after date, level, place and citation, 0 to 1; for ranking only"),
    "cited": Column("boolean", "被引", "whether the document cites it, directly or through others"),
    "later": Column("boolean", "日期在后", "whether its date is after that of the document: one may be wrong"),
    "printings": Column("string", "同文件其他来源", "JSON list of other printings of the candidate"),
}

FAMILY_COLUMNS = {
    "family": Column("Int64", "需求族", "number of the family of equivalent provisions, the widest spread first"),
    "label": Column("string", "族名", "heading or beginning of its first provision"),
    "doc_id": Column("string", "文件编号", "a document of the family"),
    "provision": Column("string", "条款", "path of its provision"),
    "start": Column("Int64", "起点", "start of the provision in its document's text"),
    "end": Column("Int64", "终点", "end of the provision, exclusive"),
    "cell": Column("string", "形态", "origin, copied, adapted, concrete, shared"),
    "text": Column("string", "原文", "its text"),
}

CHAIN_COLUMNS = {
    "step": Column("Int64", "步数", "links between the provision asked for and this end of the link"),
    "derived_doc": Column("string", "下位文件", "document of the derived provision"),
    "derived_provision": Column("string", "下位条款", "its path"),
    "derived_start": Column("Int64", "下位起点", "its start"),
    "source_doc": Column("string", "上位文件", "document of the source provision"),
    "source_provision": Column("string", "上位条款", "its path"),
    "source_start": Column("Int64", "上位起点", "its start"),
    "relation": Column("string", "派生关系", "verbatim, adapted, elaborated"),
    "score": Column("Float64", "得分", "probability of this link"),
    "chain_score": Column("Float64", "全链得分", "product of the probabilities from the provision asked for to here"),
    "best": Column("boolean", "最佳来源", "whether it is the best source of its derived provision"),
    "transitive": Column("boolean", "间接", "whether the provision asked for reaches this end only through others"),
}

REVIEW_COLUMNS = {
    "decision": Column("string", "人工判定", "for a coder: yes, no, verbatim, adapted, elaborated; empty: not decided"),
    "note": Column("string", "备注", "for a coder's remarks; kept, not read"),
    "kind": Column("string", "类别", "link, or doubtful: a pair of provisions that came near to one"),
    **{k: c for k, c in LINK_COLUMNS.items() if k not in ("decision", "evidence", "features")},
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
    "relation": Column("string", "关系", "verbatim, adapted, elaborated, common_source, indirect, added, omitted"),
    "score": Column("Float64", "得分", "calibrated probability of the link; of a chain of links their product"),
    "shared": Column("string", "共有文字", "the shared runs, longest first, joined by ｜"),
    "derived_spans": Column("string", "下位共有片段", "JSON list of [start, end] in the derived document"),
    "source_spans": Column("string", "上位共有片段", "JSON list of [start, end] in the source document"),
}

SCHEMAS = {
    "links": LINK_COLUMNS,
    "resolutions": RESOLUTION_COLUMNS,
    "coverage": COVERAGE_COLUMNS,
    "uptake": UPTAKE_COLUMNS,
    "changes": CHANGE_COLUMNS,
    "parents": PARENT_COLUMNS,
    "families": FAMILY_COLUMNS,
    "externals": EXTERNAL_COLUMNS,
    "review": REVIEW_COLUMNS,
}
"""The tables of a lineage by name."""
TITLES = {
    "links": Title(
        "派生关系", "a derived provision and the provision it was drawn from", "一个下位条款与其所派生自的上位条款"
    ),
    "resolutions": Title("引用所指", "a citation of a document or law, and what it means", "一处引用及其所指文件"),
    "coverage": Title(
        "覆盖", "a pair of documents: what was taken over, added, left out", "一对文件：照搬、改写、新增、遗漏"
    ),
    "uptake": Title("采纳", "a provision that others draw on: how many took it up", "一个上位条款及采纳它的文件数"),
    "changes": Title(
        "改动",
        "a change between a provision and its source, or all of one kind that it adds or drops",
        "下位条款对上位条款的一处改动（同类增删合为一行）",
    ),
    "parents": Title("可能的上位文件", "a document and one that it may have drawn on", "一份文件与一份可能的上位文件"),
    "families": Title("需求族", "a provision of a family of equivalent provisions", "需求族（等同条款）中的一个条款"),
    "externals": Title("库外文件", "a document that is cited but not in the corpus", "一份被引用而不在语料中的文件"),
    "review": Title("复核", "a link or near link for a coder to decide", "供人工判定的一条关系或疑似关系"),
    "matrix": Title("需求矩阵", "a family; a column is a document", "一个需求族；每列一份文件"),
}
"""Table → what it is called in Chinese, and what one of its rows is."""
