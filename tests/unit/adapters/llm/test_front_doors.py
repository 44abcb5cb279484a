import sys
from contextlib import contextmanager

import pytest
from tests.support.openai_clients import NOBODY, ask
from tests.support.small_course import school

from parlons.adapters import llm
from parlons.adapters.injection.extras import MissingExtraError
from parlons.application.settings import Settings
from parlons.domain.tutoring.completion import COURSE_MODEL


def test_without_the_sdk_the_extra_is_named(monkeypatch: pytest.MonkeyPatch):
    for name in [name for name in sys.modules if name.startswith("parlons.adapters.llm.chat")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(MissingExtraError, match=r"parlons\[openai\]"):
        next(iter(llm.openai(Settings.in_memory())))


def test_the_client_is_closed_at_the_end():
    with contextmanager(llm.openai)(Settings.in_memory(openai_base_url=NOBODY)) as client:
        assert not client.client.is_closed()
    assert client.client.is_closed()


def test_the_model_that_is_set_is_asked():
    settings = Settings.in_memory(openai_model="our-model", openai_base_url=NOBODY)
    with contextmanager(llm.openai)(settings) as client:
        assert client.model == "our-model"


def test_the_course_s_tutor_needs_nothing_but_the_course():
    (tutor,) = llm.course_tutor(school())
    assert tutor.model == COURSE_MODEL
    assert "**bonsoir**" in tutor.complete(ask("good evening")).text
