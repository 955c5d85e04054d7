"""The addresses of the participant's pages."""

from starlette.routing import BaseRoute

from bot.web.phone import asking, door, mailing, minutes_check, pages, statements, vision

ROUTES: list[BaseRoute] = [
    *statements.ROUTES,
    *door.ROUTES,
    *asking.ROUTES,
    *minutes_check.ROUTES,
    *vision.ROUTES,
    *mailing.ROUTES,
    *pages.ROUTES,
]
