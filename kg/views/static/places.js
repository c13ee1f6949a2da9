const NOWHERE = "-";
const childrenOf = new Map();
for (const [place, parent] of Object.entries(data.parents)) childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), place]);
const ownOf = new Map();
for (const id of ids) {
  const place = data.cards[id].place || NOWHERE;
  ownOf.set(place, [...(ownOf.get(place) ?? []), id]);
  if (place !== NOWHERE && !data.parents[place] && !childrenOf.has(place)) childrenOf.set(place, []);
}
const roots = unique([...ownOf.keys(), ...childrenOf.keys()]).filter((place) => place !== NOWHERE && !data.parents[place]);
const nameOf = (place) => (place === NOWHERE ? say("没有说明地方", "place not told") : place);

/* What lies in a place, and in all places inside it. */
function insideOf(place) {
  return [...(ownOf.get(place) ?? []), ...(childrenOf.get(place) ?? []).flatMap(insideOf)];
}

/* The step by which an initiative is shown: the furthest stage among those that the filters let through. */
function latest(id) {
  const [from, to] = [Number(value("from")) || -Infinity, Number(value("to")) || Infinity];
  const marks = findMarks(data.cards[id]).filter((mark) => (!value("status") || mark.status === value("status"))
    && (!value("modality") || mark.modality === value("modality")) && (mark.year ?? 0) >= from && (mark.first ?? mark.year ?? 0) <= to);
  return marks.at(-1) ?? findMarks(data.cards[id]).at(-1);
}

let fitting = new Set();

function drawBar(members) {
  const counts = new Map();
  for (const id of members) counts.set(latest(id).status, (counts.get(latest(id).status) ?? 0) + 1);
  const bar = make("span", "bar");
  bar.setAttribute("aria-hidden", "true");
  for (const status of STAGES.filter((one) => counts.has(one))) {
    const part = make("span", `status-${status}`);
    part.style.flex = counts.get(status);
    part.title = `${sayTerm(data.terms.statuses[status])} ${counts.get(status)}`;
    bar.append(part);
  }
  return bar;
}

function drawBranch(place) {
  const members = insideOf(place).filter((id) => fitting.has(id));
  if (!members.length && place !== chosenPlace()) return [];
  const choose = button("", () => { go({ place }); byId("place-view").focus({ preventScroll: true }); byId("place-view").scrollIntoView({ block: "nearest" }); }, make("span", "label", nameOf(place)), make("span", "n", String(members.length)), drawBar(members));
  choose.setAttribute("aria-current", place === chosenPlace());
  choose.dataset.place = place;
  const inner = (childrenOf.get(place) ?? []).slice().sort((a, b) => insideOf(b).length - insideOf(a).length || collator(a, b)).flatMap(drawBranch);
  return [make("li", "", choose, ...(inner.length ? [make("ul", "", ...inner)] : []))];
}

const ranked = [...roots.slice().sort((a, b) => insideOf(b).length - insideOf(a).length || collator(a, b)), NOWHERE];
const chosenPlace = () => state.place ?? ranked.find((place) => insideOf(place).some((id) => fitting.has(id))) ?? NOWHERE;

function drawEntry(id) {
  const card = data.cards[id];
  const mark = latest(id);
  const open = button("open", () => go({ open: id }), sign(card.type), " ", card.name);
  open.dataset.key = id;
  const told = stepMark(mark.status, mark.modality);
  told.removeAttribute("aria-hidden");
  told.setAttribute("role", "img");
  told.setAttribute("aria-label", describeMark(mark));
  told.title = describeMark(mark);
  return make("li", "", told, open, make("span", "when", formatYears([mark.first ?? mark.year, mark.year].filter(Boolean))));
}

