"""A mail as it goes over the line: whatever people typed, its head is ours."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.headerregistry import Address

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.mail.line import _dotted
from bot.mail.writing import Envelope, message_number, written
from sessions.actions.mailing import read_address

ENVELOPE = Envelope(
    Address("Samenspel", addr_spec="huis@example.org"), "anna@example.org",
    f"https://doemee.example/m/482716/post/{'k' * 60}/stop",
    datetime(2027, 3, 11, 19, 30, tzinfo=UTC),
)  # fmt: skip
HEAD = [
    "From", "To", "Subject", "Date", "Message-ID", "List-Unsubscribe",
    "List-Unsubscribe-Post", "Auto-Submitted", "Content-Type",
    "Content-Transfer-Encoding", "MIME-Version",
]  # fmt: skip
TYPED = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@given(TYPED, TYPED)
@example("Start\r\nBcc: mallory@example.org", "\r\n.\r\nMAIL FROM:<x>")
@example("{{ 7*7 }} <b>é</b> \x00\u2028", ".")
@example("=?utf-8?q?Bcc?=", "")
def test_no_words_break_out_of_their_place(title: str, words: str) -> None:
    made = written(ENVELOPE, "n" * 40, f"{title}\n\n{words}")
    read = message_from_bytes(made, policy=policy.default)

    assert read.keys() == HEAD
    assert (read["To"], read["Bcc"]) == ("anna@example.org", None)
    assert f"List-Unsubscribe: <{ENVELOPE.stop}>\r\n".encode() in made
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in made
    assert all(len(line) <= 998 for line in made.split(b"\r\n"))
    assert not read.defects


def test_over_an_open_line_nobody_presses_for_a_reader() -> None:
    made = written(replace(ENVELOPE, stop="http://localhost/m/1/stop"), "n" * 40, "Dag\n\nHallo")

    assert b"List-Unsubscribe: <http://localhost/m/1/stop>\r\n" in made
    assert b"List-Unsubscribe-Post" not in made


@pytest.mark.parametrize("typed", ["anna@münchen.example", "a_b=c?d@example.org", "A@ÉÉN.example"])
def test_every_address_that_is_taken_can_stand_on_a_mail(typed: str) -> None:
    address = read_address(typed)

    made = written(replace(ENVELOPE, to=address), "n" * 40, "Dag\n\nHallo")

    assert f"To: {address}\r\n".encode("ascii") in made


@given(st.lists(st.sampled_from([b"", b".", b"..", b"a", b".a"]), max_size=6))
def test_a_lonely_dot_does_not_end_a_mail(lines: list[bytes]) -> None:
    message = b"\r\n".join(lines) + b"\r\n"

    *sent, end, nothing = _dotted(message).split(b"\r\n")

    assert (end, nothing) == (b".", b"")
    assert b"." not in sent
    assert [line[line.startswith(b".") :] for line in sent] == (lines or [b""])


def test_the_number_belongs_to_the_letter() -> None:
    same = message_number("mail:a", "Dag")

    assert same == message_number("mail:a", "Dag")
    assert len({same, message_number("mail:b", "Dag"), message_number("mail:a", "Hoi")}) == 3
