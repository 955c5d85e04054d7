"""Passkeys in the browser: a key stays on the device, and only what it signed comes here."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.web.body import parse, receive_body
from bot.web.context import base_url, web_of
from bot.web.devices import device_of
from bot.web.entrance.signing_in import let_in
from bot.web.who import known_staff
from sessions.actions import passkeys
from sessions.actions.passkeys import UsedPasskey
from sessions.errors import Clash, Malformed
from sessions.people import Staff
from sessions.storage.passkeys import Passkey

if TYPE_CHECKING:
    from webauthn.helpers.structs import AuthenticatorSelectionCriteria

NAME = "Samenspel"


@dataclass(frozen=True, slots=True)
class Place:
    """For which site a passkey holds."""

    host: str
    origin: str


def place_of(connection: HTTPConnection) -> Place | None:
    """The site as browsers know it; None where they would refuse: without TLS, or by number."""
    parts = urlsplit(base_url(connection))
    host = parts.hostname or ""
    if host != "localhost" and parts.scheme != "https":
        return None
    return Place(host, f"{parts.scheme}://{parts.netloc}")


def _place(request: Request) -> Place:
    place = place_of(request)
    if place is None:
        raise Clash("passkey.no_tls")
    return place


async def ask_to_add(request: Request) -> Response:
    """What a device needs to make a key for whoever is signed in."""
    from webauthn import generate_registration_options  # cryptography: not at start-up
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

    staff, place, web = await _person(request), _place(request), web_of(request)
    known = await passkeys.of(web.store, staff)
    options = generate_registration_options(
        rp_id=place.host,
        rp_name=NAME,
        user_id=f"samenspel-{staff.id}".encode(),
        user_name=staff.name,
        challenge=await passkeys.ask_device(web.store, staff),
        authenticator_selection=_selection(),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=_bytes(key.credential)) for key in known
        ],
    )
    return _options(options)


async def add(request: Request) -> Response:
    """Keep the key that a device made."""
    from webauthn import verify_registration_response
    from webauthn.helpers import bytes_to_base64url

    staff, place = await _person(request), _place(request)
    said = await _said(request)
    challenge = _challenge(said)
    try:
        made = verify_registration_response(
            credential=said, expected_challenge=challenge, expected_rp_id=place.host,
            expected_origin=place.origin, require_user_verification=True,
        )  # fmt: skip
    except Exception:  # noqa: BLE001 -- whatever is wrong with it, it is no key of ours
        raise Malformed("passkey.refused") from None
    fresh = Passkey(
        id=0,
        staff=staff.id,
        credential=bytes_to_base64url(made.credential_id),
        public_key=bytes_to_base64url(made.credential_public_key),
        uses=made.sign_count,
        device=device_of(request),
        added_at=datetime.now(UTC),
    )
    await passkeys.add(web_of(request).store, staff, challenge, fresh)
    return JSONResponse({"go": "/coordinatie/ik#passkeys"})


async def ask_to_sign_in(request: Request) -> Response:
    """What a device needs to sign in: no name, the key itself knows whose it is."""
    from webauthn import generate_authentication_options
    from webauthn.helpers.structs import UserVerificationRequirement

    place = _place(request)
    options = generate_authentication_options(
        rp_id=place.host,
        challenge=await passkeys.ask_device(web_of(request).store, None),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return _options(options)


async def sign_in(request: Request) -> Response:
    """Let in whoever holds a key that we know."""
    place, said = _place(request), await _said(request)
    challenge = _challenge(said)
    token = await passkeys.sign_in(
        web_of(request).store, str(said.get("id", "")), challenge, device_of(request),
        lambda known: _check(said, challenge, place, known),
    )  # fmt: skip
    return let_in(request, JSONResponse({"go": "/regie"}), token)


def _check(said: dict[str, Any], challenge: bytes, place: Place, known: Passkey) -> UsedPasskey:
    from webauthn import verify_authentication_response

    try:
        signed = verify_authentication_response(
            credential=said, expected_challenge=challenge, expected_rp_id=place.host,
            expected_origin=place.origin, require_user_verification=True,
            credential_public_key=_bytes(known.public_key),
            credential_current_sign_count=known.uses,
        )  # fmt: skip
    except Exception:  # noqa: BLE001 -- whatever is wrong with it, it was not signed by this key
        raise Malformed("passkey.refused") from None
    return UsedPasskey(signed.new_sign_count)


async def _person(request: Request) -> Staff:
    """Somebody who can have a key: the admin token is nobody."""
    staff = await known_staff(request)
    if not staff.id:
        raise Clash("passkey.for_people")
    return staff


def _selection() -> "AuthenticatorSelectionCriteria":
    """A key that knows whose it is, behind a face, a finger or a PIN: it is the only lock."""
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    return AuthenticatorSelectionCriteria(
        resident_key=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )


def _options(options: Any) -> Response:
    from webauthn import options_to_json

    return Response(options_to_json(options), media_type="application/json")


async def _said(request: Request) -> dict[str, Any]:
    said = parse(await receive_body(request.receive))
    if not isinstance(said, dict):
        raise Malformed("passkey.refused")
    return said


def _challenge(said: dict[str, Any]) -> bytes:
    """The challenge that a device says it answered; whether we asked it is looked up later."""
    from webauthn.helpers import parse_client_data_json

    try:
        client = parse_client_data_json(_bytes(said["response"]["clientDataJSON"]))
    except Exception:  # noqa: BLE001 -- anything but what a browser sends
        raise Malformed("passkey.refused") from None
    return client.challenge


def _bytes(text: str) -> bytes:
    from webauthn import base64url_to_bytes

    return base64url_to_bytes(text)


ROUTES = [
    Route("/aanmelden/passkey/vraag", ask_to_sign_in, methods=["POST"]),
    Route("/aanmelden/passkey", sign_in, methods=["POST"]),
    Route("/coordinatie/ik/passkey/vraag", ask_to_add, methods=["POST"]),
    Route("/coordinatie/ik/passkey", add, methods=["POST"]),
]
