// The console follows every change, and sends its forms without leaving the page.

import { code, follow, parse, refresh, showConnection, swap } from "./live.js";

const SETTLE = 700; // a button that just changed under a thumb is not what the thumb meant

let movedAt = 0;

function settle(names) {
  if (names.includes("acties")) movedAt = Date.now();
}

async function send(form, button) {
  const data = new URLSearchParams(new FormData(form));
  if (button?.name) data.append(button.name, button.value);
  try {
    const answer = await fetch(form.action, { method: "POST", body: data });
    if (answer.ok) form.reset();
    settle(swap(parse(await answer.text())));
  } catch {
    online(false);
  }
}

const online = showConnection((yes) => yes && refresh());

if (code && document.querySelector(".regie")) {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.closest(".regie")) return;
    event.preventDefault();
    if (form.closest(".acties") && Date.now() - movedAt < SETTLE) return;
    send(form, event.submitter);
  });
  follow({ audience: "regie", swapped: settle, connected: online });
}
