// Keeps a page level with the meeting. A stream says "version 58"; the page fetches itself and
// swaps only the parts that changed. What is being typed, the focus and opened details stay.

const SILENT = 40_000; // the server pings every 15 s
const SLOWEST = 15_000;
const PATIENCE = 20_000; // a line that died without a word keeps a request for minutes

export const root = document.querySelector("[data-code]");
export const code = root?.dataset.code;

const served = new Map();
const parts = (page) => page.querySelectorAll("[data-part]");
const plain = (part) => part.innerHTML.replace(/name="key" value="[^"]*"/g, "");
for (const part of parts(document)) served.set(part.dataset.part, plain(part));

const parse = (html) => new DOMParser().parseFromString(html, "text/html");

/** Show what is new in `page`; returns the names of the parts that changed. */
export function swap(page) {
  const changed = [];
  const now = page.querySelector("[data-code]");
  if (!now) location.reload(); // signed out, or something went wrong
  // A slow answer that a newer page overtook on its way: only what was refused is still news.
  const late = Number(now?.dataset.version) < Number(root?.dataset.version);
  for (const part of parts(document)) {
    const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`);
    if (!fresh || served.get(part.dataset.part) === plain(fresh)) continue;
    if (late && !fresh.querySelector('[role="alert"]')) continue;
    served.set(part.dataset.part, plain(fresh));
    const held = hold(part);
    part.className = fresh.className;
    part.replaceChildren(...fresh.childNodes);
    putBack(part, held);
    changed.push(part.dataset.part);
  }
  if (late) return changed;
  if (now && root) root.dataset.version = now.dataset.version;
  if (page.title) document.title = page.title;
  return changed;
}

const FIELDS = "input:not([type=hidden]), select, textarea";
const nameOf = (field) =>
  [field.form?.dataset.form, field.id || field.name, /radio|checkbox/.test(field.type) && field.value].join("#");

const buttonsOf = (form) => [...(form?.querySelectorAll("button") ?? [])];

function isTouched(field) {
  if (/radio|checkbox/.test(field.type)) return field.checked !== field.defaultChecked;
  if (field.options) return [...field.options].some((o) => o.selected !== o.defaultSelected);
  return field.value !== field.defaultValue;
}

function hold(part) {
  const fields = [...part.querySelectorAll(FIELDS)];
  const focus = part.contains(document.activeElement) ? document.activeElement : null;
  return {
    touched: fields.filter(isTouched).map((f) => [nameOf(f), f.value, f.checked]),
    open: [...part.querySelectorAll("details[open][id]")].map((d) => d.id),
    focus: focus && nameOf(focus),
    button: focus?.form?.dataset.form && buttonsOf(focus.form).indexOf(focus) >= 0
      ? [focus.form.dataset.form, buttonsOf(focus.form).indexOf(focus)]
      : null,
    caret: focus && "selectionStart" in focus ? [focus.selectionStart, focus.selectionEnd] : null,
  };
}

function putBack(part, held) {
  const fields = new Map([...part.querySelectorAll(FIELDS)].map((f) => [nameOf(f), f]));
  for (const [name, value, checked] of held.touched) {
    const field = fields.get(name);
    if (!field) continue;
    if (/radio|checkbox/.test(field.type)) field.checked = checked;
    else field.value = value;
  }
  for (const id of held.open) document.getElementById(id)?.setAttribute("open", "");
  const focus = held.focus && fields.get(held.focus);
  focus?.focus({ preventScroll: true });
  if (focus && held.caret?.[0] != null) focus.setSelectionRange(...held.caret);
  if (held.button && !focus) {
    const buttons = buttonsOf(part.querySelector(`form[data-form="${held.button[0]}"]`));
    (buttons[held.button[1]] ?? buttons.at(-1))?.focus({ preventScroll: true });
  }
}

// --- a thumb on a button ----------------------------------------------------------------------

const LONGEST = 3000; // how long a press is waited for
const SPACE = "space"; // beside the numbers of pointers
const pressed = new Map(); // what is down now, with what to do when it is up

/** From down to up a button must be the same one: else the press is nobody's, and is lost. */
function press(what) {
  pressed.get(what)?.release();
  let release;
  const up = new Promise((resolve) => (release = resolve));
  pressed.set(what, { up, release });
  setTimeout(release, LONGEST);
}

// The click comes right behind the lifting.
const lift = (what) => setTimeout(() => pressed.get(what)?.release(), 50);

/** Wait until nothing is down any more; also for pages that keep themselves level. */
export async function lifted() {
  while (pressed.size) {
    const [what, { up }] = pressed.entries().next().value;
    await up;
    if (pressed.get(what)?.up === up) pressed.delete(what);
  }
}

addEventListener("pointerdown", (event) => press(event.pointerId), true);
for (const type of ["pointerup", "pointercancel"]) addEventListener(type, (event) => lift(event.pointerId), true);
addEventListener("keydown", (event) => event.key === " " && !event.repeat && press(SPACE), true);
addEventListener("keyup", (event) => event.key === " " && lift(SPACE), true);

/** Fetch, and give up in time; a late answer may still come, so ask again under the same key. */
export function patient(url, options) {
  const patience = new AbortController();
  setTimeout(() => patience.abort(), PATIENCE);
  return fetch(url, { ...options, signal: patience.signal });
}

let fetching = null;
let again = false;
let newest = 0; // the version that was heard of last
const behind = () => newest > Number(root.dataset.version);
let afterSwap = () => {};

/** Fetch this page and swap what changed; false when the server could not be reached. */
export async function refresh() {
  again = Boolean(fetching);
  fetching ??= load().finally(() => {
    fetching = null;
    if (again) refresh();
  });
  return fetching;
}

async function load() {
  try {
    const answer = await patient(location.href, { cache: "no-store" });
    if (!answer.ok) return false;
    const page = parse(await answer.text());
    await lifted();
    afterSwap(swap(page));
    return true;
  } catch {
    return false;
  }
}

/** Send a form without leaving the page; throws when the server could not be reached.
    What a facilitator asks for may take long; a phone is `patient`, and no more than that. */
export async function post(form, button, send = fetch) {
  const data = new URLSearchParams(new FormData(form));
  if (button?.name) data.append(button.name, button.value);
  const answer = await send(form.action, { method: "POST", body: data });
  if (answer.status >= 500) throw new Error(answer.status);
  const page = parse(await answer.text());
  await lifted();
  return { answer, page };
}

/** Listen to the meeting: `swapped(names)` after each change, `connected(yes)` when that changes. */
export function follow({ audience = "", swapped = () => {}, connected = () => {} }) {
  const url = `/api/v1/meetings/${code}/live${audience && `?voor=${audience}`}`;
  let stop = null;
  let heard = 0;
  let wait = 0;
  let timer = 0;
  afterSwap = swapped;

  async function listen() {
    clearTimeout(timer);
    stop?.abort();
    const mine = (stop = new AbortController());
    heard = Date.now();
    try {
      const answer = await fetch(url, { signal: mine.signal, cache: "no-store" });
      if (!answer.ok) throw new Error(answer.status);
      const reader = answer.body.getReader();
      const decoder = new TextDecoder();
      let text = "";
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        heard = Date.now();
        wait = 0;
        connected(true);
        text += decoder.decode(value, { stream: true });
        const events = text.split("\n\n");
        text = events.pop();
        events.forEach(hear);
      }
    } catch {
      // the same as an end: try again
    }
    if (mine !== stop) return;
    connected(false);
    wait = Math.min(SLOWEST, wait * 2 || 1000);
    timer = setTimeout(listen, wait * (0.5 + Math.random()));
  }

  function hear(event) {
    const data = event.match(/^data: (.*)$/m);
    if (data) newest = JSON.parse(data[1]).version;
    if (data && behind()) refresh();
  }

  const back = () => document.visibilityState === "visible" && Date.now() - heard > SILENT / 2 && listen();
  document.addEventListener("visibilitychange", back);
  addEventListener("pageshow", (event) => event.persisted && (listen(), refresh()));
  addEventListener("online", () => (listen(), refresh()));
  addEventListener("offline", () => connected(false));
  setInterval(() => {
    if (Date.now() - heard > SILENT) listen();
    else if (behind() && !fetching) refresh(); // the fetch failed while the stream went on
  }, 5000);
  listen();
}

/** A copy of one of the page's ready-made sentences. */
export function say(name) {
  return document.querySelector(`template[data-say="${name}"]`).content.cloneNode(true);
}

/** Read something aloud to whoever cannot see the page. */
export function speak(words) {
  const region = document.querySelector("[data-spoken]");
  if (region) region.textContent = words;
}

/** The connection in words at the top; a short hiccup is not worth a word. */
export function showConnection(then = () => {}) {
  const place = document.querySelector("[data-connection]");
  let known = null;
  let timer = 0;
  const show = (yes) => {
    if (known === yes) return;
    known = yes;
    place?.replaceChildren(say(yes ? "online" : "offline"));
    then(yes);
  };
  return (yes) => {
    clearTimeout(timer);
    if (yes || !navigator.onLine) show(yes);
    else timer = setTimeout(show, 2500, false);
  };
}
