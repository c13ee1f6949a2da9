const LABEL_SIZE = 13;

function textWidth(text) {
  let width = 0;
  for (const point of text) width += point.codePointAt(0) > 0x2e7f ? LABEL_SIZE : LABEL_SIZE * 0.58;
  return width;
}

function shorten(text, limit) {
  const points = Array.from(text);
  return points.length > limit ? `${points.slice(0, limit - 1).join("")}…` : text;
}

/* Of boxes {id, left, top, width, height}, best first, those that can be shown without one lying over another, one an id. */
function chooseLabels(boxes, limit) {
  const kept = [];
  for (const box of boxes) {
    if (kept.length >= limit) break;
    if (kept.some((other) => other.id === box.id)) continue;
    const free = kept.every((other) => box.left + box.width <= other.left || other.left + other.width <= box.left
      || box.top + box.height <= other.top || other.top + other.height <= box.top);
    if (free) kept.push(box);
  }
  return kept;
}
