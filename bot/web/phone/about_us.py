"""What the house says of itself: what it does with people's words, and for whom it can be used."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.context import web_of
from bot.web.rendering import page, render


@page
async def privacy(request: Request) -> Response:
    """What is kept, who sees it, how long, and how it is erased: as this house is set up."""
    settings, doors = web_of(request).settings, web_of(request).doors
    return render(
        request, "phone/privacy.html", days=settings.retention_days,
        telegram=doors.telegram is not None, mail=bool(settings.smtp),
    )  # fmt: skip


@page
async def accessibility(request: Request) -> Response:
    """What was tested, and what was not."""
    return render(request, "phone/accessibility.html")


ROUTES = [Route("/privacy", privacy), Route("/toegankelijkheid", accessibility)]
