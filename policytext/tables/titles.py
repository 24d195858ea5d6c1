"""What each table of a corpus is called in Chinese, and what one of its rows is."""

from policytext.columns import Title

TITLES = {
    "documents": Title(
        "文件", "a document: header, counts, how much was left undecided", "一份文件：文头、各项计数、未定比例"
    ),
    "elements": Title("公文格式要素", "an element of an instrument as printed", "一个公文格式要素"),
    "sections": Title("层次", "a section of the outline", "提纲中的一个层次"),
    "sentences": Title("语句", "a text unit with its label", "一个语句及其类别"),
    "provisions": Title("条款", "a provision, the unit that derivation links", "一个条款，即派生关系的单位"),
    "tasks": Title("任务", "a task with its units, deadlines and targets", "一项任务及其责任单位、时限、指标"),
    "assignments": Title("责任单位", "a unit and a text unit that it governs", "一个责任单位与其所及的一个语句"),
    "deadlines": Title("时限", "a deadline and a text unit that it governs", "一个时限与其所及的一个语句"),
    "targets": Title("量化指标", "a countable commitment", "一个量化指标"),
    "slogans": Title("提法", "an occurrence of a set phrase", "一个提法的一次出现"),
    "citations": Title("引用", "a citation", "一处引用"),
    "duties": Title("任务分工表", "a row of a table of duties", "任务分工表中的一行"),
    "problems": Title("问题", "a thing that could not be read or decided", "一处无法读取或判定的内容"),
}
"""Table → its title."""
