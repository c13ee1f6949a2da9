/* The graph on a canvas; the list beside it opens the same by keyboard. Only what changes is drawn anew. */

const MAX_LABELS = 60;
const MAX_RESULTS = 60;
const drawn = new Map(data.nodes.map((node) => [node.id, node]));
const lines = data.edges.map((edge, i) => ({ ...edge, id: i }));
const documentOf = new Map(data.nodeOf.map((node, index) => [node, index]));
const nodes = new vis.DataSet();
const edges = new vis.DataSet();
const network = new vis.Network(byId("canvas"), { nodes, edges }, data.options);
const looks = new Map();
let focused = null;
let hovered = null;

/* Asked of the style sheet once, for thousands of marks and lines lean on it. */
const colours = new Map();
function colour(name) {
  if (!colours.has(name)) colours.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  return colours.get(name);
}

const isDocument = (id) => documentOf.has(id);
const titleOf = (id) => (isDocument(id) ? data.documents[documentOf.get(id)].title : data.cards[id].name);
const rank = (id) => (isDocument(id) ? Infinity : data.cards[id].documents.length * 1000 + data.cards[id].steps.length);
const ordered = data.nodes.map((node) => node.id).sort((a, b) => (rank(a) === rank(b) ? 0 : rank(b) - rank(a)));
const neighbours = new Map(ordered.map((id) => [id, new Set()]));
for (const edge of lines) {
  neighbours.get(edge.from).add(edge.to);
  neighbours.get(edge.to).add(edge.from);
}

/* ---- what is visible ---- */

const isIn = (index) => !value("until") || !(documentYear(index) > Number(value("until")));

/* The search goes through the list; the graph keeps what the other filters let through. */
function findVisible() {
  const passing = ids.filter((id) => fits(data.cards[id], { ignoresSearch: true }) && data.cards[id].documents.some(isIn));
  const visible = new Set([...data.nodeOf.filter((_, index) => isIn(index)), ...passing]);
  for (const id of value("expand").split(",")) for (const near of neighbours.get(id) ?? []) visible.add(near);
  if (drawn.has(state.open)) {
    visible.add(state.open);
    if (isDocument(state.open)) return visible;
    for (const near of neighbours.get(state.open)) if (isDocument(near)) visible.add(near);
  }
  return visible;
}

/* A graph too large to read opens on what most documents name, and says so. */
function limitFirst() {
  if (state.min || state.open) return;
  let least = 2;
  const count = () => ids.filter((id) => data.cards[id].documents.length >= least).length + data.nodeOf.length;
  while (count() > data.maxVisible && least < 50) least += 1;
  DEFAULTS.min = String(least);
  const select = document.querySelector("select[name=min]");
  if (!Array.from(select.options).some((option) => option.value === DEFAULTS.min)) select.append(make("option", "", DEFAULTS.min));
}

/* ---- how it looks ---- */

const dark = matchMedia("(prefers-color-scheme: dark)");
const isNear = (id) => {
  const centre = hovered ?? focused;
  return centre === null || id === centre || neighbours.get(centre).has(id);
};

/* On a dark ground the colour of a type is mixed with white, as the style sheet does for signs. */
function fillOf(id) {
  if (isDocument(id)) return colour("--document");
  const hex = data.terms.types[data.cards[id].type].colour;
  if (!dark.matches) return hex;
  const channels = [1, 3, 5].map((i) => Math.round(parseInt(hex.slice(i, i + 2), 16) * 0.55 + 255 * 0.45));
  return `rgb(${channels.join(",")})`;
}

function nodeLook(id) {
  const isCentre = id === focused || id === hovered;
  const [x, y] = value("view") === "force" ? data.force[id] : [drawn.get(id).x, drawn.get(id).y];
  return { id, x, y, color: { background: fillOf(id), border: colour(isCentre ? "--accent" : "--paper") }, opacity: isNear(id) ? 1 : 0.2, borderWidth: isCentre ? 3 : 1 };
}

function edgeLook(edge) {
  const centre = hovered ?? focused;
  const isBeside = centre === null || edge.from === centre || edge.to === centre;
  const shade = colour(edge.kind ? "--accent" : "--soft");
  return { id: edge.id, hidden: !isBeside, color: { color: shade, opacity: centre !== null && isBeside ? 0.8 : 0.22, inherit: false } };
}

