// The cascade drawn anew where a reader looks for something or wants more or less of it; at first the page's own.

const wantsOf = () => ({
  query: fold(byId("cascade-find").value.trim()),
  cites: byId("cascade-cites").checked,
  absent: byId("cascade-absent").checked,
  alone: byId("cascade-alone").checked,
});
let focused = null;
let opened = new Set();

function makeCascade() {
  facts.ties = facts.cascade.nodes.map(() => []);
  facts.cascade.edges.forEach((edge, k) => { facts.ties[edge[0]].push(k); facts.ties[edge[1]].push(k); });
  const redraw = () => { opened = new Set(); drawCascade(); };
  byId("cascade-find").addEventListener("input", after(150, () => { focused = null; redraw(); }));
  for (const id of ["cascade-cites", "cascade-absent", "cascade-alone"]) byId(id).addEventListener("change", redraw);
  livenCascade();
}

// Documents to show and the lines between them: those looked for with their neighbours, or all that are tied.
function chosenNodes(wants) {
  const { nodes, edges } = facts.cascade;
  const lines = edges.map((_, k) => k).filter((k) => wants.cites || edges[k][2]);
  const allowed = (k) => wants.absent || nodes[k].row !== "external";
  const tied = new Set(lines.filter((k) => allowed(edges[k][0]) && allowed(edges[k][1])).flatMap((k) => edges[k].slice(0, 2)));
  let picked = nodes.map((_, k) => k).filter((k) => allowed(k) && (wants.alone || tied.has(k)));
  if (focused !== null || wants.query) {
    const hits = focused !== null ? [focused] : nodes.map((_, k) => k).filter((k) => allowed(k) && fold(nodes[k].told).includes(wants.query));
    const near = new Set(hits);
    if (focused !== null) reach(near, lines);
    else lines.forEach((k) => { if (hits.includes(edges[k][0]) || hits.includes(edges[k][1])) { near.add(edges[k][0]); near.add(edges[k][1]); } });
    picked = [...near].filter(allowed);
  }
  const inside = new Set(picked);
  return [picked, lines.filter((k) => inside.has(edges[k][0]) && inside.has(edges[k][1]))];
}

// Everything that a document goes back to, and everything that goes back to it.
function reach(near, lines) {
  for (const [from, to] of [[0, 1], [1, 0]]) {
    const seen = new Set([focused]);
    for (let grown = true; grown;) {
      grown = false;
      for (const k of lines) {
        const edge = facts.cascade.edges[k];
        if (seen.has(edge[from]) && !seen.has(edge[to])) { seen.add(edge[to]); grown = true; }
      }
    }
    seen.forEach((k) => near.add(k));
  }
}

function laidOut(picked) {
  const { nodes, plan } = facts.cascade;
  const cells = new Map();
  picked.forEach((k) => gathered(cells, nodes[k].row + "|" + nodes[k].period).push(k));
  const order = new Map(facts.cascade.periods.map((period, k) => [period, k]));
  const columns = [...new Set(picked.map((k) => nodes[k].period))].sort((a, b) => order.get(a) - order.get(b));
  const limit = picked.length > plan.few ? plan.stack : picked.length;
  const out = { columns, rows: [], at: new Map(), more: [], y: plan.top };
  const tall = (n) => n * (plan.height + plan.drop) - plan.drop;
  for (const row of Object.keys(plan.rows)) {
    const here = columns.map((column) => cells.get(row + "|" + column) || []);
    const most = Math.max(...here.map((held, c) => opened.has(row + "|" + columns[c]) ? held.length : Math.min(held.length, limit + 1)), 0);
    if (!most) continue;
    out.rows.push([out.y, tall(most), row]);
    here.forEach((held, c) => stack(out, held, c, opened.has(row + "|" + columns[c]) ? held.length : limit, row + "|" + columns[c]));
    out.y += tall(most) + plan.band;
  }
  out.width = plan.left + Math.max(1, columns.length) * (plan.width + plan.gap);
  return out;
}

function stack(out, held, column, limit, key) {
  const { nodes, plan } = facts.cascade;
  const x = plan.left + column * (plan.width + plan.gap);
  const links = (k) => facts.ties[k].map((e) => facts.cascade.edges[e][2]);
  const strongest = new Map(held.map((k) => [k, Math.max(0, ...links(k))]));
  const total = new Map(held.map((k) => [k, links(k).reduce((sum, n) => sum + 1 + n, 0)]));
  const best = held.slice().sort((a, b) => strongest.get(b) - strongest.get(a) || total.get(b) - total.get(a) || a - b).slice(0, limit);
  best.sort((a, b) => (nodes[a].when < nodes[b].when ? -1 : nodes[a].when > nodes[b].when ? 1 : a - b));
  best.forEach((k, i) => out.at.set(k, [x, out.y + i * (plan.height + plan.drop)]));
  if (held.length > limit) out.more.push([x, out.y + limit * (plan.height + plan.drop), held.length - limit, key]);
}

