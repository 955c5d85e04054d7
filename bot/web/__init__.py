"""Every screen: phone, projector, console, and the JSON API beside them."""

from bot.web.numbers import teach_numbers

teach_numbers()
