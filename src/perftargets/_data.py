"""Where the packaged data files are: grammar, word lists, the example."""

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_OUTSIDE = {"grammar": "grammar", "linting/pages": "docs/rules"}
"""Folders that a wheel carries inside the package, and where a checkout has them."""


def data(folder: str, name: str) -> "Traversable":
    """Find one packaged file, as ``data("grammar", "units.toml")``.

    Word lists, profiles and the example lie inside the package. ``grammar/`` and the
    pages of the rules lie outside it: a wheel carries them inside, an editable install
    or ``PYTHONPATH=src`` reads them where they are.
    """
    packaged = files("perftargets").joinpath(folder, name)
    if folder in _OUTSIDE and not packaged.is_file():
        return Path(__file__).resolve().parents[2] / _OUTSIDE[folder] / name
    return packaged


def read(folder: str, name: str) -> str:
    """Read one packaged text file.

    Raises:
        FileNotFoundError: the installation lacks the file.
    """
    return data(folder, name).read_text(encoding="utf-8")
