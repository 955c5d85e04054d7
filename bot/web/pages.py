"""Every page, in the order of an evening: the door, the phone, the wall, the console."""

from starlette.routing import BaseRoute

from bot.web import (
    asking,
    cards,
    console,
    crew_tables,
    door,
    meetings,
    participant,
    practice,
    projector,
    sign_ups,
    signing_in,
)

ROUTES: list[BaseRoute] = [
    *door.ROUTES,
    *asking.ROUTES,
    *participant.ROUTES,
    *projector.ROUTES,
    *signing_in.ROUTES,
    *meetings.ROUTES,
    *sign_ups.ROUTES,
    *crew_tables.ROUTES,
    *cards.ROUTES,
    *practice.ROUTES,
    *console.ROUTES,
]
