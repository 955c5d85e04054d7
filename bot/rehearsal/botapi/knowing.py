"""getMe, the list of commands and the menu button: what is known about the bot itself."""

from json import dumps
from typing import Any

from telegram import BotCommand, MenuButton, User

from bot.rehearsal.botapi.failures import bad_request
from bot.rehearsal.botapi.parameters import Parameters
from bot.rehearsal.botapi.world import World

MOST_COMMANDS = 100
DEFAULT = {"type": "default"}


def get_me(world: World, _: Parameters) -> User:
    return world.bot


def set_my_commands(world: World, call: Parameters) -> bool:
    given = call.value("commands", "commands")
    if not isinstance(given, list):
        raise bad_request("commands must be non-empty")
    if len(given) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for each in given:
        _check(each)
    world.commands[_scope(call)] = list(BotCommand.de_list(given, None))
    return True


def get_my_commands(world: World, call: Parameters) -> list[BotCommand]:
    return world.commands.get(_scope(call), [])


def delete_my_commands(world: World, call: Parameters) -> bool:
    world.commands.pop(_scope(call), None)
    return True


def set_chat_menu_button(world: World, call: Parameters) -> bool:
    button = call.value("menu_button", "menu button") or DEFAULT
    if button.get("type") not in {"default", "commands", "web_app"}:
        raise bad_request("can't parse menu button: Unallowed menu button type")
    MenuButton.de_json(dict(button), None)
    if call.text("chat_id"):
        world.room_of(call).menu_button = button
    else:
        world.menu_button = button
    return True


def get_chat_menu_button(world: World, call: Parameters) -> Any:
    own = world.room_of(call).menu_button if call.text("chat_id") else None
    button = own if own and own != DEFAULT else world.menu_button
    return MenuButton.de_json(dict(button), None)


def _scope(call: Parameters) -> str:
    scope = call.value("scope", "bot command scope") or DEFAULT
    return dumps([scope, call.text("language_code")], sort_keys=True)


def _check(command: Any) -> None:
    name = str(command.get("command", "")).removeprefix("/") if isinstance(command, dict) else ""
    if not name.isascii() or not name.replace("_", "").isalnum() or name != name.lower():
        raise bad_request("BOT_COMMAND_INVALID")
    if not command.get("description"):
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
