import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "embed.md"
FOREIGN = ("flask", "sqlalchemy", "openai", "redis", "dramatiq", "structlog")
BLOCK = f"""
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {FOREIGN}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Absent())
"""


def example() -> str:
    found = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


def test_the_example_has_at_most_fifteen_lines_of_code():
    assert len([line for line in example().splitlines() if line.strip()]) <= 15


def test_the_example_runs_where_no_server_library_can_be_imported():
    done = subprocess.run(
        [sys.executable, "-c", BLOCK + example()], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "French for Beginners" in done.stdout
    assert "bonsoir" in done.stdout
    assert "course" in done.stdout


def test_the_block_does_block():
    for name in FOREIGN:
        program = f"{BLOCK}\nimport {name}"
        done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True)
        assert b"ModuleNotFoundError" in done.stderr
