"""What one looks at: documents, corpora and comparisons as offline HTML, and explanations in words."""

from policytext.views.comparison import comparison_html
from policytext.views.corpus import corpus_html
from policytext.views.document import document_html
from policytext.views.explain import Explanation, explain

__all__ = ["Explanation", "comparison_html", "corpus_html", "document_html", "explain"]
