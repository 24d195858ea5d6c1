"""Text → annotated document: the view, the outline, and one small reader for each kind of find."""
