"""A graph as a file for Gephi, Cytoscape, yEd and the like: GraphML, GEXF 1.3.

Written here and not by networkx, whose GraphML has Python's True and False (xsd:boolean has true and false), takes the
key of a parallel edge for an id that has to be unique in the file, and whose GEXF takes attributes called start and end
for times, carries the day of writing, and loses parallel edges in Gephi for want of their `kind`. Attributes keep name
and type; networkx reads both formats back, from GEXF with the keys of parallel edges.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from policytext.errors import InputError
from policytext.export.graph_looks import Looks, edge_colour, looks_of
from policytext.graphs import visible

if TYPE_CHECKING:
    import networkx as nx

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://gexf.net/1.3"
VIZ = GEXF + "/viz"
TYPES = {str: ("string", "string"), bool: ("boolean", "boolean"), int: ("long", "long"), float: ("double", "double")}
"""Python type → type in GraphML, in GEXF."""
KEY = "networkx_key"
"""The attribute from which networkx takes the key of an edge when it reads GEXF."""

Declared = dict[str, tuple[str, type]]
"""Attribute → its id in the file, its type."""


def write_graph(graph: nx.MultiDiGraph[str], form: str, path: Path) -> None:
    """Write a graph of `policytext.graphs`, or any whose attributes are strings, numbers and booleans.

    Raises:
        InputError: where an attribute is something else, such as a list.
    """
    root = gexf(graph) if form == "gexf" else graphml(graph)
    ET.indent(root)
    ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def declared(items: Iterable[Mapping[str, Any]], letter: str) -> Declared:
    """The attributes that occur, in the order in which they do, with the one type that holds all their values."""
    types: dict[str, type] = {}
    for data in items:
        for name, value in data.items():
            if value is not None:
                kind = type_of(name, value)
                types[name] = wider(types.get(name, kind), kind)
    return {name: (f"{letter}{k}", kind) for k, (name, kind) in enumerate(types.items())}


def type_of(name: str, value: Any) -> type:
    """The type of a value.

    Raises:
        InputError: where no graph file holds such a value.
    """
    for kind in (bool, str, int, float):
        if isinstance(value, kind):
            return kind
    raise InputError(
        f"the attribute {name!r} is a {type(value).__name__}; graph files hold strings, numbers and booleans: "
        "write it as a string (图属性类型)"
    )


def wider(one: type, other: type) -> type:
    """The type that holds values of both."""
    if one is other:
        return one
    return float if {one, other} == {int, float} else str


def told(value: Any, kind: type) -> str:
    """A value as XML Schema writes it.

    >>> told(True, bool), told(2, float), told(float("inf"), float)
    ('true', '2.0', 'INF')
    """
    if kind is bool or isinstance(value, bool):
        return "true" if value else "false"
    if kind is float:
        text = repr(float(value))
        return {"inf": "INF", "-inf": "-INF", "nan": "NaN"}.get(text, text)
    return visible(str(value))


def graphml(graph: nx.MultiDiGraph[str]) -> ET.Element:
    """GraphML; the key of an edge is its attribute `key`, its id a number in the file."""
    root = ET.Element("graphml", xmlns=GRAPHML)
    edges = keyed(graph, "key")
    nodes_known = declared((data for _, data in graph.nodes(data=True)), "n")
    edges_known = declared((data for _, _, data in edges), "a")
    for target, known in (("node", nodes_known), ("edge", edges_known)):
        for name, (at, kind) in known.items():
            ET.SubElement(root, "key", {"id": at, "for": target, "attr.name": name, "attr.type": TYPES[kind][0]})
    body = ET.SubElement(root, "graph", edgedefault="directed")
    for node, data in graph.nodes(data=True):
        add_data(ET.SubElement(body, "node", id=visible(node)), data, nodes_known)
    for k, (source, target, data) in enumerate(edges):
        place = {"id": f"e{k}", "source": visible(source), "target": visible(target)}
        add_data(ET.SubElement(body, "edge", place), data, edges_known)
    return root


def keyed(graph: nx.MultiDiGraph[str], name: str) -> list[tuple[str, str, dict[str, Any]]]:
    """The edges with their keys as an attribute of that name."""
    every: Any = graph.edges(keys=True, data=True)
    return [(source, target, {**data, name: str(key)}) for source, target, key, data in every]


def add_data(element: ET.Element, data: Mapping[str, Any], known: Declared) -> None:
    """The attributes of a node or edge, in GraphML."""
    for name, value in data.items():
        if value is not None:
            at, kind = known[name]
            ET.SubElement(element, "data", key=at).text = told(value, kind)


def gexf(graph: nx.MultiDiGraph[str]) -> ET.Element:
    """GEXF 1.3: with colours, sizes and places for Gephi, and from when on each node and edge is there."""
    from policytext import __version__

    root = ET.Element("gexf", {"xmlns": GEXF, "xmlns:viz": VIZ, "version": "1.3"})
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = f"policytext {__version__}"
    looks = looks_of(graph)
    timed = {"mode": "dynamic", "timeformat": "date"} if any(x.since for x in looks.values()) else {"mode": "static"}
    body = ET.SubElement(root, "graph", {"defaultedgetype": "directed", **timed})
    edges = keyed(graph, KEY)
    every: Any = graph.nodes(data=True)
    nodes: list[tuple[str, dict[str, Any]]] = list(every)
    bare = [{k: v for k, v in data.items() if k != "label"} for _, data in nodes]
    plain = [{k: v for k, v in data.items() if k != "weight"} for _, _, data in edges]
    nodes_known, edges_known = declared(bare, "n"), declared(plain, "a")
    for target, known in (("node", nodes_known), ("edge", edges_known)):
        listed = ET.SubElement(body, "attributes", {"class": target})
        for name, (_, kind) in known.items():
            # Some readers show the title, some the id.
            ET.SubElement(listed, "attribute", id=visible(name), title=visible(name), type=TYPES[kind][1])
    listed = ET.SubElement(body, "nodes")
    for (node, data), attributes in zip(nodes, bare, strict=True):
        look = looks[node]
        element = ET.SubElement(listed, "node", id=visible(node), label=visible(str(data.get("label", node))))
        if look.since:
            element.set("start", look.since)
        add_values(element, attributes, nodes_known)
        add_looks(element, look)
    listed = ET.SubElement(body, "edges")
    for k, (source, target, data) in enumerate(edges):
        place = {"id": f"e{k}", "source": visible(source), "target": visible(target), "kind": visible(data[KEY])}
        element = ET.SubElement(listed, "edge", place)
        if "weight" in data:
            element.set("weight", told(data["weight"], float))
        if since := max(looks[source].since or "", looks[target].since or ""):
            element.set("start", since)
        add_values(element, plain[k], edges_known)
        ET.SubElement(element, "viz:color", edge_colour(data))
    return root


def add_values(element: ET.Element, data: Mapping[str, Any], known: Declared) -> None:
    """The attributes of a node or edge, in GEXF."""
    values = ET.SubElement(element, "attvalues")
    for name, value in data.items():
        if value is not None:
            ET.SubElement(values, "attvalue", {"for": visible(name), "value": told(value, known[name][1])})


def add_looks(element: ET.Element, look: Looks) -> None:
    """Colour, place, size and shape of a node."""
    ET.SubElement(element, "viz:color", look.colour)
    if look.place:
        x, y = look.place
        ET.SubElement(element, "viz:position", x=f"{x:.1f}", y=f"{y:.1f}", z="0.0")
    ET.SubElement(element, "viz:size", value=f"{look.size:.1f}")
    ET.SubElement(element, "viz:shape", value=look.shape)
