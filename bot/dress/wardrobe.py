"""What the settings say that this house wears."""

from pathlib import Path

from bot.dress.logo import Logo, read_logo
from bot.dress.theme import NO_THEME, HouseTheme, read_theme
from bot.settings import Settings


def worn(settings: Settings) -> tuple[HouseTheme, Logo | None]:
    """The theme and the logo; raise `Unusable` when a file is not what it should be."""
    theme = read_theme(Path(settings.theme)) if settings.theme else NO_THEME
    logo = read_logo(Path(settings.logo), settings.logo_of) if settings.logo else None
    return theme, logo
