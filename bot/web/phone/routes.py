"""The addresses of the participant's pages."""

from starlette.routing import BaseRoute

from bot.web.phone import about_us, asking, door, mailing, minutes_check, pages, vision

ROUTES: list[BaseRoute] = [
    *about_us.ROUTES,
    *door.ROUTES,
    *asking.ROUTES,
    *minutes_check.ROUTES,
    *vision.ROUTES,
    *mailing.ROUTES,
    *pages.ROUTES,
]
