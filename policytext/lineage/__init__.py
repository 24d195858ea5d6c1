"""What `corpus.derive()` gives back: links between provisions, their measures, chains, families, review (源流)."""

from policytext.lineage.columns import (
    CHAIN_COLUMNS,
    CHANGE_COLUMNS,
    COMPARE_COLUMNS,
    COVERAGE_COLUMNS,
    EXTERNAL_COLUMNS,
    FAMILY_COLUMNS,
    LINK_COLUMNS,
    PARENT_COLUMNS,
    RESOLUTION_COLUMNS,
    REVIEW_COLUMNS,
    SCHEMAS,
    UPTAKE_CELL_COLUMNS,
    UPTAKE_COLUMNS,
)
from policytext.lineage.deriving import derive
from policytext.lineage.lineage import Lineage
from policytext.lineage.links import DRAWN

__all__ = [
    "CHAIN_COLUMNS",
    "CHANGE_COLUMNS",
    "COMPARE_COLUMNS",
    "COVERAGE_COLUMNS",
    "DRAWN",
    "EXTERNAL_COLUMNS",
    "FAMILY_COLUMNS",
    "LINK_COLUMNS",
    "PARENT_COLUMNS",
    "RESOLUTION_COLUMNS",
    "REVIEW_COLUMNS",
    "SCHEMAS",
    "UPTAKE_CELL_COLUMNS",
    "UPTAKE_COLUMNS",
    "Lineage",
    "derive",
]
