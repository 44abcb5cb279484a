"""`src/parlons` joins the layers into one package, with symbolic links and without."""

import os
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

LAYERS = ("domain", "application", "adapters", "container", "entrypoints")


def leave_the_path_as_text(link: Path) -> None:
    target = link.readlink()
    link.unlink()
    link.write_text(target.as_posix())


def modules_of(checkout: Path) -> dict[str, Path]:
    """Where the layers are imported from when `checkout/src` is on the path."""
    program = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]:\n"
        "    print(importlib.import_module('parlons.' + name).__file__)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, *LAYERS],
        env=os.environ | {"PYTHONPATH": str(checkout / "src")},
        cwd=checkout.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stderr == ""
    return dict(zip(LAYERS, map(Path, run.stdout.splitlines()), strict=True))


def test_the_links_make_one_package(checkout: Path) -> None:
    package = checkout / "src" / "parlons"
    expected = {layer: package / layer / "__init__.py" for layer in LAYERS}
    assert modules_of(checkout) == expected


@pytest.mark.parametrize(
    "replace",
    [leave_the_path_as_text, Path.unlink],
    ids=["git without symbolic links", "an archive without links"],
)
def test_a_checkout_without_links_runs_from_source(
    checkout: Path, replace: Callable[[Path], None]
) -> None:
    for link in (checkout / "src" / "parlons").iterdir():
        if link.is_symlink():
            replace(link)
    expected = {layer: checkout / layer / "__init__.py" for layer in LAYERS}
    assert modules_of(checkout) == expected


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_has_no_second_name(name: str) -> None:
    assert find_spec(name) is None, "call pytest, not python -m pytest"
