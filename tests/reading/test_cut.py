"""Every format cut off at twenty places, and with bytes changed: told, never raised."""

import random
from pathlib import Path

import pytest

from perftargets.findings import Severity
from perftargets.reading import read_bytes
from perftargets.writing import write
from tests.pages.forms import FORMS

pytestmark = pytest.mark.sampled

WRITTEN = ("csv", "docx", "json", "toml", "xlsx", "yaml")
FORMATS = (*WRITTEN, "pdf", "txt")
CUTS = 20
CHANGES = 30


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Give one table in every format."""
    folder = tmp_path_factory.mktemp("whole")
    form = FORMS["self-evaluation"]
    made = {"pdf": form.pdf(), "txt": FORMS["running-text"].text().encode()}
    for suffix in WRITTEN:
        path = folder / f"table.{suffix}"
        write(form.document(), path)
        made[suffix] = path.read_bytes()
    return made


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_that_is_cut_off_gives_projects_or_an_error(
    contents: dict[str, bytes], suffix: str
) -> None:
    """Never neither of them, wherever it ends; every finding names the file."""
    data, path = contents[suffix], f"table.{suffix}"
    for part in range(CUTS):
        _judge(data[: len(data) * part // CUTS], path)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_with_changed_bytes_gives_projects_or_an_error(
    contents: dict[str, bytes], suffix: str
) -> None:
    """Whatever the bytes are; they are the same in every run."""
    chance = random.Random(4)  # noqa: S311 - no secret
    for _ in range(CUTS):
        data = bytearray(contents[suffix])
        for _ in range(CHANGES):
            data[chance.randrange(len(data))] = chance.randrange(256)
        _judge(bytes(data), f"table.{suffix}")


def _judge(data: bytes, path: str) -> None:
    document = read_bytes(data, path=path)
    grave = [each for each in document.diagnostics if each.severity is Severity.ERROR]
    assert document.projects or grave
    names = {each.place.path for each in document.diagnostics if each.place}
    assert names <= {path}
    assert all(Path(path).name in str(each.place) for each in grave)
