"""Updates as Telegram brings them, written down by hand from its documentation."""

import json
from typing import Any

ANNA = {"id": 1001, "is_bot": False, "first_name": "Anna"}
BOT = {"id": 7, "is_bot": True, "first_name": "Samenspel", "username": "samenspelbot"}
PRIVATE = {"id": 1001, "type": "private", "first_name": "Anna"}
GROUP = {"id": -100200300, "type": "supergroup", "title": "De straat"}
CHANNEL = {"id": -100999, "type": "channel", "title": "Nieuws"}
DATE = 1_805_000_000
FILE = {"file_id": "abc", "file_unique_id": "def"}


def update(number: int = 1, **what: Any) -> str:
    return json.dumps({"update_id": number, **what})


def message(chat: dict[str, Any] = PRIVATE, **what: Any) -> dict[str, Any]:
    return {"message_id": 5, "date": DATE, "chat": chat, "from": ANNA, **what}


def said(text: str, chat: dict[str, Any] = PRIVATE, **what: Any) -> str:
    return update(message=message(chat, text=text, **what))


def pressed(data: str | None = "pick:1:1:2", chat: dict[str, Any] = PRIVATE, **what: Any) -> str:
    """A button under message 55 of ours."""
    under = {"message_id": 55, "date": DATE, "chat": chat, "from": BOT, "text": "Vraag?"}
    query = {"id": "q1", "from": ANNA, "chat_instance": "c", "message": under, **what}
    return update(callback_query=query | ({"data": data} if data is not None else {}))


def member(status: str, chat: dict[str, Any] = PRIVATE) -> str:
    """The bot's own place in a chat changed."""
    more = {"until_date": 0} if status == "kicked" else {}
    return update(
        my_chat_member={
            "chat": chat, "from": ANNA, "date": DATE,
            "old_chat_member": {"user": BOT, "status": "member"},
            "new_chat_member": {"user": BOT, "status": status, **more},
        }
    )  # fmt: skip


POLL = {
    "id": "p", "question": "Wat?", "total_voter_count": 0, "is_closed": False,
    "is_anonymous": True, "type": "regular", "allows_multiple_answers": False,
    "allows_revoting": False, "members_only": False,
    "options": [{"persistent_id": "1", "text": "Ja", "voter_count": 0}],
}  # fmt: skip

WITHOUT_WORDS: dict[str, dict[str, Any]] = {
    "a sticker": {
        "sticker": {**FILE, "type": "regular", "width": 1, "height": 1, "is_animated": False,
                    "is_video": False},
    },
    "a photo": {"photo": [{**FILE, "width": 1, "height": 1}], "caption": "mijn antwoord"},
    "a document": {"document": FILE},
    "a place": {"location": {"latitude": 52.0, "longitude": 6.0}},
    "a contact": {"contact": {"phone_number": "06", "first_name": "Bram"}},
    "a forwarded poll": {
        "poll": POLL, "forward_origin": {"type": "user", "date": DATE, "sender_user": ANNA},
    },
    "a die": {"dice": {"emoji": "🎲", "value": 3}},
}  # fmt: skip

SPOKEN: dict[str, dict[str, Any]] = {
    "a voice": {"voice": {**FILE, "duration": 3}},
    "a song": {"audio": {**FILE, "duration": 3}},
    "a round video": {"video_note": {**FILE, "length": 1, "duration": 3}},
}
