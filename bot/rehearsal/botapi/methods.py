"""The list of methods, and one bot that carries them out."""

from collections.abc import Callable
from typing import Any

from bot.rehearsal.botapi import editing, filing, knowing, polls, sending, tapping
from bot.rehearsal.botapi.parameters import Parameters
from bot.rehearsal.botapi.world import World

Method = Callable[[World, Parameters], Any]

METHODS: dict[str, Method] = {
    "answerCallbackQuery": tapping.answer_callback_query,
    "deleteMessage": editing.delete_message,
    "deleteMyCommands": knowing.delete_my_commands,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "editMessageText": editing.edit_message_text,
    "getChatMenuButton": knowing.get_chat_menu_button,
    "getFile": filing.get_file,
    "getMe": knowing.get_me,
    "getMyCommands": knowing.get_my_commands,
    "sendChatAction": sending.send_chat_action,
    "sendDocument": sending.send_document,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendPoll": polls.send_poll,
    "setChatMenuButton": knowing.set_chat_menu_button,
    "setMyCommands": knowing.set_my_commands,
    "stopPoll": polls.stop_poll,
}
