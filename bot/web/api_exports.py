"""Documents to take away, made outside the event loop and one at a time."""

import asyncio
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.web.context import headers_of, runner_of, web_of
from bot.web.problems import Unreadable
from exports.data import record_document
from sessions.record import Record

_one_at_a_time = asyncio.Semaphore(1)


async def export(request: Request) -> Response:
    """`minutes.html`, `minutes.md`, `minutes.docx` or `data.json`."""
    web, path = web_of(request), request.path_params
    record, _ = await runner_of(web, headers_of(request), path["code"])
    name = (path["kind"], path["format"])
    if name == ("data", "json"):
        return JSONResponse(record_document(record))
    from exports.document import FORMATS  # brings pandoc's wrapper along

    if path["kind"] != "minutes" or path["format"] not in FORMATS:
        known = ", ".join(f"minutes.{f}" for f in FORMATS) + ", data.json"
        raise Unreadable("export.unknown", 404, known=known)
    async with _one_at_a_time:
        document, filename = await asyncio.to_thread(minutes_document, record, path["format"])
    shown = "inline" if path["format"] == "html" else "attachment"
    return Response(
        document,
        media_type=FORMATS[path["format"]],
        headers={"Content-Disposition": f'{shown}; filename="{filename}"'},
    )


def minutes_document(record: Record, form: str) -> tuple[bytes, str]:
    """The minutes as they stand in one format, and the name of the file."""
    from exports.document import file_name, render
    from exports.minutes import compile_minutes

    minutes = compile_minutes(record, datetime.now(UTC))
    return render(minutes, form, record.meeting.language), file_name(minutes, form)
