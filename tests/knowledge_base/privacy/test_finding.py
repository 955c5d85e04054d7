"""What is found in a text, as people write it, and what only resembles it."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.privacy.finding import find_personal_data
from knowledge_base.privacy.plain import plain
from tests.knowledge_base.questions import SHARED
from tests.tree import ROOT

DAY, CASE = "19850104", "2027-00021"
"""They pass the eleven test."""


def found(text: str) -> list[tuple[str, str]]:
    return [(each.sort.value, text[each.start : each.end]) for each in find_personal_data(text)]


@pytest.mark.parametrize(
    ("sort", "written"),
    [
        ("telefoonnummer", "06-12345678"),
        ("telefoonnummer", "06 - 12 34 56 78"),
        ("telefoonnummer", "06.12.34.56.78"),
        ("telefoonnummer", "06/12345678"),
        ("telefoonnummer", "0 6 1 2 3 4 5 6 7 8"),
        ("telefoonnummer", "06-1234567"),
        ("telefoonnummer", "+31 6 1234 5678"),
        ("telefoonnummer", "+31(0)612345678"),
        ("telefoonnummer", "0031 6 12345678"),
        ("telefoonnummer", "31612345678"),
        ("telefoonnummer", "(0591) 12 34 56"),
        ("telefoonnummer", "0591-123456"),
        ("telefoonnummer", "+32 470 12 34 56"),
        ("telefoonnummer", "\uff10\uff16\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18"),
        ("telefoonnummer", "\u0660\u0666\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668"),
        ("telefoonnummer", "06\u00ad12\u200b34\u2060\u200b56\ufeff78"),
        ("telefoonnummer", "06\u00a01234\u20115678"),
        ("adres", "7811 AB 12a"),
        ("adres", "7811ab, nummer 12"),
        ("adres", "7811 AB en huisnummer 12"),
        ("adres", "7811 AB 1-2"),
        ("adres", "\uff17\uff18\uff11\uff11 \uff21\uff22 12"),
        ("adres", "Van der Duynlaan 5 b, 7811 AB"),
        ("adres", "Dorpsstraat 5\n7811 AB"),
        ("adres", "Dorpsstraat 5 te Emmen (7811 AB"),
        ("iban", "NL91 ABNA 0417 1643 00"),
        ("iban", "nl91abna0417164300"),
        ("iban", "NL91\u200bABNA\u00a00417\u20111643.00"),
        ("iban", "BE68 5390 0754 7034"),
        ("mailadres", "a.de.boer@voorbeeld.nl"),
        ("mailadres", "jan at voorbeeld punt nl"),
        ("mailadres", "jan apenstaartje voorbeeld punt nl"),
        ("mailadres", "jan.smit [at] voorbeeld [dot] nl"),
        ("mailadres", "jan(at)voorbeeld.nl"),
        ("mailadres", "jan @ voorbeeld . nl"),
        ("mailadres", "jan\uff20voorbeeld.nl"),
        ("mailadres", "jan\u00ad@voor\u00adbeeld.nl"),
        ("bsn", "123456782"),
        ("bsn", "1234.56.782"),
        ("bsn", "123 456 782"),
        ("bsn", "123 - 456 - 782"),
        ("bsn", "123/456/782"),
        ("bsn", "1\u200b2\u200b3\u200b4\u200b5\u200b6\u200b7\u200b8\u200b2"),
        ("bsn", "\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0662"),
        ("bsn", "\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff12"),
        ("bsn", "10000008"),
    ],
)
def test_people_write_it_in_many_ways(sort: str, written: str) -> None:
    assert found(f"Ik zei: {written}, graag.") == [(sort, written)]


def test_a_mobile_number_with_one_digit_too_few_may_be_a_service_number() -> None:
    """Nobody can tell which was meant; a BSN may stay nowhere."""
    assert found("Stuur het naar 060657406.") == [("bsn", "060657406")]
    assert found("Stuur het naar 06-0657406.") == [("bsn", "06-0657406")]
    assert found("Stuur het naar 06-0657405.") == [("telefoonnummer", "06-0657405")]
    assert found("Bel +31 123456782.") == [("telefoonnummer", "+31 123456782")]


@pytest.mark.parametrize("said", ["BSN ", "bsn:", "Mijn burgerservicenummer is "])
def test_whoever_says_bsn_means_it(said: str) -> None:
    """Digits that could be a day, or a case number, are neither behind that word."""
    assert found(f"Geboren op {DAY}, zaak Z-{CASE}") == []

    assert found(f"{said}{DAY}") == [("bsn", DAY)]
    assert found(f"{said}{CASE}") == [("bsn", CASE)]


@pytest.mark.parametrize(
    "text",
    [
        "2.500 woningen in 2030, en 12.000 in 2040",
        "artikel 12, 2015 over de Wmo; artikel 2.1.4, vierde lid, onder b",
        "zaaknummer Z-2027-0113 en Z-2027-01134",
        "op 06-07-2027 10 uur, of op 01-03-2027 19:30",
        "op 11-03-2027 9 uur, op 2027-03-11 9 uur",
        "van 2026-2027 3 woningen en van 2027 2028 2029 4",
        "Zie B1.2-001, B1.2-002 en B12.10-0123.",
        "€ 125.000.000 en 123.456.780 euro en 1.250.000 inwoners",
        "ISO 27001:2022, NEN 7510-1 2017 en RFC 5321",
        "tussen 12 en 2030 er 5 keer, 1200 pk 3, 1500 kg 12, 2500 mb 4",
        "In de wijk 7811 AB wonen veel ouderen.",
        "Hij at een punt op. Wij at home. Zie @emmen. Een goed plan.",
        "Look at emmen.nl, more information at voorbeeld.nl",
        "0,5 fte; 06:30 tot 08:45; 10-12-14-16",
        "Kamerstuk 32 847, nr. 1023 en Stb. 2014, 280",
    ],
)
def test_numbers_of_every_day_stay(text: str) -> None:
    assert found(text) == []


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from("-./"), st.integers(0, 23))
def test_a_day_with_an_hour_behind_it_is_no_number(day: date, between: str, hour: int) -> None:
    written = f"{day:%d-%m-%Y}".replace("-", between)

    assert found(f"Op {written} {hour} uur") == []


@given(st.text(max_size=200) | st.text("0123456789+-. ()@NL\u0661\u00b2\u200b", max_size=80))
def test_what_was_found_stands_where_it_is_said_to_stand(text: str) -> None:
    shown = plain(text)
    last = 0

    for each in find_personal_data(text):
        assert last <= each.start < each.end <= len(text)
        last = each.end
    if shown.at is None:
        assert len(shown.text) == len(text)
    else:
        assert [shown.span(n, n + 1)[0] for n in range(len(shown.text))] == list(shown.at)


def lines(*folders: Path) -> list[tuple[Path, str]]:
    files = [f for folder in folders for f in sorted(folder.rglob("*")) if f.suffix in TEXTS]
    return [(f, line) for f in files for line in f.read_text(encoding="utf-8").splitlines()]


TEXTS = {".txt", ".md", ".yaml", ".csv", ".jsonl"}


def test_what_ships_raises_no_false_alarm() -> None:
    """All agendas and praktijkvoorbeelden: one public mailbox, and nothing else."""
    shipped = lines(ROOT / "sessions" / "agendas", ROOT / "knowledge_base")

    flagged = {written for _, line in shipped for _, written in found(line)}

    assert len(shipped) > 1_000
    assert flagged == {"wonenzorg@rvo.nl"}


def test_the_stories_raise_no_false_alarm() -> None:
    """Three mail addresses and three phone numbers stand in them, of people and as examples."""
    if not (stories := SHARED / "seeds").is_dir():
        pytest.skip("the stories lie beside the repository, in ../shared/seeds")

    flagged = {one for _, line in lines(stories) for one in found(line)}

    assert Counter(sort for sort, _ in flagged) == {"mailadres": 3, "telefoonnummer": 3}
