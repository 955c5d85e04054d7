"""Every page, in the order of an evening; then what is done between evenings."""

from starlette.routing import BaseRoute

from bot.web.console import routes as console
from bot.web.coordination import routes as coordination
from bot.web.entrance import routes as entrance
from bot.web.knowledge import routes as knowledge
from bot.web.phone import routes as phone
from bot.web.projector import routes as projector
from bot.web.vision import routes as vision

ROUTES: list[BaseRoute] = [
    *phone.ROUTES,
    *projector.ROUTES,
    *entrance.ROUTES,
    *coordination.ROUTES,
    *knowledge.ROUTES,
    *console.ROUTES,
    *vision.ROUTES,
]
