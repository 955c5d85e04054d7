// Inside Telegram the address of the page carries who opened it. We hand that to our own server,
// which checks it; no script of anybody else is needed.

const passed = new URLSearchParams(location.hash.slice(1)).get("tgWebAppData");
const code = location.pathname.split("/")[2];
const opened = `telegram.${code}`;

if (passed && code && !sessionStorage.getItem(opened)) {
  const answer = await fetch(`/api/v1/meetings/${code}/telegram`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ init_data: passed }),
  });
  if (answer.ok && (await answer.json()).known) {
    sessionStorage.setItem(opened, "1"); // once: a door that stays shut is not opened again
    location.reload();
  }
}