/* Of new looks those that differ from the last ones. */
function changed(found, prefix) {
  return found.filter((look) => {
    const [key, text] = [`${prefix}${look.id}`, JSON.stringify(look)];
    if (looks.get(key) === text) return false;
    looks.set(key, text);
    return true;
  });
}

function dress() {
  nodes.update(changed(nodes.getIds().map(nodeLook), "n"));
  edges.update(changed(edges.get().map(edgeLook), "e"));
  label();
}

/* Put onto the canvas what is visible, and take off what is not. */
function draw() {
  const visible = findVisible();
  const gone = nodes.getIds().filter((id) => !visible.has(id));
  const lost = edges.get().filter((edge) => !visible.has(edge.from) || !visible.has(edge.to)).map((edge) => edge.id);
  edges.remove(lost);
  nodes.remove(gone);
  for (const id of gone) looks.delete(`n${id}`);
  for (const id of lost) looks.delete(`e${id}`);
  nodes.add(Array.from(visible).filter((id) => !nodes.get(id)).map((id) => ({ ...drawn.get(id), label: "", ...nodeLook(id) })));
  edges.add(lines.filter((edge) => visible.has(edge.from) && visible.has(edge.to) && !edges.get(edge.id)).map((edge) => ({ ...edge, ...edgeLook(edge) })));
  byId("canvas").dataset.nodes = visible.size;
  byId("count").replaceChildren(words(`图上 ${visible.size} 个点，${edges.length} 条线`, `${visible.size} nodes, ${edges.length} lines shown`));
  byId("large").hidden = data.nodes.length <= data.maxVisible;
  byId("large").replaceChildren(words(`全图有 ${data.nodes.length} 个点，先只显示至少见于 ${value("min")} 份文件的。`, `The whole graph has ${data.nodes.length} nodes; these are named in at least ${value("min")} documents.`));
  return gone.length;
}

function fitAll() {
  network.fit({ animation: false });
  network.moveTo({ scale: network.getScale() * 0.9, animation: false });
}

/* ---- labels ---- */

function labelTexts(id) {
  if (!isDocument(id)) return unique([shorten(titleOf(id), 14), shorten(titleOf(id), 7)]);
  const one = data.documents[documentOf.get(id)];
  return [`${one.when} ${shorten(one.place, 10)}\n${one.genre}`];
}

function labelBoxes(id, scale) {
  const node = nodes.get(id);
  const at = network.canvasToDOM(node);
  return labelTexts(id).map((text) => {
    const rows = text.split("\n");
    const width = Math.max(...rows.map(textWidth)) + 6;
    return { id, text, left: at.x - width / 2, top: at.y + node.size * scale, width, height: rows.length * 17 };
  });
}

/* Label what is in sight, the most recurrent first, none over another; letters keep their size on the screen. */
function label() {
  const scale = network.getScale();
  const { clientWidth, clientHeight } = byId("canvas");
  const shownIds = new Set(nodes.getIds());
  const boxes = ordered.filter((id) => shownIds.has(id) && isNear(id)).flatMap((id) => labelBoxes(id, scale))
    .filter((box) => box.left > 0 && box.top > 0 && box.left + box.width < clientWidth && box.top + box.height < clientHeight);
  const first = (box) => Number(box.id !== (hovered ?? focused));
  const kept = new Map(chooseLabels(boxes.sort((a, b) => first(a) - first(b)), MAX_LABELS).map((box) => [box.id, box.text]));
  const font = { face: FONT, size: LABEL_SIZE / scale, color: colour("--ink"), strokeWidth: scale < 0.05 ? 0 : 3 / scale, strokeColor: colour("--paper") };
  const looksNow = nodes.get().filter((node) => kept.has(node.id) || node.label).map((node) => ({ id: node.id, label: kept.get(node.id) ?? "", font }));
  nodes.update(changed(looksNow, "l"));
  byId("canvas").dataset.labels = kept.size;
}

/* ---- list and panel ---- */

function chip(id) {
  return button("", () => go({ open: id }), ...(isDocument(id) ? [] : [sign(data.cards[id].type), " "]), titleOf(id));
}

function chips(found) {
  const list = make("div", "chips", ...found.slice(0, MAX_RESULTS).map(chip));
  const rest = found.length - MAX_RESULTS;
  return rest > 0 ? [list, make("p", "meta", words(`另有 ${rest} 个`, `${rest} more`))] : [list];
}

