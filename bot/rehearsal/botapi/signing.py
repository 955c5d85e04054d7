"""What a Mini App gets from Telegram about who opened it, signed with the bot's token."""

import hmac
from hashlib import sha256
from json import dumps
from urllib.parse import urlencode

from telegram import User

from bot.rehearsal.botapi.world import World

KEY = b"WebAppData"


def init_data(world: World, user: User, start_param: str = "") -> str:
    """As the page receives it: a query string with a hash over all the rest."""
    said = {"id": user.id, "first_name": user.first_name, "language_code": user.language_code}
    fields = {
        "query_id": f"AAH{world.next_identifier()}",
        "user": dumps({key: value for key, value in said.items() if value}, ensure_ascii=False),
        "auth_date": str(int(world.clock.now())),
    }
    if start_param:
        fields["start_param"] = start_param
    secret = hmac.digest(KEY, world.token.encode(), sha256)
    lines = "\n".join(f"{key}={value}" for key, value in sorted(fields.items()))
    return urlencode(fields | {"hash": hmac.new(secret, lines.encode(), sha256).hexdigest()})
