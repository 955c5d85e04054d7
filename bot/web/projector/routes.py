"""The address of the projector."""

from starlette.routing import BaseRoute

from bot.web.projector import page

ROUTES: list[BaseRoute] = [
    *page.ROUTES,
]