function describeNode(id) {
  const around = ordered.filter((other) => other !== id && neighbours.get(id).has(other));
  const expand = make("div", "tools", button("", () => expandNode(id), words("展开全部相邻", "bring all neighbours")));
  if (isDocument(id)) {
    const one = data.documents[documentOf.get(id)];
    const read = data.editions.filter((edition) => edition.document === documentOf.get(id)).map((edition) => link(pageLink(`reader/${edition.file}`), "", words("读原文 →", "read it →")));
    const told = make("h3", "", words(`提到 ${around.length} 个，复现多的在前`, `${around.length} named here, most recurrent first`));
    return [make("p", "meta", `${one.when} · ${one.issuer}`), make("p", "ways", ...read), expand, told, ...chips(around)];
  }
  const related = around.filter((other) => !isDocument(other));
  const beside = related.length ? [make("h3", "", words("相关", "Related")), ...chips(related)] : [];
  return [...describeEntity(id), ...beside, expand];
}

function expandNode(id) {
  go({ expand: unique([...value("expand").split(",").filter(Boolean), id]).join(",") });
}

function listResults() {
  const found = value("q")
    ? ordered.filter((id) => fitsSearch(isDocument(id) ? titleOf(id).toLowerCase() : data.cards[id].search, value("q")))
    : ordered.filter((id) => !isDocument(id) && nodes.get(id));
  byId("empty").hidden = found.length > 0;
  byId("results").replaceChildren(...found.slice(0, MAX_RESULTS).map((id) => {
    const mark = isDocument(id) ? make("span", "sign document", "■") : sign(data.cards[id].type);
    const open = button("", () => go({ open: id }), mark, make("span", "name", titleOf(id)), make("span", "n", isDocument(id) ? "" : `${data.cards[id].documents.length}`));
    open.dataset.key = id;
    return make("li", "", open);
  }));
}

/* ---- what the reader does ---- */

let timer = null;
function later(action) {
  clearTimeout(timer);
  timer = setTimeout(action, 120);
}

function isInSight(id) {
  const { x, y } = network.canvasToDOM(nodes.get(id));
  return x > 0 && y > 0 && x < byId("canvas").clientWidth && y < byId("canvas").clientHeight;
}

function resize() {
  network.setSize("100%", "100%");
  network.redraw();
}

function hover(id) {
  hovered = id;
  byId("canvas").style.cursor = id === null ? "" : "pointer";
  later(dress);
}

/* One click opens after a moment, so that a double click can expand instead. */
let clicks = null;
network.on("click", ({ nodes: [id] }) => {
  clearTimeout(clicks);
  clicks = setTimeout(() => (id === undefined ? state.open && closePanel() : go({ open: id })), 220);
});
network.on("doubleClick", ({ nodes: [id] }) => { clearTimeout(clicks); if (id !== undefined) expandNode(id); });
for (const event of ["zoom", "dragEnd", "resize"]) network.on(event, () => later(label));
network.on("hoverNode", ({ node }) => hover(node));
network.on("blurNode", () => hover(null));
dark.addEventListener("change", () => { looks.clear(); colours.clear(); dress(); });
for (const [id, factor] of [["zoom-in", 1.4], ["zoom-out", 1 / 1.4]]) {
  byId(id).addEventListener("click", () => { network.moveTo({ scale: network.getScale() * factor, animation: false }); label(); });
}
byId("zoom-fit").addEventListener("click", () => { fitAll(); label(); });
byId("png").addEventListener("click", () => byId("canvas").querySelector("canvas").toBlob((blob) => save("network.png", blob)));

let lastShape = null;
limitFirst();
if (matchMedia("(max-width: 800px)").matches) for (const part of all("details")) part.open = false;
start(() => {
  const { open, q, lang, ...rest } = state;
  const isNewShape = formatState(rest) !== lastShape;
  lastShape = formatState(rest);
  focused = drawn.has(state.open) ? state.open : null;
  const wasOpen = Boolean(shown);
  draw();
  if (byId("until-year")) byId("until-year").textContent = document.querySelector("[name=until]").value;
  listResults();
  if (focused) showPanel(focused, titleOf(focused), ...describeNode(focused));
  else hidePanel();
  if (wasOpen !== Boolean(shown)) resize();
  dress();
  if (isNewShape) fitAll();
  const near = focused ? nodes.getIds().filter((id) => id === focused || neighbours.get(focused).has(id)) : [];
  if (!near.every(isInSight)) network.fit({ nodes: near, maxZoomLevel: 1, animation: false });
  label();
});
