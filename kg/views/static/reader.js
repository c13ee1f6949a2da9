const marks = all("a.m");
const mentionOf = (mark) => data.mentions[Number(mark.dataset.m)];
const firstOf = new Map();
for (const mark of marks) {
  const { entity } = mentionOf(mark);
  if (!firstOf.has(entity)) firstOf.set(entity, []);
  if (!firstOf.get(entity).some((other) => other.dataset.m === mark.dataset.m)) firstOf.get(entity).push(mark);
}

function sayMention({ entity, status, modality, years, cues }) {
  const card = cardOf(entity);
  const told = `${formatYears(years)} ${sayStep({ status, modality })}`.trim();
  const because = cues.length ? say(`；依据：“${cues.join("”“")}”`, `; because of “${cues.join("” “")}”`) : "";
  return `${card.name} · ${sayTerm(data.terms.types[card.type])} · ${told}${because}`;
}

function showTip(mark) {
  const tip = byId("tip");
  tip.textContent = sayMention(mentionOf(mark));
  tip.hidden = false;
  const box = mark.getClientRects()[0];
  tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 8))}px`;
  tip.style.top = `${box.top > tip.offsetHeight + 12 ? box.top - tip.offsetHeight - 8 : box.bottom + 8}px`;
}

function reveal(mark) {
  mark.scrollIntoView({ block: "center" });
  mark.focus({ preventScroll: true });
}

function listNamed() {
  const found = chooseCards().filter((id) => firstOf.has(id));
  found.sort((a, b) => firstOf.get(b).length - firstOf.get(a).length);
  byId("results").replaceChildren(...found.map((id) => {
    const card = cardOf(id);
    const open = button("", () => { go({ open: id }); reveal(firstOf.get(id)[0]); byId("panel").focus({ preventScroll: true }); }, sign(card.type), make("span", "name", card.name), make("span", "n", `${firstOf.get(id).length}`));
    open.dataset.key = id;
    return make("li", "", open);
  }));
  tellCount(found.length, firstOf.size);
}

function lightSentence() {
  for (const lit of all(".s.lit")) lit.classList.remove("lit");
  if (!/^s\d+$/.test(state.at ?? "")) return;
  for (const part of all(`.s[data-s="${state.at.slice(1)}"]`)) part.classList.add("lit");
}

function showHere(id) {
  const here = firstOf.get(id) ?? [];
  const places = here.map((mark, i) => button("", () => reveal(mark), `${i + 1}`));
  const list = make("div", "tools", words(`本文 ${here.length} 处：`, `${here.length} here:`), ...places);
  showPanel(id, cardOf(id).name, list, ...describeEntity(id));
}

let lastAt = "";
start(() => {
  listNamed();
  lightSentence();
  const id = cardOf(state.open) ? state.open : "";
  for (const mark of marks) mark.classList.toggle("chosen", mentionOf(mark).entity === id);
  if (id) showHere(id);
  else hidePanel();
  if (state.at && state.at !== lastAt) byId(state.at)?.scrollIntoView({ block: /^s/.test(state.at) ? "center" : "start" });
  lastAt = state.at ?? "";
});

byId("text").addEventListener("click", (event) => {
  const mark = event.target.closest("a.m");
  if (!mark) return;
  event.preventDefault();
  go({ open: mentionOf(mark).entity });
});
for (const kind of ["mouseover", "focusin"]) byId("text").addEventListener(kind, (event) => {
  const mark = event.target.closest("a.m");
  if (mark) showTip(mark);
  else byId("tip").hidden = true;
});
for (const kind of ["mouseleave", "focusout"]) byId("text").addEventListener(kind, () => { byId("tip").hidden = true; });
addEventListener("scroll", () => { byId("tip").hidden = true; }, { passive: true });
if (matchMedia("(max-width: 1180px)").matches) for (const part of all(".outline details, .named details")) part.open = matchMedia("(min-width: 801px)").matches;
