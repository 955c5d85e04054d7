// The agenda is checked while somebody writes: the house reads it, and shows what it made of it.

const form = document.querySelector("[data-agenda]");
const part = (name, from = document) => from.querySelector(`[data-part="${name}"]`);
let timer = 0;
let turn = 0;

/** Send both along; put back the verdict, and the half that was not typed in. */
async function look(typedInText) {
  const mine = ++turn;
  const body = new URLSearchParams(new FormData(form));
  body.set("do", "check");
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== turn || !part("oordeel", page)) return; // something newer was typed meanwhile
    part("oordeel").replaceWith(part("oordeel", page));
    if (typedInText) {
      part("velden").replaceWith(part("velden", page));
    } else {
      form.elements.agenda.value = page.getElementById("agenda").value;
      for (const name of ["form_digest", "text_digest"]) {
        form.elements[name].value = page.querySelector(`[name="${name}"]`).value;
      }
    }
  } catch {
    // Without a connection the button still says so in its own way.
  }
}

form.addEventListener("input", (event) => {
  clearTimeout(timer);
  turn++;
  timer = setTimeout(look, 400, event.target.id === "agenda");
});
