// The data of the page: JSON in elements that no browser runs, unpacked by the browser itself where it is packed.

async function read(name) {
  const held = byId("data-" + name);
  if (held.dataset.packed !== "deflate") return JSON.parse(held.textContent);
  const packed = Uint8Array.from(atob(held.textContent), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

const facts = {};

async function readAll(names) {
  const values = await Promise.all(names.map(read));
  names.forEach((name, k) => { facts[name] = values[k]; });
  facts.byDerived = new Map();
  facts.bySource = new Map();
  facts.reached = new Set(facts.passed.map((p) => `${p[0]}/${p[2]}/${p[3]}`));
  facts.links.forEach((link) => {
    gathered(facts.byDerived, link[0] + "/" + link[1]).push(link);
    gathered(facts.bySource, link[2] + "/" + link[3]).push(link);
  });
}

function gathered(map, key) {
  if (!map.has(key)) map.set(key, []);
  return map.get(key);
}

function named(value) {
  return facts.names.relations[value] || value;
}

function words(doc, span) {
  const text = facts.texts[doc];
  return text === null || text === undefined ? "…" : text.slice(span[0], span[1]);
}
