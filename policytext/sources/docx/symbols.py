"""Characters of symbol fonts: the sign that the reader sees, as the Unicode character of that shape."""

SYMBOL = {
    0xB7: "•", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xA5: "∞", 0xB0: "°", 0xD7: "⋅",
    0xAE: "→", 0xAC: "←", 0xAD: "↑", 0xAF: "↓", 0xDE: "⇒", 0xC5: "⊕", 0xD6: "√", 0xE5: "∑", 0x2D: "−",
    0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x65: "ε", 0x71: "θ", 0x6C: "λ", 0x6D: "μ", 0x70: "π", 0x73: "σ",
    0x77: "ω", 0x44: "Δ", 0x53: "Σ", 0x57: "Ω",
}  # fmt: skip
WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x74: "⧫", 0x75: "◆", 0x76: "❖",
    0x77: "⬥", 0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xB2: "✧", 0xD8: "➢", 0xE0: "→",
    0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x46: "☞", 0x4A: "☺", 0x28: "☎", 0x2A: "✉",
} | {0x81 + i: chr(0x2460 + i) for i in range(10)} | {0x8C + i: chr(0x2776 + i) for i in range(10)}  # fmt: skip
WINGDINGS_2 = {0x50: "✓", 0x4F: "✗", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x97: "●", 0xA2: "■"}
FONTS = {"symbol": SYMBOL, "wingdings": WINGDINGS, "wingdings 2": WINGDINGS_2}
PRIVATE = range(0xF000, 0xF100)


def shown(text: str, font: str | None) -> str:
    r"""The text with the characters of a symbol font turned into signs; what has no known sign stays as it is.

    >>> shown("\uf0d8", "Wingdings")
    '➢'
    """
    table = FONTS.get((font or "").lower(), {})
    if not table and not any(ord(ch) in PRIVATE for ch in text):
        return text
    return "".join(sign(ord(ch), table) or ch for ch in text)


def sign(code: int, table: dict[int, str]) -> str | None:
    """The sign for a code, which may stand in the private range; without a font that we know, any that has one."""
    if code in PRIVATE:
        tables = [table] if table else list(FONTS.values())
        return next((t[code - 0xF000] for t in tables if code - 0xF000 in t), None)
    return table.get(code)
