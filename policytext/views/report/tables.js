// Tables that sort, search and turn pages: only the rows of one page are ever in the document.

const PAGE_SIZES = [25, 100, 500];
const tables = new Map();

function makeTables() {
  const panels = byId("table-panels");
  const list = el("div", { role: "tablist", "aria-label": "tables 表格", class: "tabs" });
  facts.tables.forEach((table, k) => {
    const node = byId("table-" + table.name);
    const tab = el("button", { type: "button", role: "tab", id: "tab-" + table.name, "aria-controls": node.id,
      onclick: () => choose(table.name) }, `${table.zh} ${table.name} `, el("small", {}, table.fields[0][4].length.toLocaleString("en")));
    list.append(tab);
    node.setAttribute("role", "tabpanel");
    node.setAttribute("aria-labelledby", tab.id);
    tables.set(table.name, { table, node, tab, order: k, sort: null, down: false, query: "", page: 0, size: PAGE_SIZES[0], made: false });
  });
  list.addEventListener("keydown", moveTab);
  panels.before(list);
  choose(facts.tables[0].name);
}

function moveTab(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const all = [...tables.values()];
  const now = all.findIndex((state) => state.tab === document.activeElement);
  if (!step || now < 0) return;
  const next = all[(now + step + all.length) % all.length];
  choose(next.table.name);
  next.tab.focus();
}

function choose(name) {
  for (const state of tables.values()) {
    const chosen = state.table.name === name;
    state.tab.setAttribute("aria-selected", String(chosen));
    state.tab.setAttribute("tabindex", chosen ? "0" : "-1");
    state.node.classList.toggle("away", !chosen);
    if (chosen && !state.made) make(state);
  }
}

// To a table from elsewhere in the page, with what to look for in it.
function go(name, query) {
  choose(name);
  const state = tables.get(name);
  state.query = query;
  state.find.value = query;
  state.page = 0;
  draw(state);
  byId("tables").scrollIntoView();
  state.find.focus({ preventScroll: true });
}

function make(state) {
  state.made = true;
  const { table, node } = state;
  const told = node.querySelector(".rows");
  told.setAttribute("role", "status");
  state.told = told;
  state.find = el("input", { type: "search", "aria-label": `search in ${table.name} 查找`,
    oninput: after(120, () => { state.query = state.find.value; state.page = 0; draw(state); }) });
  state.sizes = el("select", { "aria-label": "rows on a page 每页行数", onchange: () => { state.size = Number(state.sizes.value); state.page = 0; draw(state); } },
    PAGE_SIZES.map((n) => el("option", { value: n }, `${n} rows 行`)));
  const turn = (step) => () => { state.page += step; draw(state); };
  state.earlier = el("button", { type: "button", onclick: turn(-1) }, "‹ 上页 previous");
  state.later = el("button", { type: "button", onclick: turn(1) }, "下页 next ›");
  told.before(el("p", { class: "controls" }, el("label", {}, "查找 find ", state.find), " ", state.sizes, " ", state.earlier, " ", state.later));
  const heads = node.querySelectorAll("thead th");
  table.fields.forEach((field, k) => {
    const button = el("button", { type: "button", class: "sort", onclick: () => { sortBy(state, k); } }, ...heads[k].childNodes);
    heads[k].replaceChildren(button);
  });
  state.heads = heads;
  draw(state);
}

function sortBy(state, k) {
  state.down = state.sort === k ? !state.down : false;
  state.sort = k;
  state.page = 0;
  draw(state);
}

function shown(table, field, row) {
  const value = field[4][row];
  if (value === null || value === undefined) return "";
  if (field[2] === "words") return words(documentOf(table, field, row), value);
  if (field[2] === "id") return facts.documents[value].id;
  if (field[2] === "doc") return value < 0 ? "" : documentName(value) + " " + (facts.documents[value]?.id || "");
  return String(value);
}

