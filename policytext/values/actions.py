"""The actions of a task (行为): each verb of doing that opens a clause, with its object, and on which conditions."""

import re
from dataclasses import dataclass

from policytext.arguments import instance
from policytext.model import Document, Task
from policytext.reading.rules import RuleSet
from policytext.span import Span

CLAUSE = re.compile(r"[^，；：。！]+")
ADVERBS = re.compile(
    r"(?:按照职责分工|按职责|依法|分别|共同|适时|科学|稳妥|精准|分类|优先|灵活|强力|同步|合理|适当|积极|大力|切实|认真"
    r"|深入|广泛|全面|进一步|加快|"
    r"着力|持续|及时|严格|定期|充分|主动|扎实|有序|统筹(?=[推建])|逐步|重点|不断|继续|要|应当?|须|将|并|也|还|同时"
    r"|每年|每月|每季度|负责|不得|可以?|鼓励和)+"
)
TOLD = re.compile(r"^[^，；：。]{0,40}?(?:要(?![求素点])|应当|应(?!急)|必须|须|负责|可以|可(?![持能])|不得|严禁)")
CONDITION = re.compile(
    r"(?:^|(?<=[，；。]))(?:对于?|凡|若|如果?|符合|具备|确需|遇有?"
    r"|在[^，。；]{2,20}(?:前提|基础|情况)下)[^，；。]{0,40}?(?:的|时|后|下)(?=，)"
    r"|原则上|有条件的[^，；。要应可]{0,10}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing that a task asks for."""

    verb: str
    verb_span: Span
    object: str | None
    object_span: Span | None


def actions(doc: Document, task: Task) -> tuple[Action, ...]:
    r"""The actions of a task in their order; a clause without a known verb of doing gives none.

    >>> from policytext import parse
    >>> doc = parse("一、工作措施\n县民政局要建立助餐点台账，定期公布检查结果。")
    >>> [(a.verb, a.object) for a in actions(doc, doc.tasks[0])]
    [('建立', '助餐点台账'), ('公布', '检查结果')]
    """
    instance(task, Task, "the task of actions()", "one of doc.tasks")
    operation = RuleSet.default().by_id["label.task.operation"].regex
    text, (start, end) = doc.text, task.span
    found = []
    for clause in CLAUSE.finditer(text, start, end):
        told = TOLD.match(clause[0])
        piece = clause[0][told.end() :] if told else clause[0]
        at = clause.end() - len(piece)
        m = operation.match(piece)
        if m is None:
            continue
        adverbs = ADVERBS.match(m[0])
        verb = m[0][adverbs.end() :] if adverbs and adverbs.end() < len(m[0]) else m[0]
        begin = at + m.end() - len(verb)
        rest = piece[m.end() :].strip("了 　")
        place = text.find(rest, begin + len(verb), clause.end()) if rest else -1
        found.append(
            Action(
                verb=verb,
                verb_span=Span(begin, begin + len(verb)),
                object=rest or None,
                object_span=Span(place, place + len(rest)) if place >= 0 else None,
            )
        )
    return tuple(found)


def conditions(doc: Document, task: Task) -> tuple[str, ...]:
    r"""The conditions and reservations that a task states (符合条件的, 原则上).

    >>> from policytext import parse
    >>> doc = parse("一、工作措施\n对符合条件的，各镇原则上要给予补助。")
    >>> conditions(doc, doc.tasks[0])
    ('对符合条件的', '原则上')
    """
    instance(task, Task, "the task of conditions()", "one of doc.tasks")
    return tuple(m[0] for m in CONDITION.finditer(task.text))
