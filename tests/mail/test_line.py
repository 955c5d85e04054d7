"""The line to a mail server: secret, let in by a password, and what the doctor finds wrong."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.channel import UnsentError
from bot.commands.doctor import Check, examine
from bot.mail.line import hand_over, trouble_with
from bot.rehearsal.server import free_port
from bot.settings import Settings
from sessions.storage.migrating import migrate
from tests.mail.office import postage
from tests.postman import PASSWORD, USER, Postman, delivering, knows_us, make_certificate

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")

MAIL = b"Subject: Dag\r\n\r\n.begin\r\nHallo\r\n"
ANNA = "anna@example.org"
SPELLED = "een%3Awacht%2Fwoord%40"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("tls") / "server.pem")


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This machine trusts who signed it."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    return certificate


@pytest.fixture
def guarded(postman: Postman, certificate: Path) -> Iterator[int]:
    """A server that talks TLS from the first byte, and wants a password."""
    known: dict[str, Any] = {
        "authenticator": knows_us,
        "auth_required": True,
        "auth_require_tls": False,
    }
    with delivering(postman, certificate=certificate, at_once=True, **known) as port:
        yield port


def test_tls_from_the_first_byte_and_a_password(
    postman: Postman, trusted: Path, guarded: int
) -> None:
    post = postage(guarded, smtp=f"smtps://{USER}:{SPELLED}@localhost:{guarded}")

    assert trouble_with(post, 5) == ""
    hand_over(post, ANNA, MAIL)

    assert (postman.whom, postman.mails[0].get_content()) == ([ANNA], ".begin\r\nHallo\r\n")


def test_a_wrong_password_is_told_and_sends_nothing(
    postman: Postman, trusted: Path, guarded: int
) -> None:
    post = postage(guarded, smtp=f"smtps://{USER}:anders@localhost:{guarded}")

    said = trouble_with(post, 5)
    with pytest.raises(UnsentError) as told:
        hand_over(post, ANNA, MAIL)

    assert said == "De mailserver kent de naam of het wachtwoord in SAMENSPEL_SMTP niet."
    assert str(told.value) == "SMTPAuthenticationError"
    assert postman.mails == []


def test_a_certificate_that_nobody_signed_gets_no_password(postman: Postman, guarded: int) -> None:
    post = postage(guarded, smtp=f"smtps://{USER}:{PASSWORD[:3]}@localhost:{guarded}")

    assert trouble_with(post, 5) == "Het certificaat van de mailserver klopt niet voor localhost."
    with pytest.raises(UnsentError):
        hand_over(post, ANNA, MAIL)
    assert postman.mails == []


def test_starttls_before_anything_is_said(
    postman: Postman, trusted: Path, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.mail.postage.OURSELVES", frozenset[str]())
    with delivering(postman, certificate=certificate, require_starttls=True) as port:
        post = postage(port)
        assert trouble_with(post, 5) == ""
        hand_over(post, ANNA, MAIL)

    assert postman.whom == [ANNA]


def test_a_server_without_starttls_gets_nothing(
    postman: Postman, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.mail.postage.OURSELVES", frozenset[str]())
    post = postage(port)

    said = trouble_with(post, 5)
    with pytest.raises(UnsentError):
        hand_over(post, ANNA, MAIL)

    assert "kan geen STARTTLS" in said
    assert postman.mails == []


def test_tls_where_none_is_spoken_is_told(port: int) -> None:
    said = trouble_with(postage(port, smtp=f"smtps://localhost:{port}"), 5)

    assert said == f"De mailserver op localhost:{port} spreekt geen TLS. Misschien is het smtp://."


async def test_the_doctor_looks_at_mail(sqlite_url: str, port: int) -> None:
    migrate(sqlite_url)
    closed = free_port()
    house: dict[str, Any] = {
        "database": sqlite_url,
        "mail_from": "a@b.nl",
        "public_url": "https://x.nl",
    }

    async def says(smtp: str, **more: str) -> Check:
        known = house | {"smtp": smtp} | more
        return [f async for f in examine(Settings(**known))][1]

    assert await says(f"smtp://localhost:{port}") == Check(
        True, f"Mail gaat via localhost:{port}, als a@b.nl."
    )
    assert await says(f"smtp://localhost:{closed}") == Check(
        False, f"De mailserver op localhost:{closed} is niet te bereiken (ConnectionRefusedError)."
    )
    assert not (await says("smtp://localhost", mail_from="")).fine
    assert not (await says("localhost:25")).fine
