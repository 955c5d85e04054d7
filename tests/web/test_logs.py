"""What stands in the log: what happened and where, and never what anybody said."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.serving import ADMIN, AGENDA, Hall, hall_with, open_house
from tests.web.test_walls import does

LINK = "c0ffee" * 8
"""As long as the key in the link out of a mail."""

WORDS = "Roodborstje"
"""Stands in everything that anybody types."""


def told_of(hall: Hall) -> None:
    """An evening and what comes after it, with this word in every field; some of it is refused."""
    boss, code = hall.facilitator.client, hall.code
    anna = hall.joined(name=f"Anna {WORDS}", organisation=f"Stichting {WORDS}", kind="overig")
    hall.facilitator.does("items/3/open")
    anna.gives(3, {"text": f"De {WORDS} fluit, bel 06-12345678"}, f"sleutel-{WORDS}")
    anna.gives(3, {"teksten": WORDS}, "fout")
    anna.does("ask", question=f"Wat eet een {WORDS}?")
    console, vision, after = f"/regie/{code}", f"/visie/{code}", f"/regie/{code}/verslag"
    does(boss, f"{console}/notitie", kind="action", text=WORDS, owner=WORDS, by=WORDS)
    does(boss, f"{console}/aanmeldingen", list=f"naam;organisatie\nMevrouw {WORDS};{WORDS}")
    does(boss, f"{vision}/bron", place="bronnen", title=WORDS, key="een")
    does(boss, f"{vision}/reactie", place="bronnen", origin="mail", text=WORDS, key="twee")
    boss.post(f"{vision}/wijzig", data={"number": "99", "words": WORDS})
    boss.post(
        f"/coordinatie/bijeenkomsten/{code}/draaiboek", data={"agenda": f"{WORDS}: [", "do": "save"}
    )
    signed = {"variant": "covenant", "party": WORDS, "state": "signed", "function": WORDS}
    boss.post(f"/coordinatie/bijeenkomsten/{code}/ondertekening", data=signed)
    hall.facilitator.does("end")
    does(boss, after, do="add", item="3", text=WORDS, sort="correction")
    does(boss, after, do="open", day="2999-01-01")
    assert (
        anna.client.post(f"/m/{code}/verslag", data={"item": "3", "text": WORDS}).status_code == 303
    )
    anna.client.post(f"/m/{code}/verslag", data={"item": "77", "text": WORDS})
    does(boss, after, do="judge", number="1", verdict="not_adopted", because=WORDS)
    boss.post(after, data={"do": "judge", "number": "9", "verdict": "adopted", "because": WORDS})
    page = boss.get(f"/coordinatie/bijeenkomsten/{code}/persoonsgegevens").text
    assert "06-12345678" in page
    for path in (
        f"/m/{code}/{WORDS}",
        f"/in/{WORDS}",
        f"/regie/{code}/{WORDS}",
        f"/voorbeelden/{WORDS}",
    ):
        boss.get(path)
        anna.client.post(path, data={"text": WORDS})
    assert WORDS in hall.facilitator.client.get(f"/api/v1/meetings/{code}/record").text


def test_no_words_names_or_keys_of_anybody_stand_in_the_log(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    database = tmp_path / "house.db"
    with open_house(database) as base, hall_with(base, AGENDA) as hall:
        told_of(hall)
        with closing(sqlite3.connect(database)) as harm, harm:
            harm.execute("ALTER TABLE notes RENAME TO elsewhere")
        broken = hall.facilitator.client.post(
            f"/regie/{hall.code}/notitie", data={"kind": "note", "text": WORDS}
        )

        with closing(sqlite3.connect(database)) as harm, harm:
            harm.execute("ALTER TABLE mail_wishes RENAME TO away")
        closed = hall.facilitator.client.get(f"/m/{hall.code}/post/{LINK}")

    logged = "".join(capfd.readouterr())
    assert (broken.status_code, closed.status_code) == (500, 500)
    assert "request_failed" in logged
    for secret in (WORDS, WORDS.lower(), "12345678", ADMIN, LINK[:12]):
        assert secret not in logged


def test_what_breaks_before_the_list_of_routes_has_a_number_as_well(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake of ours on each of the ways that a whole hall takes at once."""
    anna = hall.joined()
    hall.facilitator.does("items/2/open")

    async def broken(*_: object) -> None:
        raise LookupError

    for place in ("api.participant._watched", "api.answer.participant_of", "phone.pages.inside"):
        monkeypatch.setattr(f"bot.web.{place}", broken)
    stream = anna.client.get(f"/api/v1/meetings/{hall.code}/live")
    answer = anna.gives(2, {"choice": [1]}, "a")
    page = anna.client.get(f"/m/{hall.code}")

    for each in (stream, answer):
        told = each.json()
        assert (each.status_code, told["title"]) == (500, "http.failed")
        assert re.search(r"[0-9a-f]{8}", told["detail"])
    assert page.status_code == 500
    assert "text/html" in page.headers["content-type"]
