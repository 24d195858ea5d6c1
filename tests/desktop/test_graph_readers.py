"""Graph files as programs other than networkx read them: the readers of graphology, which need Node.js and npm."""

import json
import shutil
import subprocess

import pytest

from policytext.corpus import Corpus
from policytext.export.graph_files import KEY

NODE, NPM = shutil.which("node"), shutil.which("npm")
PACKAGES = ["graphology@0.26", "graphology-gexf@0.13", "graphology-graphml@0.5", "@xmldom/xmldom@0.9"]
SCRIPT = """
const fs = require('fs'), {MultiDirectedGraph} = require('graphology');
const readers = {gexf: require('graphology-gexf'), graphml: require('graphology-graphml')};
const [form, path] = process.argv.slice(2);
const graph = readers[form].parse(MultiDirectedGraph, fs.readFileSync(path, 'utf8'), {addMissingNodes: false});
const edges = graph.mapEdges((e, data, source, target) => [source, target, data]);
console.log(JSON.stringify({nodes: graph.mapNodes((n, data) => [n, data]), edges}));
"""
pytestmark = [pytest.mark.desktop, pytest.mark.skipif(not (NODE and NPM), reason="Node.js or npm is absent")]


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """Reads a file with graphology."""
    home = tmp_path_factory.mktemp("graphology")
    command = [NPM, "install", "--no-audit", "--no-fund", "--no-package-lock", "--prefix", str(home), *PACKAGES]
    if subprocess.run(command, capture_output=True, timeout=300, check=False).returncode:
        pytest.skip("graphology cannot be installed here")
    (home / "read.js").write_text(SCRIPT, "utf-8")

    def read(form, path):
        run = subprocess.run(
            [NODE, str(home / "read.js"), form, str(path)], capture_output=True, timeout=120, check=True
        )
        return json.loads(run.stdout)

    return read


@pytest.mark.parametrize("form", ["graphml", "gexf"])
@pytest.mark.parametrize("name", ["document_graph", "provision_graph"])
def test_graphology_reads_every_attribute(reader, form, name, tmp_path):
    lineage = Corpus.read("corpora/demo", progress=False).derive()
    lineage.export(tmp_path, formats=[form])
    graph = getattr(lineage, name)
    found = reader(form, tmp_path / f"{name}.{form}")
    nodes = dict(found["nodes"])
    assert nodes.keys() == set(graph)
    for node, data in graph.nodes(data=True):
        assert {k: nodes[node][k] for k in data} == data
        assert form == "graphml" or nodes[node]["color"].startswith("rgb")
    key = "key" if form == "graphml" else KEY
    edges = {(s, t, data[key]): data for s, t, data in found["edges"]}
    assert len(edges) == graph.number_of_edges()
    for s, t, k, data in graph.edges(keys=True, data=True):
        assert {name: edges[s, t, k][name] for name in data} == data
