"""What the Bot API answers when it says no, in Telegram's own words."""

from math import ceil
from typing import Any

BLOCKED = "bot was blocked by the user"
CANNOT_BEGIN = "bot can't initiate conversation with a user"
DEACTIVATED = "user is deactivated"
KICKED = "bot was kicked from the {} chat"

CHAT_NOT_FOUND = "chat not found"
EMPTY_CHAT = "chat_id is empty"
EMPTY_TEXT = "message text is empty"
LONG_TEXT = "message is too long"
LONG_CAPTION = "message caption is too long"
MIGRATED = "group chat was upgraded to a supergroup chat"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
NOTHING_TO_EDIT = "message to edit not found"
NO_MESSAGE_NAMED = "message identifier is not specified"
NOT_EDITABLE = "message can't be edited"
NO_TEXT_TO_EDIT = "there is no text in the message to edit"
NOTHING_TO_DELETE = "message to delete not found"
NOT_DELETABLE = "message can't be deleted for everyone"
OLD_QUERY = "query is too old and response timeout expired or query ID is invalid"
POLLED_ELSEWHERE = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_SET = "terminated by setWebhook request"
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active;"
    " use deleteWebhook to delete the webhook first"
)


class ApiError(Exception):
    """A refusal as the wire carries it; `parameters` tells what the caller can do about it."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        self.status = status
        self.description = description
        self.parameters = parameters
        super().__init__(f"{status} {description}")

    def body(self) -> dict[str, Any]:
        body = {"ok": False, "error_code": self.status, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(reason: str, **parameters: int) -> ApiError:
    return ApiError(400, f"Bad Request: {reason}", **parameters)


def forbidden(reason: str) -> ApiError:
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    return ApiError(409, f"Conflict: {reason}")


def too_many(seconds: float) -> ApiError:
    """Whole seconds and at least one, as Telegram counts them."""
    wait = max(1, ceil(seconds))
    return ApiError(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
