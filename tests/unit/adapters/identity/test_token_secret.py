import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from parlons.adapters import identity
from parlons.adapters.identity.token_secret import kept_secret, token_secret
from parlons.adapters.injection.extras import MissingExtraError
from parlons.adapters.system.system_clock import SystemClock
from parlons.application.environment import SettingsError
from parlons.application.settings import Settings
from parlons.domain.identity.principal import OPERATOR


def test_a_secret_that_is_set_is_used_and_no_file_made(tmp_path):
    settings = Settings(data_dir=tmp_path, token_secret="s" * 32)
    assert token_secret(settings) == "s" * 32
    assert not list(tmp_path.iterdir())


def test_a_secret_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    settings = Settings(data_dir=tmp_path / "data")
    secret = token_secret(settings)
    assert len(secret) >= 32
    assert token_secret(settings) == secret
    (file,) = settings.data_dir.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert settings.data_dir.stat().st_mode & 0o777 == 0o700


def test_where_nothing_is_kept_no_secret_is_kept_either(tmp_path):
    settings = Settings.in_memory(data_dir=tmp_path)
    assert token_secret(settings) != token_secret(settings)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("pool", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_all_who_start_at_once_agree_on_one_secret(tmp_path, pool):
    spawn = {"mp_context": multiprocessing.get_context("spawn")}
    with pool(4, **(spawn if pool is ProcessPoolExecutor else {})) as workers:
        secrets = set(workers.map(kept_secret, [tmp_path / "token-secret"] * 16))
    assert len(secrets) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["token-secret"]


@pytest.mark.parametrize("text", ["", "short\n"])
def test_a_file_that_holds_no_secret_is_reported(tmp_path: Path, text: str):
    file = tmp_path / "token-secret"
    file.write_text(text)
    with pytest.raises(SettingsError, match="token-secret holds no secret"):
        kept_secret(file)


def test_tokens_outlive_the_process_that_issued_them(tmp_path):
    settings = Settings(data_dir=tmp_path)
    (first,) = identity.jwt(settings, SystemClock())
    (second,) = identity.jwt(settings, SystemClock())
    assert second.authenticate(first.issue(OPERATOR).token) == OPERATOR


def test_insecure_hashes_are_not_kept():
    with pytest.raises(SettingsError, match=r"^PARLONS_PASSWORD_HASHER: .* PARLONS_STORE=memory"):
        next(identity.plain(Settings(password_hasher="plain")))
    assert next(identity.plain(Settings.in_memory())).hash("x").startswith("insecure-")


@pytest.mark.parametrize(
    ("library", "adapter", "door"),
    [
        ("argon2", "argon2_password_hasher", identity.argon2),
        ("jwt", "jwt_token_issuer", lambda: identity.jwt(Settings.in_memory(), SystemClock())),
    ],
)
def test_a_missing_library_is_named_with_its_extra(library, adapter, door, monkeypatch):
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.delitem(sys.modules, f"parlons.adapters.identity.{adapter}", raising=False)
    with pytest.raises(MissingExtraError, match=r"parlons\[identity\]"):
        next(door())
