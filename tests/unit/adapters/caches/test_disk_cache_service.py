import os
import pickle
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import diskcache
import pytest

from parlons.adapters.caches.disk_cache_service import DiskCacheService
from parlons.application.ports.cache_service import CacheUnavailableError

MODE_BINARY, MODE_PICKLE = 2, 4
OTHER_PROCESS = """
import sys
from pathlib import Path
from parlons.adapters.caches.disk_cache_service import DiskCacheService
cache = DiskCacheService(Path(sys.argv[1]))
assert cache.get("mine") == b"from the test"
cache.set("theirs", b"from the other process", 60)
"""


class Exploit:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return Path.touch, (self.path,)


@pytest.fixture
def cache(tmp_path: Path):
    cache = DiskCacheService(tmp_path / "cache")
    cache.set("key", b"value", 60)
    yield cache
    cache.close()


def plant(cache: DiskCacheService, **columns: object) -> None:
    """Change the row of "key" as somebody would who can write to the folder."""
    with closing(sqlite3.connect(cache.folder / "cache.db")) as database, database:
        for name, value in columns.items():
            changed = database.execute(f"UPDATE Cache SET {name} = ?", (value,))
            assert changed.rowcount == 1


def test_a_planted_pickle_is_an_absent_value_and_is_never_executed(cache, tmp_path):
    proof = tmp_path / "executed"
    plant(cache, mode=MODE_PICKLE, value=pickle.dumps(Exploit(proof)))
    assert cache.get("key") is None
    assert not proof.exists()
    with closing(diskcache.Cache(cache.folder)) as unprotected:
        unprotected.get("key")
    assert proof.exists()


@pytest.mark.parametrize("mode", [MODE_BINARY, MODE_PICKLE])
def test_a_planted_file_name_is_neither_read_nor_removed(cache, tmp_path, mode):
    victim = tmp_path / "victim"
    victim.write_bytes(pickle.dumps("secret"))
    plant(cache, mode=mode, filename=str(victim), value=None)
    assert cache.get("key") is None
    cache.set("key", b"value", 60)
    plant(cache, filename=str(victim))
    cache.delete("key")
    assert victim.exists()


def test_a_planted_text_is_no_value(cache):
    plant(cache, value="text")
    assert cache.get("key") is None


def test_only_the_owner_may_enter_the_folder(tmp_path):
    tmp_path.joinpath("cache").mkdir(mode=0o777)
    cache = DiskCacheService(tmp_path / "cache")
    cache.set("key", b"value", 60)
    cache.close()
    assert cache.folder.stat().st_mode & 0o777 == 0o700


def test_processes_share_the_folder(cache):
    cache.set("mine", b"from the test", 60)
    command = [sys.executable, "-c", OTHER_PROCESS, str(cache.folder)]
    subprocess.run(command, check=True, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)})
    assert cache.get("theirs") == b"from the other process"


def test_a_reopened_cache_still_knows_what_it_was_given(cache):
    cache.close()
    with closing(DiskCacheService(cache.folder)) as reopened:
        assert reopened.get("key") == b"value"


def test_what_was_stored_first_goes_when_the_size_limit_is_reached(tmp_path):
    limit = 1_000_000
    with closing(DiskCacheService(tmp_path, size_limit=limit)) as cache:
        for number in range(100):
            cache.set(str(number), bytes(50_000), 60)
        kept = [number for number in range(100) if cache.get(str(number)) is not None]
    assert kept == list(range(100 - len(kept), 100))
    assert 5 <= len(kept) <= limit / 50_000


def test_a_damaged_database_is_a_cache_that_cannot_be_used(tmp_path):
    tmp_path.joinpath("cache.db").write_bytes(b"rubbish" * 1000)
    with pytest.raises(CacheUnavailableError):
        DiskCacheService(tmp_path).get("key")


def test_a_locked_database_is_a_cache_that_cannot_be_used(cache):
    with closing(sqlite3.connect(cache.folder / "cache.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(CacheUnavailableError, match="locked"):
            cache.set("key", b"value", 60)
