"""The last version of the vision as participants read it, with a place to point at per block."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.conversation.landed import spot, vision_to_read
from bot.web.context import web_of
from bot.web.phone.door import door_for
from bot.web.phone.pages import inside, spoken_by
from bot.web.phone.stage import frame
from bot.web.rendering import page, render
from bot.web.who import NotSignedIn
from sessions.actions import leaving_out
from sessions.vision_versions import KeptSentence


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sentences one below the other that can be pointed at together."""

    spot: str
    block: int | None
    lines: tuple[KeptSentence, ...]


@dataclass(frozen=True, slots=True)
class VisionChapter:
    """A chapter of a version."""

    number: int
    title: str
    stretches: tuple[Stretch, ...]


@page
async def read(request: Request) -> Response:
    """As it was kept: what a coordinator is still working on is not shown yet.

    A question that was left out since is in none of it, in whichever meeting it was asked.
    """
    try:
        record, who = await inside(request)
    except NotSignedIn:
        return await door_for(request)
    version = vision_to_read(record).latest
    if version:
        out = await leaving_out.left_out_in(web_of(request).store, record.programme.id)
        version = version.without(out)
    return render(
        request, "phone/vision.html", language=spoken_by(request, who), version=version,
        parts=parts(version.told) if version else (), **frame(record, who),
    )  # fmt: skip


def parts(lines: Sequence[KeptSentence]) -> tuple[VisionChapter, ...]:
    """Chapters in their order, without quotes: whoever gave one may have had second thoughts."""
    chapters = groupby(lines, key=lambda line: (line.chapter, line.number, line.title))
    return tuple(
        VisionChapter(number, title, _stretches(tuple(said)))
        for (_, number, title), said in chapters
    )


def _stretches(lines: Sequence[KeptSentence]) -> tuple[Stretch, ...]:
    """The chapter itself can be pointed at where its first sentences stand, a block at its own."""
    return tuple(
        Stretch(place, block, tuple(said))
        for (place, block), said in groupby(lines, key=lambda line: (spot(line), line.block))
    )


ROUTES = [Route("/m/{code}/visie", read)]
