/* Quotes, each with the way to its sentence, and the panel that shows an entity. */

/* Offsets count code points, JavaScript strings count UTF-16 units. */
function quote([index, start, end]) {
  const [edition, at, text, citation] = data.sentences[index];
  const points = Array.from(text);
  const part = (from, to) => points.slice(from, to).join("");
  const way = link(pageLink(`reader/${data.editions[edition].file}`, { at: `s${at}` }), "way", words("在原文中查看 →", "see it in the text →"));
  return make("blockquote", "", part(0, start), make("mark", "", part(start, end)), part(end), make("span", "cite", way, " ", citeButton(citation, text)));
}

/* Shows the citation of a sentence below it, and copies it where the browser lets us. */
function citeButton(citation, text) {
  const button = make("button", "cite-button", words("引用", "cite"));
  button.type = "button";
  button.addEventListener("click", () => {
    const [zh, en] = data.citations[citation].map((lead) => `${lead}“${text}”`);
    const quoted = button.closest("blockquote");
    quoted.querySelector(".citation")?.remove();
    quoted.append(make("span", "citation", words(zh, en)));
    navigator.clipboard?.writeText(language() === "en" ? en : zh).catch(() => {});
  });
  return button;
}

const formatYears = ([first, last]) => (first === undefined ? "" : first === last ? `${first}` : `${first}–${last}`);

function stepMark(status, modality) {
  const mark = make("span", `mark status-${status} is-${modality}`, data.terms.statuses[status].mark);
  mark.setAttribute("aria-hidden", "true");
  return mark;
}

function sayStep({ status, modality }) {
  const told = [data.terms.modalities[modality], ...(status === "none" ? [] : [data.terms.statuses[status]])];
  return told.map(sayTerm).join(say("", " "));
}

function stepCard(step) {
  const source = make("span", "source", data.documents[step.document].title);
  const head = make("header", "", make("b", "", formatYears(step.years)), stepMark(step.status, step.modality), make("span", "", sayStep(step)), source);
  return make("article", "step-card", head, quote(step.quote));
}

function sign(type) {
  const element = make("span", `sign type-${type}`, data.terms.types[type].mark);
  element.setAttribute("aria-hidden", "true");
  return element;
}

/* What is said of an entity before its steps. */
function entityHead(card) {
  const place = card.place ? ` · ${card.place}` : "";
  const lines = [make("p", "meta", sign(card.type), " ", both(data.terms.types[card.type]), place)];
  if (card.aliases.length) lines.push(make("p", "meta", words("又作：", "also: "), card.aliases.join("、")));
  lines.push(make("p", "told", make("b", "", both(data.terms.readings[card.reading])), " ", words(card.told.zh, card.told.en)));
  return lines;
}

function entityWays(id) {
  const card = cardOf(id);
  const ways = [
    ["lifelines.html", words("生命线", "lifeline"), data.terms.types[card.type].initiative],
    ["recurrence.html", words("复现", "recurrence"), card.documents.length > 1],
    ["network.html", words("网络", "network"), true],
  ];
  const found = ways.filter(([file, , leads]) => leads && file !== data.file);
  return make("p", "ways", ...found.map(([file, label]) => link(pageLink(file, { open: id }), "", label)));
}

/* An entity as the panel shows it; `keep` chooses among its steps. */
function describeEntity(id, keep = () => true) {
  const card = cardOf(id);
  const line = drawLifeline(card, { onMark: (mark) => lightStep(card.steps.indexOf(mark.steps[0])) });
  const steps = card.steps.map((step, i) => [step, i]).filter(([step]) => keep(step)).map(([step, i]) => {
    const element = stepCard(step);
    element.dataset.step = i;
    return element;
  });
  return [...entityHead(card), entityWays(id), make("div", "line-box", line), make("h3", "", words("原文", "Sentences")), ...steps];
}

function lightStep(index) {
  const found = byId("panel-body").querySelector(`[data-step="${index}"]`);
  for (const lit of all(".lit", byId("panel-body"))) lit.classList.remove("lit");
  found?.classList.add("lit");
  found?.scrollIntoView({ block: "nearest" });
  found?.querySelector("a")?.focus({ preventScroll: true });
}

let shown = "";
let opener = "";

/* Show the panel for a key of the state; focus goes to it once, and back on closing. */
function showPanel(key, title, ...children) {
  const isNew = key !== shown;
  if (!shown) opener = cameFrom;
  shown = key;
  byId("panel-title").textContent = title;
  byId("panel-body").replaceChildren(...children);
  byId("panel").hidden = false;
  document.body.classList.add("has-panel");
  if (!isNew) return;
  byId("panel").scrollTop = 0;
  byId("panel").focus({ preventScroll: true });
}

function hidePanel() {
  if (!shown) return;
  shown = "";
  byId("panel").hidden = true;
  document.body.classList.remove("has-panel");
  findKey(opener)?.focus();
}

const closePanel = () => go({ open: "", document: "", mark: "" });

byId("panel-close").addEventListener("click", closePanel);
