// A person's browser goes on by itself; a messenger that only fetches a preview runs no scripts.

document.querySelector("[data-in]")?.submit();
