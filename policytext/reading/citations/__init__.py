"""References to documents, laws, meetings and speeches (引用)."""
