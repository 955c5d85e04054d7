"""The addresses of the vision."""

from starlette.routing import BaseRoute

from bot.web.vision import compare, pages

ROUTES: list[BaseRoute] = [
    *compare.ROUTES,
    *pages.ROUTES,
]
