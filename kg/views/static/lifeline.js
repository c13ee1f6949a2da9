/* One lifeline as SVG: reported above the line and filled, planned below and open at the year due, slips as arrows,
   silence as a gap. Colours stand in attributes, so that the drawing can leave the page. */

const SIDE = 22;
const FONT = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif';
const STAGES = Object.keys(data.terms.statuses);

function shape(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, set] of Object.entries(attributes)) element.setAttribute(name, set);
  element.append(...children);
  return element;
}

const documentYear = (index) => Number(data.documents[index].when.slice(0, 4)) || null;
const yearOf = (step) => step.years[1] ?? documentYear(step.document);

/* For each document, modality and year one mark at the furthest stage told, with the steps it stands for. */
function findMarks(card) {
  const marks = new Map();
  for (const step of card.steps) {
    const key = `${step.document}.${step.modality}.${yearOf(step)}`;
    const mark = marks.get(key) ?? { key, year: yearOf(step), modality: step.modality, document: step.document, status: step.status, first: step.years[0], steps: [] };
    mark.steps.push(step);
    if (STAGES.indexOf(step.status) > STAGES.indexOf(mark.status)) mark.status = step.status;
    marks.set(key, mark);
  }
  const found = Array.from(marks.values());
  const told = found.filter((mark) => mark.modality !== "none" && mark.status !== "none");
  return (told.length ? told : found).sort((a, b) => a.year - b.year || a.document - b.document);
}

const yearsOf = (card) => unique([
  ...findMarks(card).flatMap((mark) => [mark.first, mark.year]),
  ...card.silences.map((silence) => documentYear(silence.document)),
  ...card.unseen,
]).filter(Boolean).sort((a, b) => a - b);

/* Above the line what is reported, below it what is planned; the first of each year next to the line. What no
   document tells stands above the line too, where a report would. */
function placeMarks(card, marks, x) {
  const heights = new Map();
  const stack = (year, way) => {
    const level = heights.get(year * way) ?? 0;
    heights.set(year * way, level + 1);
    return { x: x(year), y: way * (SIDE * 0.75 + level * (SIDE + 4)) };
  };
  const placed = marks.map((mark) => ({ ...mark, ...stack(mark.year, mark.modality === "planned" ? 1 : -1) }));
  const silences = new Map(card.silences.filter(({ document }) => documentYear(document)).map((one) => [documentYear(one.document), one]));
  return {
    marks: placed,
    silences: Array.from(silences, ([year, silence]) => ({ ...silence, ...stack(year, -1) })),
    unseen: card.unseen.filter((year) => !silences.has(year)).map((year) => ({ year, ...stack(year, -1) })),
  };
}

function describeMark(mark) {
  return `${mark.year ?? ""} ${sayStep(mark)}${say("，", ", ")}${data.documents[mark.document].title}`;
}

function drawMark(mark, onMark) {
  const term = data.terms.statuses[mark.status];
  const isFilled = mark.modality === "achieved";
  const box = shape("rect", { x: -SIDE / 2, y: -SIDE / 2, width: SIDE, height: SIDE, rx: 4, "stroke-width": 2, stroke: term.colour, fill: isFilled ? term.colour : "var(--card, #fff)" });
  const glyph = shape("text", { "text-anchor": "middle", y: 5, "font-size": 14, fill: isFilled ? term.ink : "currentColor" }, term.mark);
  const group = shape("g", { transform: `translate(${mark.x},${mark.y})`, class: "stop", role: "button", tabindex: 0, "aria-label": describeMark(mark) }, shape("title", {}, describeMark(mark)), box, glyph);
  group.addEventListener("click", () => onMark(mark));
  group.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    onMark(mark);
  });
  return group;
}

function drawSlip(card, [before, after], marks) {
  const [from, to] = [before, after].map((index) => marks.find((mark) => mark.steps.includes(card.steps[index])));
  if (!from || !to) return shape("g");
  const [x1, x2, y] = [from.x + SIDE / 2 + 2, to.x - SIDE / 2 - 4, to.y];
  const tip = shape("path", { d: `M${x2},${y}l-7,-5v10z`, fill: "currentColor" });
  const arc = shape("path", { d: `M${x1},${from.y}C${(x1 + x2) / 2},${from.y} ${(x1 + x2) / 2},${y} ${x2 - 6},${y}`, fill: "none", stroke: "currentColor", "stroke-width": 2 });
  return shape("g", { class: "slip" }, shape("title", {}, say(`${from.year}年到期，再次列入${to.year}年计划`, `due in ${from.year}, planned again for ${to.year}`)), arc, tip);
}

const ENDS = { beginning: ["开头", "beginning"], end: ["结尾", "end"] };

