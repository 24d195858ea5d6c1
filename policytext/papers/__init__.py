"""Tables for papers (论文表格): a few that papers need, and any table as LaTeX or Markdown."""

from policytext.papers.markup import latex, markdown
from policytext.papers.ready import COVERAGE_COLUMNS, OVERVIEW_COLUMNS, RELATION_COLUMNS, coverage, overview, relations

__all__ = [
    "COVERAGE_COLUMNS",
    "OVERVIEW_COLUMNS",
    "RELATION_COLUMNS",
    "coverage",
    "latex",
    "markdown",
    "overview",
    "relations",
]
