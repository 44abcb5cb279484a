"""The `parlons` command finds its command line, or says what is missing."""

import subprocess
import sys


def run_without(module: str) -> subprocess.CompletedProcess[str]:
    program = (
        f"import sys; sys.modules[{module!r}] = None\nfrom parlons.__main__ import main; main()"
    )
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )


def test_the_command_names_the_extra_it_needs() -> None:
    run = run_without("typer")
    assert run.returncode == 2
    assert run.stderr == 'parlons: no module typer: pip install "parlons[cli]"\n'


def test_a_missing_module_of_parlons_itself_is_not_a_missing_extra() -> None:
    run = run_without("parlons.entrypoints.cli.main")
    assert run.returncode == 1
    assert "ModuleNotFoundError: import of parlons.entrypoints.cli.main halted" in run.stderr
