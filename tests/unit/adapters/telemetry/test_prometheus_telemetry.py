import pytest
from attrs import evolve
from prometheus_client import CollectorRegistry

from parlons.adapters.telemetry.prometheus_telemetry import PrometheusTelemetry, process_metrics
from parlons.application.ports.telemetry import (
    AnswerReportDecided,
    CacheFailed,
    CourseImported,
    ExerciseAnswered,
    LimitReached,
    LoadSeen,
    ModelCalled,
    ModelFailed,
    TutorReplied,
)
from parlons.domain.exercises.verdict import Verdict
from parlons.domain.tutoring.reply import ReplySource


@pytest.fixture
def registry():
    return CollectorRegistry()


@pytest.fixture
def telemetry(registry):
    return PrometheusTelemetry(registry)


def reply(source: ReplySource, **changes: object) -> TutorReplied:
    values = {"source": source, "model": "gpt", "degraded": False, "seconds": 0.3}
    return TutorReplied(**(values | changes))


CALL = ModelCalled(model="gpt", input_tokens=20, output_tokens=8, cost_microdollars=1500)


def test_replies_are_counted_by_source_and_degradation(telemetry, registry):
    telemetry.record(reply(ReplySource.MODEL))
    telemetry.record(reply(ReplySource.MODEL))
    telemetry.record(reply(ReplySource.COURSE, degraded=True))
    name = "parlons_tutor_replies_total"
    assert registry.get_sample_value(name, {"source": "model", "degraded": "false"}) == 2
    assert registry.get_sample_value(name, {"source": "course", "degraded": "true"}) == 1


def test_tokens_and_money_add_up_by_model(telemetry, registry):
    telemetry.record(CALL)
    telemetry.record(evolve(CALL, input_tokens=1, output_tokens=2))
    telemetry.record(evolve(CALL, input_tokens=0, output_tokens=0, cost_microdollars=0))
    telemetry.record(reply(ReplySource.COURSE, model="course"))
    tokens = "parlons_llm_tokens_total"
    assert registry.get_sample_value(tokens, {"model": "gpt", "direction": "input"}) == 21
    assert registry.get_sample_value(tokens, {"model": "gpt", "direction": "output"}) == 10
    assert registry.get_sample_value(tokens, {"model": "course", "direction": "input"}) is None
    dollars = registry.get_sample_value("parlons_llm_cost_dollars_total", {"model": "gpt"})
    assert dollars == pytest.approx(0.003)


def test_the_time_a_reply_took_is_a_histogram(telemetry, registry):
    telemetry.record(reply(ReplySource.MODEL, seconds=0.3))
    telemetry.record(reply(ReplySource.MODEL, seconds=3.0))
    name = "parlons_tutor_reply_seconds"
    assert registry.get_sample_value(f"{name}_sum", {"source": "model"}) == pytest.approx(3.3)
    assert registry.get_sample_value(f"{name}_bucket", {"source": "model", "le": "0.5"}) == 1


@pytest.mark.parametrize(
    ("event", "name", "labels"),
    [
        (
            ExerciseAnswered(exercise_id=1, verdict=Verdict.CASE, accepted=True),
            "parlons_exercise_answers_total",
            {"verdict": "case"},
        ),
        (
            ModelFailed(model="gpt", reason="timeout"),
            "parlons_model_failures_total",
            {"model": "gpt"},
        ),
        (CacheFailed(reason="down"), "parlons_cache_failures_total", {}),
        (
            AnswerReportDecided(accepted=True, regraded=7),
            "parlons_answer_reports_decided_total",
            {"accepted": "true"},
        ),
        (
            AnswerReportDecided(accepted=True, regraded=1),
            "parlons_attempts_regraded_total",
            {},
        ),
        (
            CourseImported(slug="french", added=1, updated=0, retired=0),
            "parlons_course_imports_total",
            {"course": "french"},
        ),
    ],
    ids=["answer", "model", "cache", "report", "regraded", "course"],
)
def test_other_events_are_counted(telemetry, registry, event, name, labels):
    telemetry.record(event)
    telemetry.record(event)
    assert registry.get_sample_value(name, labels) == 2


def test_a_process_has_one_set_of_metrics_however_often_it_is_asked_for():
    assert process_metrics() is process_metrics()


def test_the_load_and_what_it_leaves_are_gauges(telemetry, registry):
    shares = {"free": 0.1, "plus": 1.0}
    load = LoadSeen(in_flight=0.7, errors=0.1, projected=1.2, pressure=0.7, shares=shares)
    telemetry.record(load)
    telemetry.record(evolve(load, in_flight=0.2, shares={"free": 1.0}))
    telemetry.record(LimitReached(plan="free", by="rate"))
    assert registry.get_sample_value("parlons_load", {"of": "in_flight"}) == 0.2
    assert registry.get_sample_value("parlons_limit_share", {"plan": "free"}) == 1.0
    limits = {"plan": "free", "by": "rate"}
    assert registry.get_sample_value("parlons_limits_reached_total", limits) == 1
