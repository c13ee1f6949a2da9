/* A table of which only what is seen is drawn: rows and columns around the window, and room for all others. */

const AROUND = { rows: 16, columns: 6 };
const rowHeight = () => parseFloat(getComputedStyle(byId("matrix")).getPropertyValue("--row"));
const columnWidth = () => parseFloat(getComputedStyle(byId("matrix")).getPropertyValue("--column"));
const nameWidth = () => parseFloat(getComputedStyle(byId("matrix")).getPropertyValue("--name"));
const cellOf = (id, index) => data.cells[id].find(([at]) => at === index);
let columns = [];
let items = [];
let drawn = "";
let drawsAll = false;

/* Rows by type, initiatives first, each type below its head. */
function groupRows(chosen) {
  const terms = data.terms.types;
  const types = Object.keys(terms).sort((a, b) => terms[b].initiative - terms[a].initiative || collator(a, b));
  return types.flatMap((type) => {
    const members = chosen.filter((id) => data.cards[id].type === type);
    return members.length ? [{ type, n: members.length }, ...members.map((id) => ({ id }))] : [];
  });
}

function findWindow() {
  if (drawsAll) return { top: 0, bottom: items.length, left: 0, right: columns.length };
  const { scrollTop, scrollLeft, clientHeight, clientWidth } = byId("scroll");
  const [height, width] = [rowHeight(), columnWidth()];
  const top = Math.floor(scrollTop / height) - AROUND.rows;
  const left = Math.floor(scrollLeft / width) - AROUND.columns;
  const clamp = (at, most) => Math.max(0, Math.min(most, at));
  return {
    top: clamp(top - (top % 8), items.length),
    bottom: clamp(Math.ceil((scrollTop + Math.max(clientHeight, innerHeight)) / height / 8) * 8 + AROUND.rows, items.length),
    left: clamp(left - (left % 4), columns.length),
    right: clamp(Math.ceil((scrollLeft + Math.max(clientWidth, innerWidth)) / width / 4) * 4 + AROUND.columns, columns.length),
  };
}

function spaces(n, tag = "td") {
  if (!n) return [];
  const space = make(tag, "space");
  space.colSpan = n;
  if (tag === "td") space.setAttribute("aria-hidden", "true");
  return [space];
}

function documentHead(index) {
  const one = data.documents[index];
  const isChosen = chosenDocuments().includes(index);
  const parts = [make("span", "when", one.when), make("span", "", one.place), make("span", "genre", one.genre)];
  const head = make("th", "document", button("", () => chooseDocument(index), ...parts));
  head.scope = "col";
  head.firstChild.title = one.title;
  head.firstChild.setAttribute("aria-pressed", isChosen);
  head.firstChild.dataset.document = one.id;
  return head;
}

function chooseDocument(index) {
  const chosen = chosenDocuments();
  const kept = chosen.includes(index) ? chosen.filter((one) => one !== index) : [...chosen, index];
  go({ in: kept.map((one) => encodeURIComponent(data.documents[one].id)).join(",") });
  document.querySelector(`.document [data-document="${CSS.escape(data.documents[index].id)}"]`)?.focus();
}

function issuerHeads(left, right) {
  const heads = [];
  for (let at = left; at < right;) {
    const issuer = data.documents[columns[at]].issuer;
    let end = at;
    while (end < right && data.documents[columns[end]].issuer === issuer) end += 1;
    const head = make("th", "issuer", make("span", "", issuer));
    head.colSpan = end - at;
    head.scope = "colgroup";
    heads.push(head);
    at = end;
  }
  return heads;
}

function drawHeads({ left, right }) {
  const rest = columns.length - right;
  const corner = make("th", "corner", words("举措", "Initiative"));
  corner.scope = "col";
  const first = make("tr", "", make("th", "corner"), ...spaces(left, "th"), ...issuerHeads(left, right), ...spaces(rest, "th"));
  const second = make("tr", "", corner, ...spaces(left, "th"), ...columns.slice(left, right).map(documentHead), ...spaces(rest, "th"));
  byId("heads").replaceChildren(...(value("columns") === "issuer" ? [first] : []), second);
}

