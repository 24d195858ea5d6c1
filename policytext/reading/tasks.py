"""Tasks (任务): the text units that direct somebody, with their modality."""

import re
from functools import lru_cache

from policytext.model import Modality, Task
from policytext.reading.passage import Passage
from policytext.reading.rules import RuleSet

CLAUSE = re.compile(r"[，：；。]")
SUBORDINATE = re.compile(r"(?:对于?|为了?|根据|按照|依照|结合|在|以|通过|围绕|针对|鉴于|如果?|凡|经|随着|从|除|坚持|充分|符合|有条件)")
CUE_KINDS: tuple[Modality, ...] = ("prohibit", "encourage", "permit")


@lru_cache(maxsize=4)
def cues(rules: RuleSet) -> tuple[tuple[Modality, str, re.Pattern[str]], ...]:
    """The cues of each modality but the default one."""
    return tuple((kind, f"task.{kind}", rules.by_id[f"task.{kind}"].regex) for kind in CUE_KINDS)


def read_tasks(passage: Passage, rules: RuleSet) -> tuple[Task, ...]:
    """One task for every text unit labelled `task`."""
    families = cues(rules)
    view = passage.view
    tasks = []
    for i, unit in enumerate(passage.units):
        if unit.label != "task":
            continue
        modality, rule = modality_of(passage.text[unit.start : unit.end], families)
        span = view.span(unit.start, unit.end)
        tasks.append(
            Task(span=span, text=view.source[span.start : span.end], modality=modality, sentence=i, rule=rule)
        )
    return tuple(tasks)


def modality_of(words: str, families: tuple[tuple[Modality, str, re.Pattern[str]], ...]) -> tuple[Modality, str]:
    """Modality of the first operative clause: a cue counts where no bare imperative stands before its clause."""
    first: tuple[int, Modality, str] | None = None
    for kind, rule, regex in families:
        m = regex.search(words)
        if m is not None and (first is None or m.start() < first[0]):
            first = (m.start(), kind, rule)
    if first is None or operative_before(words, first[0]):
        return "require", "task.require"
    return first[1], first[2]


def operative_before(words: str, at: int) -> bool:
    """Whether a clause that ends before the one at `at` already orders something."""
    start = 0
    for m in CLAUSE.finditer(words, 0, at):
        clause = words[start : m.start()]
        if len(clause) > 3 and not SUBORDINATE.match(clause) and not clause.endswith("的"):
            return True
        start = m.end()
    return False
