"""A whole evening as it went, on pretend phones through the desk, up to the minutes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from bot.conversation.heard import Closed, Invited, Revealed
from bot.conversation.reply import Say
from exports.compiling import compile_minutes
from exports.document import render
from sessions.meeting import ItemState
from sessions.record import Record
from tests.conversation.phones import Evening, Phone, evening

AGENDA = """
traject: Woonzorgvisie Proefstad
bijeenkomst:
  titel: Startbijeenkomst
  nummer: 1
  datum: 2027-03-11
  aanvang: 19:30
  plaats: De Grote Kerk
  voorzitter: wethouder Wonen
  kleinste_groep: 2
organisaties:
  - {naam: Gemeente Proefstad, soort: gemeente}
  - {naam: Woonstichting Proef, soort: corporatie}
  - {naam: Seniorenraad Proefstad, soort: senioren}
planning:
  - {datum: 2027-03-18, wat: Het verslag gaat naar alle deelnemers, wie: de coördinator}
onderdelen:
  - mededeling: Welkom
    tekst: Fijn dat u er bent.
  - peiling: Welke opgave raakt uw werk het meest?
    opties: [Passende woningen, Zorg dichtbij, Ontmoeten]
  - vraag: Wat werkt nu al goed?
  - casus: Mevrouw De Vries wil thuis blijven wonen
    tekst: Zij is 81 en woont alleen.
    brillen: [bewoner, gemeente]
    stappen:
      - vraag: Wat ziet u door deze bril?
      - vraag: Wat kan uw organisatie zelf doen?
        vanuit: eigen
    tafels: 2
