"""Pages from templates; everything typed by people is escaped on its way into one."""

import gzip
from collections.abc import Awaitable, Callable
from functools import wraps
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.conversation.texts import sentence
from bot.web.assets import PACKED, asset, takes_gzip
from bot.web.breaking import soft
from bot.web.context import headers_of, web_of
from bot.web.problems import status_of
from bot.web.wording import LANGUAGE_COOKIE, LANGUAGES, Wording, language_of, spaced
from sessions.errors import Refusal

HERE = Path(__file__).parent
QUICK = 1
"""How hard a page is packed: a tenth of a millisecond, and a third of its size is left."""
YEAR = 365 * 24 * 3600

Handler = Callable[[Request], Awaitable[Response]]


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # else every page looks at the disk for each of its parts
    )
    environment.globals["asset"] = asset
    environment.filters["spaced"] = spaced
    environment.filters["soft"] = soft
    return environment


TEMPLATES = _environment()


def get_ready() -> None:
    """Load what the phones' pages are made of: a whole hall asks for the first one at once."""
    for language in LANGUAGES:
        Wording(language)
    for name in TEMPLATES.list_templates(filter_func=lambda name: name.startswith("phone/")):
        TEMPLATES.get_template(name)


def render(
    request: Request, template: str, *, status: int = 200, language: str = "", **values: Any
) -> Response:
    """One page, in the language of whoever reads it."""
    wording = Wording(language or language_of(request))
    html = TEMPLATES.get_template(template).render(
        w=wording, path=request.url.path, dress=web_of(request).dress, **values
    )
    body, packing = html.encode(), dict[str, str]()
    if takes_gzip(headers_of(request)):
        body, packing = gzip.compress(body, QUICK, mtime=0), PACKED
    response = HTMLResponse(body, status, headers={"Cache-Control": "no-store"} | packing)
    chosen = request.query_params.get("taal")
    if chosen in LANGUAGES:
        remember_language(request, response, chosen)
    return response


def remember_language(request: Request, response: Response, language: str) -> None:
    response.set_cookie(
        LANGUAGE_COOKIE, language, max_age=YEAR, httponly=True, samesite="lax",
        secure=web_of(request).settings.secure,
    )  # fmt: skip


def after(place: str) -> Response:
    """Go and look at what came of a form, so that reloading sends nothing twice."""
    return RedirectResponse(place, status_code=303)


def told(refusal: Refusal, language: str) -> str:
    """The sentence for the person; what only a form can refuse is worded with the forms."""
    if refusal.key.startswith("form."):
        return Wording(language)(refusal.key, **refusal.values)
    return sentence(refusal.key, refusal.values, language)


def page(handler: Handler) -> Handler:
    """A handler whose refusals become a page with the sentence and a way on."""

    @wraps(handler)
    async def handle(request: Request) -> Response:
        try:
            return await handler(request)
        except Refusal as refusal:
            return problem_page(request, refusal)

    return handle


def problem_page(request: Request, refusal: Refusal) -> Response:
    language = language_of(request)
    return render(
        request, "problem.html", status=status_of(refusal), language=language,
        said=told(refusal, language), key=refusal.key,
    )  # fmt: skip
