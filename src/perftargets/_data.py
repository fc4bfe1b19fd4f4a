"""Where the packaged data files are: grammar, word lists, the example."""

import errno
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_HERE = Path(__file__).resolve().parent
_OUTSIDE = {"grammar": "grammar", "linting/pages": "docs/rules"}
"""Folders that a wheel carries inside the package, and where a checkout has them."""


def data(folder: str, name: str) -> "Traversable":
    """Find one packaged file, as ``data("grammar", "units.toml")``.

    Word lists, profiles and the example lie inside the package. ``grammar/`` and the
    pages of the rules lie outside it: a wheel carries them inside, an editable install
    or ``PYTHONPATH=src`` reads them where they are.

    Raises:
        FileNotFoundError: the installation lacks the file.
    """
    file = _folder(folder).joinpath(name)
    # A folder is no file: which names it holds is asked of `names`.
    if not file.is_file():
        raise FileNotFoundError(errno.ENOENT, "not installed", str(file))
    return file


def names(folder: str) -> tuple[str, ...]:
    """Return the names of the files in a packaged folder, sorted."""
    entries = _folder(folder).iterdir()
    return tuple(sorted(entry.name for entry in entries if entry.is_file()))


def read(folder: str, name: str) -> str:
    """Read one packaged text file.

    Raises:
        FileNotFoundError: the installation lacks the file.
    """
    return data(folder, name).read_text(encoding="utf-8")


@cache
def toml(folder: str, name: str) -> Mapping[str, Any]:
    """Return one packaged TOML file as tables, read once; nobody changes them.

    Raises:
        FileNotFoundError: the installation lacks the file.
    """
    text = read(folder, name)
    held = _held(folder, name, text)
    if held is not None:
        return held
    import tomllib

    return tomllib.loads(text)


def _held(folder: str, name: str, text: str) -> Mapping[str, Any] | None:
    """Return a table that the wheel carries as JSON; None where it fits no text.

    The build writes it (``tools/tables_hook.py``). It is the table of the text whose
    checksum it bears, so a table that somebody changed in place is read anew.
    """
    file = _HERE / "_tables" / f"{folder}-{name}.json"
    try:
        checksum, _, written = file.read_text(encoding="utf-8").partition("\n")
    except OSError:
        return None
    if checksum != f"{crc32(text.encode()):08x}":
        return None
    import json

    tree: Mapping[str, Any] = json.loads(written)
    return tree


def _folder(folder: str) -> "Traversable":
    packaged = _HERE.joinpath(folder)
    if packaged.is_dir():
        return packaged
    if folder in _OUTSIDE:
        outside = _HERE.parents[1] / _OUTSIDE[folder]
        if outside.is_dir():
            return outside
    # Out of an archive; to import this takes longer than all the rest here.
    from importlib.resources import files

    return files("perftargets").joinpath(folder)
