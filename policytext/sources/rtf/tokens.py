"""RTF as a stream of tokens: control words, groups, and the bytes of its text."""

import re
from collections.abc import Iterator

# Possessive: what is matched once is never tried another way, so that long runs cost no memory.
TOKEN = re.compile(
    rb"(?P<open>\{)|(?P<close>\})"
    rb"|(?P<bytes>(?:\\'[0-9A-Fa-f]{2}|[^\\{}\r\n]++)++)"
    rb"|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?[0-9]{1,10})?[ ]?"
    rb"|(?P<symbol>\\[^A-Za-z])|[\r\n]++|\\",
    re.DOTALL,
)
ESCAPES = re.compile(rb"(?:\\'[0-9A-Fa-f]{2})++")
Token = tuple[str, str, int | None, bytes]
"""Kind (open, close, bytes, word, symbol), the word or symbol, its number, the bytes."""
OPEN: Token = ("open", "", None, b"")
CLOSE: Token = ("close", "", None, b"")


def read_tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a file; embedded binary data is stepped over."""
    at = 0
    while m := TOKEN.match(data, at):
        at = m.end()
        kind = m.lastgroup
        if kind == "word" or kind == "number":
            word, number = m["word"].decode("ascii"), m["number"]
            if word == "bin" and number:
                at += max(int(number), 0)
            else:
                yield "word", word, int(number) if number else None, b""
        elif kind == "open":
            yield OPEN
        elif kind == "close":
            yield CLOSE
        elif kind == "bytes":
            yield "bytes", "", None, ESCAPES.sub(unescaped, m[0])
        elif kind == "symbol":
            yield "symbol", chr(m["symbol"][1]), None, b""


def unescaped(m: re.Match[bytes]) -> bytes:
    """The bytes that stand as hexadecimal escapes."""
    return bytes.fromhex(m[0].replace(b"\\'", b"").decode("ascii"))
