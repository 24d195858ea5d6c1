"""The text as the readers see it: folded, cut into paragraphs and text units, offsets kept."""