"""


@dataclass
class People:
    """Who is in the hall tonight."""

    hall: Evening
    fatma: Phone
    anna: Phone
    bram: Phone
    chris: Phone
    dina: Phone


async def test_a_whole_evening(sqlite_url: str) -> None:
    async with evening(sqlite_url, AGENDA) as hall:
        guests = [hall.phone(who) for who in ("anna", "bram", "chris", "dina")]
        people = People(hall, hall.facilitator(), *guests)
        await they_come_in(people)
        await the_welcome_asks_nothing(people)
        await they_answer_the_poll(people)
        await somebody_asks_something_in_between(people)
        await the_result_is_shown(people)
        await they_tell_what_works(people)
        await two_tables_look_at_the_casus(people)
        await the_tables_name_what_they_do(people)
        await the_evening_is_concluded(people)
        record = await hall.record()

    the_record_holds_all_of_it(record)
    the_minutes_tell_it(record)


async def they_come_in(people: People) -> None:
    """Each by their own way of saying who they are."""
    anna, bram, chris, dina = people.anna, people.bram, people.chris, people.dina
    assert (await people.fatma.arrives()).startswith("U begeleidt Startbijeenkomst.")
    assert (await anna.arrives()).startswith("Welkom bij Startbijeenkomst.")
    assert "U doet mee namens Gemeente Proefstad." in await anna.says("gemeente proefstad")
    await bram.arrives()
    await bram.says("woonstichting")
    assert "U doet mee namens Woonstichting Proef." in await bram.presses("Woonstichting Proef")
    await chris.arrives()
    assert "U doet mee voor uzelf." in await chris.presses("Ik kom voor mijzelf")
    await dina.arrives()
    await dina.says("Buurthuis De Brink")
    assert "U doet mee namens Buurthuis De Brink." in await dina.presses("Welzijn")


async def the_welcome_asks_nothing(people: People) -> None:
    await people.fatma.says("/verder")
    await people.hall.tell(Invited(1))

    assert people.anna.screen == [Say("Welkom\n\nFijn dat u er bent.")]


async def they_answer_the_poll(people: People) -> None:
    """A tap, a number, a word with a slip, and a change of mind."""
    await people.fatma.presses("Verder: Welke opgave raakt uw werk het meest?")
    await people.hall.tell(Invited(2))

    assert "Opgeslagen als B1.2-001." in await people.anna.presses("Zorg dichtbij")
    assert "Opgeslagen als B1.2-002." in await people.bram.says("2")
    assert "Opgeslagen als B1.2-003." in await people.chris.says("ontmoetn")
    assert "Opgeslagen als B1.2-004." in await people.dina.says("1")
    await people.dina.presses("Verander mijn antwoord")
    assert (await people.dina.presses("Zorg dichtbij")).startswith("Veranderd en opgeslagen als")


async def somebody_asks_something_in_between(people: People) -> None:
    chris = people.chris
    assert await chris.says("Wanneer komt het verslag?") == (
        "U typte: “Wanneer komt het verslag?” Is dat uw antwoord, of een vraag aan ons?"
    )
    assert await chris.presses("Dit is een vraag") == (
        "18 maart 2027: Het verslag gaat naar alle deelnemers (de coördinator).\n\n"
        "Bron: Programma van deze bijeenkomst\n\n"
        "Deze vraag staat nog voor u open: Welke opgave raakt uw werk het meest?"
    )


async def the_result_is_shown(people: People) -> None:
    """Closed, once too late, and then what the hall sees."""
    await people.fatma.presses("Sluit dit onderdeel")
    await people.hall.tell(Closed(2))
    assert (await people.bram.presses("Ontmoeten")).startswith("Uw keuze telt niet mee.")

    await people.fatma.presses("Toon de uitslag")
    await people.hall.tell(Revealed(2))
    assert people.anna.screen == [
        Say(
            "Uitslag: Welke opgave raakt uw werk het meest?\n\n4 mensen gaven antwoord.\n\n"
            "Zorg dichtbij: 3 van 4\nOntmoeten: 1 van 4\nPassende woningen: 0 van 4\n\n"
            "Uw antwoord: Zorg dichtbij",
            about="item:2:1",
        )
    ]


async def they_tell_what_works(people: People) -> None:
    """Whether words may be quoted is asked after the first; one of them is changed."""
    anna, bram, chris = people.anna, people.bram, people.chris
    await people.fatma.says("/verder")
    await people.hall.tell(Invited(3))
    assert anna.screen[0].text.endswith("Anoniem: zaal en verslag tonen niet wie dit antwoord gaf.")

    assert "Mogen uw woorden" in await anna.says("De wijkverpleegkundige in het buurthuis.")
    assert (await anna.presses("Ja, dat mag")).startswith("Dank u.")
    assert "Mogen uw woorden" in await bram.says("De wooncoach komt thuis")
    assert (await bram.presses("Nee, liever niet")).startswith("Goed.")
    await chris.says("Samen eten op donderag")
    await chris.presses("Verander B1.3-003")
    assert (await chris.says("Samen eten op donderdag")).startswith("Veranderd en opgeslagen als")
    assert (await people.fatma.says("/langer 2")).startswith("Onderdeel 3 duurt 2 minuten langer.")


async def two_tables_look_at_the_casus(people: People) -> None:
    """At each table one person holds the pen; Dina sits nowhere and answers alone."""
    await people.fatma.says("/open 4")
    await people.hall.tell(Invited(4))
    assert "U heeft de pen" in await people.anna.presses("Tafel 1")
    assert "Iemand anders heeft daar de pen" in await people.bram.presses("Tafel 1")
    assert "U heeft de pen" in await people.chris.presses("Tafel 2")

    assert "Opgeslagen als B1.4-001." in await people.anna.says("De trap wordt te zwaar")
    assert "Opgeslagen als B1.4-002." in await people.chris.says("Er is geen vast gezicht")
    assert "Opgeslagen als B1.4-003." in await people.dina.says("Zij mist haar buren")


async def the_tables_name_what_they_do(people: People) -> None:
    """The glasses come off, and Bram takes over the pen of the first table."""
    assert "stap verder" in await people.fatma.says("/verder")
    await people.hall.tell(Invited(4))
    await people.anna.presses("Geef de pen door")
    await people.anna.presses("Woonstichting Proef (D002)")

    action = "Woonstichting Proef | Bel mevrouw | 1 mei | Thuiszorg"
    assert "Opgeslagen als B1.4-004." in await people.bram.says("Een traplift plaatsen")
    assert "Opgeslagen als B1.4-005." in await people.bram.says(action)


async def the_evening_is_concluded(people: People) -> None:
    """A poll on the spot, what the council reads first, and the end."""
    fatma = people.fatma
    assert "Onderdeel 5 is open" in await fatma.says("/peiling Gaan wij zo door? | Ja | Nee")
    await people.hall.tell(Invited(5))
    for phone in people.hall.phones:
        assert (await phone.says("ja")).startswith("Opgeslagen als")
    assert await fatma.says("/besluit Wij gaan door met twee tafels") == (
        "Genoteerd als besluit B1.besluit-01: Wij gaan door met twee tafels"
    )
    assert await fatma.says("/actie coördinator | stuurt het verslag | 18 maart") == (
        "Genoteerd als actie B1.actie-01: stuurt het verslag"
    )
    assert (await fatma.says("/einde")).startswith("De bijeenkomst is gesloten.")


def the_record_holds_all_of_it(record: Record) -> None:
    assert [i.state for i in record.items] == [ItemState.CLOSED] * 5
    assert [(p.organisation, p.kind, p.quotable) for p in record.present] == [
        ("Gemeente Proefstad", "gemeente", True),
        ("Woonstichting Proef", "corporatie", False),
        ("", "bewoners", None),
        ("Buurthuis De Brink", "welzijn", None),
    ]
    assert [o.count for o in record.tally(2).last.options] == [0, 3, 1]
    assert [c.answer["text"] for c in record.given(3)] == [
        "De wijkverpleegkundige in het buurthuis.",
        "De wooncoach komt thuis",
        "Samen eten op donderdag",
    ]
    assert [(c.owner, dict(c.answer)) for c in record.given(4)] == [
        ("table:1", {"step": 1, "text": "De trap wordt te zwaar", "perspective": "bewoner"}),
        ("table:2", {"step": 1, "text": "Er is geen vast gezicht", "perspective": "gemeente"}),
        ("person:D004", {"step": 1, "text": "Zij mist haar buren"}),
        ("table:1", {"step": 2, "text": "Een traplift plaatsen"}),
        (
            "table:1",
            {
                "action": "Bel mevrouw",
                "owner": "Woonstichting Proef",
                "by": "2027-05-01",
                "with": ["Thuiszorg"],
            },
        ),
    ]
    assert [o.count for o in record.tally(5).last.options] == [4, 0]
    assert [a.question for a in record.asked] == ["Wanneer komt het verslag?"]


def the_minutes_tell_it(record: Record) -> None:
    """What was decided is in it; who may not be quoted is not."""
    minutes = compile_minutes(record, datetime(2027, 3, 11, 22, 0, tzinfo=UTC))
    page = render(minutes, "html", "nl").decode()

    assert minutes.meeting.day == date(2027, 3, 11)
    assert [n.text for n in minutes.decisions] == ["Wij gaan door met twee tafels"]
    assert [t for t in ("B1.3-001", "B1.besluit-01", "Bel mevrouw") if t not in page] == []
    assert "De wooncoach komt thuis" not in page
