import logging
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest

from parlons.application.environment import SettingsError
from parlons.application.settings import Settings
from parlons.entrypoints.logging import configure_logging

PROGRAM = """
import sys
sys.path[:0] = {path!r}
import logging, structlog
from parlons.application.settings import Settings
from parlons.entrypoints.logging import configure_logging
configure_logging(Settings(log_to="otlp", log_level="debug", log_format="text"))
structlog.contextvars.bind_contextvars(request_id="42")
structlog.get_logger("parlons").warning(
    "cache_failed", reason="été \\ud800", token="x", sizes=[1, 2], nested={{"a": None}}
)
structlog.contextvars.clear_contextvars()
logging.getLogger("werkzeug").info("from %s", "werkzeug", extra={{"ms": 0.5}})
"""


@pytest.fixture
def collector():
    """An OpenTelemetry collector that keeps what it is sent."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.server.received.append((self.path, ExportLogsServiceRequest.FromString(body)))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_args):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        server.received = []
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def run(endpoint: str) -> subprocess.CompletedProcess[str]:
    """Log in a process of its own, which sends what is left as it ends."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM.format(path=sys.path)],
        env={"OTEL_EXPORTER_OTLP_ENDPOINT": endpoint, "OTEL_EXPORTER_OTLP_TIMEOUT": "1"},
        capture_output=True,
        text=True,
        check=True,
    )


def test_lines_reach_a_collector_with_their_fields_as_attributes(collector):
    done = run(f"http://127.0.0.1:{collector.server_port}")
    assert (done.stdout, done.stderr) == ("", "")
    ((path, request),) = collector.received
    assert path == "/v1/logs"
    (resource,) = request.resource_logs
    names = {pair.key: pair.value.string_value for pair in resource.resource.attributes}
    assert names["service.name"] == "parlons"
    records = {scope.scope.name: scope.log_records[0] for scope in resource.scope_logs}
    assert set(records) == {"parlons", "werkzeug"}
    failed = records["parlons"]
    attributes = {pair.key: pair.value for pair in failed.attributes}
    assert failed.body.string_value == "cache_failed"
    assert failed.severity_text == "WARNING"
    assert failed.severity_number == 13
    assert attributes["reason"].string_value == "été ?"
    assert attributes["token"].string_value == "***"
    assert attributes["request_id"].string_value == "42"
    assert [size.int_value for size in attributes["sizes"].array_value.values] == [1, 2]
    other = records["werkzeug"]
    assert other.body.string_value == "from werkzeug"
    assert {pair.key: pair.value.double_value for pair in other.attributes} == {"ms": 0.5}


def test_without_a_collector_the_program_ends_soon_and_says_so_on_stderr():
    started = time.perf_counter()
    done = run("http://127.0.0.1:9")
    assert "logs batch" in done.stderr
    assert time.perf_counter() - started < 10


def test_a_missing_library_is_named_with_its_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "opentelemetry", None)
    monkeypatch.delitem(sys.modules, "parlons.entrypoints.otlp_handler", raising=False)
    before = logging.getLogger().handlers[:]
    with pytest.raises(SettingsError, match=r"^PARLONS_LOG_TO=otlp .*parlons\[otlp\]"):
        configure_logging(Settings(log_to="otlp"))
    assert logging.getLogger().handlers == before
