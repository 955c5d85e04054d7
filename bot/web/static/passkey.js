// A passkey: the device signs, and this carries bytes between it and the house.

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

async function post(url, body) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.detail);
  return said;
}

const keys = (list) => (list ?? []).map((key) => ({ ...key, id: bytes(key.id) }));

/** Let the device make a key, or sign with one. */
function ask(options) {
  const publicKey = { ...options, challenge: bytes(options.challenge) };
  if (!options.user) {
    publicKey.allowCredentials = keys(options.allowCredentials);
    return navigator.credentials.get({ publicKey });
  }
  publicKey.user = { ...options.user, id: bytes(options.user.id) };
  publicKey.excludeCredentials = keys(options.excludeCredentials);
  return navigator.credentials.create({ publicKey });
}

/** What the device said, as JSON: not every browser can write it down by itself. */
function written(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type, response };
}

for (const form of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  const told = form.querySelector("[data-said]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    told.hidden = true;
    try {
      const credential = await ask(await post(`${form.action}/vraag`, {}));
      location.assign((await post(form.action, written(credential))).go);
      if (location.pathname === "/coordinatie/ik") location.reload();
    } catch (error) {
      // The browser's own errors are in its own words; ours are sentences of the house.
      const ours = error instanceof Error && !(error instanceof DOMException);
      told.textContent = ours ? error.message : form.dataset.cancelled;
      told.hidden = false;
    }
  });
}
