import re
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from exports.phrasing import CATALOGUE, Phrasing, signed
from sessions.people import KINDS

NL = Phrasing(CATALOGUE.words("nl"))
EN = Phrasing(CATALOGUE.words("en"))
LONGEST_SENTENCE = 25

CODE = Path(__file__).parents[2] / "exports"


def sentences(language: str) -> dict[str, tuple[str, ...]]:
    path = CODE / "locale" / language / "LC_MESSAGES" / "exports.po"
    with path.open("rb") as file:
        messages = [m for m in read_po(file, abort_invalid=True) if m.id]
    return {str(m.id if isinstance(m.id, str) else m.id[0]): forms(m) for m in messages}


def forms(message: Message) -> tuple[str, ...]:
    said = message.string
    return (said,) if isinstance(said, str) else tuple(said or ())


def test_moments_are_told_by_the_clock_of_the_hall() -> None:
    winter = datetime(2027, 3, 11, 18, 54, tzinfo=UTC)
    summer = datetime(2027, 7, 1, 22, 5, tzinfo=UTC)

    assert (NL.moment(winter), EN.clock(winter)) == ("11 maart 2027 om 19.54 uur", "19:54")
    assert NL.moment(summer) == "2 juli 2027 om 0.05 uur"


def test_the_time_on_the_invitation_is_the_time_on_the_wall() -> None:
    assert NL.clock(time(19, 30)) == "19.30 uur"


def test_a_deadline_reads_as_a_date_or_as_it_was_typed() -> None:
    assert NL.deadline("2027-05-01") == "1 mei 2027"
    assert NL.deadline("voor de zomer") == "voor de zomer"
    assert EN.day(date(2027, 5, 1)) == "1 May 2027"


def test_numbers_follow_the_language() -> None:
    assert (NL.number(1240), NL.number(6.75, 1), NL.number(7.0, 1)) == ("1.240", "6,8", "7")
    assert EN.number(1240.5, 1) == "1,240.5"


def test_a_change_carries_its_sign() -> None:
    assert [signed(n) for n in (6, 0, -4)] == ["+6", "0", "−4"]


def test_origins_are_told_with_their_counts() -> None:
    assert NL.origins({"paper": 3, "plenary": 1}) == "3 op papier, 1 uit de zaal"


def test_a_kind_is_translated_and_a_name_is_not() -> None:
    assert (EN.kind("huurders"), EN.kind("Huurdersraad Proef")) == ("tenants", "Huurdersraad Proef")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_kind_of_organisation_has_its_word(language: str) -> None:
    assert [kind for kind in KINDS if f"kind.{kind}" not in sentences(language)] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_sentence_is_longer_than_people_read_with_ease(language: str) -> None:
    said = [s for said in sentences(language).values() for form in said for s in split(form)]

    assert [s for s in said if len(s.split()) > LONGEST_SENTENCE] == []
    assert not any("!" in s for s in said)


def split(text: str) -> list[str]:
    return re.split(r"(?<=[.?:]) ", text)


def test_every_key_that_a_template_names_has_a_sentence() -> None:
    known = sentences("nl")
    named = {
        key
        for path in [*(CODE / "templates").rglob("*.html"), CODE / "phrasing.py"]
        for key in re.findall(r'(?:words|plural)\(f?"([a-z_.]+)"', path.read_text(encoding="utf-8"))
    }

    assert {key for key in named if not key.endswith(".")} - known.keys() == set()


def test_every_sentence_is_used() -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for path in CODE.rglob("*")
        if path.suffix in {".html", ".py"}
    )
    families = set(re.findall(r'"([a-z.]+)\."? ?[~{]', source)) | {"kind", "origin"}
    unused = []
    for key in sentences("nl"):
        family, _, last = key.partition(".")
        composed = (
            f'"{last}"' in source
            if family == "minutes"
            else any(key.startswith(f"{each}.") for each in families)
        )
        if not composed and f'"{key}"' not in source:
            unused.append(key)

    assert unused == []
