"""Pages from templates; everything typed by people is escaped on its way into one."""

from collections.abc import Awaitable, Callable
from functools import cache, wraps
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.conversation.texts import sentence
from bot.web.context import web_of
from bot.web.problems import status_of
from bot.web.wording import LANGUAGE_COOKIE, LANGUAGES, Wording, language_of, spaced
from sessions.errors import Refusal

HERE = Path(__file__).parent
YEAR = 365 * 24 * 3600

Handler = Callable[[Request], Awaitable[Response]]


@cache
def asset(name: str) -> str:
    """The address of a static file, which changes with what is in it."""
    digest = sha256((HERE / "static" / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["asset"] = asset
    environment.filters["spaced"] = spaced
    return environment


TEMPLATES = _environment()


def render(
    request: Request, template: str, *, status: int = 200, language: str = "", **values: Any
) -> Response:
    """One page, in the language of whoever reads it."""
    wording = Wording(language or language_of(request))
    html = TEMPLATES.get_template(template).render(w=wording, path=request.url.path, **values)
    response = HTMLResponse(html, status, headers={"Cache-Control": "no-store"})
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
