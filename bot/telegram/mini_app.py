"""Who opened a page inside Telegram: what Telegram says of them, and whether it really said so."""

from datetime import UTC, datetime, timedelta

from bot.telegram.hearing import address_of

FRESH = timedelta(hours=1)
"""How old what Telegram said may be: a page that is opened says it anew."""


def person_of(token: str, init_data: str) -> str | None:
    """The address of who opened the page; None when Telegram did not say so, or too long ago.

    Telegram signs with HMAC-SHA256 under a key made of the bot's token
    (core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app).
    """
    from aiogram.utils.web_app import safe_parse_webapp_init_data  # see bot.telegram

    try:
        said = safe_parse_webapp_init_data(token, init_data)
        age = datetime.now(UTC) - said.auth_date
    except (ValueError, TypeError):  # a TypeError for a hash that is not ASCII, say
        return None
    if said.user is None or not -FRESH <= age <= FRESH:
        return None
    return address_of(said.user.id)
