"""The addresses of the pages between evenings."""

from starlette.routing import BaseRoute

from bot.web.coordination import (
    agenda,
    keeping,
    minutes,
    people,
    personal_data,
    programmes,
    signatures,
    terms,
)

ROUTES: list[BaseRoute] = [
    *agenda.ROUTES,
    *programmes.ROUTES,
    *people.ROUTES,
    *keeping.ROUTES,
    *personal_data.ROUTES,
    *signatures.ROUTES,
    *terms.ROUTES,
    *minutes.ROUTES,
]
