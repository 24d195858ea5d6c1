"""What one looks at: documents, corpora and comparisons as offline HTML, and explanations in words."""

from policytext.views.card import card_html
from policytext.views.comparison import comparison_html
from policytext.views.corpus import corpus_html
from policytext.views.document import document_html
from policytext.views.explanation import Explanation, explain
from policytext.views.lineage import lineage_html
from policytext.views.page import Html
from policytext.views.report import report_html, report_path, write_report

__all__ = [
    "Explanation",
    "Html",
    "card_html",
    "comparison_html",
    "corpus_html",
    "document_html",
    "explain",
    "lineage_html",
    "report_html",
    "report_path",
    "write_report",
]
