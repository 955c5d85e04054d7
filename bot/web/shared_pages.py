"""Pages that many people get alike: laid out once for as long as the meeting stands as it does.

When an item opens, a whole hall asks for its page at the same moment, and most of them get the
same one.
"""

from collections.abc import Callable, Hashable

from starlette.responses import Response

from sessions.record import Record


class SharedPages:
    """Answers ready to be given, for the newest record of each meeting that was asked for."""

    def __init__(self) -> None:
        self._ready: dict[str, tuple[Record, dict[Hashable, Response]]] = {}

    def page(self, record: Record, alike: Hashable, make: Callable[[], Response]) -> Response:
        """What was made before for somebody who is alike in this, else what is made now."""
        code = record.meeting.code
        known, ready = self._ready.get(code, (None, {}))
        if known is not record:
            ready = {}
            self._ready[code] = record, ready
        if alike not in ready:
            ready[alike] = make()
        return ready[alike]

    def ready(self, record: Record, alike: Hashable) -> Response | None:
        """What was made before for somebody who is alike in this."""
        known, ready = self._ready.get(record.meeting.code, (None, {}))
        return ready.get(alike) if known is record else None
