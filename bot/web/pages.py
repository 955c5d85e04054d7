"""Every page, in the order of an evening; then what is done between evenings."""

from starlette.routing import BaseRoute

from bot.web import (
    account,
    asking,
    console,
    coordination,
    door,
    meetings,
    participant,
    passkeys,
    projector,
    signing_in,
)

ROUTES: list[BaseRoute] = [
    *door.ROUTES,
    *asking.ROUTES,
    *participant.ROUTES,
    *projector.ROUTES,
    *signing_in.ROUTES,
    *passkeys.ROUTES,
    *account.ROUTES,
    *coordination.ROUTES,
    *meetings.ROUTES,
    *console.ROUTES,
]
