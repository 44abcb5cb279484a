"""The secret that signs access tokens."""

import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from parlons.application.environment import SettingsError
from parlons.application.settings import Settings

_SHORTEST: Final = 32


def token_secret(settings: Settings) -> str:
    """Return the secret that is set, else one made once and kept in the data folder.

    Where nothing is kept the secret lasts as long as the process.
    """
    if settings.token_secret is not None:
        return settings.token_secret
    if settings.store == "memory":
        return secrets.token_urlsafe()
    return kept_secret(settings.data_folder / "token-secret")


def kept_secret(path: Path) -> str:
    """Return the secret in the file, which only its owner may read; it is made when missing.

    Processes that start at once agree on one. Raises `SettingsError` for a file without a secret.
    """
    if not path.exists():
        _make(path)
    secret = path.read_text().strip()
    if len(secret) < _SHORTEST:
        raise SettingsError(f"{path} holds no secret; delete it to have a new one made")
    return secret


def _make(path: Path) -> None:
    """Link a complete file into place, which the first process alone can do."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=path.parent, prefix=path.name) as draft:  # of mode 0600
        draft.write(secrets.token_urlsafe())
        draft.flush()
        with suppress(FileExistsError):
            path.hardlink_to(draft.name)
