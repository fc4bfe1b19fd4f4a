"""Where the packaged data files are: grammar, word lists, the example."""

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def data(folder: str, name: str) -> "Traversable":
    """Find one packaged file, as ``data("grammar", "units.toml")``.

    Word lists, profiles and the example lie inside the package. ``grammar/`` lies at
    the top of the project: a wheel carries it inside the package, an editable install
    or ``PYTHONPATH=src`` reads it where it is.
    """
    packaged = files("perftargets").joinpath(folder, name)
    if folder == "grammar" and not packaged.is_file():
        return Path(__file__).resolve().parents[2] / folder / name
    return packaged


def read(folder: str, name: str) -> str:
    """Read one packaged text file.

    Raises:
        FileNotFoundError: the installation lacks the file.
    """
    return data(folder, name).read_text(encoding="utf-8")
