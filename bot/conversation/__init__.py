"""Talking with people: what they do comes in as `heard`, what we answer goes out as `reply`.

Everything here returns at once: no waiting, no database, no clock of its own.
"""
