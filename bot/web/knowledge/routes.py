"""The addresses of the praktijkvoorbeelden."""

from starlette.routing import BaseRoute

from bot.web.knowledge import editing, entries, questions

ROUTES: list[BaseRoute] = [
    *questions.ROUTES,
    *editing.ROUTES,
    *entries.ROUTES,
]
