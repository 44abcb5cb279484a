"""An adapter that is not ours takes the shipped exam, and serves."""

from pathlib import Path

import pytest
from tests.support import outside

from parlons.container import Container, Settings
from parlons.domain.identity.principal import OPERATOR, Principal
from parlons.entrypoints.courses import bundled_course
from parlons.entrypoints.http.flask_app import create_app
from parlons.entrypoints.testing.contracts.cache_service import CacheServiceContract

FILE_CACHE = "tests.support.outside:file_cache"


class TestFileCacheService(CacheServiceContract):
    @pytest.fixture
    def cache(self, tmp_path: Path):
        self.cache = outside.FileCacheService(tmp_path)
        return self.cache

    @pytest.fixture
    def unavailable(self, tmp_path: Path):
        (tmp_path / "no-folder").touch()
        return outside.FileCacheService(tmp_path / "no-folder")

    def let_time_pass(self, seconds: float) -> None:
        self.cache.now += seconds


def test_a_dotted_path_chooses_it_and_closes_it(tmp_path: Path):
    container = Container(settings=Settings.in_memory(cache=FILE_CACHE, data_dir=tmp_path))
    course = container.course_source().load(bundled_course())
    container.import_course()(OPERATOR, course)
    token = container.token_issuer().issue(Principal("ada")).token
    client = create_app(container).test_client()
    replies = [
        client.post(
            "/api/tutor/messages",
            json={"text": "How do you say good evening in French?"},
            headers={"Authorization": f"Bearer {token}"},
        )
        for _ in range(2)
    ]
    assert [reply.json["source"] for reply in replies] == ["course", "exact_cache"]
    assert container.cache().hits == 1
    container.shutdown_resources()
    assert outside.closed[-1] == tmp_path
