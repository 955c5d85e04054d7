"""Who is at the other end of an address, and to which meeting they belong."""

from dataclasses import replace

from bot.conversation import welcome
from bot.conversation.heard import Arrived, Heard, Pressed, Said
from bot.conversation.joining import code_in
from bot.desk import Desk, Person, Post
from bot.throttle import Throttle
from sessions.actions import planning
from sessions.errors import Refusal
from sessions.people import Staff
from sessions.storage.chats import Chat, find_chat, find_chat_under
from sessions.storage.store import Store


class Reception:
    """Brings what was heard at an address to the desk, as somebody in a meeting."""

    def __init__(self, store: Store, desk: Desk) -> None:
        self._store = store
        self._desk = desk
        self._throttle = Throttle()

    async def take(self, address: str, heard: Heard, post: Post) -> None:
        """Take one thing that was heard; when this returns, it is done and answered for."""
        under = post.message if isinstance(heard, Pressed) else None
        chat, of = await self._store.read(lambda c: find_chat_under(c, address, under))
        post = replace(post, home="" if chat.gone else chat.code)
        if of not in {None, chat.code}:
            await self._desk.say_outside(address, [welcome.of_another()], post)
            return
        try:
            chat = await self._signed_in(chat, heard)
            heard = await self._at_which_meeting(chat, heard)
        except Refusal as refusal:
            await self._desk.say_outside(address, [welcome.refused(refusal)], post)
            return
        if chat.staff and not chat.code and not isinstance(heard, Arrived):
            heard = Arrived()
        if chat.staff and isinstance(heard, Arrived) and not (heard.code or chat.code):
            await self._ask_which(address, chat.staff, post)
            return
        person = Person(address, chat.code, staff=chat.staff)
        await self._desk.turn(person, heard, f"{address}:{post.update}", post)

    async def _signed_in(self, chat: Chat, heard: Heard) -> Chat:
        """A one-time link in `/start` makes whoever follows it staff, here."""
        link = welcome.link_in(heard)
        if not link:
            return chat
        try:
            await planning.sign_in_chat(self._store, link, chat.address)
        except Refusal:
            if chat.staff:  # a link that was followed twice; the first time worked
                return chat
            raise
        known = await self._store.read(lambda c: find_chat(c, chat.address))
        return replace(known, code="")

    async def _at_which_meeting(self, chat: Chat, heard: Heard) -> Heard:
        """A code leads to its meeting, typed or in a link; whoever guesses is slowed down."""
        if welcome.link_in(heard):
            return Arrived()
        code = welcome.meeting_in(heard)
        if not code and ((code := code_in(heard)) in {"", chat.code}):
            return heard
        try:
            await self._throttle.guard(chat.address, code, lambda: self._store.record(code))
        except Refusal:
            if chat.code and isinstance(heard, Said):
                return heard  # six digits may be an answer
            raise
        return Arrived(code)

    async def _ask_which(self, address: str, staff: Staff, post: Post) -> None:
        """Which meeting somebody runs, of those that are not over; a single one needs no asking."""
        listed = [m for m in await planning.meetings(self._store, staff) if not m.ended]
        if len(listed) == 1:
            person = Person(address, listed[0].code, staff=staff)
            await self._desk.turn(person, Arrived(listed[0].code), "", post)
            return
        choices = [(m.code, m.title) for m in listed]
        await self._desk.say_outside(address, [welcome.which_meeting(staff.name, choices)], post)
