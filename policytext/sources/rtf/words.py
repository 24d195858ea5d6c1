"""The control words of RTF that matter for its text."""

TEXT = {
    "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
}  # fmt: skip
"""Words that stand for a character."""
SYMBOLS = {"~": "\u00a0", "_": "-", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}
LINES = {"par", "line", "page", "sect", "column", "softline", "softpage"}
IN_CELL = {"nestcell", "nestrow"}
"""Cells and rows of a table inside a cell: they end lines of that cell."""
ASIDE = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footer"),
    "footnote": "footnote",
    "annotation": "comment",
    "shptxt": "text box",
}
"""Groups whose text stands apart."""
SHOWN = {"shpinst", "shpgrp", "listtext", "pntext", "fldrslt", "result", "shppict", "shp", "field", "object"}
"""Groups whose text is looked at, although a star may stand before them."""
SKIPPED = {
    "aftncn", "aftnsep", "aftnsepc", "atnauthor", "atndate", "atnicn", "atnid", "atnparent", "atnref", "atntime",
    "atrfend", "atrfstart", "author", "bkmkend", "bkmkstart", "blipuid", "category", "colorschememapping", "colortbl",
    "comment", "company", "creatim", "datafield", "datastore", "doccomm", "docvar", "fldinst", "ffdata", "filetbl",
    "ftncn", "ftnsep", "ftnsepc", "generator", "hlinkbase", "keywords", "latentstyles", "linkval", "listname",
    "listoverridetable", "listpicture", "listtable", "manager", "mmathPr", "nesttableprops", "nonesttables",
    "nonshppict", "objclass", "objdata", "objname", "operator", "panose", "pict", "pn", "pgptbl", "printim",
    "private", "propname", "revtbl", "revtim", "rsidtbl", "rxe", "shprslt", "sp", "staticval", "stylesheet",
    "subject", "tc", "themedata", "userprops", "wgrffmtfilter", "xe", "xmlnstbl",
}  # fmt: skip
"""Groups whose text is none of the document's."""
PROPERTIES = {
    "ansicpg", "cpg", "deff", "deleted", "f", "fcharset", "fonttbl", "ftnalt", "info", "intbl", "mac", "pard", "pc",
    "pca", "plain", "revised", "title", "u", "uc", "ud", "upr", "v",
}  # fmt: skip
"""Words that change how what follows is read."""
TABLES = {"cell", "cellx", "row", "trleft", "trowd"}
KNOWN = frozenset(PROPERTIES | TABLES | LINES | IN_CELL | SHOWN | SKIPPED | set(TEXT) | set(ASIDE))
"""All words that are looked at; others change how a text looks, not what it says."""
