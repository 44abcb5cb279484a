"""The adapter of the page passes the exam as it is printed there, and serves."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "write-an-adapter.md"
USE = """
from parlons.container import Container, Settings
settings = Settings.in_memory(cache="your_package.cache:your_cache_service")
cache = Container(settings=settings).cache()
cache.set("key", b"value", 60)
print(type(cache).__name__, cache.get("key"))
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the files of the page."""
    page = PAGE.read_text(encoding="utf-8")
    adapter, exam = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    (tmp_path / "your_package").mkdir()
    (tmp_path / "your_package" / "__init__.py").touch()
    (tmp_path / "your_package" / "cache.py").write_text(adapter, encoding="utf-8")
    (tmp_path / "test_your_cache.py").write_text(exam, encoding="utf-8")
    return tmp_path


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=project, check=False, capture_output=True, text=True
    )


def test_the_example_passes_the_exam(project: Path):
    exam = run(project, "-m", "pytest", "-q", "--rootdir", str(project), "test_your_cache.py")
    assert exam.returncode == 0, exam.stdout
    assert re.search(r"^\d\d passed", exam.stdout, re.MULTILINE)


def test_the_example_is_chosen_by_its_path(project: Path):
    assert run(project, "-c", USE).stdout == "YourCacheService b'value'\n"
