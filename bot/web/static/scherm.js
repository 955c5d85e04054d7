// The wall follows every change by itself.

import { follow, root } from "./live.js";

const SMALLEST = 0.6;

/** Nothing scrolls on a wall: what does not fit becomes a little smaller, step by step. */
function fit() {
  const main = root.querySelector("main");
  for (let zoom = 1; zoom >= SMALLEST; zoom -= 0.05) {
    main.style.setProperty("--zoom", zoom);
    if (main.scrollHeight <= main.clientHeight && main.scrollWidth <= main.clientWidth) return;
  }
}

fit();
addEventListener("resize", fit);
document.fonts?.ready.then(fit);
follow({ audience: "scherm", swapped: fit });
