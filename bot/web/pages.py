"""Every page, in the order of an evening: the door, the phone, the wall, the console."""

from starlette.routing import BaseRoute

from bot.web import (
    asking,
    console,
    door,
    knowledge,
    knowledge_entries,
    meetings,
    participant,
    projector,
    signing_in,
)

ROUTES: list[BaseRoute] = [
    *door.ROUTES,
    *asking.ROUTES,
    *participant.ROUTES,
    *projector.ROUTES,
    *signing_in.ROUTES,
    *meetings.ROUTES,
    *knowledge.ROUTES,
    *knowledge_entries.ROUTES,
    *console.ROUTES,
]
