"""“Stel een vraag”: the field that is for questions only, and what was answered."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.conversation import heard
from bot.conversation.faq import LEFT_ALONE, waiting
from bot.conversation.talk import Talk, read_talk
from bot.conversation.voicing import question_of, silence
from bot.desk import Person
from bot.web.context import web_of
from bot.web.forms import Form, fresh_key, read_form
from bot.web.phone.pages import inside, spoken_by
from bot.web.phone.stage import frame
from bot.web.problems import status_of
from bot.web.rendering import after, page, render, told
from sessions.actions import noting
from sessions.errors import Clash, Malformed, Refusal
from sessions.items.item import TEXT_LIMIT
from sessions.items.item import told as as_told
from sessions.people import Participant
from sessions.record import OFFERED, QuestionAsked, Record


def person_at(record: Record, who: Participant) -> Person:
    return Person(f"browser:{who.pseudonym}", record.meeting.code, who.pseudonym)


@page
async def questions(request: Request) -> Response:
    """What they asked before, and suggestions that still wait for a choice."""
    record, who = await inside(request)
    return await _questions(request, record, who)


async def _questions(
    request: Request, record: Record, who: Participant, refusal: Refusal | None = None,
    typed: str = "",
) -> Response:  # fmt: skip
    language = spoken_by(request, who)
    talk = await _talk(request, record, who)
    return render(
        request, "phone/questions.html", status=status_of(refusal) if refusal else 200,
        language=language, asked=[a for a in record.asked if _stands(a, who)],
        meant=_meant(request, talk, language), silence=_silence(talk, language),
        key=fresh_key(), typed=typed,
        said=told(refusal, language) if refusal else "", **frame(record, who),
    )  # fmt: skip


def _stands(asked: QuestionAsked, who: Participant) -> bool:
    """Whether it is theirs; one that waits for a choice is shown with what can be chosen."""
    return asked.asker == who.pseudonym and asked.action != OFFERED


async def _talk(request: Request, record: Record, who: Participant) -> Talk:
    store = web_of(request).store
    return read_talk(await noting.recall(store, record, person_at(record, who).address))


def _meant(request: Request, talk: Talk, language: str) -> dict[str, Any] | None:
    """The question that is not answered yet, with what may have been meant."""
    found = waiting(talk, web_of(request).find)
    if found is None:
        return None
    options = [(entry.id, question_of(entry, language)) for entry in found.options]
    return {
        "question": talk.question,
        "places": found.places,
        "options": [] if found.places else options,
    }


def _silence(talk: Talk, language: str) -> str:
    """The sentence for a question that was written down nowhere, so that it stands somewhere."""
    return next((silence(r, language) for r in LEFT_ALONE if r == talk.silence), "")


@page
async def ask(request: Request) -> Response:
    """A question, or the choice among what was suggested; the answer is on the page after."""
    form = await read_form(request)
    record, who = await inside(request)
    try:
        said = _heard(form)
        if record.meeting.closed_at:
            raise Clash("meeting.closed")
    except Refusal as refusal:
        return await _questions(request, record, who, refusal, form.get("question"))
    await web_of(request).desk.turn(person_at(record, who), said, form.get("key")[:80])
    return after(f"/m/{record.meeting.code}/vraag#laatste")


def _heard(form: Form) -> heard.Heard:
    if form.get("place"):
        return heard.Pressed(f"place:{form.get('place')[:60]}")
    if "meant" in form:
        return heard.Pressed(f"faq:{form.get('meant')[:60]}")
    question = as_told(form.get("question"))  # as the desk reads it: without signs nobody sees
    if not question:
        raise Malformed("form.no_question")
    if len(question) > TEXT_LIMIT:
        raise Malformed("answer.too_long", limit=TEXT_LIMIT)
    return heard.Asked(question)


ROUTES = [
    Route("/m/{code}/vraag", questions),
    Route("/m/{code}/vraag", ask, methods=["POST"]),
]
