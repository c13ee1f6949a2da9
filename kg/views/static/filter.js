/* Which cards the filters let through; the same on every page. */

/* A step comes as eight numbers; years that are not told come as 0. */
function readStep([document, first, last, status, modality, ...quote]) {
  const named = (table, index) => Object.keys(data.terms[table])[index];
  return { document, years: first ? [first, last] : [], status: named("statuses", status), modality: named("modalities", modality), quote };
}

for (const card of Object.values(data.cards ?? {})) {
  card.steps = card.steps.map(readStep);
  card.search = [card.name, ...card.aliases, card.place, ...card.sounds].join(" ").toLowerCase();
}

const unique = (values) => Array.from(new Set(values));
const ids = Object.keys(data.cards ?? {});
const cardOf = (id) => (data.cards && Object.hasOwn(data.cards, id) ? data.cards[id] : null);

/* A place and all that it lies in. */
function climb(place) {
  const chain = [];
  for (let at = place; at && !chain.includes(at); at = data.parents[at]) chain.push(at);
  return chain;
}

/* Every word of the search stands in a name, a place or the pinyin; syllables may be set apart. */
function fitsSearch(text, query) {
  const sought = query.toLowerCase();
  return sought.split(/\s+/).every((word) => text.includes(word)) || text.includes(sought.replace(/\s+/g, ""));
}

function fitsYears(card) {
  const [from, to] = [Number(value("from")) || -Infinity, Number(value("to")) || Infinity];
  if (from === -Infinity && to === Infinity) return true;
  return card.steps.some((step) => step.years.length && step.years[0] <= to && step.years[1] >= from);
}

function fitsStep(card) {
  const [status, modality] = [value("status"), value("modality")];
  if (!status && !modality) return true;
  return card.steps.some((step) => (!status || step.status === status) && (!modality || step.modality === modality));
}

const chosenDocuments = () => value("in").split(",").filter(Boolean).map((id) => data.documents.findIndex((one) => one.id === decode(id)));

function fits(card, { ignoresSearch = false } = {}) {
  return (!value("type") || value("type").split(",").includes(card.type))
    && (!value("place") || climb(card.place).includes(value("place")))
    && (!value("reading") || card.reading === value("reading"))
    && card.documents.length >= (Number(value("min")) || 1)
    && chosenDocuments().every((index) => card.documents.includes(index))
    && fitsStep(card) && fitsYears(card)
    && (ignoresSearch || !value("q") || fitsSearch(card.search, value("q")));
}

const SORTS = {
  documents: (a, b) => b.documents.length - a.documents.length || b.steps.length - a.steps.length,
  first: (a, b) => (a.years[0] ?? Infinity) - (b.years[0] ?? Infinity) || b.documents.length - a.documents.length,
  name: () => 0,
};

const collator = (a, b) => (a < b ? -1 : Number(a > b));

/* The ids that the filters let through, in the order asked for. */
function chooseCards(order = value("sort") || "documents") {
  const chosen = ids.filter((id) => fits(data.cards[id]));
  return chosen.sort((x, y) => {
    const [a, b] = [data.cards[x], data.cards[y]];
    return (SORTS[order] ?? SORTS.documents)(a, b) || collator(a.sounds[0], b.sounds[0]) || collator(x, y);
  });
}

/* Offer the places that occur, each below the one it lies in. */
function offerPlaces() {
  const select = document.querySelector("#filters select[name=place]");
  if (!select) return;
  const places = unique(ids.flatMap((id) => climb(data.cards[id].place)));
  const path = (place) => climb(place).reverse().join("\u0001");
  for (const place of places.sort((a, b) => collator(path(a), path(b)))) {
    const option = make("option", "", `${"\u3000".repeat(climb(place).length - 1)}${place}`);
    option.value = place;
    select.append(option);
  }
}

/* How many are shown; where none is, why, and the way back. */
function tellCount(shown, total) {
  byId("count").replaceChildren(words(`显示 ${shown} / ${total}`, `${shown} of ${total} shown`));
  const empty = byId("empty");
  if (empty) empty.hidden = shown > 0 || total === 0;
}

offerPlaces();
byId("clear")?.addEventListener("click", () => { clearFilters(); byId("query")?.focus(); });
