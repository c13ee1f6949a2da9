const MAX_FOUND = 12;

/* Places first, then what is named, the most recurrent first; each leads to where its story is told. */
function findAll(query) {
  const sought = query.toLowerCase();
  const places = data.places.filter((place) => place.includes(sought)).map((place) => ({ place }));
  const found = data.found.filter(([, name, , , more]) => fitsSearch([name, ...more].join(" ").toLowerCase(), sought)).map(([id, name, type, reading]) => ({ id, name, type, reading }));
  const isClose = ({ name }) => !name.toLowerCase().includes(sought);
  return [...places, ...found.sort((a, b) => isClose(a) - isClose(b))];
}

function drawFound({ place, id, name, type, reading }) {
  if (place) return make("li", "", link(pageLink("places.html", { place }), "", make("span", "name", place), make("span", "n", words("地方：计划与报告", "place: planned and reported"))));
  const file = data.terms.types[type].initiative ? "lifelines.html" : "network.html";
  return make("li", "", link(pageLink(file, { open: id }), "", sign(type), make("span", "name", name), make("span", "n", both(data.terms.readings[reading]))));
}

byId("query").addEventListener("keydown", (event) => {
  const first = byId("results").querySelector("a");
  if (event.key === "Enter" && first) first.click();
});

start(() => {
  const found = value("q") ? findAll(value("q")) : [];
  const rows = found.slice(0, MAX_FOUND).map(drawFound);
  if (value("q") && !found.length) rows.push(make("li", "empty", words("没有找到。", "Nothing found."), " ", button("", () => { clearFilters(); byId("query").focus(); }, words("清除", "Clear"))));
  if (found.length > MAX_FOUND) rows.push(make("li", "empty", words(`另有 ${found.length - MAX_FOUND} 个，请再多输入几个字`, `${found.length - MAX_FOUND} more: type a little more`)));
  byId("results").replaceChildren(...rows);
});
