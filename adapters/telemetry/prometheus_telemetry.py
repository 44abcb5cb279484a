"""Events as metrics, by prometheus-client."""

from functools import cache
from typing import Final

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram

from parlons.application.ports.telemetry import (
    ActivityAccepted,
    AnswerReportDecided,
    BrokerFailed,
    CacheFailed,
    CourseImported,
    ExerciseAnswered,
    ITelemetry,
    LimitReached,
    LoadSeen,
    ModelCalled,
    ModelFailed,
    ReplyFailed,
    TelemetryEvent,
    TutorReplied,
    WorkEnded,
    WorkFailed,
)

_REPLY_SECONDS: Final = (0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80)
_MICRODOLLARS: Final = 1_000_000


class PrometheusTelemetry(ITelemetry):
    """Counts events in a registry, which can hold the metrics of one instance only."""

    def __init__(self, registry: CollectorRegistry) -> None:
        def counter(name: str, help_: str, *labels: str) -> Counter:
            return Counter(f"parlons_{name}", help_, labels, registry=registry)

        self._replies = counter("tutor_replies_total", "Replies of the tutor", "source", "degraded")
        self._seconds = Histogram(
            "parlons_tutor_reply_seconds",
            "Time until a reply of the tutor was complete",
            ["source"],
            registry=registry,
            buckets=_REPLY_SECONDS,
        )
        self._tokens = counter(
            "llm_tokens_total", "Tokens read and written by models", "model", "direction"
        )
        self._dollars = counter("llm_cost_dollars_total", "Cost of calls to models", "model")
        self._failures = counter(
            "model_failures_total", "Calls to models without a usable reply", "model"
        )
        self._reply_failures = counter("reply_failures_total", "Streamed replies that broke down")
        self._limits = counter("limits_reached_total", "Requests refused for now", "plan", "by")
        self._load = Gauge(
            "parlons_load", "What goes on, 1 where all is used", ["of"], registry=registry
        )
        self._shares = Gauge(
            "parlons_limit_share", "What the load leaves of limits", ["plan"], registry=registry
        )
        self._cache_failures = counter("cache_failures_total", "Failed uses of the cache")
        self._answers = counter("exercise_answers_total", "Answers to exercises", "verdict")
        self._reports = counter(
            "answer_reports_decided_total", "Reports of answers decided", "accepted"
        )
        self._regraded = counter("attempts_regraded_total", "Attempts that came to count later")
        self._imports = counter("course_imports_total", "Imports of courses", "course")
        self._activities = counter("activities_total", "Activities accepted")
        self._work_seconds = Histogram(
            "parlons_work_seconds",
            "Time that work items took that succeeded",
            ["queue"],
            registry=registry,
        )
        self._work_failures = counter(
            "work_failures_total", "Attempts at work items that failed", "queue", "status"
        )
        self._broker_failures = counter("broker_failures_total", "Failed uses of the broker")

    def record(self, event: TelemetryEvent) -> None:
        """Count the event."""
        if not self._learnt(event) and not self._worked(event):
            self._tutored(event)

    def _learnt(self, event: TelemetryEvent) -> bool:
        match event:
            case ExerciseAnswered():
                self._answers.labels(event.verdict).inc()
            case ActivityAccepted():
                self._activities.inc()
            case AnswerReportDecided():
                self._reports.labels(str(event.accepted).lower()).inc()
                self._regraded.inc(event.regraded)
            case CourseImported():
                self._imports.labels(event.slug).inc()
            case _:
                return False
        return True

    def _worked(self, event: TelemetryEvent) -> bool:
        match event:
            case WorkEnded():
                self._work_seconds.labels(event.queue).observe(event.seconds)
            case WorkFailed():
                self._work_failures.labels(event.queue, event.status).inc()
            case BrokerFailed():
                self._broker_failures.inc()
            case _:
                return False
        return True

    def _tutored(self, event: TelemetryEvent) -> None:
        match event:
            case TutorReplied():
                self._replied(event)
            case ModelCalled():
                self._called(event)
            case ModelFailed():
                self._failures.labels(event.model).inc()
            case CacheFailed():
                self._cache_failures.inc()
            case ReplyFailed():
                self._reply_failures.inc()
            case LimitReached():
                self._limits.labels(event.plan, event.by).inc()
            case LoadSeen():
                self._seen(event)

    def _replied(self, reply: TutorReplied) -> None:
        self._replies.labels(reply.source, str(reply.degraded).lower()).inc()
        self._seconds.labels(reply.source).observe(reply.seconds)

    def _called(self, call: ModelCalled) -> None:
        self._tokens.labels(call.model, "input").inc(call.input_tokens)
        self._tokens.labels(call.model, "output").inc(call.output_tokens)
        self._dollars.labels(call.model).inc(call.cost_microdollars / _MICRODOLLARS)

    def _seen(self, load: LoadSeen) -> None:
        for name in ("in_flight", "errors", "projected", "pressure"):
            self._load.labels(name).set(getattr(load, name))
        for plan, share in load.shares.items():
            self._shares.labels(plan).set(share)


@cache
def process_metrics() -> PrometheusTelemetry:
    """The metrics of this process, in prometheus-client's own registry."""
    return PrometheusTelemetry(REGISTRY)
