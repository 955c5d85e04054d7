// The console follows every change, and sends its forms without leaving the page.

import { code, follow, post, refresh, showConnection, swap } from "./live.js";

const SETTLE = 700; // a button that just changed under a thumb is not what the thumb meant

function settle(names) {
  if (!names.includes("acties")) return;
  const buttons = [...document.querySelectorAll(".acties button")];
  buttons.forEach((button) => (button.disabled = true));
  setTimeout(() => buttons.forEach((button) => (button.disabled = false)), SETTLE);
}

async function send(form, button) {
  try {
    const { answer, page } = await post(form, button);
    if (answer.ok) form.reset();
    settle(swap(page));
    if (!answer.ok) document.querySelector('[data-part="fout"]')?.scrollIntoView({ block: "center" });
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
    send(form, event.submitter);
  });
  follow({ audience: "regie", swapped: settle, connected: online });
}
