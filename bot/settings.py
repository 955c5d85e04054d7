"""Every setting, read once: from SAMENSPEL_… in the environment, then from samenspel.toml."""

from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot.unusable import Unusable


class Settings(BaseSettings):
    """How one house is run."""

    model_config = SettingsConfigDict(
        env_prefix="SAMENSPEL_", toml_file=Path("samenspel.toml"), extra="forbid"
    )

    database: str = Field(
        default="sqlite:///var/samenspel.db",
        description="Where everything is kept: a SQLite file or a PostgreSQL database.",
    )
    public_url: str = Field(
        default="",
        description="The address that phones use, such as https://doemee.example; "
        "without it the address of the request.",
    )
    admin_token: str = Field(
        default="",
        description="A bearer token with every right, for scripts; empty means there is none.",
    )

    theme: str = Field(
        default="",
        description="A file with the design tokens of a municipality, as custom properties in CSS "
        "or as JSON; empty means our own colours.",
    )
    logo: str = Field(
        default="",
        description="A file with the logo of a municipality, SVG or PNG; empty means none.",
    )
    logo_of: str = Field(
        default="",
        max_length=120,
        description="Whose logo it is, for who cannot see it.",
    )

    telegram_token: str = Field(
        default="",
        description="The token of a bot at Telegram; empty means that everybody uses the browser.",
    )
    telegram_api: str = Field(
        default="",
        description="The address of the Bot API server; without it Telegram's own.",
    )
    telegram_per_second: int = Field(
        default=30,
        ge=1,
        le=1_000,
        description="How many messages a second Telegram lets this bot send.",
    )
    telegram_webhook: bool = Field(
        default=False,
        description="Let Telegram bring what people send to the public address, "
        "instead of fetching it.",
    )

    smtp: str = Field(
        default="",
        repr=False,
        description="The server that takes our mail, such as smtps://name:password@host:465 or "
        "smtp://host:587 (STARTTLS); empty means that nothing is mailed.",
    )
    mail_from: str = Field(
        default="",
        description="The address that mail comes from; needed with a mail server.",
    )

    retention_days: int = Field(
        default=0,
        ge=0,
        le=36_500,
        description="Days after a meeting for which its people are known by name; "
        "0 keeps them until somebody erases them.",
    )

    def __init__(self, **given: Any) -> None:
        """Raise `Unusable` for what cannot be read; it names the setting and never its value."""
        try:
            super().__init__(**given)
        except ValidationError as wrong:
            raise Unusable(
                "\n".join(_told(each["loc"], each["type"]) for each in wrong.errors())
            ) from None
        except (OSError, ValueError):
            raise Unusable(
                "samenspel.toml is niet te lezen als TOML in UTF-8. "
                'Schrijf een instelling zoals: public_url = "https://doemee.example"'
            ) from None

    @property
    def secure(self) -> bool:
        """Whether phones come in over TLS, so that cookies may say so."""
        return self.public_url.startswith("https://")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 -- pydantic names them
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 -- same
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def _told(place: tuple[int | str, ...], fault: str) -> str:
    name = str(place[0]) if place else ""
    if fault == "extra_forbidden":
        return f"De instelling {name} in samenspel.toml kennen wij niet."
    wanted = "Hier hoort een getal." if fault.startswith("int") else "Deze waarde kan hier niet."
    return f"SAMENSPEL_{name.upper()} (of {name} in samenspel.toml) klopt niet. {wanted}"