/* Planned first, then reported, by year. */
function drawGroups(members) {
  const groups = new Map();
  for (const id of members) {
    const mark = latest(id);
    const key = `${["planned", "achieved", "none"].indexOf(mark.modality)} ${mark.year ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), id]);
  }
  const order = Array.from(groups.keys()).sort((a, b) => Number(a[0]) - Number(b[0]) || (Number(a[0]) ? collator(b, a) : collator(b, a)));
  return order.flatMap((key) => {
    const mark = latest(groups.get(key)[0]);
    const head = make("h3", "", `${mark.year ?? ""} `, both(data.terms.modalities[mark.modality]), " ", make("span", "n", String(groups.get(key).length)));
    return [head, make("ul", "", ...groups.get(key).map(drawEntry))];
  });
}

function showPlace() {
  const place = chosenPlace();
  const members = insideOf(place).filter((id) => fitting.has(id));
  const known = new Set(insideOf(place));
  const beside = (data.beside[place] ?? []).filter((id) => !known.has(id) && fitting.has(id));
  const up = climb(place).slice(1).reverse().join(" › ");
  const parts = [make("h2", "", nameOf(place)), make("p", "way", up)];
  if (!members.length && !beside.length) parts.push(make("p", "empty", words("这里没有符合条件的内容。", "Nothing here matches the filters."), " ", button("", clearFilters, words("清除筛选", "Clear filters"))));
  parts.push(...drawGroups(members));
  if (beside.length) parts.push(make("h3", "", words("与它写在同一句里的", "Named in one sentence with it"), " ", make("span", "n", String(beside.length))), make("ul", "", ...beside.map(drawEntry)));
  byId("place-view").replaceChildren(...parts);
}

/* Seats on a plane: no tiles, no coast, just where they lie to one another. */
function drawMap() {
  const found = Object.entries(data.seats).map(([place, at]) => ({ place, at, n: insideOf(place).filter((id) => fitting.has(id)).length }));
  const near = found.filter(({ place }) => climb(place).includes(climb(roots[0] ?? "").at(-1)) && data.parents[place]);
  byId("map").hidden = near.length < 3;
  if (near.length < 3) return;
  const [west, east] = [Math.min(...near.map(({ at }) => at[0])), Math.max(...near.map(({ at }) => at[0]))];
  const [south, north] = [Math.min(...near.map(({ at }) => at[1])), Math.max(...near.map(({ at }) => at[1]))];
  const squeeze = Math.cos((south + north) / 360 * Math.PI);
  const scale = Math.min(320 / ((east - west) * squeeze || 1), 320 / (north - south || 1));
  const point = ([lon, lat]) => [40 + (lon - west) * squeeze * scale, 24 + (north - lat) * scale];
  const [width, height] = [80 + (east - west) * squeeze * scale, 56 + (north - south) * scale];
  const boxes = [];
  const dots = [];
  const seats = near.sort((a, b) => b.n - a.n || collator(a.place, b.place)).map(({ place, at, n }) => {
    const [x, y] = point(at);
    if (dots.some(([a, b]) => Math.hypot(a - x, b - y) < 16)) return null;
    dots.push([x, y]);
    const box = { left: x - place.length * 6, top: y + 6, width: place.length * 12, height: 16 };
    const isFree = boxes.every((other) => box.left + box.width <= other.left || other.left + other.width <= box.left || box.top + box.height <= other.top || other.top + other.height <= box.top);
    if (isFree) boxes.push(box);
    const dot = shape("circle", { r: 4 + Math.min(14, Math.sqrt(n)), fill: place === chosenPlace() ? "var(--accent)" : "var(--soft)", opacity: 0.75 });
    const label = isFree ? [shape("text", { y: 18 + Math.min(10, Math.sqrt(n)), "text-anchor": "middle", "font-size": 12, fill: "currentColor" }, place)] : [];
    const seat = shape("g", { class: "seat", transform: `translate(${x},${y})`, role: "button", tabindex: 0, "aria-label": `${place} ${n}` }, shape("title", {}, `${place} ${n}`), dot, ...label);
    seat.addEventListener("click", () => go({ place }));
    seat.addEventListener("keydown", (event) => { if (event.key === "Enter") go({ place }); });
    return seat;
  });
  const svg = shape("svg", { viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`, "font-family": FONT, role: "group", "aria-label": say("驻地示意图", "Sketch map of seats") }, ...seats.filter(Boolean));
  const caption = make("figcaption", "", words("行政驻地示意，无底图；坐标：GeoNames（CC BY 4.0）", "Seats of administration, no base map; coordinates: GeoNames (CC BY 4.0)"));
  byId("map").replaceChildren(svg, caption);
}

function showOpen() {
  const id = Object.hasOwn(data.cards, state.open ?? "") ? state.open : "";
  if (!id) return hidePanel();
  return showPanel(id, data.cards[id].name, ...describeEntity(id));
}

start(() => {
  const { place } = state;
  delete state.place;
  fitting = new Set(chooseCards());
  if (place) state.place = place;
  byId("tree").replaceChildren(make("ul", "", ...ranked.flatMap(drawBranch)));
  tellCount(fitting.size, ids.length);
  showPlace();
  drawMap();
  showOpen();
});
