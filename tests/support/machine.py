"""A web process or a worker as on a machine of its own, which starts and stops."""

from collections import Counter

from attrs import frozen
from prometheus_client.parser import text_string_to_metric_families
from tests.chaos.installation import Service
from tests.support.live_server import Visitor
from tests.support.processes import wait_until

_READY = "(Ctrl-C stops it)"
_START_SECONDS = 60.0
_STOP_SECONDS = 5.0
"""Less than a web server waits for its requests before it kills them."""


@frozen
class Machine:
    """One command; what it serves, it serves at the port."""

    service: Service
    port: int

    def start(self) -> None:
        """Begin to start it, unless it runs."""
        self.service.tend()

    def wait(self) -> None:
        """Return when it has said that it is ready, once for each start."""
        log = self.service.log
        wait_until(
            lambda: not self.runs() or log.read_text().count(_READY) == self.service.starts,
            f"{log.name} is ready",
            _START_SECONDS,
        )
        assert self.runs(), log.read_text()

    def runs(self) -> bool:
        process = self.service.process
        return process is not None and process.poll() is None

    def stop(self) -> None:
        """Ask it to end by SIGTERM, which it has to do soon and with status 0."""
        status = self.service.stop(_STOP_SECONDS)
        assert status == 0, f"ended with {status}:\n{self.service.log.read_text()}"

    def visitor(self) -> Visitor:
        """Return somebody who sends requests to it."""
        return Visitor(self.port)

    def finished(self) -> Counter[str]:
        """Count the work items that it has finished since it was started, by queue."""
        counted = self.metric("parlons_work_seconds_count")
        return Counter({labels["queue"]: number for labels, number in counted})

    def metric(self, name: str) -> list[tuple[dict[str, str], int]]:
        """Return the labels and numbers that it shows under a name."""
        page = self.visitor().get("/metrics").body.decode()
        return [
            (sample.labels, int(sample.value))
            for family in text_string_to_metric_families(page)
            for sample in family.samples
            if sample.name == name
        ]