function drawCell(id, index) {
  const cell = cellOf(id, index);
  if (!cell) return make("td");
  const [, marks, n] = cell;
  const one = data.documents[index];
  const told = marks.map(([status, modality]) => sayStep({ status, modality })).join(say("；", "; "));
  const open = button("cell", () => go({ open: id, document: one.id }), ...marks.map(([status, modality]) => stepMark(status, modality)));
  open.setAttribute("aria-label", `${data.cards[id].name}${say("，", ", ")}${one.title}${say("：", ": ")}${told}${say(`；${n}处`, `; ${n} here`)}`);
  open.setAttribute("aria-expanded", state.open === id && state.document === one.id);
  open.dataset.key = `${id} ${one.id}`;
  return make("td", "", open);
}

function drawName(id) {
  const card = data.cards[id];
  const name = button("name", () => go({ open: id, document: "" }), card.name);
  name.dataset.key = `${id} `;
  name.title = card.name;
  const head = make("th", "", name, make("span", "reading", both(data.terms.readings[card.reading])));
  head.scope = "row";
  return head;
}

function drawRow(item, at, { left, right }) {
  if (item.type) {
    const head = make("th", "", make("span", "stay", sign(item.type), " ", both(data.terms.types[item.type]), " ", make("span", "n", String(item.n))));
    head.colSpan = columns.length + 1;
    head.scope = "rowgroup";
    return make("tr", "group", head);
  }
  const cells = columns.slice(left, right).map((index) => drawCell(item.id, index));
  const row = make("tr", item.id === state.open ? "row open" : "row", drawName(item.id), ...spaces(left), ...cells, ...spaces(columns.length - right));
  row.setAttribute("aria-rowindex", at + 2);
  row.dataset.id = item.id;
  return row;
}

function room(n) {
  const row = make("tr", "", make("td", "space"));
  row.setAttribute("aria-hidden", "true");
  row.firstChild.style.height = `${n * rowHeight()}px`;
  return n ? [row] : [];
}

/* Draw the window, if it is another than the one that stands; a redraw leaves the focus where it was. */
function draw(isChanged) {
  const view = findWindow();
  const key = Object.values(view).join();
  if (!isChanged && key === drawn) return;
  drawn = key;
  const focused = byId("rows").contains(document.activeElement) ? document.activeElement.dataset.key : null;
  drawHeads(view);
  const rows = items.slice(view.top, view.bottom).map((item, i) => drawRow(item, view.top + i, view));
  byId("rows").replaceChildren(...room(view.top), ...rows, ...room(items.length - view.bottom));
  if (focused) focusCell(focused);
}

function focusCell(key) {
  const found = byId("rows").querySelector(`[data-key="${CSS.escape(key)}"]`);
  found?.focus({ preventScroll: true });
  return Boolean(found);
}

/* Bring a row, and a column if one is given, into the window. */
function reveal(row, column) {
  const box = byId("scroll");
  const [height, width, heads] = [rowHeight(), columnWidth(), byId("heads").offsetHeight];
  if (row * height < box.scrollTop || (row + 1) * height + heads > box.scrollTop + box.clientHeight) box.scrollTop = row * height - box.clientHeight / 3;
  const left = column * width;
  if (column >= 0 && (left < box.scrollLeft || left + width + nameWidth() > box.scrollLeft + box.clientWidth)) box.scrollLeft = left - width;
  draw(false);
}

/* Arrows go to the next cell that holds something, over gaps; left of the first cell stands the name. */
function step(key, from) {
  const [id, ...rest] = from.split(" ");
  const [row, column] = [items.findIndex((item) => item.id === id), columns.findIndex((index) => data.documents[index].id === rest.join(" "))];
  const holds = (r, c) => items[r]?.id && (c < 0 || cellOf(items[r].id, columns[c]));
  const [down, right] = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[key];
  let [r, c] = [row + down, column + right];
  while (r >= 0 && r < items.length && c >= -1 && c < columns.length && !holds(r, c)) [r, c] = [r + down, c + right];
  if (!holds(r, c) || c < -1 || c >= columns.length) return;
  reveal(r, c);
  focusCell(`${items[r].id} ${c < 0 ? "" : data.documents[columns[c]].id}`);
}

