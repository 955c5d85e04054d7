"""Two versions of the vision laid over each other, any two that were kept, or one and the draft."""

from collections.abc import Sequence
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.forms import Form
from bot.web.rendering import page, render
from bot.web.vision import PAGES, opened
from bot.web.wording import language_of
from exports.editions import Edition
from exports.personal_data import dossier_without_personal_data
from exports.phrasing import CATALOGUE
from exports.vision import compile_vision, lines_of
from sessions.actions import envisioning
from sessions.dossier import Dossier
from sessions.errors import Unknown
from sessions.synthesis.comparing import compare
from sessions.vision import Line, Vision

NOW = 0
"""The draft as it stands, beside the numbers of versions."""


@page
async def beside(request: Request) -> Response:
    dossier, staff = await opened(request)
    vision, language = dossier.vision, language_of(request)
    asked = Form(list(request.query_params.items()))
    first, second = asked.number("van"), asked.number("naar")
    first = _one_before_last(vision) if first is None else first
    second = NOW if second is None else second
    changes = compare(_lines(dossier, first), _lines(dossier, second)) if vision.versions else ()
    return render(
        request, "coordination/vision_compare.html", language=language, said="",
        here=request.path_params["code"], place="versies", places=list(PAGES), dossier=dossier,
        may_change=envisioning.may_keep(staff, dossier.programme.id), vision=vision,
        words=CATALOGUE.words(language), changes=changes, first=first, second=second,
    )  # fmt: skip


def _one_before_last(vision: Vision) -> int:
    """Of one version only, that one; without any, the draft itself."""
    numbers = [version.number for version in vision.versions]
    return numbers[-2] if len(numbers) > 1 else (numbers or [NOW])[0]


def _lines(dossier: Dossier, number: int) -> Sequence[Line]:
    """The sentences of a version, or of the draft as everybody would read it."""
    if number == NOW:
        return lines_of(compile_vision(dossier, datetime.now(UTC)))
    bare = dossier_without_personal_data(dossier, Edition.PUBLIC).vision
    if (version := bare.version(number)) is None:
        raise Unknown("vision.no_version")
    return version.told


ROUTES = [Route("/visie/{code}/vergelijk", beside)]
