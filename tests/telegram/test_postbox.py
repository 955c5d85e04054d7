"""From the inbox to the desk: in order for each person, and nobody waits for anybody's mistake."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import AnswerCallbackQuery

from bot.telegram import postbox as postboxes
from bot.telegram.postbox import Postbox
from sessions.storage.inbox import keep_updates
from sessions.storage.tables import updates
from tests.posting import PATIENCE
from tests.sessions.storage.hall import count_updates
from tests.telegram.updates import GROUP, PRIVATE, member, pressed, said, update
from tests.telegram.wires import Recorded
from tests.town import Phone, Town, open_town

ME = "telegram:1001"
NOW = datetime(2027, 3, 11, 19, 30, tzinfo=UTC)


class Post:
    """A town with its inbox and its postbox."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.wire = Recorded()
        self.box = Postbox(town.store, town.desk, self.wire, town.office.delivery.wake)

    async def comes(self, number: int, body: str) -> None:
        await self.town.store.writer.run(None, lambda c: keep_updates(c, [(number, body)], NOW))
        self.box.wake()

    async def counts(self) -> dict[str, int]:
        return await self.town.store.read(count_updates)

    async def until(self, holds: Callable[[dict[str, int]], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not holds(await self.counts()):  # noqa: ASYNC110 -- there is no bell for tests
                await asyncio.sleep(0.005)

    @asynccontextmanager
    async def works(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.box.run())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def deals(self, *bodies: str) -> Phone:
        """These come in, in this order; the phone then shows what was said to it."""
        async with self.works():
            for number, body in enumerate(bodies, start=1):
                await self.comes(number, body)
            await self.until(lambda counts: "waiting" not in counts)
        await self.town.delivers()
        return self.town.phone(1001)


@pytest.fixture
async def post(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Post]:
    monkeypatch.setattr(postboxes, "REST", 0.001)
    monkeypatch.setattr(postboxes, "LOOKS_AGAIN", 0.05)
    async with open_town(sqlite_url) as town:
        yield Post(town)


def stumbling(post: Post, monkeypatch: pytest.MonkeyPatch, error: Exception, times: int) -> None:
    """Dealing with somebody's words goes wrong so many times."""
    take = post.box._reception.take
    left = [times]

    async def stumble(address: str, *rest: Any) -> None:
        if address == ME and left[0]:
            left[0] -= 1
            raise error
        await take(address, *rest)

    monkeypatch.setattr(post.box._reception, "take", stumble)


async def test_what_comes_in_is_dealt_with_and_answered(post: Post) -> None:
    phone = await post.deals(said(f"/start {post.town.code}"))

    assert phone.last.startswith("Welkom bij Startbijeenkomst.")
    assert await post.counts() == {"done": 1}


async def test_one_persons_words_are_dealt_with_in_their_order(post: Post) -> None:
    await post.town.does("open", 2)
    words = [said(f"Antwoord {n}") for n in range(20)]
    start = [said(f"/start {post.town.code}"), pressed("org:self")]

    await post.deals(*start, *words)

    given = [c.answer["text"] for c in (await post.town.record()).given(2)]
    assert given == [f"Antwoord {n}" for n in range(20)]


async def test_the_sign_that_a_press_waits_for_is_given_first(post: Post) -> None:
    await post.deals(pressed("org:self"))

    [asked] = post.wire.asked
    assert isinstance(asked, AnswerCallbackQuery)
    assert asked.callback_query_id == "q1"


async def test_a_press_counts_also_when_its_sign_comes_too_late(post: Post) -> None:
    late = TelegramBadRequest(AnswerCallbackQuery(callback_query_id="q1"), "query is too old")
    post.wire.endings = [late]

    await post.deals(said(f"/start {post.town.code}"), pressed("org:self"))

    assert list((await post.town.record()).participants) == ["D001"]


async def test_what_nobody_can_read_is_put_aside_and_holds_up_nobody(post: Post) -> None:
    phone = await post.deals("{", said(f"/start {post.town.code}"), '{"update_id": "x"}')

    assert await post.counts() == {"quarantine": 2, "done": 1}
    assert phone.last.startswith("Welkom bij Startbijeenkomst.")


async def test_what_needs_no_answer_is_done(post: Post) -> None:
    phone = await post.deals(
        update(channel_post=None), said("hoi", GROUP), pressed(message=None, inline_message_id="i")
    )

    assert await post.counts() == {"done": 3}
    assert phone.texts == []


async def test_a_command_in_a_group_gets_one_sentence_there(post: Post) -> None:
    await post.deals(said("/start", GROUP))

    street = Phone(post.town, "telegram:-100200300")
    assert [text.partition(".")[0] for text in street.texts] == [
        "Meedoen kan niet vanuit een groep"
    ]


async def test_who_blocks_us_hears_nothing_more_until_they_write(post: Post) -> None:
    start = [said(f"/start {post.town.code}"), pressed("org:self")]
    phone = await post.deals(*start, member("kicked"))
    before = len(phone.texts)
    await post.town.does("open", 1)
    assert len(phone.texts) == before

    async with post.works():
        await post.comes(50, said("Hallo"))
        await post.until(lambda counts: "waiting" not in counts)
    await post.town.delivers()
    await post.town.does("close", 1)
    assert phone.last.startswith("Gesloten: Wat eerst?")


async def test_an_update_that_overtook_another_does_not_hide_it(post: Post) -> None:
    """Two requests of a webhook; and after a quiet week Telegram begins to count elsewhere."""
    async with post.works():
        await post.comes(900, said(f"/start {post.town.code}"))
        await post.until(lambda counts: counts.get("done") == 1)
        await post.comes(3, pressed("org:self"))
        await post.until(lambda counts: counts.get("done") == 2)

    assert list((await post.town.record()).participants) == ["D001"]


async def test_a_mistake_that_passes_is_not_noticed(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    stumbling(post, monkeypatch, ZeroDivisionError(), times=postboxes.TRIES - 1)

    phone = await post.deals(said(f"/start {post.town.code}"))

    assert phone.last.startswith("Welkom bij Startbijeenkomst.")
    assert await post.counts() == {"done": 1}


async def test_a_mistake_that_stays_is_told_and_its_update_kept_for_who_mends_it(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    stumbling(post, monkeypatch, ZeroDivisionError(), times=postboxes.TRIES)
    lost, next_one = said("Mijn antwoord"), said(f"/start {post.town.code}")

    phone = await post.deals(lost, next_one)

    assert phone.texts[0].startswith("Er ging iets mis bij ons (nummer ")
    assert phone.last.startswith("Welkom bij Startbijeenkomst.")
    assert await post.counts() == {"quarantine": 1, "done": 1}
    kept = await post.town.store.read(
        lambda c: c.execute(updates.select().where(updates.c.state == "quarantine")).one()
    )
    assert kept.body == lost


async def test_while_nothing_can_be_kept_an_update_waits_and_is_dealt_with_later(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk, say: neither the turn nor the quarantine can be written."""
    keep, run = post.town.store.writer.keep, post.town.store.writer.run
    full = True

    async def keeps(*given: Any) -> Any:
        if full:
            raise OSError("full")
        return await keep(*given)

    async def runs(*given: Any) -> Any:
        if full:
            raise OSError("full")
        return await run(*given)

    await post.comes(1, said(f"/start {post.town.code}"))
    monkeypatch.setattr(post.town.store.writer, "keep", keeps)
    monkeypatch.setattr(post.town.store.writer, "run", runs)
    async with post.works():
        await asyncio.sleep(0.2)
        assert await post.counts() == {"waiting": 1}
        full = False
        await post.until(lambda counts: counts == {"done": 1})
    await post.town.delivers()

    assert post.town.phone(1001).last.startswith("Welkom bij Startbijeenkomst.")


async def test_what_was_begun_is_dealt_with_after_the_next_start(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = asyncio.Event()

    async def stay(*_given: Any) -> None:
        began.set()
        await asyncio.Event().wait()

    with monkeypatch.context() as patched:
        patched.setattr(post.box._reception, "take", stay)
        async with post.works():
            await post.comes(1, said(f"/start {post.town.code}"))
            await began.wait()
    assert await post.counts() == {"waiting": 1}

    again = Post(post.town)
    async with again.works():
        await again.until(lambda counts: counts == {"done": 1})


async def test_one_person_who_takes_long_holds_up_nobody_else(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    take, may_go = post.box._reception.take, asyncio.Event()

    async def slow(address: str, *rest: Any) -> None:
        if address == ME:
            await may_go.wait()
        await take(address, *rest)

    monkeypatch.setattr(post.box._reception, "take", slow)
    other = {"id": 2002, "type": "private"}
    async with post.works():
        for number in range(1, 6):
            await post.comes(number, said("Hallo"))
        await post.comes(6, said(f"/start {post.town.code}", other))
        await post.until(lambda counts: counts == {"waiting": 5, "done": 1})
        may_go.set()
        await post.until(lambda counts: counts == {"done": 6})


async def test_an_old_button_of_somebody_who_is_in_no_meeting_asks_for_the_code(post: Post) -> None:
    old = {"chat": PRIVATE, "message_id": 3, "date": 0}

    phone = await post.deals(pressed("pick:1:1:2", message=old))

    assert phone.last == "Welke code staat er op het scherm? Typ de zes cijfers."
