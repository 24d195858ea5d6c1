// What is shown beside the page: a document with where its provisions come from, or two documents side by side.

const panel = { trail: [], from: null };

function show(title, wide, content) {
  const held = byId("detail");
  if (held.hidden) panel.from = document.activeElement;
  held.replaceChildren(
    el("div", { class: "bar" },
      panel.trail.length > 1 ? el("button", { type: "button", onclick: back }, "← 返回 back") : null,
      el("button", { type: "button", class: "close", "aria-label": "close 关闭", onclick: close }, "× 关闭 close")),
    el("h2", { id: "detail-title" }, title),
    ...content.filter(Boolean));
  held.classList.toggle("broad", wide);
  held.hidden = false;
  held.scrollTop = 0;
  held.focus();
}

function open(view) {
  panel.trail.push(view);
  view();
}

function back() {
  panel.trail.pop();
  const view = panel.trail[panel.trail.length - 1];
  if (view) view();
}

function close() {
  byId("detail").hidden = true;
  panel.trail = [];
  if (panel.from && panel.from.isConnected) panel.from.focus();
}

function openDocument(k, at) {
  if (k >= facts.documents.length) return openAbsent(k);
  return open(() => showDocument(k, at));
}

function openPair(derived, source, at) {
  return open(() => showPair(derived, source, at));
}

function openAbsent(k) {
  return open(() => {
    const node = facts.cascade.nodes[k];
    show(node.told.split("\n")[0], false, [
      el("p", { class: "soft" }, "Cited, but not in the corpus 库外文件"),
      tiesOf(k, 1, 0, "引用它的 cited by"),
    ]);
  });
}

function tellDocument(doc) {
  const told = [doc.id, doc.issuers, doc.number, doc.date, doc.level, doc.place].filter(Boolean);
  return el("p", { class: "soft" }, told.join(" · "));
}

// Documents tied to one by a line: `own` is the place of the document in an edge, `other` that of the others.
function tiesOf(k, own, other, label) {
  const found = facts.cascade.edges.filter((edge) => edge[own] === k).sort((a, b) => b[2] - a[2]);
  if (!found.length) return null;
  const lines = found.map((edge) => el("li", {},
    el("button", { type: "button", class: "link", onclick: () => openEdge(edge) }, documentName(edge[other])),
    el("small", {}, edge[2] ? ` ${edge[2]} linked provisions 条` : " cited 仅引用")));
  return el("details", { open: found.length <= 6 }, el("summary", {}, `${label}: ${found.length}`),
    el("ul", { class: "ties" }, lines));
}

function openEdge([derived, source]) {
  const known = Math.max(derived, source) < facts.documents.length;
  return known ? openPair(derived, source) : openAbsent(Math.max(derived, source));
}

function showDocument(k, at) {
  const doc = facts.documents[k];
  const items = doc.provisions.map((_, p) => provisionItem(k, p, at));
  show(doc.title, false, [
    tellDocument(doc),
    el("p", {}, el("button", { type: "button", onclick: () => { close(); focusCascade(k); } },
      "在图中显示 show in the cascade")),
    tiesOf(k, 0, 1, "来源 draws on or cites"),
    tiesOf(k, 1, 0, "派生 drawn on or cited by"),
    el("h3", {}, `条款 provisions: ${items.length}`),
    el("ol", { class: "provisions" }, items),
  ]);
  if (at) byId("detail").querySelector("li.here")?.scrollIntoView({ block: "center" });
}

function provisionItem(k, p, at) {
  const { path, span } = provision(k, p);
  const up = (facts.byDerived.get(k + "/" + p) || []).slice().sort((a, b) => b[5] - a[5]);
  const down = facts.bySource.get(k + "/" + p) || [];
  const shared = up.filter((link) => DRAWN.includes(link[4])).flatMap((link) => link[6].map((r) => [r[0], r[1], "shared", ""]));
  const here = at && at[0] < span[1] && at[1] > span[0];
  if (here) shared.push([at[0], at[1], "found", ""]);
  const from = (link, doc, what) => el("li", {},
    el("button", { type: "button", class: "link", onclick: () => openPair(link[0], link[2], link) }, tag(link), " ",
      `${what} ${documentName(doc)} `, el("small", {}, provision(doc, doc === link[2] ? link[3] : link[1]).path)));
  return el("li", { class: here ? "here" : null },
    el("span", { class: "where" }, path),
    passage(k, span, shared),
    up.length || down.length
      ? el("ul", { class: "from" }, up.map((link) => from(link, link[2], "←")), down.slice(0, 12).map((link) => from(link, link[0], "→")))
      : null);
}

function showPair(derived, source, at) {
  const found = facts.links.filter((link) => (link[0] === derived && link[2] === source) || (link[0] === source && link[2] === derived));
  found.sort((a, b) => a[1] - b[1] || b[5] - a[5]);
  const counts = new Map();
  found.forEach((link) => counts.set(link[4], (counts.get(link[4]) || 0) + 1));
  const used = { [derived]: new Set(), [source]: new Set() };
  found.forEach((link) => { used[link[0]].add(link[1]); used[link[2]].add(link[3]); });
  const passed = facts.passed.filter((p) => p[0] === derived && p[2] === source)
    .filter((p) => !found.some((link) => link[0] === derived && link[1] === p[1] && link[3] === p[3]));
  passed.forEach((p) => { used[derived].add(p[1]); used[source].add(p[3]); });
  const rest = (doc) => facts.documents[doc].provisions.map((p, k) => k)
    .filter((k) => facts.documents[doc].provisions[k][3] && !used[doc].has(k));
  const head = (doc, role) => el("div", {},
    el("span", { class: "where" }, role),
    el("button", { type: "button", class: "link", onclick: () => openDocument(doc) }, el("b", {}, facts.documents[doc].title)),
    tellDocument(facts.documents[doc]));
  const indirect = (doc, k) => el("div", {}, el("span", { class: "where" }, provision(doc, k).path), passage(doc, provision(doc, k).span, []));
  const leftOver = (doc, label) => el("details", {}, el("summary", {}, `${label}: ${rest(doc).length}`),
    rest(doc).map((k) => el("div", { class: "alone" }, el("span", { class: "where" }, provision(doc, k).path), passage(doc, provision(doc, k).span, []))));
  show("对照 comparison", true, [
    el("div", { class: "legend" }, [...counts].map(([r, n]) => el("span", { class: "relation " + r }, `${named(r)} ${n}`)),
      el("span", {}, el("mark", { class: "shared" }, "共有文字 shared words"))),
    el("div", { class: "pair heads" }, head(source, "来源 source"), head(derived, "派生 derived")),
    found.length ? null : el("p", { class: "soft" }, passed.length ? "No provision was drawn from it directly. 无直接派生条款。" : "It cites the source; no provision was drawn from it. 仅引用，无派生条款。"),
    ...found.map(linkPair),
    passed.length ? el("details", {}, el("summary", {}, `间接 indirect, through a document in between: ${passed.length}`),
      passed.map((p) => el("div", { class: "pair" }, indirect(source, p[3]), indirect(derived, p[1])))) : null,
    leftOver(derived, "新增 added, without a source there"),
    leftOver(source, "遗漏 omitted, not taken up"),
  ]);
  if (at) {
    const place = byId("detail").querySelector(`[data-pair="${at[0]}/${at[1]} ${at[2]}/${at[3]}"]`);
    if (place) { place.scrollIntoView({ block: "center" }); place.classList.add("here"); }
  }
}
