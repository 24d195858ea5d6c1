"""From files to text (来源): which files there are, what they say, and what came with them.

A format is one module with a function `read(data: bytes) -> Content`, entered in `registry.READERS` by suffix.
"""