function documentOf(table, field, row) {
  return table.fields.find((other) => other[0] === field[3])[4][row];
}

// All words of the query have to stand in the row; of documents also their title, level and date.
function found(state) {
  const { table } = state;
  const wanted = fold(state.query).split(/\s+/).filter(Boolean);
  const rows = [...table.fields[0][4].keys()];
  if (!wanted.length) return rows;
  state.index ||= rows.map((row) => fold(table.fields.map((field) => shown(table, field, row) + told(field, row)).join("\n")));
  return rows.filter((row) => wanted.every((word) => state.index[row].includes(word)));
}

function told(field, row) {
  if (field[2] === "text") return " " + named(field[4][row]);
  if (field[2] !== "doc" && field[2] !== "id") return "";
  const doc = facts.documents[field[4][row]];
  return doc ? ` ${doc.title} ${doc.level} ${doc.date}` : "";
}

const collator = new Intl.Collator("zh", { numeric: true });

function sorted(state, rows) {
  if (state.sort === null) return rows;
  const { table } = state;
  const field = table.fields[state.sort];
  const number = field[2] === "number";
  const keys = new Map(rows.map((row) => [row, number ? field[4][row] : shown(table, field, row)]));
  const sign = state.down ? -1 : 1;
  const empty = (x) => x === null || x === undefined || x === "";
  return rows.slice().sort((a, b) => {
    const [x, y] = [keys.get(a), keys.get(b)];
    if (empty(x) || empty(y)) return empty(x) - empty(y) || a - b;
    return sign * (number ? x - y : collator.compare(x, y)) || a - b;
  });
}

function draw(state) {
  const { table, node } = state;
  const rows = sorted(state, found(state));
  const pages = Math.max(1, Math.ceil(rows.length / state.size));
  state.page = Math.min(Math.max(0, state.page), pages - 1);
  const first = state.page * state.size;
  const here = rows.slice(first, first + state.size);
  node.querySelector("tbody").replaceChildren(...here.map((row) => el("tr", {}, table.fields.map((field) => cell(table, field, row)))));
  const range = rows.length ? `${first + 1}–${first + here.length} of ${rows.length.toLocaleString("en")}` : "0";
  state.told.textContent = `${range} rows 行 · page 页 ${state.page + 1} / ${pages}`;
  state.earlier.disabled = state.page === 0;
  state.later.disabled = state.page === pages - 1;
  state.heads.forEach((head, k) => {
    if (k === state.sort) head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  });
}

function cell(table, field, row) {
  const value = field[4][row];
  if (value === null || value === undefined) return el("td", {});
  if (field[2] === "id") return el("td", { class: "short" }, el("button", { type: "button", class: "link", onclick: () => openDocument(value) },
    el("span", {}, facts.documents[value].id)));
  if (field[2] === "doc") return value < 0 ? el("td", {}) : el("td", { class: "doc" }, documentButton(table, field, value, row));
  if (field[2] === "words") return el("td", { class: "long" }, cut(shown(table, field, row), 160));
  if (field[2] === "number") return el("td", { class: "n" }, value.toLocaleString("en"));
  const text = named(String(value));
  return el("td", { class: text.length > 24 ? "long" : "short" }, text);
}

// A document leads to itself, at the place that the row tells of; in the table of links both lead to the comparison.
function documentButton(table, field, doc, row) {
  const name = documentName(doc);
  const id = facts.documents[doc]?.id || "";
  const act = () => {
    if (table.name === "links") { const link = facts.links[row]; openPair(link[0], link[2], link); }
    else if (table.name === "coverage") openPair(table.fields[0][4][row], table.fields[1][4][row]);
    else openDocument(doc, table.fields.find((f) => f[2] === "words" && f[3] === field[0])?.[4][row]);
  };
  return el("button", { type: "button", class: "link", title: facts.documents[doc]?.title || name, onclick: act },
    el("span", {}, name), el("small", {}, id));
}
