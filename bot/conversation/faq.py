"""Questions to the bot: the programme of tonight answers first, then the knowledge base."""

from dataclasses import replace

from bot.conversation.asking import Outcome, paragraphs
from bot.conversation.often_asked import answer_from_programme
from bot.conversation.reply import Choice, Reply, Say, WriteDown
from bot.conversation.room import Room
from bot.conversation.talk import Awaits, Talk
from knowledge_base.entry import Entry
from sessions.people import Staff


def ask(talk: Talk, room: Room, question: str) -> Outcome:
    """Answer, offer what may be meant, or say that we do not know and pass it on."""
    words = room.words
    talk, earlier = left_open(talk.at_ease() if talk.awaits is Awaits.QUESTION else talk, room)
    if answer := answer_from_programme(question, room):
        source = words("faq.programme")
        written = WriteDown(question, "answer", answer, source=source)
        return _told(talk, room, [*earlier, written], _with_source(answer, source, room))
    found = room.find(question)
    if found.action == "answer" and found.best:
        talk, answered = _answer(talk, room, question, found.best)
        return talk, [*earlier, *answered]
    if found.action == "suggest" and found.options:
        meant = [Choice(_question(e, room), f"faq:{e.id}") for e in found.options]
        choices = (*meant, Choice(words("choice.none_of_these"), "faq:"))
        asked = Say(words("faq.did_you_mean"), choices)
        return replace(talk, question=question), [*earlier, asked]
    return _told(
        talk, room, [*earlier, WriteDown(question, "abstain")], _passed_on(room, "faq.unknown")
    )


def chosen(talk: Talk, room: Room, entry: str) -> Outcome:
    """One of the suggestions, or none of them."""
    question, words = talk.question, room.words
    if not question:
        return talk, [Say(words("faq.spent"))]
    talk = replace(talk, question="")
    meant = next((e for e in room.find(question).options if e.id == entry), None)
    if meant:
        return _answer(talk, room, question, meant)
    return _told(talk, room, [WriteDown(question, "abstain")], _passed_on(room, "faq.passed_on"))


def left_open(talk: Talk, room: Room) -> tuple[Talk, list[Reply]]:
    """Suggestions nobody chose from: the question is written down before it is forgotten."""
    if not talk.question:
        return talk, []
    return replace(talk, question=""), _for_the_record(room, WriteDown(talk.question, "suggest"))


def invite_question(talk: Talk, room: Room) -> Outcome:
    """`/vraag` without a question: the next words are one."""
    return talk.await_(Awaits.QUESTION), [Say(room.words("faq.what"))]


def _answer(talk: Talk, room: Room, question: str, entry: Entry) -> Outcome:
    answer = (entry.answer_en if room.language == "en" else "") or entry.answer
    source = entry.source.title
    written = WriteDown(question, "answer", answer, entry.id, source)
    return _told(talk, room, [written], _with_source(answer, source, room))


def _question(entry: Entry, room: Room) -> str:
    return (entry.question_en if room.language == "en" else "") or entry.question


def _with_source(answer: str, source: str, room: Room) -> str:
    return paragraphs(answer, room.words("faq.source", source=source))


def _told(talk: Talk, room: Room, effects: list[Reply], text: str) -> Outcome:
    """Say it, and remind of what still waits for an answer."""
    words, asking, still = room.words, room.asking, ""
    if room.me is None:
        still = words("hello.organisation")
    elif asking and asking.number in talk.told:
        still = words("still_open", title=asking.item.title)
    written = [r for e in effects for r in _for_the_record(room, e)]
    return talk, [*written, Say(paragraphs(text, still))]


def _passed_on(room: Room, key: str) -> str:
    """Nothing is promised to whom nothing is written down of."""
    return room.words("faq.unknown_staff" if isinstance(room.me, Staff) else key)


def _for_the_record(room: Room, reply: Reply) -> list[Reply]:
    """The minutes tell what participants asked; whoever runs the meeting may try things out."""
    return [] if isinstance(room.me, Staff) else [reply]
