/* Files that the reader keeps: tables as CSV, drawings as SVG and PNG. */

function save(name, blob) {
  const way = link(URL.createObjectURL(blob), "");
  way.download = name;
  way.click();
  setTimeout(() => URL.revokeObjectURL(way.href), 10000);
}

/* A cell that a spreadsheet would take for a formula is marked as text. */
function formatCell(content) {
  const text = String(content ?? "");
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;
}

function saveTable(name, rows) {
  const text = rows.map((row) => row.map(formatCell).join(",")).join("\r\n");
  save(name, new Blob(["\ufeff", text, "\r\n"], { type: "text/csv;charset=utf-8" }));
}

const cleanXml = (text) => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");

/* A drawing that stands alone: dark ink on white, whatever the page wears. */
function serialise(svg) {
  const copy = svg.cloneNode(true);
  const [x, y, width, height] = svg.getAttribute("viewBox").split(" ");
  copy.setAttribute("color", "#1c2430");
  for (const element of all("[fill^=var]", copy)) element.setAttribute("fill", "#ffffff");
  copy.prepend(shape("rect", { x, y, width, height, fill: "#ffffff" }));
  return cleanXml(new XMLSerializer().serializeToString(copy));
}

const saveSvg = (name, svg) => save(`${name}.svg`, new Blob([serialise(svg)], { type: "image/svg+xml;charset=utf-8" }));

const MAX_PIXELS = 16000;

async function savePng(name, svg) {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([serialise(svg)], { type: "image/svg+xml;charset=utf-8" }));
  await image.decode();
  const scale = Math.min(2, MAX_PIXELS / Math.max(image.width, image.height));
  const canvas = make("canvas");
  [canvas.width, canvas.height] = [image.width * scale, image.height * scale];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  canvas.toBlob((blob) => save(`${name}.png`, blob), "image/png");
}
