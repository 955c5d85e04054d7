// The console follows every change, and sends its forms without leaving the page.

import { code, follow, post, refresh, say, showConnection, speak, swap } from "./live.js";

const SETTLE = 700; // a button that just changed under a thumb is not what the thumb meant
const UNNOTICED = 600; // what takes no longer needs no word
const WATCH = 1500; // between two looks at something that goes on beside the meeting

const buttonsIn = (name) => [...document.querySelectorAll(`[data-part="${name}"] button`)];

function rest(buttons, then = () => {}) {
  const held = buttons.filter((button) => !button.disabled);
  held.forEach((button) => (button.disabled = true));
  setTimeout(() => {
    held.forEach((button) => (button.disabled = false));
    then();
  }, SETTLE);
}

function settle(names) {
  if (names.includes("acties")) rest(buttonsIn("acties"));
}

/** What is sent next is something new: a key belongs to one press, however often it is sent. */
function renewKeys(page) {
  const fresh = page.querySelector('input[name="key"]')?.value;
  if (fresh) document.querySelectorAll('input[name="key"]').forEach((key) => (key.value = fresh));
}

/** Where the keyboard goes on when the button that it pressed made way for another one. */
function nextTo(button) {
  if (button?.closest(".hoofd")) return () => document.querySelector(".hoofd button");
  const name = button?.closest("[data-part]")?.dataset.part;
  if (!name) return () => button; // it stays where it is
  const place = buttonsIn(name).indexOf(button);
  return () => {
    const there = buttonsIn(name)[Math.min(place, buttonsIn(name).length - 1)];
    return there && !there.disabled ? there : document.querySelector(".hoofd button");
  };
}

/** A button whose work takes a while says so, to eyes and to ears; returns what ends that. */
function busy(button) {
  if (!button) return () => {};
  const timer = setTimeout(() => {
    button.dataset.busy = say("busy").textContent;
    button.setAttribute("aria-busy", "true");
    speak(button.dataset.busy);
  }, UNNOTICED);
  return () => {
    clearTimeout(timer);
    if (!button.dataset.busy) return;
    delete button.dataset.busy;
    button.removeAttribute("aria-busy");
    speak("");
  };
}

async function send(form, button) {
  const next = nextTo(button);
  const done = busy(button);
  try {
    const { answer, page } = await post(form, button);
    if (answer.ok) form.reset();
    const changed = swap(page);
    renewKeys(page);
    rest([...changed.flatMap(buttonsIn), ...form.querySelectorAll("button")], () => {
      if (document.activeElement === document.body) next()?.focus({ preventScroll: true });
    });
    if (!answer.ok) document.querySelector('[data-part="fout"]')?.scrollIntoView({ block: "center" });
  } catch {
    online(false);
  } finally {
    done();
  }
}

// What ends in another page; the stream may take it away before we look.
const ending = document.querySelector('[data-watch="whole"]') !== null;

/** While something goes on beside the meeting, no version moves: look by ourselves. */
async function watch() {
  if (document.querySelector("[data-watch]")) await refresh();
  if (ending && !document.querySelector("[data-watch]")) return location.reload();
  setTimeout(watch, WATCH);
}

const online = showConnection((yes) => yes && refresh());

document.querySelector("[data-print]")?.addEventListener("click", () => print());

// A form that leads to another page: its button is busy until that has come. Back again, it is not.
document.addEventListener("submit", (event) =>
  setTimeout(() => event.defaultPrevented || addEventListener("pageshow", busy(event.submitter), { once: true })),
);

if (code && document.querySelector("[data-regie]")) {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.closest("[data-regie]") || form.enctype === "multipart/form-data") return;
    event.preventDefault();
    send(form, event.submitter);
  });
  follow({ audience: "regie", swapped: settle, connected: online });
  setTimeout(watch, WATCH);
}
