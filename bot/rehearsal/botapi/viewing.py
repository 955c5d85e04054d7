"""A chat as the person sees it: texts, buttons, and what was edited or taken away."""

from typing import Any

from telegram import InlineKeyboardButton

from bot.rehearsal.botapi.rooms import Posted, Room

View = dict[str, Any]


def view_of(posted: Posted) -> View:
    """One message; what it has not is left out, but for its text and its buttons."""
    parts = posted.parts
    seen: View = {
        "message": posted.number,
        "revision": posted.revision,
        "by_bot": posted.by_bot,
        "at": int(parts["date"].timestamp()),
        "text": parts.get("text", parts.get("caption", "")),
        "buttons": buttons_of(posted),
    }
    entities = parts.get("entities") or parts.get("caption_entities") or ()
    files = {kind: _file(parts[kind]) for kind in ("document", "photo") if kind in parts}
    more: View = {
        "user": parts["from_user"].id if parts.get("from_user") and not posted.by_bot else None,
        "entities": [each.to_dict() for each in entities],
        "edited": "edit_date" in parts,
        "deleted": posted.deleted,
        "poll": parts["poll"].to_dict() if "poll" in parts else None,
    }
    return seen | {key: value for key, value in (more | files).items() if value}


def buttons_of(posted: Posted) -> list[list[View]]:
    markup = posted.parts.get("reply_markup")
    return [[_button(each) for each in row] for row in markup.inline_keyboard] if markup else []


def room_view(room: Room, since: int) -> View:
    """What changed in a chat after a revision, and what lies under the text field."""
    return {
        "revision": room.revision,
        "messages": [view_of(each) for each in room.news(since)],
        "keyboard": room.keyboard,
        "menu_button": room.menu_button,
    }


def _button(button: InlineKeyboardButton) -> View:
    return button.to_dict()


def _file(sent: Any) -> View:
    """A document, or the largest size of a photo."""
    described: View = (sent[-1] if isinstance(sent, list | tuple) else sent).to_dict()
    return described
