"""Whether what the command wrote is sound in the format it was asked for."""

import csv
import io
import json
import tomllib
import zipfile
from collections.abc import Callable
from types import MappingProxyType
from xml.etree import ElementTree as ET

import yaml


def _text(data: bytes) -> None:
    assert data.decode().strip()


def _json(data: bytes) -> None:
    assert json.loads(data)


def _lines_of_json(data: bytes) -> None:
    assert [json.loads(line) for line in data.decode().splitlines()]


def _yaml(data: bytes) -> None:
    assert yaml.safe_load(data)


def _toml(data: bytes) -> None:
    assert tomllib.loads(data.decode())


def _table(data: bytes) -> None:
    titles, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert rows
    assert {len(titles)} == {len(row) for row in rows}


def _xml(data: bytes) -> None:
    assert len(ET.fromstring(data))  # noqa: S314 - our own output


def _html(data: bytes) -> None:
    text = data.decode().strip()
    assert text.lower().startswith("<!doctype html>")
    assert text.endswith("</html>")


def _sarif(data: bytes) -> None:
    log = json.loads(data)
    (run,) = log["runs"]
    assert ("2.1.0", True) == (log["version"], bool(run["results"]))


def _commands_of_a_workflow(data: bytes) -> None:
    lines = data.decode().splitlines()
    assert lines
    assert all(line.startswith("::") for line in lines)


def _holds(part: str) -> Callable[[bytes], None]:
    def check(data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert archive.testzip() is None
            assert part in archive.namelist()

    return check


def _parquet(data: bytes) -> None:
    assert b"PAR1" == data[:4] == data[-4:]


CHECKS = MappingProxyType(
    {
        "concise": _text,
        "csv": _table,
        "docx": _holds("word/document.xml"),
        "github": _commands_of_a_workflow,
        "gitlab": _json,
        "html": _html,
        "json": _json,
        "jsonl": _lines_of_json,
        "junit": _xml,
        "sarif": _sarif,
        "parquet": _parquet,
        "text": _text,
        "toml": _toml,
        "xlsx": _holds("xl/workbook.xml"),
        "xml": _xml,
        "yaml": _yaml,
    }
)
"""By format; one that is not here fails the tests that ask for it."""
