// The minutes on the wall, where the facilitator asked for them: words that change once a minute.

function tick() {
  for (const place of document.querySelectorAll("[data-until]")) {
    const { until, left, last, over } = place.dataset;
    const minutes = Math.ceil((Date.parse(until) - Date.now()) / 60_000);
    const words = minutes > 1 ? left.replace("#", minutes) : minutes === 1 ? last : over;
    if (place.textContent !== words) place.textContent = words;
  }
}

tick();
setInterval(tick, 1000);
