"""Telegram: the same evening in the messenger that people have already. aiogram lives only here.

    getUpdates or webhook ──► inbox ──► postbox ──► desk ──► outbox ──► delivery

Its import costs seconds, so the house opens this part after the web answers, in another thread.
"""
