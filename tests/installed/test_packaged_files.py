"""Every file that is packaged can be opened as the library opens it."""

import base64
import csv
import hashlib
import io
import tomllib
from collections.abc import Iterator
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable

import pytest

from perftargets import _data

SOURCES = (".py", ".pyc", ".typed")
PACKAGE = files("perftargets")


def _packaged(folder: Traversable, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the folder and the name of each file of data inside the package."""
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _packaged(entry, f"{path}/{entry.name}".removeprefix("/"))
        elif not entry.name.endswith(SOURCES):
            yield path, entry.name


FILES = sorted(
    {
        *_packaged(PACKAGE),
        # A checkout has these elsewhere; a wheel that lacks them fails here.
        *(
            (folder, name)
            for folder in ("grammar", "linting/pages")
            for name in _data.names(folder)
        ),
    }
)


@pytest.mark.parametrize(("folder", "name"), FILES)
def test_a_packaged_file_can_be_read(folder: str, name: str) -> None:
    """It is found by its folder and name, stands in the folder's list, and is text."""
    assert _data.read(folder, name).strip()
    assert _data.data(folder, name).is_file()
    assert name in _data.names(folder)


def test_every_kind_of_data_is_packaged() -> None:
    """The folders are those that the library reads, and none of them is empty."""
    assert {
        *("example", "grammar", "linting/pages", "profiles", "schema", "words"),
    } == {folder for folder, _ in FILES} - {"_tables"}


@pytest.mark.parametrize("folder", ["grammar", "words"])
def test_a_table_is_what_its_text_says(folder: str) -> None:
    """Whether it is read from the TOML, or from the JSON that a wheel carries too."""
    tables = [name for name in _data.names(folder) if name.endswith(".toml")]

    assert tables
    for name in tables:
        assert tomllib.loads(_data.read(folder, name)) == _data.toml(folder, name)


@pytest.mark.parametrize("folder", ["grammar", "linting/pages", "words"])
def test_a_folder_is_no_file(folder: str) -> None:
    """What asks for a folder as if it were a file is told so, installed or not."""
    with pytest.raises(FileNotFoundError):
        _data.data(folder, "")


def test_a_file_that_is_not_packaged_is_told() -> None:
    """The path that was looked for is named."""
    with pytest.raises(FileNotFoundError, match=r"words.none\.toml"):
        _data.read("words", "none.toml")


def test_what_is_installed_is_what_was_packaged() -> None:
    """Each file that the installation lists is there, with the digest it lists."""
    record = metadata.distribution("perftargets").read_text("RECORD")
    assert record is not None
    distribution = metadata.distribution("perftargets")
    listed = [row for row in csv.reader(io.StringIO(record)) if row[1]]
    assert listed
    for name, digest, size in listed:
        data = distribution.locate_file(name).read_bytes()  # type: ignore[attr-defined]
        method, _, wanted = digest.partition("=")
        found = base64.urlsafe_b64encode(hashlib.new(method, data).digest())
        assert (name, wanted) == (name, found.decode().rstrip("="))
        assert int(size) == len(data)
