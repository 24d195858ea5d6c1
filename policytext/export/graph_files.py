"""A graph as a file for Gephi, Cytoscape and the like: GraphML, GEXF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx


def write_graph(graph: nx.MultiDiGraph[str], form: str, path: Path) -> None:
    """Write a graph of `policytext.graphs`, whose attributes are plain values without control characters."""
    import networkx as nx

    if form == "gexf":
        nx.write_gexf(graph, path)
        return
    # GraphML takes the key of an edge for its id, which has to be unique in the file.
    numbered: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    numbered.add_nodes_from(graph.nodes(data=True))
    for k, (source, target, data) in enumerate(graph.edges(data=True)):
        numbered.add_edge(source, target, key=f"e{k}", **data)
    nx.write_graphml(numbered, path)
