"""Writing results into a folder: tables, annotation, graphs.

Nothing is overwritten unasked, no cell is cut short, and none runs as a formula.
"""

from policytext.export.files import write
from policytext.export.formats import (
    FORMATS,
    GRAPH_NAMES,
    GRAPHS,
    Contents,
    annotation_file,
    export,
    graphs_of,
    known,
    names_of,
    room_for,
)

__all__ = [
    "FORMATS",
    "GRAPHS",
    "GRAPH_NAMES",
    "Contents",
    "annotation_file",
    "export",
    "graphs_of",
    "known",
    "names_of",
    "room_for",
    "write",
]
