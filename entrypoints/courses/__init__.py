"""The course that comes with Parlons."""

from importlib.resources import files
from pathlib import Path


def bundled_course() -> Path:
    """Return the folder of "French for Beginners"."""
    return Path(str(files(__name__) / "french-for-beginners"))
