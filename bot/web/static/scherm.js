// The wall follows every change by itself.

import { follow, root } from "./live.js";

const SMALLEST = 0.8;

/** Pages are made to fit; where a font is wider than ours, letters become a little smaller. */
function fit() {
  const main = root.querySelector("main");
  for (let zoom = 1; zoom >= SMALLEST; zoom -= 0.025) {
    main.style.setProperty("--zoom", zoom);
    if (main.scrollHeight <= main.clientHeight && main.scrollWidth <= main.clientWidth) return;
  }
}

/** Light or dark as the facilitator chose; without a choice this device decides. */
function light() {
  const chosen = root.querySelector("[data-light]")?.dataset.light;
  if (chosen) document.documentElement.dataset.schema = chosen;
  else delete document.documentElement.dataset.schema;
}

function swapped() {
  light();
  fit();
}

fit();
addEventListener("resize", fit);
document.fonts?.ready.then(fit);
follow({ audience: "scherm", swapped });
