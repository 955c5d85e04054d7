// The participant's page: answers wait on the phone until the server has them, and what is half
// typed survives reloads, other people's answers and the closing of the item.

import { code, follow, patient, post, refresh, root, say, showConnection, speak, swap } from "./live.js";

const OUTBOX = `samenspel.${code}.outbox.`; // an entry each: no tab writes over what another keeps
const DRAFT = `samenspel.${code}.draft.`;
const NUMBERS = ["step", "round", "value"];
const WORDS = ["text", "theme", "target_group", "replaces", "recognise", "perspective", "to", "action", "owner", "by", "position", "reservation", "mandate"];
const ORIGINS = ["paper", "plenary", "interview", "mail"];
const BUSY = [408, 429, 502, 503, 504];
const PASS = [401, 407, 511]; // a network that wants to know who is there
const TRIES = 3;

// --- what is kept on this phone ---------------------------------------------------------------

const memory = new Map(); // for a browser that lets a page keep nothing, or nothing more
const read = (name, otherwise) => {
  if (memory.has(name)) return memory.get(name) ?? otherwise; // newer than what could still be kept
  try {
    return JSON.parse(localStorage.getItem(name)) ?? otherwise;
  } catch {
    return otherwise;
  }
};
const names = () => {
  try {
    return Object.keys({ ...localStorage, ...Object.fromEntries(memory) });
  } catch {
    return [...memory.keys()];
  }
};
const write = (name, value) => {
  try {
    if (value == null) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(value));
    memory.delete(name);
  } catch {
    memory.set(name, value); // full or forbidden: this page remembers, a reload will not
  }
};
const clock = new Intl.DateTimeFormat("nl", { timeZone: "Europe/Amsterdam", hour: "numeric", minute: "2-digit" });
const freshKey = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");

// --- drafts ------------------------------------------------------------------------------------

const pairs = (form) => [...new FormData(form)].filter(([name]) => name !== "key");
const keepDraft = (form) => write(DRAFT + form.dataset.form, pairs(form));
const dropDraft = (form) => write(DRAFT + form, null);

function putDraft(form) {
  const draft = read(DRAFT + form.dataset.form);
  if (!draft) return;
  for (const field of form.elements) {
    if (!field.name || field.type === "hidden") continue;
    const values = draft.filter(([name]) => name === field.name).map(([, value]) => value);
    if (/radio|checkbox/.test(field.type)) field.checked = values.includes(field.value);
    else if (field.name !== "with" && values.length) field.value = values[0];
  }
  form.classList.add("gewijzigd");
}

let about; // the item shown last: when the meeting ends, its words stay in sight
const itemShown = () => (about = document.querySelector("[data-shown]")?.dataset.shown ?? about);

/** Words that were typed for the item on the page, whose form went away before they were sent. */
function showUnsent() {
  const place = document.querySelector("[data-unsent]");
  const item = itemShown();
  if (!place || !item) return;
  const known = [...document.querySelectorAll("[data-form]")].map((form) => form.dataset.form);
  const lost = names()
    .filter((name) => name.startsWith(`${DRAFT}${item}.`) && !known.includes(name.slice(DRAFT.length)))
    .flatMap((name) => (read(name) ?? []).filter(([field]) => ["text", "action"].includes(field)))
    .map(([, words]) => words)
    .filter((words) => words.trim());
  if (lost.length === 0) return place.replaceChildren();
  place.replaceChildren(say("unsent"));
  place.querySelector("textarea").value = lost.join("\n\n");
}

// --- an answer, as the API takes it; bot/web/forms.py reads the same fields ----------------------

const whole = (text) => (/^-?\d{1,9}$/.test(text.trim()) ? Number(text) : text);

