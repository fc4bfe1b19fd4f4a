"""Fetch what the page is made of, each file held to its SHA-256."""

import hashlib
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import attrs

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / "build" / "web"
"""Where fetched files lie; git takes no notice of it, and `make clean` removes it."""

SECONDS = 240
"""How long a registry's client may take for one file."""


class PartError(Exception):
    """A part cannot be had, or is not the one that is pinned."""


@attrs.frozen(kw_only=True)
class Part:
    """One file from a registry.

    Attributes:
        name: how the registry calls it.
        version: the release.
        sha256: what the file must hash to.
        licence: its licence, as SPDX names it.
        drop: patterns of files in it that are left out.
        keep: patterns of files that stay all the same.
        npm: whether the npm registry has it, and not PyPI.
        pdf: whether it serves to read PDF, and nothing else.
        python: the release of Python that its wheel is for, where it is for one.
        platform: the platform that its wheel is for, where it is for one.
    """

    name: str
    version: str
    sha256: str
    licence: str
    drop: Sequence[str] = ()
    keep: Sequence[str] = ()
    npm: bool = False
    pdf: bool = False
    python: str | None = None
    platform: str | None = None

    def keeps(self, path: str) -> bool:
        """Return whether a file of the part belongs to the page."""
        kept = any(fnmatchcase(path, pattern) for pattern in self.keep)
        return kept or not any(fnmatchcase(path, pattern) for pattern in self.drop)


def _pins() -> dict[str, Any]:
    text = Path(__file__).with_name("pins.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def pyodide() -> Part:
    """Return the pin of Pyodide."""
    return Part(name="pyodide", npm=True, **_pins()["pyodide"])


def axe() -> Part:
    """Return the pin of what the tests hold the page to."""
    return Part(name="axe-core", npm=True, **_pins()["axe-core"])


def wheels() -> tuple[Part, ...]:
    """Return the pins of the wheels, in the order they are written."""
    return tuple(Part(**pin) for pin in _pins()["wheel"])


def fetch_all(cache: Path = CACHE) -> None:
    """Fetch every part of the page, and what its tests need.

    Raises:
        PartError: a registry cannot be reached, or there is no Node.js to compile with.
    """
    if shutil.which("node") is None:
        message = "there is no Node.js"
        raise PartError(message)
    for part in (pyodide(), axe(), *wheels()):
        fetch(part, cache)


def fetch(part: Part, cache: Path = CACHE) -> Path:
    """Return the file of a part; it is fetched when the cache lacks it.

    Raises:
        PartError: the registry cannot be reached, or the file is another one.
    """
    folder = cache / "fetched" / part.sha256
    for file in _files(folder):
        if _sha256(file) == part.sha256:
            return file
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        draft = Path(name)
        _ask(part, draft)
        for file in _files(draft):
            found = _sha256(file)
            if found != part.sha256:
                message = f"{file.name} has SHA-256 {found}, not {part.sha256}"
                raise PartError(message)
            return Path(shutil.move(file, folder / file.name))
    message = f"nothing was fetched for {part.name} {part.version}"
    raise PartError(message)


def _ask(part: Part, folder: Path) -> None:
    """Let the client of the registry fetch a part into a folder."""
    if part.npm:
        npm = shutil.which("npm")
        if npm is None:
            message = f"there is no npm, which fetches {part.name}"
            raise PartError(message)
        command = [npm, "pack", "--silent", f"{part.name}@{part.version}"]
    else:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--only-binary=:all:", "--disable-pip-version-check", "--dest", "."]
        command += ["--python-version", part.python or "3.14"]
        pure = ("any", "--implementation", "py", "--abi", "none")
        command += ["--platform", *((part.platform,) if part.platform else pure)]
        command += [f"{part.name}=={part.version}"]
    try:
        subprocess.run(command, cwd=folder, check=True, timeout=SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        message = f"{part.name} {part.version} cannot be fetched: {error}"
        raise PartError(message) from error


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(each for each in folder.iterdir() if each.is_file())


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
