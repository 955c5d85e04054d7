"""What the settings may say about mail, and the sentence for whatever they may not."""

import pytest

from bot.house import House
from bot.mail.postage import HOW, WHERE, WHO, read_postage
from bot.settings import Settings
from bot.unusable import Unusable


def settings(smtp: str, sender: str = "noreply@example.org", url: str = "https://x.nl") -> Settings:
    return Settings(smtp=smtp, mail_from=sender, public_url=url)


def test_without_a_server_nothing_is_mailed() -> None:
    assert read_postage(Settings()) is None


def test_a_server_with_everything() -> None:
    postage = read_postage(
        settings("smtps://huis:een%3Awacht%2Fwoord@mail.example.org:465", "Samen <a@b.nl>")
    )

    assert postage is not None
    assert (postage.place, postage.user, postage.password, postage.at_once) == (
        "mail.example.org:465", "huis", "een:wacht/woord", True,
    )  # fmt: skip
    assert str(postage.sender) == "Samen <a@b.nl>"
    assert "woord" not in repr(postage) + repr(settings("smtp://u:woord@h"))


@pytest.mark.parametrize(
    ("url", "port", "secret"),
    [
        ("smtp://mail.example.org", 587, True),
        ("smtps://mail.example.org", 465, True),
        ("smtp://localhost:25", 25, False),
        ("smtp://127.0.0.1:2525/", 2525, False),
    ],
)
def test_only_on_this_machine_mail_goes_in_the_open(url: str, port: int, secret: bool) -> None:
    postage = read_postage(settings(url))

    assert postage is not None
    assert (postage.port, postage.secret) == (port, secret)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://doemee.example:8443/hier", "doemee.example"),
        ("http://127.0.0.1:8080", "[127.0.0.1]"),
        ("http://[::1]:8080", "[IPv6:::1]"),
    ],
)
def test_a_house_calls_itself_by_its_own_address(url: str, name: str) -> None:
    postage = read_postage(settings("smtp://localhost", url=url))

    assert postage is not None
    assert postage.ourselves == name


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.org", "http://mail.example.org", "smtp://", "smtp://host:port",
        "smtp://host:99999", "smtp://name@host", "smtp://host/path", "smtp://[::1", "smtp://host:0",
    ],
)  # fmt: skip
def test_a_server_that_cannot_be_read_is_told_without_its_password(url: str) -> None:
    with pytest.raises(Unusable) as told:
        read_postage(settings(url))

    assert told.value.message == HOW


@pytest.mark.parametrize(
    "sender",
    ["", "noreply", "a@", "@b.nl", "a@b.nl\r\nBcc: x@y.nl", "a@b.nl, c@d.nl x", "é@b.nl"],
)
def test_a_sender_that_is_none_is_told(sender: str) -> None:
    with pytest.raises(Unusable) as told:
        read_postage(settings("smtp://localhost", sender))

    assert told.value.message == WHO


def test_a_house_without_an_address_does_not_start(sqlite_url: str) -> None:
    with pytest.raises(Unusable) as told:
        House(Settings(database=sqlite_url, smtp="smtp://localhost", mail_from="a@b.nl"))

    assert told.value.message == WHERE
