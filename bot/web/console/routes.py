"""The addresses of the console; what it does with a meeting comes last, since it takes any word."""

from starlette.routing import BaseRoute

from bot.web.console import asked, cards, meetings, page, practice, sign_ups, tables, themes

ROUTES: list[BaseRoute] = [
    *meetings.ROUTES,
    *sign_ups.ROUTES,
    *tables.ROUTES,
    *cards.ROUTES,
    *practice.ROUTES,
    *themes.ROUTES,
    *asked.ROUTES,
    *page.ROUTES,
]
