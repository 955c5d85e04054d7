"""A stand-in for Telegram: its Bot API on this machine, and pretend people on the other side.

The bot reads the Bot API with aiogram; what we hand out here is built with python-telegram-bot.
So a single misreading cannot hide on both sides. It runs as a process of its own:

    python -m bot.rehearsal.botapi --token 1:TEST
"""