function bodyOf(form) {
  const data = new FormData(form);
  const get = (name) => data.get(name) ?? "";
  const numbered = (prefix) =>
    [...data].filter(([name, v]) => name.startsWith(prefix) && v.trim()).map(([n, v]) => [n.slice(prefix.length), v]);
  const body = {};
  for (const name of WORDS) if (get(name) || (data.has(name) && /^(text|action)$/.test(name))) body[name] = get(name);
  for (const name of NUMBERS) if (get(name).trim()) body[name] = whole(get(name));
  const partners = data.getAll("with").filter((name) => name.trim());
  if (partners.length) body.with = partners;
  const places = numbered("place.");
  if (places.length) body.choice = places.sort((a, b) => a[1] - b[1]).map(([n]) => whole(n));
  else if (data.has("points")) body.points = Object.fromEntries(numbered("points.").map(([n, p]) => [n, whole(p)]));
  else if (data.has("poll")) {
    const ticked = data.getAll("choice");
    if (get("poll") !== "scale") body.choice = ticked.filter((n) => n !== "other").map(whole);
    const besides = get("poll") === "many" || ticked.includes("other") || !body.choice?.length;
    if (get("other").trim() && besides) body.other = get("other");
  }
  const whom = get("for");
  if (whom && get("table")) body.table = Number(get("table"));
  if (ORIGINS.includes(whom)) body.on_behalf_of = { origin: whom, ...(get("party") && { organisation: get("party") }) };
  return body;
}

// --- the outbox --------------------------------------------------------------------------------

const outbox = () =>
  names()
    .filter((name) => name.startsWith(OUTBOX))
    .map((name) => read(name))
    .filter(Boolean)
    .sort((a, b) => a.at - b.at);
const keep = (entry) => {
  const at = Math.max(Date.now(), (outbox().at(-1)?.at ?? 0) + 1);
  write(OUTBOX + entry.key, { ...entry, at });
};
let connected = false;
let sending = false;
let pause = 0;
let retry = 0;

function enqueue(form) {
  const item = form.dataset.answer;
  const body = bodyOf(form);
  const quotable = new FormData(form).get("quotable");
  const post = (url, method, type, text, more) => keep({ key: freshKey(), url, method, type, text, ...more });
  post(`/api/v1/meetings/${code}/items/${item}/answer`, "PUT", "application/json", JSON.stringify(body), {
    form: form.dataset.form,
    draft: pairs(form),
    words: body.text ?? body.action ?? "",
  });
  if (quotable) {
    const me = JSON.stringify({ quotable: quotable === "yes" });
    post(`/api/v1/meetings/${code}/me`, "PATCH", "application/json", me, {});
  }
  for (const [name, entry] of memory) if (name.startsWith(OUTBOX)) write(name, entry); // there may be room now
  if (refusal?.form === form.dataset.form) refusal = null;
  dropDraft(form.dataset.form);
  if (body.text !== undefined || body.action !== undefined) form.reset();
  pressed = { form: form.dataset.form, at: Date.now() };
  showWaiting();
  pump();
}

let pressed = null; // a tap that trembles presses twice: the second finds an empty field
const trembles = (form) => pressed?.form === form.dataset.form && Date.now() - pressed.at < 1000;

async function pump() {
  if (sending) return;
  sending = true;
  clearTimeout(retry);
  let kept = false;
  for (let next; (next = outbox()[0]); kept = true) {
    const told = await send(next);
    if (!told) {
      if (!tries.has(next.key)) online(false);
      pause = Math.min(30_000, pause * 2 || 2000);
      retry = setTimeout(pump, pause);
      break;
    }
    pause = 0;
    write(OUTBOX + next.key, null);
    if (told.detail) refuse(next, told.detail);
    else thank(next, told);
  }
  sending = false;
  showWaiting();
  if (!kept) return;
  if (new URLSearchParams(location.search).has("verander")) history.replaceState(null, "", location.pathname);
  await refresh();
}

const tries = new Map(); // of what a filter on the way turned away: it must not hold up the rest

/** What the house says, heard to the end; nothing when it was not reached, or when a hotspot answers. */
async function send({ url, method, type, text, key, form }) {
  try {
    const headers = { "Content-Type": type, "Idempotency-Key": key };
    const answer = await patient(url, { method, headers, body: text });
    if (BUSY.includes(answer.status)) return null;
    const told = /json/.test(answer.headers.get("Content-Type")) && (await answer.json());
    const ours = answer.ok ? told.saved || (!form && told.meeting) : told.detail;
    if (ours) return told;
    if (answer.ok || answer.status >= 500 || PASS.includes(answer.status)) return null;
    tries.set(key, (tries.get(key) ?? 0) + 1);
    return tries.get(key) < TRIES ? null : { detail: say("turned").textContent };
  } catch {
    return null;
  }
}

