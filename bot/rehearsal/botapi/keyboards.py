"""Keyboards under a message: what Telegram refuses, and what becomes of the rest."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from telegram import InlineKeyboardMarkup

from bot.rehearsal.botapi.failures import bad_request
from bot.rehearsal.botapi.parameters import Parameters
from bot.rehearsal.botapi.rooms import Room

MOST_BUTTONS = 100
MOST_DATA = 64

Button = dict[str, Any]


def inline_keyboard(call: Parameters, room: Room) -> InlineKeyboardMarkup | None:
    """The buttons of this call; none is none, also where an edit leaves them out."""
    markup = call.value("reply_markup", "reply keyboard markup")
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        return None
    rows = _rows(markup["inline_keyboard"])
    for button in (button for row in rows for button in row):
        _check(button, room)
    kept = [row for row in rows if row]
    return InlineKeyboardMarkup.de_json({"inline_keyboard": kept}, None) if kept else None


def reply_keyboard(call: Parameters) -> list[list[str]] | None:
    """The words under the text field; an empty list takes them away, None leaves them."""
    markup = call.value("reply_markup", "reply keyboard markup") or {}
    if "keyboard" in markup:
        return [[_label(each) for each in row] for row in markup["keyboard"]]
    return [] if markup.get("remove_keyboard") else None


def _label(button: Any) -> str:
    return str(button["text"] if isinstance(button, dict) else button)


def _rows(rows: Any) -> list[list[Button]]:
    if not isinstance(rows, list):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be an Array of Arrays')
    if not all(isinstance(each, dict) for row in rows for each in row):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return rows


def _check(button: Button, room: Room) -> None:
    if not isinstance(button.get("text"), str):
        raise bad_request(
            'can\'t parse inline keyboard button: Field "text" must be of type String'
        )
    if not button["text"].strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    action = next((name for name in ACTIONS if name in button), None)
    if action is None:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    ACTIONS[action](button[action], room)


def _check_data(data: Any, _: Room) -> None:
    if not isinstance(data, str) or not 0 < len(data.encode()) <= MOST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_address(address: Any, _: Room) -> None:
    parts = urlsplit(str(address))
    known = parts.scheme in {"http", "https", "tg", ""}
    if not known or not (parts.netloc or parts.path) or " " in str(address):
        raise bad_request(f"inline keyboard button URL '{address}' is invalid: Wrong HTTP URL")


def _check_web_app(info: Any, room: Room) -> None:
    address = str(info.get("url", "")) if isinstance(info, dict) else ""
    if urlsplit(address).scheme != "https":
        raise bad_request(
            f"inline keyboard button Web App URL '{address}' is invalid:"
            " Only HTTPS links are allowed"
        )
    if not room.is_private:
        raise bad_request("BUTTON_TYPE_INVALID")


def _let_be(_: Any, __: Room) -> None:
    """Any other kind of button: the stand-in shows it, and knows no more about it."""


ACTIONS: dict[str, Callable[[Any, Room], None]] = {
    "callback_data": _check_data,
    "url": _check_address,
    "web_app": _check_web_app,
    "login_url": _let_be,
    "switch_inline_query": _let_be,
    "switch_inline_query_current_chat": _let_be,
    "switch_inline_query_chosen_chat": _let_be,
    "copy_text": _let_be,
    "callback_game": _let_be,
    "pay": _let_be,
}
