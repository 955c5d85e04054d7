"""What people hear when something happened that they did not do themselves."""

from collections.abc import Callable
from dataclasses import replace

from bot.conversation import answering, checking, control
from bot.conversation.asking import Outcome, joined, paragraphs, shortened
from bot.conversation.heard import (
    Adopted,
    Announced,
    Answered,
    CheckOpened,
    Closed,
    Ended,
    Interrupted,
    Invited,
    News,
    PenPassed,
    Progressed,
    Revealed,
    Shared,
    TakenBack,
)
from bot.conversation.reply import Say
from bot.conversation.room import Room
from bot.conversation.talk import Talk
from sessions.catalogue import Words
from sessions.items.casus import Casus
from sessions.people import Participant, Staff


def told(talk: Talk, news: News, room: Room) -> Outcome:  # noqa: PLR0911 -- one line for each thing that can be told
    """To whoever takes part; whoever runs the meeting sees it in the message they steer with."""
    if isinstance(room.me, Staff):
        return control.refreshed(talk, room)
    if isinstance(news, Adopted):
        return _adopted(talk, room)
    if isinstance(news, CheckOpened):
        return checking.opened(talk, room)
    if not isinstance(room.me, Participant) or room.me.left_at:
        return talk, []
    if isinstance(news, PenPassed):
        return _pen_passed(talk, room, news.table)
    if isinstance(news, Answered):
        return _answered(talk, room, news.question)
    if isinstance(news, Announced | Ended | Interrupted | Progressed):
        return _OF_THE_MEETING[type(news)](talk, room)
    return _OF_AN_ITEM[type(news)](talk, room, news.item)


def _put_again(talk: Talk, room: Room, number: int) -> Outcome:
    """The same question, with what came to the screen since."""
    asking = room.asking
    if asking is None or asking.number != number or number not in talk.told:
        return talk, []
    return talk, [answering.MANNERS[asking.item.kind].ask(talk, room, asking)]


def _pen_passed(talk: Talk, room: Room, table: int) -> Outcome:
    """Who sits at that table sees who writes now; whoever does, by a message of its own."""
    assert isinstance(room.me, Participant)
    asking = room.asking
    if room.me.table != table or asking is None or not isinstance(asking.item, Casus):
        return talk, []
    talk, replies = _put_again(talk, room, asking.number)
    return talk, [replace(say, fresh=room.me.holds_pen) for say in replies if isinstance(say, Say)]


def _answered(talk: Talk, room: Room, number: int) -> Outcome:
    """Only whoever asked hears what a person answered."""
    assert isinstance(room.me, Participant)
    found = dict(enumerate(room.record.asked, start=1)).get(number)
    if found is None or found.asker != room.me.pseudonym or not found.answer:
        return talk, []
    asked = room.words("answered.question", text=shortened(found.question))
    return talk, [Say(paragraphs(asked, found.answer))]


def _after_silence(talk: Talk, room: Room) -> Outcome:
    """What was pressed meanwhile never reached us: the open question is asked once more."""
    if room.asking is None:
        return talk, []
    talk, asked = answering.put(talk, room, room.asking)
    return talk, [replace(joined(asked, before=room.words("interrupted")), fresh=True)]


def _announced(talk: Talk, room: Room) -> Outcome:
    message = room.record.meeting.message
    return talk, [Say(room.words("message.from_crew", text=message))] if message else []


def _ended(talk: Talk, room: Room) -> Outcome:
    asked, choices = checking.invitation(room)
    told = paragraphs(room.words("now.ended"), room.words("ended.look_back"), asked)
    return talk, [Say(told, choices)]


def _adopted(talk: Talk, room: Room) -> Outcome:
    """Only whoever asked for it, also when they left the meeting since."""
    if not isinstance(room.me, Participant) or room.me.pseudonym not in room.record.wishes:
        return talk, []
    return talk, [adopted(room.record.programme.title, room.words)]


def adopted(title: str, words: Words) -> Say:
    """The one message to whoever asked for it, in whatever meeting they are by now."""
    return Say(words("adopted.told", title=title), fresh=True)


_OF_AN_ITEM: dict[type[News], Callable[[Talk, Room, int], Outcome]] = {
    Invited: answering.invited,
    Closed: answering.closed,
    Revealed: answering.revealed,
    Shared: _put_again,
    TakenBack: answering.taken_back,
}
_OF_THE_MEETING: dict[type[News], Callable[[Talk, Room], Outcome]] = {
    Announced: _announced,
    Ended: _ended,
    Interrupted: _after_silence,
    Progressed: answering.progressed,
}