const statusOf = (form) => document.querySelector(`[data-form="${form}"] [data-status]`);

function thank({ form }, { at }) {
  if (!form || !at) return;
  const shown = say("saved");
  const words = shown.querySelector("span");
  words.textContent = words.textContent.replace("{time}", clock.format(new Date(at)).replace(":", "."));
  speak(words.textContent);
  const place = document.querySelector(`[data-form="${form}"]`);
  place?.classList.remove("gewijzigd");
  const band = place?.querySelector(":scope > .opgeslagen span"); // of an earlier answer
  if (band) band.textContent = words.textContent;
  statusOf(form)?.replaceChildren(...(band ? [] : [shown]));
}

function refuse({ form, draft, key }, detail) {
  if (!form) return;
  const newer = read(DRAFT + form); // typed since: both stay
  write(DRAFT + (newer ? `${form}~${key}` : form), draft);
  const shown = say("refused");
  shown.querySelector("span").textContent = detail ?? "";
  speak(detail ?? "");
  refusal = { form, shown, about: itemShown() };
  showRefusal();
  const open = document.querySelector(`form[data-form="${form}"]`);
  if (open) enhance(open);
  showUnsent();
}

let refusal = null; // the last one, for as long as what it is about is on the page

/** At its form; where the page lost that form since, above what is shown now. */
function showRefusal() {
  if (refusal?.about !== itemShown()) refusal = null;
  const place = document.querySelector("[data-refused]");
  const at = refusal && (statusOf(refusal.form) ?? place);
  if (at !== place) place?.replaceChildren();
  at?.replaceChildren(refusal.shown.cloneNode(true));
}

/** What still waits on this phone, said at the form and in the list of one's own words. */
function showWaiting() {
  document.querySelectorAll("[data-waiting], [data-underway]").forEach((row) => row.remove());
  const list = document.querySelector("[data-own]");
  const name = connected ? "sending" : "pending";
  for (const { form, words } of outbox()) {
    if (!form) continue;
    const gone = document.querySelector("[data-refused]:empty");
    const at = statusOf(form) ?? gone;
    at?.replaceChildren(say(name));
    at?.firstElementChild.setAttribute("data-underway", "");
    if (!words || !list) continue;
    const row = document.createElement("li");
    row.dataset.waiting = "";
    row.append(words, say(name));
    list.append(row);
    list.closest("section").hidden = false;
  }
  const band = document.querySelector("[data-offline]");
  const worth = outbox().length || document.querySelector("form[data-answer]");
  band?.replaceChildren(...(!connected && known && worth ? [say("keeping")] : []));
}

let known = false; // whether we know anything about the connection yet
const online = showConnection((yes) => {
  connected = yes;
  known = true;
  showWaiting();
  if (yes) pump();
});

// --- controls ------------------------------------------------------------------------------------

function enhance(part) {
  const forms = part.matches?.("form[data-form]") ? [part] : part.querySelectorAll("form[data-form]");
  forms.forEach(putDraft);
  part.querySelectorAll("[data-rank]").forEach(rank);
  part.querySelectorAll("[data-points]").forEach(count);
}

/** A ranking: the fields become buttons, the rows stand in the order of their places. */
function rank(list) {
  if (!list.classList.contains("knoppen")) import("./slepen.js").then(({ drag }) => drag(list, dropped));
  list.classList.add("knoppen");
  const place = (row) => row.querySelector("select");
  const rows = [...list.children].sort((a, b) => place(a).value - place(b).value);
  list.append(...rows);
  rows.forEach((row, at) => {
    place(row).value = at + 1;
    place(row).hidden = true;
    let number = row.querySelector(".nr b");
    if (!number) row.querySelector(".nr").append((number = document.createElement("b")));
    number.textContent = at + 1;
    row.querySelectorAll("[data-move]").forEach((button) => {
      button.hidden = false;
      button.disabled = !rows[at + Number(button.dataset.move)];
    });
  });
}

