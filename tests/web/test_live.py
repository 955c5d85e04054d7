import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import httpx

from tests.serving import Hall


class Screen:
    """A screen that listens, and remembers every version it was told."""

    def __init__(self, hall: Hall, suffix: str = "") -> None:
        self.versions: list[int] = []
        self._more = threading.Condition()
        self._client = hall.stranger().client
        self._path = f"/api/v1/meetings/{hall.code}/live{suffix}"
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        self.waits_for(lambda versions: len(versions) >= 1)

    def _listen(self) -> None:
        with (
            suppress(httpx.HTTPError, httpx.StreamError),  # the test is over before the stream
            self._client.stream("GET", self._path) as stream,
        ):
            for line in self._data(stream.iter_lines()):
                with self._more:
                    self.versions.append(json.loads(line)["version"])
                    self._more.notify_all()

    @staticmethod
    def _data(lines: Iterator[str]) -> Iterator[str]:
        return (line.removeprefix("data: ") for line in lines if line.startswith("data: "))

    def waits_for(self, enough: Callable[[list[int]], bool], seconds: float = 60) -> bool:
        with self._more:
            return self._more.wait_for(lambda: enough(self.versions), seconds)


def test_a_phone_hears_of_what_everybody_sees(hall: Hall) -> None:
    phone = Screen(hall)

    hall.facilitator.does("items/2/open")

    assert phone.waits_for(lambda versions: versions[-1] >= hall.record()["meeting"]["version"])


def test_a_phone_does_not_hear_of_other_peoples_answers_and_the_console_does(hall: Hall) -> None:
    anna = hall.joined()
    hall.facilitator.does("items/2/open")
    phone, console = Screen(hall), Screen(hall, "?voor=regie")

    for i in range(3):
        anna.gives(2, {"choice": [1 + i]}, f"k{i}")

    assert console.waits_for(lambda versions: len(versions) >= 2)
    assert not phone.waits_for(lambda versions: len(versions) >= 2, seconds=1)


def test_versions_coalesce_and_the_last_one_arrives(hall: Hall) -> None:
    console = Screen(hall, "?voor=regie")

    with ThreadPoolExecutor(30) as hands:  # at once: one by one may be slower than the pace
        for i in range(30):
            hands.submit(hall.facilitator.does, "notes", kind="note", text=f"Notitie {i}")
    last = hall.record()["meeting"]["version"]

    assert console.waits_for(lambda versions: versions[-1] == last)
    assert len(console.versions) < 30


def test_a_stream_of_no_meeting_is_refused(hall: Hall) -> None:
    assert httpx.get(f"{hall.base}/api/v1/meetings/000000/live").status_code == 404
