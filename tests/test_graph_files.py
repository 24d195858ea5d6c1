"""Graphs as files: every attribute comes back with its type, in both formats; what the formats themselves ask for."""

import datetime as dt
import xml.etree.ElementTree as ET
from dataclasses import replace

import networkx as nx
import pytest
from family import CITY, PROVINCE

from policytext.corpus import Corpus
from policytext.errors import InputError
from policytext.export.graph_files import GEXF, GRAPHML, KEY, write_graph
from policytext.graphs import EDGES, NODES
from policytext.lineage import derive

READERS = {
    "graphml": lambda path: nx.read_graphml(path, edge_key_type=str, force_multigraph=True),
    "gexf": nx.read_gexf,
}
PYTHON = {"string": str, "Int64": int, "Float64": float, "boolean": bool}
ADDED = {"start", "viz"}
"""What GEXF carries beside the attributes of a node."""


@pytest.fixture(scope="module")
def lineage():
    corpus = Corpus.read("corpora/demo", progress=False)
    return (corpus + Corpus([replace(corpus["meal-lanxi"], doc_id="meal-lanxi-again")])).derive()


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("name", ["document_graph", "provision_graph"])
def test_every_attribute_comes_back(lineage, name, form, tmp_path):
    graph = getattr(lineage, name)
    write_graph(graph, form, tmp_path / "g")
    back = READERS[form](tmp_path / "g")
    assert dict(back.nodes(data=True)).keys() == dict(graph.nodes(data=True)).keys()
    for node, data in graph.nodes(data=True):
        held = {k: v for k, v in back.nodes[node].items() if form == "graphml" or k not in ADDED}
        assert held == data and {k: type(v) for k, v in held.items()} == {k: type(v) for k, v in data.items()}
    # networkx makes a graph without keys of a GEXF without parallel edges.
    keys = form == "graphml" or back.is_multigraph()
    want = sorted((s, t, k if keys else None, sorted(d.items())) for s, t, k, d in graph.edges(keys=True, data=True))
    assert sorted((s, t, k, sorted(d.items())) for s, t, k, d in edges(back, form)) == want


def edges(back, form):
    """The edges as they were written, with their own keys."""
    several = back if back.is_multigraph() else nx.MultiDiGraph(back)
    for s, t, key, data in several.edges(keys=True, data=True):
        data = {k: v for k, v in data.items() if k not in ("id", "start")}
        key = data.pop("key") if form == "graphml" else key if back.is_multigraph() else None
        yield s, t, key, data


@pytest.mark.parametrize("name", ["document_graph", "provision_graph"])
def test_attributes_are_those_declared(lineage, name):
    graph = getattr(lineage, name)
    for columns, items in ((NODES, graph.nodes(data=True)), (EDGES, (e[1:] for e in graph.edges(data=True)))):
        for _, data in items:
            assert {k: type(v) for k, v in data.items()} == {k: PYTHON[columns[k].dtype] for k in data}
    reserved = {"id", "type", "start", "end", "pid", "for", "source", "target", "viz"}
    assert not reserved & {*NODES, *EDGES}


def test_every_declared_attribute_occurs(lineage):
    graphs = (lineage.document_graph, lineage.provision_graph)
    assert {k for g in graphs for _, d in g.nodes(data=True) for k in d} == set(NODES)
    assert {k for g in graphs for *_, d in g.edges(data=True) for k in d} == set(EDGES)


def test_odd_values(tmp_path):
    graph = nx.MultiDiGraph()
    graph.add_node("甲<&\"'>\x00", label="</node>", n=2**40, x=1, none=None, s="行\n行\t尾 ", flag=False)
    graph.add_node("乙", label="乙", x=0.5, s="1", flag=True)
    graph.add_edge("乙", "甲<&\"'>\x00", key="a", mixed=1, x=float("inf"))
    graph.add_edge("乙", "甲<&\"'>\x00", key="b", mixed="one", x=1.0)
    for form, read in READERS.items():
        write_graph(graph, form, tmp_path / form)
        back = read(tmp_path / form)
        first = back.nodes["甲<&\"'>\\x00"]
        assert {k: v for k, v in first.items() if k != "viz"} == {
            "label": "</node>", "n": 2**40, "x": 1.0, "s": "行\n行\t尾 ", "flag": False,
        }  # fmt: skip
        assert (back.nodes["乙"]["x"], back.nodes["乙"]["flag"]) == (0.5, True)
        assert sorted((d["mixed"], d["x"]) for *_, d in back.edges(data=True)) == [("1", float("inf")), ("one", 1.0)]


