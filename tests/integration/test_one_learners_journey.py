"""A learner's journey is the same on every mixture of adapters; ids and times are masked.

PARLONS_TEST_JOURNEY_SEED draws other mixtures. Those of the default use, with the named ones, every
dispatcher and every cache, and one of them needs no server.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import attrs
import pytest
from attrs import define, field
from tests.support.journey import START, ZONE, Journey
from tests.support.mixtures import EMBEDDED, MEMORY, PRODUCTION, Mixture, drawn, installed

from parlons.application.settings import Settings

SEED: Final = int(os.environ.get("PARLONS_TEST_JOURNEY_SEED", "23"))
MIXTURES: Final = {
    "embedded": EMBEDDED,
    "production": PRODUCTION,
    **{f"seed-{SEED}-{'-'.join(each.main)}": each for each in drawn(SEED)},
}

_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NUMBERED: Final = re.compile(r"\b(path|unit|lesson|exercise)s?[ /](\d+)\b")
_OWN_ID: Final = {
    "PathSummary": "path",
    "UnitListing": "unit",
    "OpenedUnit": "unit",
    "LessonListing": "lesson",
    "OpenedLesson": "lesson",
    "StoredExercise": "exercise",
}
_MISSING: Final = "nothing"


@define
class Masks:
    """Makes plain values: ids become their order of appearance, times of the journey `now`."""

    _seen: dict[tuple[str, str], int] = field(factory=dict, init=False)

    def plain(self, value: Any) -> Any:
        match value:
            case Counter():  # what differs in ids and times alone is counted together
                return dict(Counter(map(self._key, value.elements())))
            case Mapping():
                return {self._key(key): self.plain(each) for key, each in value.items()}
            case frozenset():
                return sorted(map(self.plain, value))
            case tuple() | list():
                return [self.plain(each) for each in value]
        return self._object(value) if attrs.has(type(value)) else self._single(value)

    def _single(self, value: Any) -> Any:
        match value:
            case Enum():
                return value.value
            case UUID() | str():
                return self._text(str(value))
            case datetime():
                return "now" if value >= START else value.astimezone(UTC).isoformat()
            case date():
                return value.isoformat()
        return value

    def _key(self, key: Any) -> str:
        return key if isinstance(key, str) else json.dumps(self.plain(key))

    def _object(self, value: Any) -> dict[str, Any]:
        kind = type(value).__name__
        found = attrs.asdict(value, recurse=False)
        return {"a": kind} | {name: self._part(kind, name, each) for name, each in found.items()}

    def _part(self, kind: str, name: str, value: Any) -> Any:
        if name in ("next_cursor", "sound"):  # made of ids; whether this machine has a voice
            return value is not None
        named = _OWN_ID.get(kind, "") if name == "id" else name.removesuffix("_id")
        if isinstance(value, int) and named in _OWN_ID.values():
            return self._masked(named, str(value))
        return self.plain(value)

    def _text(self, text: str) -> str:
        text = _UUID.sub(lambda found: self._masked("id", found[0]), text)
        return _NUMBERED.sub(lambda found: self._masked(found[1], found[2]), text)

    def _masked(self, kind: str, each: str) -> str:
        count = sum(known == kind for known, _ in self._seen)
        return f"{kind} #{self._seen.setdefault((kind, each), count + 1)}"


def differences(one: Any, other: Any, where: str = "") -> Iterator[str]:
    """Yield a line for each place at which two plain values differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in {**one, **other}:
            there = one.get(key, _MISSING), other.get(key, _MISSING)
            yield from differences(*there, f"{where}/{key}")
    elif isinstance(one, list) and isinstance(other, list):
        for index, there in enumerate(zip_longest(one, other, fillvalue=_MISSING)):
            yield from differences(*there, f"{where}/{index}")
    elif one != other:
        yield f"{where}: {one!r} in memory, {other!r} here"


def outcome(mixture: Mixture, folder: Path, request: pytest.FixtureRequest) -> Any:
    with installed(mixture, folder, START, request) as container:
        return Masks().plain(Journey(container)())


@pytest.fixture(scope="module")
def in_memory(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return outcome(MEMORY, tmp_path_factory.mktemp("memory"), request)


def test_the_named_mixtures_are_those_of_the_settings(tmp_path: Path):
    in_memory = Settings.in_memory(data_dir=tmp_path, dispatcher="memory")
    assert MEMORY.settings(tmp_path) == in_memory
    assert EMBEDDED.settings(tmp_path) == Settings(data_dir=tmp_path, dispatcher="in_process")


def test_the_journey_leads_to_the_end_of_the_course(in_memory: Any):
    reasons = [each["message"] for each in in_memory["meet_locked_units"]["town"]["unmet"]]
    assert reasons == ["Complete “Kinds” or complete “Food”."]
    before, after = in_memory["meet_locked_units"]["attempt"], in_memory["hand_in_attempts"]
    assert (before["refused"], after["units"]["kinds"][0]) == ("UnitLockedError", "available")
    assert after["accepted"] == after["retried"]
    assert after["other"]["refused"] == "ConflictError"
    assert after["xp"] == after["xp after that"]
    assert all(each["refused"] for each in in_memory["hand_in_badly"].values())
    end = in_memory["look_back"]
    assert {state for state, _, _ in end["units"].values()} == {"completed"}
    assert end["view"]["progress"]["completed"] == {"a": "Moment", "at": "now", "zone": ZONE}
    assert (end["xp"]["total"], end["streak"]["current"]) == (561, 8)
    assert end["achievements"]["earned"] == 11
    assert in_memory["hear"]["numbers"]
    assert in_memory["hear"]["totals"]
    assert any("UnitUnlocked" in each for each in in_memory["hear"]["news"])
    assert in_memory["rebuild"]["differences"] == []
    assert {json.loads(each)[1] for each in in_memory["list_work"]["counts"]} == {"succeeded"}
    assert in_memory["ask"]["again"]["source"] == "exact_cache"


@pytest.mark.parametrize("mixture", MIXTURES.values(), ids=MIXTURES)
def test_the_outcome_is_the_same_on_every_mixture(
    mixture: Mixture, in_memory: Any, tmp_path: Path, request: pytest.FixtureRequest
):
    found = list(differences(in_memory, outcome(mixture, tmp_path, request)))
    assert not found, "\n".join([f"{mixture}, seed {SEED}:", *found[:40]])
