"""What every test may use."""

import os
import shutil
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Machines may be busy, so drawing may be slow; CI draws the same examples each time.
settings.register_profile(
    "parlons",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("parlons")

# A shell has what it runs in the background ignore Ctrl-C, and children would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

pytest.register_assert_rewrite("parlons.entrypoints.testing")
pytest_plugins = (
    "tests.support.llama_server",
    "tests.support.openai_clients",
    "tests.support.postgres",
    "tests.support.scripted_openai",
    "tests.support.sqlite",
)

REPOSITORY = Path(__file__).parents[1]
PACKAGED = (
    *("pyproject.toml", "README.md", "LICENSE"),
    *("domain", "application", "adapters", "container", "entrypoints", "src"),
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what a distribution is built from, with the links of `src/parlons` as links."""
    root = tmp_path / "checkout"
    root.mkdir()
    ignore = shutil.ignore_patterns("__pycache__", "node_modules", "*.egg-info")
    for name in PACKAGED:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, root / name, symlinks=True, ignore=ignore)
        else:
            shutil.copy(source, root / name)
    return root
