"""What delivery asks of a channel, and what went wrong when it could not send."""

from typing import Protocol

from bot.conversation.reply import Say


class UndeliveredError(Exception):
    """A message did not get there."""


class UnsentError(UndeliveredError):
    """It cannot have left, or the other side says that it did nothing: it may be sent again."""


class UnsureError(UndeliveredError):
    """It may have arrived: sending it again could say it twice."""


class GoneError(UndeliveredError):
    """Nobody can be reached there any more."""


class RefusedError(UndeliveredError):
    """It will never be taken as it is."""


class VanishedError(UndeliveredError):
    """The message that was to be changed is not there any more."""


class TooFastError(UndeliveredError):
    """It goes too fast; try again after so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class NotNowError(UndeliveredError):
    """This one address takes nothing now, and says nothing about others; try it again later."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Channel(Protocol):
    """What reaches people by itself."""

    prefix: str

    async def send(self, address: str, say: Say, edits: int | None, file: bytes | None) -> int:
        """Send it, or change the message that it edits; return its number there."""
        ...
