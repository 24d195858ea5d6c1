// Counts that lead to the rows they count, the timeline of slogans, the circle of units.

function makeGoing() {
  document.querySelectorAll("[data-go]").forEach((node) => {
    const at = node.dataset.go.indexOf("|");
    const [name, query] = [node.dataset.go.slice(0, at), node.dataset.go.slice(at + 1).trim()];
    if (tables.has(name)) pressable(node, null, () => go(name, query));
  });
}

function makeSlogans() {
  const find = byId("slogan-find");
  if (!find) return;
  const more = byId("slogan-more");
  const rows = [...document.querySelectorAll("table.slogans tbody tr")];
  const table = document.querySelector("table.slogans");
  const sift = () => {
    const wanted = fold(find.value.trim());
    rows.forEach((row) => row.classList.toggle("away", Boolean(wanted) && !fold(row.cells[0].textContent).includes(wanted)));
    table.classList.toggle("all", Boolean(wanted) || more.getAttribute("aria-expanded") === "true");
  };
  find.addEventListener("input", after(120, sift));
  more.addEventListener("click", () => { more.setAttribute("aria-expanded", String(more.getAttribute("aria-expanded") !== "true")); sift(); });
  more.hidden = !rows.some((row) => row.classList.contains("later"));
  document.querySelectorAll("circle[data-doc]").forEach((node) => node.addEventListener("click", () => openDocument(Number(node.dataset.doc))));
}

function makeUnits() {
  const picture = document.querySelector("svg.units");
  if (!picture) return;
  const chords = [...picture.querySelectorAll("[data-units]")];
  picture.querySelectorAll("[data-unit]").forEach((node) => {
    const mine = chords.filter((chord) => chord.dataset.units.split(" ").includes(node.dataset.unit));
    const lit = (on) => () => { picture.classList.toggle("lit", on); mine.forEach((chord) => chord.classList.toggle("on", on)); };
    for (const [event, on] of [["mouseenter", true], ["mouseleave", false], ["focus", true], ["blur", false]]) node.addEventListener(event, lit(on));
    pressable(node, node.querySelector("title").textContent, () => go("assignments", node.dataset.name));
  });
}
