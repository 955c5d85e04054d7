"""What the Bot API says when it does not do something, in Telegram's own words."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class ApiError(Exception):
    """An answer that is no success: the status, the description, and what goes with it."""

    status: int
    description: str
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {
            "ok": False, "error_code": self.status, "description": self.description,
        }  # fmt: skip
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad(why: str) -> ApiError:
    return ApiError(400, f"Bad Request: {why}")


def forbidden(why: str) -> ApiError:
    return ApiError(403, f"Forbidden: {why}")


def conflict(why: str) -> ApiError:
    return ApiError(409, f"Conflict: {why}")


def too_many(seconds: int) -> ApiError:
    why = f"Too Many Requests: retry after {seconds}"
    return ApiError(429, why, {"retry_after": seconds})
