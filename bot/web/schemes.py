"""Light and dark as addresses, forms and style sheets spell them: in Dutch."""

from collections.abc import Mapping

from sessions.errors import Malformed
from sessions.meeting import Light

SCHEMES: Mapping[str, Light] = {"": Light.DEVICE, "licht": Light.LIGHT, "donker": Light.DARK}


def light_of(scheme: str) -> Light:
    """What a form asks for; raise `Malformed` for a word that no form of ours has."""
    if scheme not in SCHEMES:
        raise Malformed("form.unclear")
    return SCHEMES[scheme]


def scheme_of(light: str) -> str:
    """The word of the style sheet; empty where the device in the hall decides."""
    return next((scheme for scheme, each in SCHEMES.items() if each == light), "")
