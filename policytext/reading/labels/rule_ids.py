"""Ids of the label rules that several deciders name or ask for."""

ATTACHING = frozenset(("header.attachment_word", "header.enclosure", "header.attachments"))
"""Rules of titles and furniture that can tell of a form or list below."""
UNDECIDED = frozenset(("label.default", "label.fragment", "label.preamble"))
"""What a text unit is called that its words do not tell."""
SETTLED = frozenset(
    f"label.statement.{x}"
    for x in (
        *("definition", "qualification", "request", "sanction", "shortcoming", "prospect", "done", "nature"),
        *("fact", "narrated", "term", "session"),
    )
)
"""Statements in which a word of duty (应当符合, 可以认定为) directs nobody."""
MATTERS, PROSPECT, PAST = "label.statement.significance", "label.statement.prospect", "label.statement.past"
TOLD = frozenset((PAST, "label.statement.report"))
"""What tells of what was done."""
GUIDANCE, LABELLED = "label.principle.guidance", "label.principle.labelled"
DUTY, OPERATION, CASE, MADE = "label.task.duty", "label.task.operation", "label.case", "label.formula.made"
UNDERTAKEN, PROVIDED = "label.task.undertaking", "label.task.provision"
FRAGMENT, GROUNDS = "label.fragment", "label.formula.grounds"
"""What is listed as the basis of a document."""
FORM = "label.form"
FORBIDDEN = "label.item.forbidden"
"""An act that the lead of its list forbids."""
BY_YEAR, LEVEL, STATE = "label.goal.by-year", "label.goal.level", "label.goal.state"
OPEN = frozenset((DUTY, OPERATION, "label.default", "label.preamble", "label.letter"))
"""Rules whose text units what stands beside them can still decide."""
CASE_ENDS = ("的。", "的情形。", "的行为。")
"""How the last of several cases ends."""
LIMIT, WHEN = "label.responsibility.limit", "label.statement.when"
TIMED = frozenset((LIMIT, WHEN))
"""Rules of what tells a time and nothing else."""
BARE = "label.responsibility.bodies"
"""A bracket that names bodies and says nothing else."""
FAMILIES = ("responsibility", "formula", "statement", "goal", "principle", "task")
