"""The columns of every table, name → `Column`: dtype, Chinese label, meaning."""

from policytext.columns import Column

Schema = dict[str, Column]

DOC_ID = Column("string", "文件编号", "id of the document: given, else its path in the folder read, without suffix")
SENTENCE_ID = Column("string", "语句编号", "id of the text unit in which it stands")
SECTION_ID = Column("string", "层次编号", "id of the innermost section that holds it; empty outside the outline")
SECTION = Column("string", "层次", "address of that section in the outline, such as 三/（二）/1")
TASK_ID = Column("string", "任务编号", "id of the task; empty where it belongs to none")
START = Column("Int64", "起点", "offset of its first character in the document's text")
END = Column("Int64", "终点", "offset after its last character")
TEXT = Column("string", "原文", "the text as printed")
RULE = Column("string", "规则", "id of the rule that found it; `coded` where a person did")
PLACE = {"start": START, "end": END, "text": TEXT}
COUNT = "Int64"

DOCUMENT_COLUMNS: Schema = {
    "doc_id": DOC_ID,
    "title": Column("string", "标题", "title of the instrument as issued"),
    "document_number": Column("string", "发文字号", "document number, brackets as 〔〕"),
    "genre": Column("string", "文种", "genre of the instrument: 通知, 意见, 决定 …"),
    "enclosure_genre": Column("string", "所附文件文种", "what the enclosed text is: 实施方案, 办法 …"),
    "enclosures": Column("string", "所附文件", "titles of the enclosed documents, with ； between them"),
    "issuers": Column("string", "发文机关", "issuing bodies, with ； between them"),
    "addressees": Column("string", "主送机关", "bodies addressed, coordination distributed, with ； between them"),
    "issued": Column("datetime64[s]", "成文日期", "date of issue"),
    "printed": Column("datetime64[s]", "印发日期", "date of printing"),
    "jurisdiction_line": Column("string", "辖区系列", "the place and those above it, with ； between them"),
    "level": Column("string", "层级", "central, province, prefecture, county, township, community"),
    "jurisdiction": Column("string", "辖区", "place that the issuer governs"),
    "url": Column("string", "网址", "address given in the metadata table"),
    "from_metadata": Column(
        "string", "取自元数据", "fields above whose value came from the metadata table, not from the text"
    ),
    "characters": Column(COUNT, "字数", "characters of the text, white space included"),
    "n_sections": Column(COUNT, "层次数", "sections of the outline"),
    "n_sentences": Column(COUNT, "语句数", "text units"),
    "n_provisions": Column(COUNT, "条款数", "provisions"),
    "n_tasks": Column(COUNT, "任务数", "tasks"),
    "n_assignments": Column(
        COUNT,
        "责任单位数",
        "mentions of a unit that has to act; `assignments` has a row per mention and text unit governed",
    ),
    "n_deadlines": Column(COUNT, "时限数", "deadlines"),
    "n_targets": Column(COUNT, "量化指标数", "targets"),
    "n_slogans": Column(COUNT, "提法数", "slogans"),
    "n_citations": Column(COUNT, "引用数", "citations"),
    "n_problems": Column(COUNT, "问题数", "rows of this document in `problems`"),
    "undecided": Column(
        "Float64", "未定比例", "share of text units whose label no rule but the default gave; empty without text"
    ),
    "header_missing": Column(
        "string", "缺失要素", "title, genre, document_number, issuers, issued, level, jurisdiction: those still empty"
    ),
    "n_unassigned": Column(COUNT, "无责任单位任务数", "tasks that no unit was found for, recipients aside"),
    "n_unresolved": Column(
        COUNT, "未解析时限数", "deadlines with neither a date nor a recurrence (relative ones among them)"
    ),
    "n_unnamed": Column(COUNT, "不明引用数", "citations of a document or law with neither title nor number"),
    "path": Column("string", "来源", "file that it was read from"),
    "format": Column("string", "格式", "format of that file"),
    "encoding": Column("string", "编码", "encoding it was read in"),
    "sha256": Column("string", "校验值", "SHA-256 digest of its bytes"),
}
ELEMENT_COLUMNS: Schema = {
    "doc_id": DOC_ID,
    "element_id": Column("string", "要素编号", "id of the element"),
    "element": Column("string", "要素", "copy_number, secrecy, urgency, letterhead, document_number, signer, title …"),
    "element_zh": Column("string", "要素名称", "its name in GB/T 9704-2012"),
    **PLACE,
    "rule": RULE,
}
SECTION_COLUMNS: Schema = {
    "doc_id": DOC_ID,
    "section_id": Column("string", "层次编号", "id of the section"),
    "parent_id": Column("string", "上级层次编号", "id of the section that encloses it"),
    "path": SECTION,
    "level": Column(COUNT, "级", "1 for 一、 and 第一章, 2 for （一） …"),
    "marker": Column("string", "序号", "its number as printed; empty for an unnumbered heading"),
    "heading": Column("string", "小标题", "heading without number and final 。"),
    "sentence_id": Column("string", "语句编号", "id of the text unit in which it opens"),
    "start": START,
    "end": END,
    "rule": RULE,
}
SENTENCE_COLUMNS: Schema = {
    "doc_id": DOC_ID,
    "sentence_id": Column("string", "语句编号", "id of the text unit"),
    "section_id": SECTION_ID,
    "section": SECTION,
    "label": Column("string", "类别", "task, goal, principle, statement, formula, heading, responsibility, furniture"),
    **PLACE,
    "rule": RULE,
}
PROVISION_COLUMNS: Schema = {
    "doc_id": DOC_ID,
    "provision_id": Column("string", "条款编号", "id of the provision"),
    "section_id": SECTION_ID,
    "path": Column("string", "条款", "its address in the outline"),
    "heading": Column("string", "小标题", "heading"),
    **PLACE,
}
TASK_COLUMNS: Schema = {
    "doc_id": DOC_ID,
    "task_id": Column("string", "任务编号", "id of the task"),
    "sentence_id": SENTENCE_ID,
    "section_id": SECTION_ID,
    "section": SECTION,
    "actions": Column("string", "行为", "verb and object of each action, with ； between them"),
    "conditions": Column("string", "条件", "conditions and reservations stated, with ； between them"),
    "modality": Column("string", "情态", "require, prohibit, encourage, permit"),
    "units": Column(
        "string",
        "责任单位",
        "names of units that have to act, own and inherited, with ； between them; roles and recipients: `assignments`",
    ),
    "deadlines": Column("string", "时限", "its deadlines as printed, own and inherited, with ； between them"),
    "targets": Column("string", "量化指标", "its targets as printed, with ； between them"),
    **PLACE,
    "rule": RULE,
}
ASSIGNMENT_COLUMNS: Schema = {
    "doc_id": DOC_ID,
    "assignment_id": Column("string", "责任编号", "id of the mention; one row for every text unit that it governs"),
    "task_id": Column("string", "任务编号", "the task that it applies to; empty where it applies to none"),
    "governs_id": Column("string", "所及语句编号", "the text unit (task or goal) that it applies to"),
    "sentence_id": SENTENCE_ID,
    "name": Column("string", "单位", "name of the unit, coordination distributed"),
    "open": Column("boolean", "泛指", "whether it is a class of bodies (各有关部门), not one"),
    "body": Column("string", "规范名称", "full name of the body, where it can be told; several with ； between them"),
    "body_level": Column("string", "单位层级", "its level, as for documents"),
    "body_kind": Column(
        "string",
        "单位类型",
        "party, government, department, mass_organisation, institution, enterprise, grassroots",
    ),
    "role": Column("string", "角色", "responsible, lead, cooperate, recipient, supervise"),
    "source": Column("string", "依据", "list (责任单位：…), subject, phrase (由…负责)"),
    "scope": Column("string", "范围", "sentence, item, section or row (of a table of duties): how far it reaches"),
    "inherited_from": Column("string", "承自语句编号", "the text unit that the task has it from; empty for its own"),
    **PLACE,
    "rule": RULE,
}
DEADLINE_COLUMNS: Schema = {
    "doc_id": DOC_ID,
    "deadline_id": Column("string", "时限编号", "id of the mention; one row for every text unit that it governs"),
    "task_id": Column("string", "任务编号", "the task that it binds; empty where it binds none"),
    "governs_id": Column("string", "所及语句编号", "the text unit (task or goal) that it binds"),
    "sentence_id": SENTENCE_ID,
    "kind": Column("string", "时限类型", "by, on, period, recurring, relative"),
    "earliest": Column("datetime64[s]", "最早", "first day that it allows"),
    "latest": Column("datetime64[s]", "最晚", "last day that it allows"),
    "recurs": Column("string", "周期", "recurrence as an RFC 5545 rule"),
    "deadline_source": Column(
        "string",
        "时限来源",
        "sentence: its own; section: inherited from a stage heading or item; row: of a table of duties",
    ),
    **PLACE,
    "rule": RULE,
}
TARGET_COLUMNS: Schema = {
    "doc_id": DOC_ID,
    "target_id": Column("string", "指标编号", "id of the target"),
    "task_id": TASK_ID,
    "sentence_id": SENTENCE_ID,
    "comparator": Column("string", "比较", "at_least, at_most, more_than, less_than, up_by, down_by, reach"),
    "number": Column("Float64", "数值", "its number; of a range the lower end; of a ratio of two (1:2) their quotient"),
    "upper": Column("Float64", "上限", "upper end of a range"),
    "unit": Column("string", "计量单位", "classifier, measure or %"),
    "counted": Column("string", "计数对象", "what is counted, where it stands beside the number"),
    "base": Column("string", "基期", "what a change is measured against (比2020年)"),
    **PLACE,
    "rule": RULE,
}
SLOGAN_COLUMNS: Schema = {
    "doc_id": DOC_ID,
    "slogan_id": Column("string", "提法编号", "id of the occurrence"),
    "sentence_id": SENTENCE_ID,
    "kind": Column("string", "提法类型", "numeric, quoted, campaign, formula"),
    "expansion": Column("string", "所指", "what a numeral abbreviation stands for, where the text says so"),
    "marked": Column("boolean", "有标记", "whether it is quoted or a numeral abbreviation"),
    "label": Column("string", "所在语句类别", "label of the text unit in which it stands"),
    **PLACE,
    "rule": RULE,
}
CITATION_COLUMNS: Schema = {
    "doc_id": DOC_ID,
    "citation_id": Column("string", "引用编号", "id of the citation"),
    "task_id": TASK_ID,
    "sentence_id": SENTENCE_ID,
    "title": Column("string", "所引标题", "title cited"),
    "number": Column("string", "所引文号", "document number cited"),
    "kind": Column("string", "引用类别", "document, law, meeting, speech"),
    "article": Column("string", "条款", "article, paragraph or item of the law cited"),
    "effect": Column("string", "效力影响", "repeals, amends, forwards, issues: what is done to it; mostly nothing"),
    "relation": Column("string", "引用关系", "basis, implement, publicise, mention"),
    **PLACE,
    "rule": RULE,
}
DUTY_COLUMNS: Schema = {
    "doc_id": DOC_ID,
    "duty_id": Column("string", "分工编号", "id of the row"),
    "table": Column(COUNT, "表序", "which of the tables of duties of the document, from 1"),
    "row": Column(COUNT, "行序", "which of its rows with a task, from 1"),
    "heading": Column("string", "分组", "what groups the task: the cells before it, or the row above that heads it"),
    **PLACE,
    "task_id": Column("string", "任务编号", "id of its first task; further ones have the same units and deadlines"),
    "lead": Column("string", "牵头单位", "names of those who lead, with 、 between them"),
    "responsible": Column("string", "责任单位", "names of those responsible, with 、 between them"),
    "cooperate": Column("string", "配合单位", "names of those who help, with 、 between them"),
    "deadline": Column("string", "完成时限", "what stands in its column of deadlines, as printed"),
    "earliest": Column("datetime64[s]", "最早", "first day that its deadlines allow"),
    "latest": Column("datetime64[s]", "最晚", "last day that they allow; empty where one is open"),
    "provision_id": Column("string", "条款编号", "the provision of the document that it details, where its words tell"),
    "provision": Column("string", "条款", "address of that provision in the outline"),
    "rule": RULE,
}
PROBLEM_COLUMNS: Schema = {
    "doc_id": Column("string", "文件编号", "document concerned; empty where none could be read"),
    "path": Column("string", "来源", "file concerned"),
    "code": Column("string", "代码", "kind of problem"),
    "message": Column("string", "问题", "what could not be decided or looks damaged"),
    "action": Column("string", "建议", "what to do about it"),
    "start": START,
    "end": END,
    "text": Column("string", "原文", "the text concerned, its first 80 characters"),
}