byId("rows").addEventListener("keydown", (event) => {
  const key = event.target.dataset?.key;
  if (!key || !/^Arrow(Up|Down|Left|Right)$/.test(event.key)) return;
  event.preventDefault();
  step(event.key, key);
});
byId("query").addEventListener("keydown", (event) => {
  const first = items.find((item) => item.id);
  if (event.key !== "ArrowDown" || !first) return;
  event.preventDefault();
  reveal(0, -1);
  focusCell(`${first.id} `);
});
let waits = false;
byId("scroll").addEventListener("scroll", () => {
  if (waits) return;
  waits = true;
  requestAnimationFrame(() => { waits = false; draw(false); });
}, { passive: true });
addEventListener("resize", () => draw(true));
addEventListener("beforeprint", () => { drawsAll = items.length * columns.length < 60000; draw(true); });
addEventListener("afterprint", () => { drawsAll = false; draw(true); });

function showOpen() {
  const id = Object.hasOwn(data.cards, state.open ?? "") ? state.open : "";
  if (!id) return hidePanel();
  const index = data.documents.findIndex((one) => one.id === state.document);
  return showPanel(`${id} ${state.document ?? ""}`, data.cards[id].name, ...describeEntity(id, (one) => index < 0 || one.document === index));
}

/* ---- what can be taken along ---- */

const chosenRows = () => items.filter((item) => item.id).map((item) => item.id);

function tableRows() {
  const head = [say("名称", "name"), say("类型", "type"), say("地方", "place"), say("文件数", "documents"), say("起", "first year"), say("止", "last year"), say("解读", "reading"), ...columns.map((index) => data.documents[index].title)];
  return [head, ...chosenRows().map((id) => {
    const card = data.cards[id];
    const cells = columns.map((index) => (cellOf(id, index)?.[1] ?? []).map(([status, modality]) => sayStep({ status, modality })).join(" / "));
    return [card.name, sayTerm(data.terms.types[card.type]), card.place, card.documents.length, card.years[0], card.years[1], sayTerm(data.terms.readings[card.reading]), ...cells];
  })];
}

function drawMatrix() {
  const [left, top, width, height] = [300, 66, 110, 30];
  const rows = chosenRows();
  const text = (x, y, content, more = {}) => shape("text", { x, y, "font-size": 13, fill: "currentColor", ...more }, content);
  const heads = columns.flatMap((index, c) => {
    const one = data.documents[index];
    return [one.when, one.place, one.genre].map((line, i) => text(left + (c + 0.5) * width, 18 + i * 17, line, { "text-anchor": "middle", "font-size": 12 }));
  });
  const lines = rows.flatMap((id, r) => {
    const y = top + r * height;
    const cells = data.cells[id].flatMap(([index, marks]) => marks.map(([status, modality], i) => {
      const at = left + (columns.indexOf(index) + 0.5) * width + (i - (marks.length - 1) / 2) * 28;
      return drawMark({ x: at, y: y + height / 2, status, modality, year: "", document: index }, () => {});
    }));
    return [shape("line", { x1: 0, x2: left + columns.length * width, y1: y, y2: y, stroke: "#d9d5cb" }), text(10, y + 20, Array.from(data.cards[id].name).slice(0, 21).join("")), ...cells];
  });
  const size = [left + columns.length * width, top + rows.length * height + 6];
  return shape("svg", { width: size[0], height: size[1], viewBox: `0 0 ${size[0]} ${size[1]}`, "font-family": FONT }, ...heads, ...lines);
}

byId("csv").addEventListener("click", () => saveTable("recurrence.csv", tableRows()));
byId("svg").addEventListener("click", () => saveSvg("recurrence", drawMatrix()));
byId("png").addEventListener("click", () => savePng("recurrence", drawMatrix()));

let lastFilter = "";
let lastOpen = "";
if (matchMedia("(max-width: 640px)").matches) document.querySelector(".key").open = false;
start(() => {
  items = groupRows(chooseCards());
  columns = value("columns") === "time" ? data.documents.map((_, i) => i) : data.columns;
  const { open, document: _, lang, ...filter } = state;
  if (formatState(filter) !== lastFilter) byId("scroll").scrollTop = 0;
  lastFilter = formatState(filter);
  byId("widths").replaceChildren(make("col"), ...columns.map(() => make("col")));
  byId("matrix").setAttribute("aria-rowcount", items.length + 1);
  byId("matrix").setAttribute("aria-colcount", columns.length + 1);
  tellCount(chosenRows().length, ids.length);
  byId("scroll").hidden = !items.length;
  draw(true);
  if (state.open && state.open !== lastOpen && !shown) reveal(items.findIndex((item) => item.id === state.open), -1);
  lastOpen = state.open ?? "";
  showOpen();
});
