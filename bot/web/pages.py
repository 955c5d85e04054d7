"""Every page, in the order of an evening; then what is done between evenings."""

from starlette.routing import BaseRoute

from bot.web import (
    account,
    asking,
    cards,
    console,
    coordination_agenda,
    coordination_keeping,
    coordination_people,
    coordination_programmes,
    crew_tables,
    door,
    meetings,
    participant,
    passkeys,
    practice,
    projector,
    sign_ups,
    signing_in,
    themes,
    vision,
)

ROUTES: list[BaseRoute] = [
    *door.ROUTES,
    *asking.ROUTES,
    *participant.ROUTES,
    *projector.ROUTES,
    *signing_in.ROUTES,
    *passkeys.ROUTES,
    *account.ROUTES,
    *coordination_agenda.ROUTES,
    *coordination_programmes.ROUTES,
    *coordination_people.ROUTES,
    *coordination_keeping.ROUTES,
    *meetings.ROUTES,
    *sign_ups.ROUTES,
    *crew_tables.ROUTES,
    *cards.ROUTES,
    *practice.ROUTES,
    *themes.ROUTES,
    *console.ROUTES,
    *vision.ROUTES,
]
