"""Settings of Sphinx for the site; `make docs` says how it is called."""

import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import policytext  # noqa: E402 - needs the path
from policytext_docs import autodoc, chinese_search  # noqa: E402

project = "policytext"
author = copyright = "policytext developers"
version = release = policytext.__version__
language = "en"

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["files"]
nitpicky = True
# What other libraries define is named, not linked: the site is built and read offline.
nitpick_ignore_regex = [
    (
        r"py:.*",
        r"(pd|pandas|np|npt|numpy|nx|networkx|spacy|sklearn|matplotlib|jieba|re|dt|datetime|concurrent|collections|pathlib)\..*",
    ),
    (r"py:.*", r"(Path|Executor|Mapping|Iterable|Iterator|Callable|Sequence|Any)"),
    (r"py:.*", r"(Language|Doc|DataFrame|Axes|Figure|NotFittedError)"),
    # Names for types that the code gives itself: what they stand for is said where they are used.
    (r"py:.*", r"(Labels?|Similarity|Graph|Grid|Extract|Font|Columns|Measure|WordKind)"),
    (r"py:.*", r"policytext\.(sources|derivation\.(derive|search)|lineage\.passing)\..*"),
]
default_role = "code"
highlight_language = "text"  # what is Python says so
smartquotes = False  # quotes of messages and code stay as they are

myst_enable_extensions = ["colon_fence", "deflist", "attrs_block"]
myst_heading_anchors = 4
nb_execution_mode = "off"  # they were run when they were staged
nb_ipywidgets_js: dict[str, Any] = {}  # would come from a network
nb_mime_priority_overrides = [("html", "text/html", 0), ("html", "image/svg+xml", 1), ("html", "image/png", 2)]

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88
add_module_names = False

html_theme = "furo"
html_title = f"policytext {policytext.__version__}"
html_static_path = [str(HERE / "static")]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_search_summary = False  # a page opened from a folder may not read its neighbours
html_search_language = "zh_pairs"
html_theme_options = {"top_of_page_buttons": []}
pygments_style = "default"
pygments_dark_style = "github-dark"


def setup(app: Any) -> None:
    """Register what is our own."""
    app.add_search_language(chinese_search.SearchChinesePairs)
    autodoc.connect(app)
