"""A few numbers for whoever keeps the house running; none about people."""

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4


class Metrics:
    """The numbers of one house."""

    media_type = CONTENT_TYPE_PLAIN_0_0_4

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self.answers = Counter("samenspel_answers", "Answers acknowledged", registry=self._registry)
        self.failures = Counter(
            "samenspel_failures", "Requests that failed", registry=self._registry
        )
        self.streams = Gauge("samenspel_streams", "Screens listening", registry=self._registry)

    def text(self) -> bytes:
        return generate_latest(self._registry)
