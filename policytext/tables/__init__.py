"""Documents → DataFrames: one table per kind of find."""

from policytext.tables.frames import TABLES, Labels, frame, labelled, labels_known, metadata, table
from policytext.tables.schemas import Schema

__all__ = ["TABLES", "Labels", "Schema", "frame", "labelled", "labels_known", "metadata", "table"]
