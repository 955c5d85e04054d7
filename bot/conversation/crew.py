"""What a facilitator asks for beside running: questions, documents, a way to the console."""

from bot.conversation.asking import Outcome, shortened
from bot.conversation.facilitating import number_in
from bot.conversation.reply import Answer, Choice, HandOut, Say, SignIn, Undo
from bot.conversation.room import Room
from bot.conversation.talk import Awaits, Talk
from sessions.items.item import TEXT_LIMIT

DOCUMENTS = ("docx", "odt", "pdf")
"""The formats of the minutes that are sent; each opens on an office computer."""

MOST_SHOWN = 10
"""Questions in one message; the rest follows when these are answered."""


def questions(talk: Talk, room: Room, _said: str = "") -> Outcome:
    """`/vragen`: what the bot could not answer, oldest first."""
    words, waiting = room.words, room.record.questions_waiting
    if not waiting:
        return talk, [Say(words("questions.none"))]
    shown = list(waiting.items())[:MOST_SHOWN]
    rows = "\n".join(words("questions.row", number=n, text=a.question) for n, a in shown)
    choices = tuple(Choice(words("choice.answer", number=n), f"crew:answer:{n}") for n, _ in shown)
    return talk, [Say(rows, choices)]


def _gone(room: Room) -> Say:
    """Why it cannot be answered: a colleague was faster, or the minutes are final."""
    return Say(room.words("ask.final" if room.record.review.adopted else "questions.gone"))


def invite_answer(talk: Talk, room: Room, number: str) -> Outcome:
    """The next words are the answer to this question."""
    asked = room.record.questions_waiting.get(number_in(number) or 0)
    if asked is None:
        return talk, [_gone(room)]
    said = room.words("questions.what", text=shortened(asked.question))
    return talk.await_(Awaits.ANSWER, number), [Say(said)]


def answer(talk: Talk, room: Room, text: str) -> Outcome:
    """These words are that answer: they go to whoever asked, and into the minutes."""
    if len(text) > TEXT_LIMIT:
        return talk, [Say(room.words("answer.too_long", limit=TEXT_LIMIT))]
    number = number_in(talk.about) or 0
    if number not in room.record.questions_waiting:
        talk, _ = talk.hold(text)
        return talk.at_ease(), [_gone(room)]
    return talk.at_ease(), [Answer(number, text, Say(room.words("questions.answered")))]


def minutes(talk: Talk, room: Room, said: str = "") -> Outcome:
    """`/verslag docx`; without a format the formats as buttons."""
    form = said.casefold().strip(" .")
    if form in DOCUMENTS:
        name = f"{room.record.meeting.code}/minutes.{form}"
        return talk, [HandOut(Say(room.words("minutes.here"), document=name))]
    choices = tuple(Choice(form.upper(), f"crew:minutes:{form}") for form in DOCUMENTS)
    return talk, [HandOut(Say(room.words("minutes.which"), choices))]


def sign_in(talk: Talk, room: Room, _said: str = "") -> Outcome:
    """`/inloggen`: a link to the console that works once."""
    return talk, [SignIn(Say(room.words("signin.here")))]


def pressed(talk: Talk, room: Room, place: str) -> Outcome:
    """A button under one of these."""
    verb, _, rest = place.partition(":")
    if verb == "questions":
        return questions(talk, room)
    if verb == "answer":
        return invite_answer(talk, room, rest)
    if verb == "minutes":
        return minutes(talk, room, rest)
    if verb == "undo":
        return talk, [Undo()]
    return talk, [Say(room.words("button.spent"))]
