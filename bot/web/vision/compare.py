"""Two versions of the vision laid over each other, any two that were kept, or one and the draft."""

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.forms import Form
from bot.web.rendering import page, render
from bot.web.vision.pages import PAGES, opened
from bot.web.wording import language_of
from exports.edition import Edition
from exports.phrasing import CATALOGUE
from exports.vision_compared import NOW, compare_versions
from sessions.actions import envisioning
from sessions.vision import Vision


@page
async def beside(request: Request) -> Response:
    dossier, staff = await opened(request)
    vision, language = dossier.vision, language_of(request)
    asked = Form(list(request.query_params.items()))
    first, second = asked.number("van"), asked.number("naar")
    first = _one_before_last(vision) if first is None else first
    second = NOW if second is None else second
    changes = (
        compare_versions(dossier, datetime.now(UTC), Edition.PUBLIC, (first, second))
        if vision.versions
        else ()
    )
    return render(
        request, "vision/compare.html", language=language, said="",
        here=request.path_params["code"], place="versies", places=list(PAGES), dossier=dossier,
        may_change=envisioning.may_keep(staff, dossier.programme.id), vision=vision,
        words=CATALOGUE.words(language), changes=changes, first=first, second=second,
    )  # fmt: skip


def _one_before_last(vision: Vision) -> int:
    """Of one version only, that one; without any, the draft itself."""
    numbers = [version.number for version in vision.versions]
    return numbers[-2] if len(numbers) > 1 else (numbers or [NOW])[0]


ROUTES = [Route("/visie/{code}/vergelijk", beside)]
