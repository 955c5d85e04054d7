"""Mail, for who asked for it: a channel beside Telegram, and a stranger to it and to the web."""
