"""From files to text (来源): which files there are, what they say, and what came with them.

A format is one module with a function `read(data: bytes, limits: Limits) -> Content`, entered in `registry.READERS` by
suffix. A table of texts is read by a module of `rows`, entered in `rows.FORMATS`; `bundles` opens what holds several
documents.
"""
