"""What finds mean (取值): numbers of targets, bodies behind units, what a citation does, the actions of a task.

These are worked out from a document and one of its finds when a table or a reader asks for them; reading does not pay
for them.
"""

from policytext.values.actions import Action, actions, conditions
from policytext.values.bodies import Body, body, charged, jurisdiction_line
from policytext.values.details import detailed
from policytext.values.effects import Effect, article, effect
from policytext.values.expansions import expansion
from policytext.values.quantities import Comparator, Quantity, quantity

__all__ = [
    "Action",
    "Body",
    "Comparator",
    "Effect",
    "Quantity",
    "actions",
    "article",
    "body",
    "charged",
    "conditions",
    "detailed",
    "effect",
    "expansion",
    "jurisdiction_line",
    "quantity",
]
