// The grid of requirements and lower documents for any higher document.

const BECAME = { verbatim: ["copied", "照搬", "●"], adapted: ["adapted", "改写", "◐"], elaborated: ["concrete", "细化", "◆"] };
const INDIRECT = ["indirect", "间接", "○"];
const ABSENT = ["absent", "未见", "·"];

function makeHeat() {
  const select = byId("heat-source");
  if (!select) return;
  select.addEventListener("change", () => { byId("heat-grid").replaceChildren(heatGrid(Number(select.value))); livenHeat(); });
  livenHeat();
}

function heatGrid(source) {
  const { documents } = facts;
  const drawn = (k) => facts.links.filter((link) => link[2] === source && link[0] === k && BECAME[link[4]]).length;
  const all = facts.pairs.filter((pair) => pair[1] === source).map((pair) => [drawn(pair[0]), pair[0]]);
  const below = all.sort((a, b) => b[0] - a[0]).slice(0, 40).map((pair) => pair[1]);
  const when = (k) => documents[k].date || "9";
  below.sort((a, b) => (when(a) < when(b) ? -1 : when(a) > when(b) ? 1 : collator.compare(documents[a].id, documents[b].id)));
  const head = below.map((k) => el("th", { scope: "col" }, el("span", {}, documents[k].short), el("small", {}, documents[k].date)));
  const rows = documents[source].provisions.map((p, i) => (p[3] ? heatRow(source, i, below) : null)).filter(Boolean);
  return el("table", { class: "heat" },
    el("caption", {}, `${documents[source].short}: ${rows.length} provisions × ${below.length < all.length ? `${below.length} of ${all.length.toLocaleString("en")}` : below.length} documents`),
    el("thead", {}, el("tr", {}, el("td", {}), head)), el("tbody", {}, rows));
}

function heatRow(source, i, below) {
  const links = (facts.bySource.get(source + "/" + i) || []).filter((link) => BECAME[link[4]]);
  const cells = below.map((k) => {
    const best = links.filter((link) => link[0] === k).sort((a, b) => b[5] - a[5])[0];
    const [name, zh, sign] = best ? BECAME[best[4]] : facts.reached.has(`${k}/${source}/${i}`) ? INDIRECT : ABSENT;
    return el("td", {}, el("span", { class: "cell " + name, title: `${zh} ${name}`, "data-pair": best ? `${k} ${source} ${i}` : null }, sign));
  });
  return el("tr", {}, el("th", { scope: "row" }, cut(words(source, provision(source, i).span), 34)), cells);
}

function livenHeat() {
  byId("heat-grid").querySelectorAll("[data-pair]").forEach((node) => {
    const [derived, source, i] = node.dataset.pair.split(" ").map(Number);
    const best = (facts.bySource.get(source + "/" + i) || []).filter((link) => link[0] === derived && BECAME[link[4]]).sort((a, b) => b[5] - a[5])[0];
    pressable(node, `${node.title}: ${documentName(derived)}`, () => openPair(derived, source, best));
  });
}
