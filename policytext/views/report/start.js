// What stands in the page already is shown at once; the data are opened behind it, then everything answers.

async function start() {
  document.body.classList.add("scripted");
  await readAll(["documents", "cascade", "links", "pairs", "tables", "names", "texts", "passed"]);
  makeTables();
  makeCascade();
  makeHeat();
  makeSlogans();
  makeUnits();
  makeGoing();
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !byId("detail").hidden) close(); });
  document.body.classList.add("ready");
}

// The first picture comes before the work.
requestAnimationFrame(() => setTimeout(start, 0));
