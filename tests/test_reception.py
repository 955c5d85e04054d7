"""Who is at the other end of a chat, and to which meeting they belong."""

from collections.abc import AsyncIterator

import pytest

from bot.conversation.heard import Edited, Posted, Pressed
from bot.throttle import FREE, MANY
from sessions.actions import arriving, planning
from sessions.agenda import read_agenda
from sessions.people import Role
from sessions.storage.chats import find_chat
from tests.town import AGENDA, ELSEWHERE, Town, another_meeting, open_town

UNKNOWN = "Deze code kennen wij niet."
WHICH_CODE = "Welke code staat er op het scherm? Typ de zes cijfers."


@pytest.fixture
async def town(sqlite_url: str) -> AsyncIterator[Town]:
    async with open_town(sqlite_url) as opened:
        yield opened


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long whoever guesses was made to wait; here nobody really does."""
    waited: list[float] = []

    async def wait(_throttle: object, _address: str, failures: int) -> None:
        waited.append(float(failures))

    monkeypatch.setattr("bot.throttle.Throttle._wait", wait)
    return waited


async def origins(town: Town, code: str) -> list[str]:
    return [p.origin for p in (await town.record(code)).participants.values()]


async def test_a_link_with_a_code_leads_to_its_meeting(town: Town) -> None:
    anna = town.phone(1)

    assert (await anna.opens(town.code)).startswith("Welkom bij Startbijeenkomst.")
    assert "U doet mee voor uzelf." in await anna.presses("Ik kom voor mijzelf")
    assert await origins(town, town.code) == ["telegram"]


async def test_a_code_can_be_typed_in_any_spelling(town: Town) -> None:
    for number, typed in enumerate(("{}", "{} ", " /start {}", "{0:.3} {1}"), start=1):
        text = typed.format(town.code, town.code[3:])
        assert (await town.phone(number).says(text)).startswith("Welkom bij Startbijeenkomst.")


async def test_without_a_code_it_is_asked_for(town: Town) -> None:
    anna = town.phone(1)

    assert await anna.opens() == WHICH_CODE
    assert await anna.hears(Posted("other")) == WHICH_CODE
    assert await anna.hears(Edited("x")) == WHICH_CODE
    assert await anna.hears(Pressed("pick:1:1:1")) == WHICH_CODE
    assert (await anna.says("Hallo?")).startswith(UNKNOWN)


@pytest.mark.parametrize("rubbish", ["000000", "rubbish", "in_short", "💥", "../../etc", "x" * 64])
async def test_a_link_with_rubbish_gets_a_sentence(town: Town, rubbish: str) -> None:
    assert (await town.phone(1).opens(rubbish)).startswith(UNKNOWN)


async def test_who_is_in_comes_back_to_where_they_were(town: Town) -> None:
    anna = await town.joined(1)

    assert (await anna.opens()).startswith("U doet mee met Startbijeenkomst.")
    assert (await anna.opens("rubbish")).startswith(UNKNOWN)
    assert (await anna.opens(town.code)).startswith("U doet mee met Startbijeenkomst.")
    assert list((await town.record()).participants) == ["D001"]


async def test_an_update_that_comes_again_lets_nobody_in_twice(town: Town) -> None:
    anna = town.phone(1)
    await anna.opens(town.code)
    for _ in range(2):
        await anna.presses("Ik kom voor mijzelf", update=900)

    assert list((await town.record()).participants) == ["D001"]


async def test_a_code_of_another_meeting_leads_there(town: Town) -> None:
    other = await another_meeting(town)
    anna = await town.joined(1)

    assert (await anna.says(other)).startswith("Welkom bij Andere avond.")
    await anna.presses("Ik kom voor mijzelf")

    chat = await town.store.read(lambda c: find_chat(c, anna.address))
    assert chat.code == other
    assert [len(await origins(town, code)) for code in (town.code, other)] == [1, 1]
    assert (await anna.opens(town.code)).startswith("U doet mee met Startbijeenkomst.")


async def test_two_meetings_do_not_mix(town: Town) -> None:
    """The first item of both is open; an answer goes to the meeting where somebody is."""
    other = await another_meeting(town)
    await town.does("open", 1)
    await town.does("open", 1, other)
    anna = await town.joined(1)
    await anna.says("1")
    await town.joined(1, other)

    await anna.says("2")

    given = [(await town.record(code)).given(1) for code in (town.code, other)]
    assert [[dict(c.answer) for c in each] for each in given] == [
        [{"choice": [1]}], [{"choice": [2]}],
    ]  # fmt: skip


async def test_six_digits_that_are_no_code_may_be_an_answer(town: Town) -> None:
    anna = await town.joined(1)
    await town.does("open", 2)

    assert (await anna.says("125000")).startswith("Opgeslagen als B1.2-001.")


async def test_who_answers_with_many_numbers_loses_none_of_them(
    town: Town, patient: list[float]
) -> None:
    anna = await town.joined(1)
    await town.does("open", 2)
    for n in range(MANY + 5):
        assert (await anna.says(str(125_000 + n))).startswith("Opgeslagen als")

    assert len((await town.record()).given(2)) == MANY + 5


async def test_whoever_guesses_codes_is_slowed_down(town: Town, patient: list[float]) -> None:
    guesser, anna = town.phone(1), town.phone(2)
    said = [await guesser.says(f"{n:06d}") for n in range(1, MANY + 3)]

    assert patient == [float(n) for n in range(1, MANY + 3)]
    assert all(each.startswith(UNKNOWN) for each in said[:MANY])
    assert said[-1] == "Er ging een paar keer iets mis. Wacht even en probeer het opnieuw."
    assert (await anna.opens(town.code)).startswith("Welkom bij Startbijeenkomst.")


async def test_a_forged_button_guesses_no_faster(town: Town, patient: list[float]) -> None:
    guesser = town.phone(1)
    said = [await guesser.hears(Pressed(f"meeting:{n:06d}")) for n in range(1, FREE + 3)]

    assert len(patient) == FREE + 2
    assert all(each.startswith(UNKNOWN) for each in said)


async def test_a_one_time_link_makes_staff_of_who_follows_it_once(town: Town) -> None:
    _, link = await planning.invite(town.store, "Fatma", Role.FACILITATOR)
    fatma, kees = town.phone(1), town.phone(2)

    assert (await fatma.opens(f"in_{link}")).startswith("U begeleidt Startbijeenkomst.")
    assert (await kees.opens(f"in_{link}")).startswith("Deze link is al gebruikt of te oud.")
    assert (await fatma.opens(f"in_{link}")).startswith("U begeleidt Startbijeenkomst.")
    assert (await kees.opens()) == WHICH_CODE


async def test_with_one_meeting_nothing_is_asked_and_with_more_it_is(town: Town) -> None:
    fatma = await town.staff(1)
    assert fatma.starts()[-1] == "U begeleidt Startbijeenkomst."

    other = await another_meeting(town)
    kees = await town.staff(2)
    assert kees.last == "U bent aangemeld als Fatma.\n\nWelke bijeenkomst begeleidt u?"
    assert kees.buttons == ["Andere avond", "Startbijeenkomst"]
    assert (await kees.says("Hallo")) == kees.last

    assert (await kees.presses("Andere avond")).startswith("U begeleidt Andere avond.")
    chat = await town.store.read(lambda c: find_chat(c, kees.address))
    assert chat.code == other


async def test_a_meeting_that_is_over_is_not_offered(town: Town) -> None:
    await another_meeting(town)
    fatma = await town.staff(1)
    await fatma.presses("Andere avond")
    await fatma.says("/einde")

    assert (await town.staff(2)).starts()[-1] == "U begeleidt Startbijeenkomst."


async def test_without_any_meeting_there_is_a_sentence(town: Town) -> None:
    fatma = await town.staff(1)
    await fatma.says("/einde")

    assert (await town.staff(2)).last.endswith("Een coördinator kan er een maken.")


async def test_staff_go_to_another_meeting_by_its_code(town: Town) -> None:
    fatma = await town.staff(1)
    other = await another_meeting(town)

    assert (await fatma.says(other)).startswith("U begeleidt Andere avond.")
    await fatma.says("/open 1")

    assert (await town.record(other)).open_item
    assert (await town.record()).open_item is None


async def test_who_runs_one_programme_takes_part_in_another_as_anybody(town: Town) -> None:
    """Neither its questions, nor its minutes, nor its buttons are theirs."""
    other = await another_meeting(town)
    mine = (await town.record()).programme.id
    fatma = await town.staff(1, programme=mine)
    assert fatma.starts()[-1] == "U begeleidt Startbijeenkomst."

    assert (await fatma.says(other)).startswith("Welkom bij Andere avond.")
    for command in ("/verslag docx", "/vragen", "/regie", "/open 1"):
        assert "alleen" in await fatma.says(command)
    assert not any(say.document for say in fatma.sees.values())
    assert "U doet mee voor uzelf." in await fatma.presses("Ik kom voor mijzelf")
    assert (await fatma.says(town.code)).startswith("U begeleidt Startbijeenkomst.")


async def test_an_expert_runs_nothing(town: Town) -> None:
    expert = await town.staff(1, Role.EXPERT)

    assert expert.last.startswith("Welkom bij Startbijeenkomst.")
    assert "alleen" in await expert.says("/verslag docx")


async def test_a_link_to_the_console_is_made_when_asked_for(town: Town) -> None:
    fatma = await town.staff(1)

    assert (await fatma.says("/inloggen")).startswith("Met deze link komt u één keer in de regie.")
    [choice] = fatma.choices
    address, _, token = choice.page.rpartition("/")
    assert address == "https://doemee.example/in"
    assert await planning.staff_of(town.store, await planning.sign_in(town.store, token))


async def test_who_came_in_by_the_page_is_the_same_person_in_the_chat(town: Town) -> None:
    said = arriving.Introduction(town.code, "Gemeente Proefstad", address="telegram:1")
    await arriving.join(town.store, said)
    anna = town.phone(1)

    assert (await anna.opens(town.code)).startswith("U doet mee met Startbijeenkomst.")
    assert list((await town.record()).participants) == ["D001"]


async def test_nobody_gets_into_a_meeting_that_is_over(town: Town) -> None:
    fatma, anna = await town.staff(1), town.phone(2)
    await fatma.says("/einde")

    assert await anna.opens(town.code) == "Deze bijeenkomst is afgelopen. Meedoen kan niet meer."


def test_the_two_agendas_are_of_two_programmes() -> None:
    assert read_agenda(AGENDA).programme != read_agenda(ELSEWHERE).programme