@pytest.mark.parametrize("value", [[1], {"a": 1}, dt.date(2024, 1, 1)])
@pytest.mark.parametrize("form", READERS)
def test_what_no_file_holds_is_told(value, form, tmp_path):
    graph = nx.MultiDiGraph()
    graph.add_node("a", odd=value)
    with pytest.raises(InputError, match=f"'odd' is a {type(value).__name__}"):
        write_graph(graph, form, tmp_path / "g")


def test_graphml_as_its_schema_has_it(lineage, tmp_path):
    write_graph(lineage.document_graph, "graphml", tmp_path / "g")
    root = ET.parse(tmp_path / "g").getroot()
    assert [e.tag.removeprefix(f"{{{GRAPHML}}}") for e in root][-2:] == ["key", "graph"]
    keys = {k.get("id"): k for k in root.iter(f"{{{GRAPHML}}}key")}
    assert {k.get("attr.type") for k in keys.values()} <= {"boolean", "int", "long", "float", "double", "string"}
    ids = [e.get("id") for e in root.iter(f"{{{GRAPHML}}}edge")]
    assert len(ids) == len(set(ids)) == lineage.document_graph.number_of_edges()
    nodes = {e.get("id") for e in root.iter(f"{{{GRAPHML}}}node")}
    assert all({e.get("source"), e.get("target")} <= nodes for e in root.iter(f"{{{GRAPHML}}}edge"))
    for element in root.iter(f"{{{GRAPHML}}}data"):
        if keys[element.get("key")].get("attr.type") == "boolean":
            assert element.text in ("true", "false")


def test_gexf_as_its_schema_has_it(lineage, tmp_path):
    write_graph(lineage.document_graph, "gexf", tmp_path / "g")
    root = ET.parse(tmp_path / "g").getroot()
    assert root.tag == f"{{{GEXF}}}gexf" and root.get("version") == "1.3"
    graph = root.find(f"{{{GEXF}}}graph")
    assert (graph.get("mode"), graph.get("timeformat"), graph.get("defaultedgetype")) == ("dynamic", "date", "directed")
    assert [e.tag.removeprefix(f"{{{GEXF}}}") for e in graph] == ["attributes", "attributes", "nodes", "edges"]
    for kind in ("node", "edge"):
        titles = {
            a.get("id"): a.get("title")
            for s in graph.findall(f"{{{GEXF}}}attributes")
            if s.get("class") == kind
            for a in s
        }
        assert len(set(titles.values())) == len(titles)
        for element in graph.iter(f"{{{GEXF}}}{kind}"):
            assert {v.get("for") for v in element.iter(f"{{{GEXF}}}attvalue")} <= titles.keys()
    pairs = [(e.get("source"), e.get("target"), e.get("kind")) for e in graph.iter(f"{{{GEXF}}}edge")]
    assert len(set(pairs)) == len(pairs), "Gephi makes one of parallel edges of one kind"
    assert len({(s, t) for s, t, _ in pairs}) < len(pairs), "no parallel edges were tested"
    for node in graph.iter(f"{{{GEXF}}}node"):
        colour = node.find(f"{{{GEXF}/viz}}color")
        assert all(0 <= int(colour.get(c)) <= 255 for c in "rgb")
        assert node.find(f"{{{GEXF}/viz}}shape").get("value") in ("disc", "diamond")


def test_an_edge_is_there_when_both_its_ends_are(lineage, tmp_path):
    write_graph(lineage.document_graph, "gexf", tmp_path / "g")
    since = {d.doc_id: d.header.issued.isoformat() for d in lineage.documents if d.header.issued}
    seen = 0
    for edge in ET.parse(tmp_path / "g").getroot().iter(f"{{{GEXF}}}edge"):
        dates = [since[edge.get(end)] for end in ("source", "target") if edge.get(end) in since]
        assert edge.get("start") == max(dates)
        seen += len(dates) == 2
    assert seen


def test_a_graph_without_dates_is_static(tmp_path):
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", key="k")
    write_graph(graph, "gexf", tmp_path / "g")
    assert 'mode="static"' in (tmp_path / "g").read_text("utf-8")
    assert KEY in (tmp_path / "g").read_text("utf-8")


def test_the_same_links_give_the_same_bytes(tmp_path):
    for k in "12":
        derive([PROVINCE, CITY]).export(tmp_path / k, formats=["graphml", "gexf"])
    for file in (tmp_path / "1").iterdir():
        assert file.read_bytes() == (tmp_path / "2" / file.name).read_bytes()


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_networkx_writes_our_graphs_too(lineage, form, tmp_path):
    for graph in (lineage.document_graph, lineage.provision_graph):
        getattr(nx, f"write_{form}")(graph, tmp_path / "g")
        back = READERS[form](tmp_path / "g")
        assert {n: {k: v for k, v in d.items() if k != "label"} for n, d in back.nodes(data=True)} == {
            n: {k: v for k, v in d.items() if k != "label"} for n, d in graph.nodes(data=True)
        }
