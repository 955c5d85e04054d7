"""A stand-in for Telegram's Bot API on loopback: a process of its own, with a side to steer it."""
