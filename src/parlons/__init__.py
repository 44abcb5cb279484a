"""Parlons, a language-learning backend with an AI tutor."""

from pathlib import Path

__version__ = "0.1.0"

_package = Path(__file__).parent

if not (_package / "domain").is_dir():
    # A checkout that could not make symbolic links has text files in their place.
    __path__.insert(0, str(_package.parents[1]))