function drawCascade() {
  const { nodes, edges, plan } = facts.cascade;
  const [picked, lines] = chosenNodes(wantsOf());
  const out = laidOut(picked);
  const height = Math.max(out.y - plan.band, plan.top) + 12;
  const picture = shape("svg", { class: "cascade", viewBox: `0 0 ${out.width} ${height}`, width: out.width, height, role: "group",
    "aria-label": `cascade 派生关系图: ${out.at.size} documents` });
  out.columns.forEach((name, c) => picture.append(shape("text", { class: "axis", x: plan.left + c * (plan.width + plan.gap), y: 18 }, name)));
  out.rows.forEach(([y, tall, row], k) => {
    if (k % 2 === 0) picture.append(shape("rect", { class: "band", x: 0, y: y - plan.band / 2, width: out.width, height: tall + plan.band }));
    picture.append(shape("text", { class: "axis", x: 8, y: y + 17 }, plan.rows[row]),
      shape("text", { class: "soft", x: 8, y: y + 34 }, row === "?" ? "no level" : row));
  });
  lines.filter((k) => out.at.has(edges[k][0]) && out.at.has(edges[k][1])).forEach((k) => picture.append(tie(k, out.at)));
  out.at.forEach(([x, y], k) => picture.append(box(k, x, y)));
  out.more.forEach(([x, y, n, cell]) => {
    const told = `＋ ${n.toLocaleString("en")} more 另有 ${n.toLocaleString("en")} 份`;
    picture.append(shape("text", { class: "soft more", "data-cell": cell, x, y: y + 12 }, told));
  });
  byId("cascade-picture").replaceChildren(picture);
  livenCascade();
}

function box(k, x, y) {
  const { nodes, plan } = facts.cascade;
  const node = nodes[k];
  return shape("g", { class: "doc" + (k === focused ? " chosen" : ""), "data-node": k, transform: `translate(${x},${y})` },
    shape("title", {}, node.told),
    shape("rect", { class: node.row === "external" ? "node external" : "node", width: plan.width, height: plan.height, rx: 6 }),
    shape("text", { x: 8, y: 17 }, node.title),
    shape("text", { class: "soft", x: 8, y: 34 }, node.note));
}

function tie(k, at) {
  const { edges, plan } = facts.cascade;
  const [derived, source, links, told] = edges[k];
  let [[x1, y1], [x2, y2]] = [at.get(source), at.get(derived)];
  y1 += plan.height / 2;
  y2 += plan.height / 2;
  let path;
  if (x2 > x1) {
    x1 += plan.width;
    const bend = Math.max(plan.gap, (x2 - x1) / 2);
    path = `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2 - 5},${y2}`;
  } else path = `M${x1},${y1} C${x1 - plan.gap},${y1} ${x2 - plan.gap},${y2} ${x2 - 5},${y2}`;
  return shape("g", { class: "tie", "data-edge": k }, shape("title", {}, told),
    shape("path", { class: "reach", d: path }),
    shape("path", { class: links ? "edge" : "edge cites", d: path, "stroke-width": (1 + Math.sqrt(Math.min(links, 40))).toFixed(1) }),
    shape("path", { class: "tip", d: `M${x2 - 8},${y2 - 4} L${x2},${y2} L${x2 - 8},${y2 + 4} Z` }));
}

// Boxes are one stop of the Tab key; arrows go from box to box. Lines are reached from the box they belong to.
function livenCascade() {
  const picture = byId("cascade-picture").querySelector("svg");
  const boxes = [...picture.querySelectorAll("[data-node]")];
  const told = picture.querySelectorAll("[data-edge]").length;
  byId("cascade-told").textContent = `${boxes.length} documents 文件, ${told} lines 连线`;
  boxes.forEach((node, i) => {
    const k = Number(node.dataset.node);
    node.setAttribute("tabindex", i ? "-1" : "0");
    pressable(node, facts.cascade.nodes[k].told.replace(/\n/g, ", "), () => openDocument(k));
    node.addEventListener("mouseenter", () => light(picture, k, true));
    node.addEventListener("mouseleave", () => light(picture, k, false));
    node.addEventListener("focus", () => light(picture, k, true));
    node.addEventListener("blur", () => light(picture, k, false));
    node.addEventListener("keydown", (event) => moveBox(event, node, boxes));
  });
  livenStacks(picture);
  picture.querySelectorAll("[data-edge]").forEach((node) => {
    const edge = facts.cascade.edges[Number(node.dataset.edge)];
    node.setAttribute("tabindex", "-1");
    pressable(node, edge[3], () => openEdge(edge));
  });
}

function livenStacks(picture) {
  picture.querySelectorAll("[data-cell]").forEach((node) => {
    pressable(node, null, () => {
      opened.add(node.dataset.cell);
      drawCascade();
      byId("cascade-picture").querySelector("[data-cell], [data-node]")?.focus({ preventScroll: true });
    });
  });
}

function light(picture, k, on) {
  picture.classList.toggle("lit", on);
  facts.ties[k].forEach((e) => picture.querySelector(`[data-edge="${e}"]`)?.classList.toggle("on", on));
}

function moveBox(event, node, boxes) {
  const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
  if (!way) return;
  event.preventDefault();
  const place = (n) => { const r = n.getBoundingClientRect(); return [r.x, r.y]; };
  const [x, y] = place(node);
  let best = null;
  boxes.forEach((other) => {
    const [dx, dy] = [place(other)[0] - x, place(other)[1] - y];
    const ahead = dx * way[0] + dy * way[1];
    const aside = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
    if (ahead > 1 && (!best || ahead + 3 * aside < best[0])) best = [ahead + 3 * aside, other];
  });
  if (!best) return;
  node.setAttribute("tabindex", "-1");
  best[1].setAttribute("tabindex", "0");
  best[1].focus();
}

function focusCascade(k) {
  focused = k;
  byId("cascade-find").value = "";
  byId("cascade-cites").checked = true;
  drawCascade();
  byId("cascade").scrollIntoView();
  byId("cascade-picture").querySelector(`[data-node="${k}"]`)?.focus({ preventScroll: true });
}
