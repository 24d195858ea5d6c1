"""Sections (层次), what they hold, and the provisions that derivation links."""
