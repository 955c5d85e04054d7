"""The addresses at which those who run meetings come in."""

from starlette.routing import BaseRoute

from bot.web.entrance import account, passkeys, signing_in

ROUTES: list[BaseRoute] = [
    *signing_in.ROUTES,
    *passkeys.ROUTES,
    *account.ROUTES,
]
