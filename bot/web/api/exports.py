"""Documents to take away, made outside this process and one at a time."""

from starlette.requests import Request
from starlette.responses import Response

from bot.adopting import documents_for
from bot.documents import NotMade, make_visions
from bot.web.context import headers_of, web_of
from bot.web.problems import Unreadable
from bot.web.who import runner_of
from exports.edition import Edition
from exports.orders import DocumentOrder
from sessions.actions import envisioning
from sessions.record import Record
from sessions.reviewing import has_moved
from sessions.signing import Variant

KEPT = ("minutes", "archive")
"""What holds the files of adopted minutes."""


def since_adopted(record: Record) -> dict[str, str]:
    """Tells a program what the page tells a person: the adopted file is older than the record."""
    return {"Samenspel-Changed-Since-Adoption": "yes"} if has_moved(record) else {}


async def export(request: Request) -> Response:
    """`minutes.pdf`, `data.ods`, `archive.zip` and so on; `?edition=public` names no people.

    `?variant=ambition` is for agreements: which of their three forms.
    """
    web, path = web_of(request), request.path_params
    record, _ = await runner_of(web, headers_of(request), path["code"])
    wanted = request.query_params.get("edition", "internal")
    if wanted not in list(Edition):
        raise Unreadable("export.edition", 404, known=", ".join(Edition))
    variant = request.query_params.get("variant", Variant.COVENANT)
    if variant not in list(Variant):
        raise Unreadable("export.variant", 404, known=", ".join(Variant))
    order = DocumentOrder(path["kind"], path["format"], Edition(wanted), Variant(variant))
    try:
        if order.kind == "vision":
            dossier = await envisioning.open_dossier(web.store, record.programme.id)
            made = await make_visions(dossier, [order])
        else:
            made = await documents_for(web.store, record, [order])
    except NotMade as failure:
        raise Unreadable(failure.key, 503, **failure.values) from None
    shown = "inline" if order.form == "html" else "attachment"
    named = order.file_name(record.meeting)
    return Response(
        made[order.name],
        media_type=order.media_type,
        headers={"Content-Disposition": f'{shown}; filename="{named}"'}
        | (since_adopted(record) if order.kind in KEPT else {}),
    )
