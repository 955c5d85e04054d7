"""Talking with people: the conversation, and the channels it goes through."""
