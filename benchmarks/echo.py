"""The least that a bot can be: it says back what was said, and keeps nothing.

`python -m benchmarks.echo aiogram|ptb BASE TOKEN` polls until it is stopped.
"""

import asyncio
import logging
import sys
from typing import Any


def by_aiogram(base: str, token: str) -> None:
    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.types import Message

    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> None:
        await message.answer(message.text or "")

    async def poll() -> None:
        bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(base)))
        await dispatcher.start_polling(bot, handle_signals=True)

    asyncio.run(poll())


def by_python_telegram_bot(base: str, token: str) -> None:
    from telegram import Update
    from telegram.ext import Application, MessageHandler, filters

    async def echo(update: Update, _context: Any) -> None:
        assert update.message
        await update.message.reply_text(update.message.text or "")

    application = Application.builder().token(token).base_url(f"{base}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    _, which, base, token = sys.argv
    {"aiogram": by_aiogram, "ptb": by_python_telegram_bot}[which](base, token)
