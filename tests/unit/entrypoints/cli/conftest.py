"""The command line in this process, on an installation of its own."""

import os
import sys
from collections.abc import Callable

import pytest
from attrs import frozen
from tests.support.outside import QUICK_HASHER

from parlons.entrypoints.cli.main import main


@frozen
class Run:
    """What a command printed and its exit status."""

    status: int
    out: str
    err: str


Parlons = Callable[..., Run]


@pytest.fixture
def parlons(monkeypatch, capsys, tmp_path) -> Parlons:
    """Run a command in an environment that names only the data folder, which does not exist yet."""
    for name in [name for name in os.environ if name.startswith("PARLONS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PARLONS_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("PARLONS_PASSWORD_HASHER", QUICK_HASHER)

    def run(*arguments: object) -> Run:
        monkeypatch.setattr(sys, "argv", ["parlons", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        return Run(ended.value.code, *capsys.readouterr())

    return run