function move(button) {
  const row = button.closest("li");
  const list = row.parentElement;
  const step = Number(button.dataset.move);
  const rows = [...list.children];
  const other = rows[rows.indexOf(row) + step];
  if (!other) return;
  const [mine, theirs] = [row, other].map((r) => r.querySelector("select"));
  [mine.value, theirs.value] = [theirs.value, mine.value];
  moved(row);
  (button.disabled ? row.querySelector("[data-move]:not(:disabled)") : button).focus();
}

/** A row was dragged: the places follow the order of the rows. */
function dropped(row) {
  [...row.parentElement.children].forEach((r, at) => (r.querySelector("select").value = at + 1));
  moved(row);
}

function moved(row) {
  rank(row.parentElement);
  for (const r of row.parentElement.children) r.classList.toggle("verzet", r === row);
  const option = row.querySelector("span:not(.alleen-voorlezen)").textContent;
  const words = say("place").textContent;
  speak(words.replace("{option}", option).replace("{place}", row.querySelector("select").value));
  changed(row.closest("form"));
}

/** Points in steps: never below none, never more than are left. */
function add(button) {
  const field = button.closest("li").querySelector("input");
  const list = button.closest("[data-points]");
  const left = Number(list.dataset.points) - spent(list);
  const now = parseInt(field.value, 10) || 0;
  const step = Number(button.dataset.add);
  field.value = Math.max(0, now + (step > 0 ? Math.max(0, Math.min(step, left)) : step));
  changed(field.form);
}

const spent = (list) =>
  [...list.querySelectorAll("input")].reduce((sum, field) => sum + (parseInt(field.value, 10) || 0), 0);

function count(list) {
  list.classList.add("knoppen");
  list.querySelectorAll("[data-add]").forEach((button) => (button.hidden = false));
  const left = Number(list.dataset.points) - spent(list);
  const words = say(left < 0 ? "over" : "left").textContent.replace("{points}", Math.abs(left));
  list.closest("form").querySelector("[data-left]").textContent = words;
}

function changed(form) {
  pressed = null;
  if (form.elements.key) form.elements.key.value = freshKey(); // other words are another message
  form.classList.add("gewijzigd");
  keepDraft(form);
  form.querySelectorAll("[data-points]").forEach(count);
}

/** A form that is no answer: send it without leaving the page. */
async function quietly(form, button) {
  form.querySelector("[data-missed]")?.remove();
  try {
    const { answer, page } = await post(form, button, patient);
    if (answer.ok && form.dataset.form) {
      dropDraft(form.dataset.form);
      form.reset();
    }
    if (form.elements.key) form.elements.key.value = freshKey();
    const here = new URL(answer.url).pathname === location.pathname;
    if (here || !answer.ok) after(swap(page));
    else await refresh();
  } catch {
    form.append(say("missed")); // beside the button that was pressed
    speak(form.querySelector("[data-missed]").textContent);
    online(false);
  }
}

function after(names) {
  for (const name of names) enhance(document.querySelector(`[data-part="${name}"]`));
  showRefusal();
  showWaiting();
  showUnsent();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.answer) {
    event.preventDefault();
    if (!trembles(form)) enqueue(form);
  } else if ("quiet" in form.dataset) {
    event.preventDefault();
    quietly(form, event.submitter);
  }
});
document.addEventListener("input", (event) => event.target.form?.dataset.form && changed(event.target.form));
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-move]");
  if (button) move(button);
  const adds = event.target.closest("[data-add]");
  if (adds) add(adds);
});

addEventListener("storage", ({ key }) => key?.startsWith(OUTBOX) && showWaiting()); // another tab
const LIST = OUTBOX.slice(0, -1); // where an earlier version of this page kept all of them
read(LIST, []).forEach(keep); // first kept, then taken away: twice under one key counts once
write(LIST, null);
enhance(root);
showUnsent();
follow({ swapped: after, connected: online });
if (outbox().length) pump();
