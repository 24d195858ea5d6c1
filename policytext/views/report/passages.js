// Provisions with what is marked in them, and linked provisions side by side.

const DRAWN = ["verbatim", "adapted", "elaborated"];

// layers: [start, end, kind, told]; where several overlap, the last given marks.
function passage(doc, span, layers) {
  const inside = layers.filter(([start, end]) => start < span[1] && end > span[0]);
  const cuts = new Set(span);
  inside.forEach(([start, end]) => { cuts.add(Math.max(start, span[0])); cuts.add(Math.min(end, span[1])); });
  const places = [...cuts].sort((a, b) => a - b);
  const out = el("div", { class: "passage" });
  for (let k = 0; k + 1 < places.length; k++) {
    const [a, b] = [places[k], places[k + 1]];
    const over = inside.filter(([start, end]) => start <= a && b <= end);
    const text = words(doc, [a, b]);
    const top = over[over.length - 1];
    out.append(top ? el("mark", { class: top[2], title: top[3] || null }, text) : text);
  }
  return out;
}

function provision(doc, k) {
  const [path, start, end] = facts.documents[doc].provisions[k];
  return { path, span: [start, end] };
}

function tag(link) {
  return el("span", { class: "relation " + link[4] }, named(link[4]) + " " + link[5].toFixed(2));
}

// One link: the source left, the derived provision right, shared words and changes marked on both.
function linkPair(link) {
  const [derived, d, source, s, , , runs, changes] = link;
  const left = runs.map((r) => [r[2], r[3], "shared", ""]);
  const right = runs.map((r) => [r[0], r[1], "shared", ""]);
  changes.forEach(([change, here, there]) => {
    const kind = "change-" + change.split("_")[0];
    if (here) right.push([...here, kind, facts.names.changes[change]]);
    if (there) left.push([...there, kind, facts.names.changes[change]]);
  });
  const [upper, lower] = [provision(source, s), provision(derived, d)];
  return el("article", { class: "pair", "data-pair": `${derived}/${d} ${source}/${s}`, tabindex: "-1" },
    el("div", {}, el("span", { class: "where" }, tag(link), " ", upper.path), passage(source, upper.span, left)),
    el("div", {}, el("span", { class: "where" }, lower.path), passage(derived, lower.span, right),
      changeList(link)));
}

function changeList(link) {
  const [derived, , source, , , , , changes] = link;
  if (!changes.length) return null;
  const seen = new Set();
  const lines = changes.map(([change, here, there]) => {
    const was = there ? words(source, there) : "–";
    const is = here ? words(derived, here) : "–";
    const line = facts.names.changes[change] + was + is;
    if (seen.has(line)) return null;
    seen.add(line);
    return el("li", {}, el("b", {}, facts.names.changes[change]), " " + cut(was, 40) + " → " + cut(is, 40));
  });
  return el("ul", { class: "changes" }, lines);
}

function cut(text, size) {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= size ? line : line.slice(0, size - 1) + "…";
}

function documentName(k) {
  if (k < 0) return "";
  return k < facts.documents.length ? facts.documents[k].short : facts.cascade.nodes[k].told;
}