function saySilence({ document, lacks }) {
  const title = data.documents[document].title;
  const ends = lacks.map((end) => say(...ENDS[end])).join(say("和", " and "));
  if (!lacks.length) return say(`${title}未提及；它回顾这一时期，本可说到`, `not named in ${title}, which reviews this time and could have told`);
  return say(`${title}未提及；所存文本缺${ends}，可能说过`, `not named in ${title}, whose ${ends} is missing here: it may have told`);
}

/* A circle where a later document says nothing; "?" where our text of it has gaps. */
function drawSilence(silence) {
  const box = shape("circle", { r: SIDE / 2, fill: "var(--card, #fff)", stroke: "currentColor", "stroke-dasharray": "3 3" });
  const text = shape("text", { "text-anchor": "middle", y: 5, "font-size": 14, fill: "currentColor" }, silence.lacks.length ? "?" : "–");
  return shape("g", { transform: `translate(${silence.x},${silence.y})`, class: "silence", role: "img", "aria-label": saySilence(silence) }, shape("title", {}, saySilence(silence)), box, text);
}

/* A year that no document here reviews: what became of a plan due in it cannot be known. */
function drawUnseen({ year, x, y }) {
  const told = say(`没有回顾${year}年的文件，无从知道`, `no document here reviews ${year}: it cannot be known`);
  const bar = shape("rect", { x: -SIDE / 2 - 4, y: -SIDE / 2, width: SIDE + 8, height: SIDE, rx: 4, fill: "none", stroke: "currentColor", "stroke-dasharray": "2 4", opacity: 0.6 });
  const sign = shape("text", { "text-anchor": "middle", y: 4, "font-size": 11, fill: "currentColor", opacity: 0.8 }, say("无文", "n/a"));
  return shape("g", { transform: `translate(${x},${y})`, class: "unseen", role: "img", "aria-label": told }, shape("title", {}, told), bar, sign);
}

function drawAxis(years, x, bottom, marks) {
  const busy = marks.map((mark) => mark.year);
  const isInside = (year) => year > Math.min(...busy) && year <= Math.max(...busy);
  return years.map((year, i) => {
    const text = shape("text", { x: x(year), y: bottom, "text-anchor": "middle", "font-size": 12, fill: "currentColor", opacity: busy.includes(year) ? 1 : 0.7 }, String(year));
    const isBroken = i > 0 && isInside(year) && year - years[i - 1] > 1;
    const gap = isBroken ? [shape("text", { x: (x(year) + x(years[i - 1])) / 2, y: 5, "text-anchor": "middle", "font-size": 13, fill: "currentColor", opacity: 0.7 }, "∥")] : [];
    return shape("g", {}, text, ...gap);
  });
}

/* The line itself is whole between what is told, and broken towards a silence. */
function drawLine(marks, silences) {
  const [first, last] = [Math.min(...marks.map((mark) => mark.x)), Math.max(...marks.map((mark) => mark.x))];
  const line = (from, to, dashes) => shape("line", { x1: from, x2: to, y1: 0, y2: 0, stroke: "currentColor", "stroke-width": 2, opacity: 0.55, ...(dashes ? { "stroke-dasharray": "4 6" } : {}) });
  return [line(first, last, false), ...silences.filter((silence) => silence.x > last).map((silence) => line(last, silence.x, true))];
}

function drawSpans(marks, x) {
  return marks.filter((mark) => mark.first && mark.first < mark.year).map((mark) => shape("line", {
    x1: x(mark.first), x2: mark.x, y1: mark.y, y2: mark.y, stroke: data.terms.statuses[mark.status].colour, "stroke-width": 3, opacity: 0.5,
  }));
}

function drawLifeline(card, { years = yearsOf(card), width = 380, onMark = () => {} } = {}) {
  const step = Math.min(96, (width - 56) / Math.max(1, years.length - 1));
  const x = (year) => 28 + years.indexOf(year) * step;
  const { marks, silences, unseen } = placeMarks(card, findMarks(card), x);
  const heights = [...marks, ...silences, ...unseen].map((one) => one.y);
  const top = Math.min(-SIDE / 2, ...heights) - SIDE / 2 - 4;
  const bottom = Math.max(SIDE / 2, ...heights) + SIDE / 2 + 18;
  const size = [Math.ceil(56 + step * (years.length - 1)), Math.ceil(bottom - top + 6)];
  const parts = [
    ...drawLine(marks, silences), ...drawSpans(marks, x), ...drawAxis(years, x, bottom, marks), ...unseen.map(drawUnseen),
    ...silences.map(drawSilence), ...card.slips.map((slip) => drawSlip(card, slip, marks)), ...marks.map((mark) => drawMark(mark, onMark)),
  ];
  return shape("svg", { width: size[0], height: size[1], viewBox: `0 0 ${size[0]} ${size[1]}`, "font-family": FONT, role: "group", "aria-label": `${card.name} ${sayTerm(data.terms.readings[card.reading])}` },
    shape("g", { transform: `translate(0,${-top})` }, ...parts));
}
