const PORTION = 40;
let chosen = [];
let nShown = 0;
let lastFilter = null;
const commonYears = unique(ids.flatMap((id) => yearsOf(data.cards[id]))).sort((a, b) => a - b);

/* One axis for all lines where the screen is wide and the years are few, so that they can be compared. */
function chooseYears(card) {
  return byId("lines").clientWidth > 900 && commonYears.length <= 20 ? commonYears : yearsOf(card);
}

function openMark(id, mark) {
  go({ open: id, mark: mark.key });
}

function drawEntry(id) {
  const card = data.cards[id];
  const width = byId("lines").clientWidth;
  const picture = drawLifeline(card, { years: chooseYears(card), width: width > 900 ? width - 440 : width - 8, onMark: (mark) => openMark(id, mark) });
  const name = button("name", () => go({ open: id, mark: "" }), sign(card.type), " ", card.name);
  name.dataset.key = id;
  const place = card.place ? ` · ${card.place}` : "";
  const about = [
    name,
    make("p", "kind", make("span", "reading-tag", both(data.terms.readings[card.reading])), both(data.terms.types[card.type]), place),
    make("p", "words", words(card.told.zh, card.told.en)),
  ];
  const keep = make("div", "keep", button("", () => saveSvg(card.name, named(picture)), "SVG"), button("", () => savePng(card.name, named(picture)), "PNG"));
  keep.dataset.skip = "";
  const entry = make("li", "", make("div", "", ...about), make("div", "picture", picture, keep));
  entry.dataset.id = id;
  return entry;
}

/* A drawing that leaves the page takes its name along. */
function named(svg) {
  const copy = svg.cloneNode(true);
  const [width, height] = [Math.max(360, Number(svg.getAttribute("width"))), Number(svg.getAttribute("height")) + 30];
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  copy.setAttribute("viewBox", `0 -30 ${width} ${height}`);
  copy.append(shape("text", { x: 10, y: -10, "font-size": 15, fill: "currentColor" }, svg.getAttribute("aria-label")));
  return copy;
}

function showMore(until = nShown + PORTION) {
  const next = chosen.slice(nShown, until);
  byId("lines").append(...next.map(drawEntry));
  nShown += next.length;
}

function list() {
  chosen = chooseCards();
  nShown = 0;
  byId("lines").replaceChildren();
  showMore();
  tellCount(chosen.length, ids.length);
}

const filterOf = ({ open, mark, ...rest }) => formatState(rest);

function showOpen() {
  const id = Object.hasOwn(data.cards, state.open ?? "") ? state.open : "";
  for (const entry of byId("lines").children) entry.classList.toggle("open", entry.dataset.id === id);
  if (!id) return hidePanel();
  const card = data.cards[id];
  const mark = findMarks(card).find((one) => one.key === state.mark);
  return showPanel(`${id} ${state.mark ?? ""}`, card.name, ...describeEntity(id, (step) => !mark || mark.steps.includes(step)));
}

function bringToSight(id) {
  const at = chosen.indexOf(id);
  if (at >= nShown) showMore(at + PORTION);
  byId("lines").querySelector(`[data-id="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "center" });
}

function tableRows() {
  const head = [say("名称", "name"), say("类型", "type"), say("地方", "place"), say("文件数", "documents"), say("起", "first year"), say("止", "last year"), say("解读", "reading"), say("说明", "in words")];
  return [head, ...chosen.map((id) => {
    const card = data.cards[id];
    return [card.name, sayTerm(data.terms.types[card.type]), card.place, card.documents.length, card.years[0], card.years[1], sayTerm(data.terms.readings[card.reading]), sayTerm(card.told)];
  })];
}

byId("csv").addEventListener("click", () => saveTable("lifelines.csv", tableRows()));
new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting) && nShown < chosen.length) showMore(); }, { rootMargin: "600px" }).observe(byId("more"));
addEventListener("beforeprint", () => showMore(400));
let width = innerWidth;
addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; list(); showOpen(); } });
if (matchMedia("(max-width: 640px)").matches) document.querySelector(".key").open = false;

start(() => {
  const isNew = filterOf(state) !== lastFilter;
  lastFilter = filterOf(state);
  if (isNew) list();
  const isDeep = state.open && !shown;
  showOpen();
  if (isDeep) bringToSight(state.open);
});
