// Rows of a list that can be dragged to another place, beside the buttons that do the same. A mouse
// takes a row anywhere, a finger only by its number: elsewhere a finger scrolls the page.

const EDGE = 64; // pixels from the rim of the window where the page scrolls along
const LEAST = 4; // pixels before it is a drag, and no tap

/** Let rows be dragged; `dropped` hears which row came to another place, and the list is in order. */
export function drag(list, dropped) {
  let held = null;

  const middle = (row) => row.offsetTop + row.offsetHeight / 2;

  /** Give way: a row whose middle is passed changes places with the one that is held. */
  function pass(event) {
    const { row } = held;
    for (let next; ; ) {
      const at = middle(row) + event.pageY - held.from;
      const before = row.offsetTop;
      if ((next = row.previousElementSibling) && at < middle(next)) next.before(row);
      else if ((next = row.nextElementSibling) && at > middle(next)) next.after(row);
      else return;
      held.from += row.offsetTop - before; // it stays under the finger
    }
  }

  function scrollAlong({ clientY }) {
    if (clientY < EDGE) scrollBy(0, -EDGE / 4);
    if (clientY > innerHeight - EDGE) scrollBy(0, EDGE / 4);
  }

  function letGo(keeps) {
    const { row, order, hearing } = held;
    hearing.abort();
    held = null;
    row.style.translate = "";
    row.classList.remove("sleept");
    if (!keeps) list.append(...order);
    else if ([...list.children].some((each, at) => each !== order[at])) dropped(row);
  }

  function move(event) {
    if (event.pointerId !== held.pointer) return;
    if (!list.isConnected) return letGo(false); // the page went on to something else
    if (!held.row.classList.contains("sleept") && Math.abs(event.pageY - held.from) < LEAST) return;
    held.row.classList.add("sleept");
    pass(event);
    held.row.style.translate = `0 ${event.pageY - held.from}px`;
    scrollAlong(event);
  }

  list.classList.add("sleepbaar");
  list.addEventListener("pointerdown", (event) => {
    const row = event.target.closest("li");
    const mouse = event.pointerType === "mouse";
    if (held || !row || event.button || event.target.closest("button")) return;
    if (!mouse && !event.target.closest(".nr")) return;
    if (mouse) event.preventDefault(); // else it selects text
    const hearing = new AbortController();
    held = { row, from: event.pageY, pointer: event.pointerId, order: [...list.children], hearing };
    // By the document: a row that changes places in the list would lose a pointer that it captured.
    const hear = (type, what) => document.addEventListener(type, what, { signal: hearing.signal });
    hear("pointermove", move);
    hear("pointerup", (end) => end.pointerId === held.pointer && letGo(true));
    hear("pointercancel", (end) => end.pointerId === held.pointer && letGo(false));
    hear("keydown", ({ key }) => key === "Escape" && letGo(false));
  });
}
