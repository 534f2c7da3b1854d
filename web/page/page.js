// Draws what the engine says and tells it what the person does. It decides nothing and knows no rule.

import { ppmd } from "./ppmd.js";
import { bytesOf, unpack } from "./unpack.js";

const main = document.getElementById("main");
const say = document.getElementById("say");
const keep = document.getElementById("keep");
const STORE = "needlewise";
/** The largest record that is read, in bytes. */
const LARGEST = 4 << 20;
/** So many bytes are unpacked before the page looks at the clock, and so many milliseconds before somebody who waits. */
const PIECE = 4 << 10;
const SLICE = 10;
const BROKEN = "the rules in this page cannot be read";

let engine;
/** What was done before the engine was there. */
const wanted = [];
/** What the person has said so far, as the engine has it. */
let visit;

const block = (id) => bytesOf(document.getElementById(id).textContent);

function write(bytes) {
  const at = engine.reserve(bytes.length);
  new Uint8Array(engine.memory.buffer, at, bytes.length).set(bytes);
}

let module;
/** The rules that are asked first, and the others once they are unpacked. */
const rules = [];
/** Unpacks the other rules, a piece at each step. */
let later;

/** All bytes that something unpacks, a piece at each step. */
function* pieces(next, length) {
  const all = new Uint8Array(length);
  for (let at = 0; at < length; at += PIECE) {
    all.set(next(Math.min(PIECE, length - at)), at);
    yield;
  }
  return all;
}

/** What comes of these steps, with room between them to draw the page and to press something in it. */
async function unhurried(steps) {
  for (;;) {
    const until = performance.now() + SLICE;
    do {
      const { done, value } = steps.next();
      if (done) return value;
    } while (performance.now() < until);
    await new Promise((resume) => setTimeout(resume));
  }
}

async function start() {
  const { length: size, next: more } = unpack(block("engine"));
  const compiled = WebAssembly.compile(await unhurried(pieces(more, size)));
  const next = ppmd(block("rules"));
  const length = () => new DataView(next(4).buffer).getUint32(0, true);
  rules.push(await unhurried(pieces(next, length())));
  later = (function* () {
    rules.push(yield* pieces(next, length()));
    finish();
  })();
  module = await compiled;
  await restart();
}

/** A new engine. It remembers nothing, so one that broke down can be replaced at any time. */
async function restart() {
  engine = (await WebAssembly.instantiate(module, {})).exports;
  write(rules[0]);
  if (!engine.load()) throw new Error(BROKEN);
  if (rules[1]) finish();
}

function finish() {
  write(rules[1]);
  if (!engine.finish()) throw new Error(BROKEN);
}

function two(number) {
  return String(number).padStart(2, "0");
}

/** The local day, and the local day and time. */
function clock() {
  const now = new Date();
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const time = `${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}.000`;
  return { today, now: `${today}T${time}`, clock: Math.floor(now / 1000) };
}

/** The country the browser is set to, if it says one. */
function country() {
  for (const language of navigator.languages ?? []) {
    const region = new Intl.Locale(language).region;
    if (region) return region;
  }
  return undefined;
}

/** Asks the engine. Where it needs the other rules, they come first. */
function ask(action) {
  const response = call(action);
  if (!response.early) return response;
  for (const _ of later);
  return call(action);
}

function call(action) {
  const request = { ...clock(), country: country(), action };
  if (visit) request.visit = visit;
  write(new TextEncoder().encode(JSON.stringify(request)));
  const bytes = engine.call();
  const response = JSON.parse(new TextDecoder().decode(new Uint8Array(engine.memory.buffer, engine.buffer(), bytes)));
  if (response.fault) throw new Error(response.fault);
  return response;
}

/** Does something, and shows what comes of it. */
function act(action, { replace = false, quiet = false } = {}) {
  if (!engine) {
    meanwhile(action, { replace, quiet });
    return;
  }
  let response, place, spoken;
  try {
    response = ask(action);
    place = action.show ?? action.send?.[0] ?? "";
    for (let steps = 0; response.go !== undefined && steps < 5; steps += 1) {
      if (response.visit) remember(response.visit);
      spoken = response.say ?? spoken;
      place = response.go;
      response = ask({ show: place });
    }
  } catch (error) {
    tell("Something went wrong in this page. Your answers are still here: please try again.");
    console.error(error);
    restart();
    return;
  }
  if (response.visit) remember(response.visit);
  if (response.file) download(response.file);
  spoken = response.say ?? spoken;
  const again = place === history.state?.place && action.send !== undefined;
  if (!quiet) enter(place, replace);
  draw(response, again, replace);
  if (spoken) tell(spoken);
}

/** Before the engine is there: shows what stands in the page already, and keeps all else for later. */
function meanwhile(action, { replace, quiet }) {
  const drawn = early.get(action.show);
  if (drawn) {
    if (!quiet) enter(drawn.place, replace);
    draw(drawn, false, replace);
    if (wanted.length === 0) return;
  } else {
    tell("One moment.");
  }
  wanted.push([action, { replace, quiet: quiet || drawn !== undefined }]);
}

/** Notes in the browser's history where the person is now. */
function enter(place, replace) {
  if (place === history.state?.place) return;
  const depth = (history.state?.depth ?? 0) + (replace ? 0 : 1);
  history[replace ? "replaceState" : "pushState"]({ place, depth }, "");
}

/** What was drawn last; nothing while the page stands as it was written. */
let shown;

