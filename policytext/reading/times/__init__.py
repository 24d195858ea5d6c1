"""Deadlines and the time expressions that they are made of (时限)."""
