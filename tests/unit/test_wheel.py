"""A distribution holds the whole package, as files, and nothing else."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

LAYERS = ("domain", "application", "adapters", "container", "entrypoints")
CLIENT_SOURCES = "parlons/entrypoints/web/"
CLIENT = "parlons/entrypoints/web/dist/"


def package_files(checkout: Path) -> set[str]:
    """Every file of the layers and of `src/parlons`; of the web client what was built of it."""
    found = {f"parlons/{path.name}" for path in (checkout / "src/parlons").glob("*.*")}
    for layer in LAYERS:
        for path in (checkout / layer).rglob("*"):
            if path.is_file():
                found.add(f"parlons/{path.relative_to(checkout).as_posix()}")
    return {name for name in found if name.startswith(CLIENT) or CLIENT_SOURCES not in name}


@pytest.fixture
def distributions(checkout: Path) -> Path:
    """A folder with an sdist of the checkout and the wheel built from that sdist."""
    module = checkout / "entrypoints/web/node_modules/somebody/setup.py"
    module.parent.mkdir(parents=True)
    module.touch()
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", "dist"]
    run = subprocess.run(build, cwd=checkout, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return checkout / "dist"


def test_distributions_hold_the_whole_package_as_files(checkout: Path, distributions: Path) -> None:
    expected = package_files(checkout)
    with zipfile.ZipFile(next(distributions.glob("*.whl"))) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
        assert names == expected
    with tarfile.open(next(distributions.glob("*.tar.gz"))) as sdist:
        members = [member for member in sdist if "/src/parlons/" in member.name]
        assert not [member.name for member in members if member.issym()]
        names = {member.name.split("/src/")[1] for member in members if member.isreg()}
        assert names == expected
