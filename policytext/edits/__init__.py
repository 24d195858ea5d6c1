"""What was changed between a provision and the provision it was drawn from (改动): numbers, dates, units, force, reach.

Worked out from a link and its two documents when somebody asks; derivation does not pay for it.
"""

from policytext.edits.edit import Change, Edit
from policytext.edits.edits import edits

__all__ = ["Change", "Edit", "edits"]
