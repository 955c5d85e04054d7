"""One page with every chat: a facilitator looks over the shoulders of pretend people."""

from collections.abc import Sequence
from pathlib import Path

from bot.rehearsal.hall import Phone
from bot.rehearsal.messenger_phone import MessengerPhone


def over_the_shoulder(phones: Sequence[Phone]) -> bytes:
    """The chats of everybody with Telegram, each as its owner sees it at the end of the evening."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    chats = [
        {
            "label": phone.person.label,
            "who": phone.person.party or "voor zichzelf",
            "character": phone.person.character.value,
            "messages": [message for _, message in sorted(phone.chat.messages.items())],
        }
        for phone in phones
        if isinstance(phone, MessengerPhone)
    ]
    return environment.get_template("phones.html").render(chats=chats).encode()
