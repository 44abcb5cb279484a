"""Log lines to an OpenTelemetry collector."""

import json
import logging
import os
from typing import Final

from opentelemetry._logs import LogRecord, SeverityNumber
from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
from opentelemetry.sdk.resources import Resource

import parlons

_SEVERITIES: Final = {
    logging.DEBUG: SeverityNumber.DEBUG,
    logging.INFO: SeverityNumber.INFO,
    logging.WARNING: SeverityNumber.WARN,
    logging.ERROR: SeverityNumber.ERROR,
    logging.CRITICAL: SeverityNumber.FATAL,
}
_ELSEWHERE_IN_A_RECORD: Final = {"event", "level", "logger", "timestamp"}
_ITS_OWN: Final = ("opentelemetry", "requests", "urllib3")


class OtlpHandler(logging.Handler):
    """Sends lines in batches over OTLP/HTTP; its formatter must render JSON.

    The event is the body and each field an attribute. Where to, is said by OpenTelemetry's own
    variables, such as `OTEL_EXPORTER_OTLP_ENDPOINT` (by default port 4318 of this machine). What
    sending has to complain of goes to stderr.
    """

    def __init__(self) -> None:
        super().__init__()
        name = os.environ.get("OTEL_SERVICE_NAME", "parlons")
        resource = {"service.name": name, "service.version": parlons.__version__}
        self._provider = LoggerProvider(Resource.create(resource), shutdown_on_exit=False)
        self._provider.add_log_record_processor(BatchLogRecordProcessor(OTLPLogExporter()))
        for library in _ITS_OWN:
            logging.getLogger(library).propagate = False

    def emit(self, record: logging.LogRecord) -> None:
        """Put a line into the next batch."""
        try:
            fields = json.loads(self.format(record))
            line = LogRecord(
                timestamp=int(record.created * 1e9),
                severity_number=_SEVERITIES.get(record.levelno),
                severity_text=record.levelname,
                body=fields["event"],
                attributes={name: fields[name] for name in fields.keys() - _ELSEWHERE_IN_A_RECORD},
            )
            self._provider.get_logger(record.name).emit(line)
        except Exception:  # noqa: BLE001  # as every handler of the standard library
            self.handleError(record)

    def close(self) -> None:
        """Send what is left; the standard library calls this as the program ends."""
        self._provider.shutdown()
        super().close()
