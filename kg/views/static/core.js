"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const all = (selector, inside = document) => Array.from(inside.querySelectorAll(selector));

/* ---- elements: strings only ever become text ---- */

function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

function button(className, act, ...children) {
  const element = make("button", className, ...children);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}

function link(href, className, ...children) {
  const element = make("a", className, ...children);
  element.href = href;
  return element;
}

function words(zh, en) {
  const [chinese, english] = [make("span", "zh", zh), make("span", "en", en)];
  english.lang = "en";
  return make("span", "", chinese, english);
}

const both = (term) => words(term.zh, term.en);
const say = (zh, en) => (language() === "en" ? en : zh);
const sayTerm = (term) => say(term.zh, term.en);

/* ---- state: it lives in the address, #q=湘江&type=park&open=… ; a part without "=" is a place on the page ---- */

const DEFAULTS = data.defaults ?? {};
let state = parseState();

function decode(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

function parseState(hash = location.hash) {
  const found = Object.create(null);
  for (const part of hash.slice(1).split("&").filter(Boolean)) {
    const at = part.indexOf("=");
    if (at < 0) found.at = decode(part);
    else found[decode(part.slice(0, at))] = decode(part.slice(at + 1));
  }
  return found;
}

const encode = (text) => String(text).replace(/[%&#=+\s"<>`]/g, encodeURIComponent);

function formatState(values) {
  const { at, ...rest } = values;
  const parts = Object.entries(rest).filter(([, value]) => value !== "" && value != null);
  return [...(at ? [encode(at)] : []), ...parts.map(([key, value]) => `${encode(key)}=${encode(value)}`)].join("&");
}

const value = (key) => state[key] ?? DEFAULTS[key] ?? "";

/* Change the state and show it; a step can be gone back, typing is no step. */
function go(changes, isStep = true) {
  for (const [key, wanted] of Object.entries(changes)) {
    if (wanted === "" || wanted == null || String(wanted) === DEFAULTS[key]) delete state[key];
    else state[key] = String(wanted);
  }
  try {
    history[isStep ? "pushState" : "replaceState"](null, "", `#${formatState(state)}`);
  } catch { /* a sandboxed frame keeps no history */ }
  refresh();
}

/* A link to another page in the language of this one. */
function pageLink(file, values = {}) {
  const hash = formatState({ ...values, lang: state.lang });
  return `${data.root}${file.split("/").map(encodeURIComponent).join("/")}${hash ? `#${hash}` : ""}`;
}

/* ---- language ---- */

const language = () => (["zh", "en"].includes(state.lang) ? state.lang : data.lang);

function applyLanguage() {
  document.documentElement.dataset.lang = language();
  for (const choice of all("[data-language]")) choice.setAttribute("aria-pressed", choice.dataset.language === language());
  for (const element of all("[data-zh]")) {
    const text = element.dataset[language()];
    if (element.tagName === "OPTION") element.textContent = text;
    else if (element.tagName === "INPUT") element.placeholder = text;
    else element.setAttribute("aria-label", text);
  }
}

/* Links that the page was written with follow the language too, at the moment they are used. */
function carryLanguage(event) {
  const used = event.target.closest?.("a[href]");
  if (!used || !state.lang || used.getAttribute("href").startsWith("#")) return;
  const [file, hash = ""] = used.getAttribute("href").split("#");
  const kept = hash.split("&").filter((part) => part && !part.startsWith("lang="));
  used.setAttribute("href", `${file}#${[...kept, `lang=${state.lang}`].join("&")}`);
}

/* A link into this page adds to its state; following it again goes there again. */
function followInside(event) {
  const used = event.target.closest?.('a[href^="#"]');
  if (!used || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const wanted = parseState(used.getAttribute("href"));
  if (wanted.at !== "main") go(wanted);
  byId(wanted.at)?.scrollIntoView();
  if (wanted.at === "main") byId("main").focus();
}

/* ---- controls: each element with a name in #filters holds one key of the state ---- */

const controls = () => all("#filters [name]");

function readControls() {
  const values = {};
  for (const control of controls()) {
    if (control.type !== "checkbox") values[control.name] = control.type === "range" && control.value === control.max ? "" : control.value.trim();
    else (values[control.name] ??= []).push(control);
  }
  for (const [name, boxes] of Object.entries(values).filter(([, held]) => Array.isArray(held))) {
    const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
    values[name] = chosen.length === boxes.length ? "" : chosen.join(",") || "-";
  }
  return values;
}

function fillControls() {
  for (const control of controls()) {
    const wanted = value(control.name);
    if (control.type === "checkbox") control.checked = !wanted || wanted.split(",").includes(control.value);
    else if (control.type === "range") control.value = wanted || control.max;
    else if (control !== document.activeElement || control.value.trim() !== wanted) control.value = wanted;
  }
}

const clearFilters = () => go(Object.fromEntries(["in", ...controls().map((control) => control.name)].map((name) => [name, ""])));

/* ---- keys ---- */

const isTyping = () => /INPUT|SELECT|TEXTAREA/.test(document.activeElement?.tagName);

/* Arrows walk through what can be opened inside an element marked with data-arrows, and from the search into it. */
function walk(event) {
  const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const from = document.activeElement;
  const inside = from === byId("query") ? byId("results") ?? document.querySelector("[data-arrows]") : from?.closest?.("[data-arrows]");
  if (!way || !inside || event.defaultPrevented) return;
  const stops = all("button, a[href]", inside).filter((stop) => stop.checkVisibility() && !stop.closest("[data-skip]"));
  const next = stops[stops.indexOf(from) + way];
  if (!next && from === byId("query")) return;
  event.preventDefault();
  (next ?? (way < 0 ? byId("query") : from))?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !isTyping() && byId("query")) {
    event.preventDefault();
    byId("query").focus();
  } else if (event.key === "Escape") {
    if (state.open) closePanel();
    else if (document.activeElement === byId("query") && value("q")) go({ q: "" });
  } else walk(event);
});

/* ---- start ---- */

let applyPage = () => {};
let cameFrom = "";

const findKey = (key) => (key ? document.querySelector(`[data-key="${CSS.escape(key)}"]`) : null);

/* Show the state; what is drawn anew keeps the focus that the old had. */
function refresh() {
  cameFrom = document.activeElement?.dataset?.key ?? "";
  applyLanguage();
  fillControls();
  applyPage();
  applyLanguage();
  if (document.activeElement === document.body) findKey(cameFrom)?.focus({ preventScroll: true });
}

/* Called once by each page, with what shows its state. */
function start(apply) {
  applyPage = apply;
  byId("filters")?.addEventListener("submit", (event) => event.preventDefault());
  byId("filters")?.addEventListener("input", (event) => go(readControls(), event.target.type !== "search" && event.target.type !== "range"));
  for (const choice of all("[data-language]")) choice.addEventListener("click", () => go({ lang: choice.dataset.language === data.lang ? "" : choice.dataset.language }));
  for (const kind of ["click", "auxclick"]) document.addEventListener(kind, carryLanguage, true);
  document.addEventListener("click", followInside);
  addEventListener("popstate", () => { state = parseState(); refresh(); });
  refresh();
}
