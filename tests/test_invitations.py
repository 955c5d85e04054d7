"""The links with which people who run meetings come in."""

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.conversation.heard import Arrived
from bot.conversation.welcome import link_in


def invited(sqlite_url: str) -> list[str]:
    command = ["people", "invite", "Anna", "--role", "kennisbeheerder", "--database", sqlite_url]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    return done.output.splitlines()


def test_an_invitation_is_a_link_for_the_browser(sqlite_url: str) -> None:
    [link] = invited(sqlite_url)

    assert link.startswith("http://127.0.0.1:8080/in/")


def test_the_list_calls_a_role_as_the_invitation_did(sqlite_url: str) -> None:
    invited(sqlite_url)

    listed = CliRunner().invoke(main, ["people", "list", "--database", sqlite_url])

    assert listed.output == "1\tkennisbeheerder\tAnna\talle trajecten\n"


def test_where_there_is_a_bot_the_same_invitation_opens_a_chat(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMENSPEL_TELEGRAM_TOKEN", "1:TEST")

    link, told = invited(sqlite_url)

    payload = told.rpartition(" ")[2]
    assert told == f"Of in Telegram: stuur de bot  /start {payload}"
    assert link_in(Arrived(payload)) == link.rpartition("/")[2]
