"""Questions to the bot: the programme of tonight answers first, then the knowledge base."""

from dataclasses import replace

from bot.conversation.asking import Outcome, paragraphs
from bot.conversation.often_asked import answer_from_programme
from bot.conversation.reply import Choice, Reply, Say, WriteDown
from bot.conversation.room import Room
from bot.conversation.talk import Awaits, Talk
from bot.conversation.voicing import page_of, question_of, silence, source_of, text_of
from knowledge_base.entry import Entry
from knowledge_base.follow_up import in_place
from knowledge_base.guards import Reason
from knowledge_base.search import Advice, Find
from knowledge_base.telltales import holds_personal_data
from sessions.people import Staff

LEFT_ALONE: frozenset[Reason] = frozenset(
    {"person", "number", "unkind", "small talk", "no words", "code"}
)
"""What is written down nowhere: play, and questions that may hold somebody's private life."""


def ask(talk: Talk, room: Room, question: str) -> Outcome:
    """Answer, offer what may be meant, or say that we do not know and pass it on."""
    talk, earlier = left_open(talk.at_ease() if talk.awaits is Awaits.QUESTION else talk, room)
    talk = replace(talk, silence="")
    if holds_personal_data(question):
        talk, replies = _silent(talk, room, question, "number")
        return talk, [*earlier, *replies]
    if answer := answer_from_programme(question, room):
        source = room.words("faq.programme")
        written = WriteDown(question, "answer", answer, source=source)
        told = paragraphs(answer, room.words("faq.source", source=source))
        return _told(talk, room, [*earlier, written], told)
    talk, replies = _found(talk, room, question, room.find(question, talk.asked))
    return talk, [*earlier, *replies]


def chosen(talk: Talk, room: Room, entry: str) -> Outcome:
    """One of the suggestions, or none of them."""
    found = waiting(talk, room.find)
    if found is None:
        return talk, [Say(room.words("faq.spent"))]
    if meant := next((e for e in found.options if e.id == entry), None):
        return _answer(talk, room, talk.question, meant)
    passed_on = WriteDown(talk.question, "abstain", offered=talk.question)
    return _told(replace(talk, question=""), room, [passed_on], _becomes_of_it(room))


def place_chosen(talk: Talk, room: Room, place: str) -> Outcome:
    """The municipality that a question is about, of those it may be about."""
    found = waiting(talk, room.find)
    if found is None or place not in found.places:
        return talk, [Say(room.words("faq.spent"))]
    there = room.find(in_place(talk.asked, place))
    return _found(talk, room, f"{talk.question} ({place})", there)


def waiting(talk: Talk, find: Find) -> Advice | None:
    """What was found for the question that waits for a choice, if one does."""
    return find(talk.asked or talk.question) if talk.question else None


def left_open(talk: Talk, room: Room) -> tuple[Talk, list[Reply]]:
    """Suggestions nobody chose from: from now on the question waits for the facilitator."""
    if not talk.question:
        return talk, []
    left = WriteDown(talk.question, "suggest", offered=talk.question)
    return replace(talk, question=""), _for_the_record(room, left)


def invite_question(talk: Talk, room: Room) -> Outcome:
    """`/vraag` without a question: the next words are one."""
    return talk.await_(Awaits.QUESTION), [Say(room.words("faq.what"))]


def _found(talk: Talk, room: Room, question: str, found: Advice) -> Outcome:
    """What the base makes of a question; the next one may lean on it.

    Of a question that still waits for a choice, this is what becomes of it.
    """
    if found.reason not in LEFT_ALONE:
        talk = replace(talk, asked=found.understood or found.question)
    if entry := found.entry:
        about = room.words("faq.answering", question=question_of(entry, room.language))
        return _answer(talk, room, question, entry, about)
    if found.options:
        offered = WriteDown(question, "offered", offered=talk.question)
        written = _for_the_record(room, offered)
        return replace(talk, question=question), [*written, _offer(found, room)]
    return _silent(talk, room, question, found.reason or "unknown")


def _offer(found: Advice, room: Room) -> Say:
    words = room.words
    choices = [Choice(place, f"place:{place}") for place in found.places] or [
        Choice(question_of(entry, room.language), f"faq:{entry.id}") for entry in found.options
    ]
    said = words("faq.which_place" if found.places else "faq.did_you_mean")
    over = room.record.meeting.closed_at is not None
    none = words("choice.none_afterwards" if over else "choice.none_of_these")
    return Say(said, (*choices, Choice(none, "faq:")))


def _answer(talk: Talk, room: Room, question: str, entry: Entry, about: str = "") -> Outcome:
    """The answer with its source; `about` says what we answer to whoever did not choose it."""
    language = room.language
    answer = text_of(entry, language)
    written = WriteDown(
        question, "answer", answer, entry.id, entry.source.title,
        chosen=not about, offered=talk.question,
    )  # fmt: skip
    told = paragraphs(about, answer, source_of(entry, language))
    page = page_of(entry, room.house, language)
    return _told(replace(talk, question=""), room, [written], told, page)


def _silent(talk: Talk, room: Room, question: str, reason: Reason) -> Outcome:
    said = silence(reason, room.language)
    if reason in LEFT_ALONE:
        return _told(replace(talk, silence=reason, question=""), room, [], said)
    said = f"{said} {_becomes_of_it(room)}"
    written = WriteDown(question, "abstain", offered=talk.question)
    return _told(replace(talk, question=""), room, [written], said)


def _becomes_of_it(room: Room) -> str:
    """Nothing is promised to whom nothing is written down of."""
    if isinstance(room.me, Staff):
        return room.words("faq.not_written")
    return room.words("faq.after" if room.record.meeting.closed_at else "faq.passed_on")


def _told(
    talk: Talk, room: Room, effects: list[Reply], text: str, choices: tuple[Choice, ...] = ()
) -> Outcome:
    """Say it, and remind of what still waits for an answer."""
    words, asking, still = room.words, room.asking, ""
    if room.me is None:
        still = words("hello.organisation")
    elif asking and asking.number in talk.told:
        still = words("still_open", title=asking.item.title)
    written = [r for e in effects for r in _for_the_record(room, e)]
    return talk, [*written, Say(paragraphs(text, still), choices)]


def _for_the_record(room: Room, reply: Reply) -> list[Reply]:
    """The minutes tell what participants asked that evening; who runs it may try things out.

    Afterwards the base still answers, and nothing is written down: nobody waits for questions.
    """
    over = room.record.meeting.closed_at is not None
    return [] if over or isinstance(room.me, Staff) else [reply]
