"""Which provisions only frame a directive: preamble, guiding ideas, principles, safeguards."""

from __future__ import annotations

import numpy as np

from policytext.derivation.wording import Mask, heading_of
from policytext.model import Document, Provision
from policytext.reading.outline.provisions import PREAMBLE
from policytext.reading.rules import RuleSet


def frame(document: Document) -> Mask:
    """For each provision whether it is part of the frame, by its heading or by one above it."""
    said = RuleSet.default().by_id["section.frame"].regex.search
    return np.array([any(said(h) for h in headings(document, p)) for p in document.provisions], dtype=bool)


def headings(document: Document, provision: Provision) -> list[str]:
    """The heading of a provision and those above it; the preamble's is `指导思想` in all but name."""
    if provision.path == PREAMBLE:
        return ["指导思想"]
    found, at = [heading_of(provision)], provision.section
    while at is not None and at < len(document.sections):
        found.append(document.sections[at].heading or "")
        at = document.sections[at].parent
    return found
