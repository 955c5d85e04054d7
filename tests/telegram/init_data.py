"""What Telegram hands to a page that is opened inside it, signed as its documentation says.

core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app
"""

import hashlib
import hmac
import json
from time import time
from urllib.parse import urlencode

TOKEN = "7:a-token-for-tests-only"


def signed(token: str = TOKEN, **fields: str) -> str:
    """These fields with the signature that belongs to them."""
    told = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    secret = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    return urlencode({**fields, "hash": hmac.new(secret, told.encode(), "sha256").hexdigest()})


def opened_by(person: int = 1001, *, ago: float = 0, token: str = TOKEN, **more: str) -> str:
    """Somebody opened the page so many seconds ago."""
    user = {"id": person, "first_name": "Anna & <b>\u202e", "language_code": "nl"}
    fields = {"user": json.dumps(user), "auth_date": str(int(time() - ago)), "query_id": "AAH"}
    return signed(token, **fields | more)
