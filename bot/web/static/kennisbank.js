// The curator's pages: mistakes are told while somebody writes, a list narrows while somebody
// seeks, and what is tried beside the house shows what came of it.

import { lifted } from "./live.js";

const part = (name, page = document) => page.querySelector(`[data-part="${name}"]`);
const parse = (html) => new DOMParser().parseFromString(html, "text/html");
const PAUSE = 400; // after the last letter
const LOOKS = 4000; // between two looks at what is being tried

/** Show what the house makes of this now, unless something newer was typed meanwhile. */
function follow(name, form, ask) {
  let timer = 0;
  let turn = 0;
  form?.addEventListener("input", () => {
    clearTimeout(timer);
    const mine = ++turn;
    timer = setTimeout(async () => {
      try {
        const fresh = part(name, parse(await (await ask(new URLSearchParams(new FormData(form)))).text()));
        await lifted(); // what somebody presses now must still be there when the thumb is up
        if (mine === turn && fresh) part(name).replaceChildren(...fresh.childNodes);
      } catch {
        // Without a connection the button still says so in its own way.
      }
    }, PAUSE);
  });
}

const entry = document.querySelector("[data-voorbeeld]");
follow("oordeel", entry, (body) => {
  body.set("do", "check");
  return fetch(entry.action, { method: "POST", body });
});

const search = document.querySelector("[role=search]");
follow("lijst", search, (query) => fetch(`${search.action}?${query}`));

/** While something is tried: look what came of it, and say so. */
async function watch() {
  const shown = document.querySelector("[data-tries]");
  if (!shown) return;
  try {
    const fresh = part("pogingen", parse(await (await fetch(location.href, { cache: "no-store" })).text()));
    await lifted();
    if (fresh && fresh.innerHTML !== shown.innerHTML && !shown.contains(document.activeElement)) {
      shown.replaceWith(fresh);
      document.querySelector("[data-spoken]").textContent = fresh.querySelector("h2")?.textContent ?? "";
    }
  } catch {
    // look again
  }
  setTimeout(watch, LOOKS);
}
setTimeout(watch, LOOKS);
