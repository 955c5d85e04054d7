// The minutes on the wall, where the facilitator asked for them: words that change once a minute.

// How far the clock of this computer is ahead of the house's: a hall's laptop may be an hour off.
let ahead = 0;
const SECONDS_OFF = 5;

async function compare() {
  const answer = await fetch(import.meta.url, { method: "HEAD", cache: "no-store" });
  const off = Date.now() - Date.parse(answer.headers.get("date"));
  if (Math.abs(off) > SECONDS_OFF * 1000) ahead = off;
}

function tick() {
  for (const place of document.querySelectorAll("[data-until]")) {
    const { until, left, last, over } = place.dataset;
    const minutes = Math.ceil((Date.parse(until) - (Date.now() - ahead)) / 60_000);
    const words = minutes > 1 ? left.replace("#", minutes) : minutes === 1 ? last : over;
    if (place.textContent !== words) place.textContent = words;
  }
}

compare().catch(() => {}).finally(tick); // without an answer this clock is all we have
setInterval(tick, 1000);