function draw(response, again, opened) {
  shown = response;
  main.innerHTML = response.html;
  document.title = response.title ?? `${main.querySelector("h1").textContent} - needlewise`;
  say.textContent = "";
  // Whoever has just opened the page begins at its top.
  if (opened) return;
  const focus = (again && main.querySelector("[aria-invalid]")) || main.querySelector("h1");
  focus?.focus({ preventScroll: true });
  scrollTo(0, 0);
}

function tell(text) {
  say.textContent = text;
}

function download({ name, kind, text }) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: kind }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Keeps what was said in this page, and on the device when the person wants that. */
function remember(next) {
  visit = next;
  if (keep.checked) store();
}

function store() {
  try {
    localStorage.setItem(STORE, JSON.stringify(visit ?? null));
    return true;
  } catch {
    keep.checked = false;
    tell("This browser does not let the page keep anything, or its room is full. Your answers stay until you close the page. You can keep a record as a file instead.");
    return false;
  }
}

function stored() {
  try {
    const kept = localStorage.getItem(STORE);
    return kept === "null" ? null : kept;
  } catch {
    return null;
  }
}

keep.addEventListener("change", () => {
  if (keep.checked) {
    if (store()) tell("Your answers are kept on this device now. Whoever uses it can read them.");
  } else {
    localStorage.removeItem(STORE);
    tell("Nothing is kept on this device any more.");
  }
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-go], [data-print], a[href^='#']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if ("print" in link.dataset) print();
  else if (!("go" in link.dataset)) point(link.hash.slice(1));
  else if ("back" in link.dataset && history.state?.depth > 0) history.back();
  else act({ show: link.dataset.go });
});

/** Goes to a part of this screen, such as a source, and opens what it is folded in. */
function point(id) {
  const part = document.getElementById(id);
  if (!part) return;
  part.closest("details")?.setAttribute("open", "");
  part.tabIndex = -1;
  part.focus();
}

document.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  if (!("send" in form.dataset)) return;
  const fields = [...new FormData(form, event.submitter).entries()];
  act({ send: [form.dataset.send, fields] });
});

// An option of a list is so, or somebody is not sure of it, not both.
document.addEventListener("change", ({ target }) => {
  if (target.ariaExpanded) target.ariaExpanded = String(target.checked);
  const other = { answer: "doubt", doubt: "answer" }[target.name];
  if (!other || target.type !== "checkbox" || !target.checked) return;
  const same = target.form.querySelector(`[name=${other}][value="${CSS.escape(target.value)}"]`);
  if (same) same.checked = false;
});

document.addEventListener("change", async ({ target }) => {
  if (!("open" in target.dataset) || !target.files[0]) return;
  const file = target.files[0];
  target.value = "";
  if (file.size > LARGEST) tell("This file is far too large for a record. Nothing was changed.");
  else act({ open: await file.text() });
});

document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (form && "find" in form.dataset) {
    document.getElementById("found").innerHTML = ask({ find: target.value }).html;
  }
});

addEventListener("popstate", () => act({ show: history.state?.place ?? "" }, { quiet: true }));

/** For scripts that try the page out: tells what was said, sets it, and goes to a place. */
window.needlewise = (said, place) => {
  if (said) remember(said);
  if (place !== undefined) act({ show: place });
  return visit;
};

/** What was kept, if the engine can read it. What it cannot read stays as it is. */
function takeUp() {
  const kept = stored();
  if (kept === null) return;
  try {
    visit = JSON.parse(kept);
    ask({ show: "" });
    keep.checked = true;
  } catch {
    visit = undefined;
    unread = "What was kept on this device cannot be read: another version of this page may have written it. It stays there until you let this page keep something new.";
  }
}

let unread;

/** Begins where the person is. What stands in the page already is left alone. */
async function begin() {
  await start();
  takeUp();
  keep.disabled = false;
  if (visit && wanted.length === 0) act({ show: history.state?.place ?? "" }, { replace: true });
  // Only the last of it is gone to: whoever turned back meanwhile stays there.
  wanted.forEach(([action, how], at) => act(action, at < wanted.length - 1 ? { quiet: true } : how));
  if (unread) tell(unread);
  document.documentElement.dataset.ready = "";
  // What the first question does not need, once it is on the screen.
  setTimeout(goOn, 50);
}

/** Unpacks the other rules while nobody waits for them. */
async function goOn() {
  await unhurried(later);
  // With the numbers of this country, where nobody is about to press something.
  const drawn = early.get(history.state?.place ?? "");
  const begun = ({ checked, defaultChecked, value, defaultValue }) => checked !== defaultChecked || value !== defaultValue;
  const busy = main.contains(document.activeElement) || [...main.querySelectorAll("input")].some(begun);
  // What a record showed that was opened meanwhile stays.
  if (drawn && (shown ?? drawn) === drawn && !busy) main.innerHTML = ask({ show: drawn.place }).html;
  document.documentElement.dataset.whole = "";
}

/** The screens that stand in the page already, by the places they are at. */
const early = new Map([["", { place: "", html: main.innerHTML }]]);
// Whoever has said something already goes on where they were.
if (stored() === null) {
  for (const { dataset, innerHTML } of document.querySelectorAll("template")) {
    const screen = { place: dataset.place, html: innerHTML };
    early.set(screen.place, screen).set(screen.place.replace(/\/[^/]*$/, ""), screen);
  }
}

const place = history.state?.place ?? location.hash.slice(1);
if (place) {
  if (!early.has(place)) main.textContent = "One moment.";
  act({ show: place }, { replace: true });
}
// The first screen is drawn before anything else is done.
requestAnimationFrame(() =>
  setTimeout(() =>
    begin().catch((error) => {
      main.textContent = "This page cannot start in this browser. A newer one can show it, or ask somebody to print the questions for you.";
      console.error(error);
    }),
  ),
);
