"""The files that pages ask for: ours, and what this house wears."""

from functools import cache
from mimetypes import guess_type

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.web.assets import LETTERS, PACKED, STATIC, content, packed, takes_gzip
from bot.web.context import headers_of, web_of
from bot.web.dressing import SHEET


async def static(request: Request) -> Response:
    """One static file, packed for every browser that can unpack it."""
    name, dress = request.path_params["name"], web_of(request).dress
    if dress.logo and name == dress.logo.name:
        return Response(dress.logo.content, media_type=dress.logo.media_type)
    if name not in LETTERS and name not in _names():
        raise HTTPException(404)
    media_type = "font/ttf" if name in LETTERS else guess_type(name)[0]
    if takes_gzip(headers_of(request)):
        body = dress.packed if name == SHEET else packed(name)
        return Response(body, media_type=media_type, headers=PACKED)
    body = dress.sheet if name == SHEET else content(name)
    return Response(body, media_type=media_type, headers={"Vary": "Accept-Encoding"})


@cache
def _names() -> frozenset[str]:
    return frozenset(path.name for path in STATIC.iterdir())
