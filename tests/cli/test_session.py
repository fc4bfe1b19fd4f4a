"""A session gives what the command gives: the same JSON for the same file."""

import json
from pathlib import Path
from typing import Any

import pytest

from perftargets._data import data
from perftargets.reading import read_bytes
from perftargets.writing import render
from tests.cli.conftest import Run
from tests.session.calling import Held

pytestmark = pytest.mark.sampled

TABLE = data("example", "panyu-2022.txt").read_bytes()
ACTUALS = data("example", "panyu-2022-actuals.csv").read_bytes()
DOCUMENT = read_bytes(TABLE, path="a.txt")
FILES = {
    "a.txt": TABLE,
    "a.xlsx": render(DOCUMENT, ".xlsx", form="application").data,
    "a.docx": render(DOCUMENT, ".docx", form="application").data,
    "a.csv": render(DOCUMENT, ".csv").data,
    "broken.xlsx": b"PK\x03\x04 damaged",
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", FILES)
def test_lint(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, language: str
) -> None:
    """Every key of the report, every finding in its order."""
    (tmp_path / name).write_bytes(FILES[name])
    monkeypatch.chdir(tmp_path)
    printed = run(
        "lint", name, "--select", "ALL", "--format", "json", "--lang", language
    )
    held = Held()
    handle = held.open(FILES[name], name)

    report = held.call("lint", handle=handle, select=["ALL"], language=language)

    assert json.loads(printed.out) == report["report"]


@pytest.mark.parametrize("name", FILES)
def test_check(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    """With actuals in a second file, and last year's file beside it."""
    (tmp_path / name).write_bytes(FILES[name])
    (tmp_path / "actuals.csv").write_bytes(ACTUALS)
    (tmp_path / "prior.txt").write_bytes(TABLE)
    monkeypatch.chdir(tmp_path)
    printed = run(
        *("check", name, "--actuals", "actuals.csv", "--prior", "prior.txt"),
        *("--format", "json", "--lang", "zh"),
    )
    held = Held()
    handle = held.open(FILES[name], name)
    actuals = held.open(ACTUALS, "actuals.csv")
    prior = held.open(TABLE, "prior.txt")

    found = held.call("check", handle=handle, actuals=actuals, prior=prior)

    assert json.loads(printed.out) == found["evaluation"]


def test_a_filled_in_table_gives_its_actuals() -> None:
    """The second file may be the table itself, with its actuals filled in."""
    held = Held()
    handle = held.open(TABLE, "a.txt")
    actuals = held.open(ACTUALS, "actuals.csv")
    filled = held.call(
        "write",
        handle=handle,
        suffix=".xlsx",
        form="self-evaluation",
        check={"actuals": actuals},
    )
    second = held.open(filled["data"], filled["name"])

    by_list = held.call("check", handle=handle, actuals=actuals)["evaluation"]
    by_table = held.call("check", handle=handle, actuals=second)["evaluation"]

    names = [row.name for _, row in DOCUMENT.rows()]

    def verdicts(evaluation: Any) -> list[tuple[str, ...]]:
        return [
            (row["name"], row["actual"] or "", row["verdict"], row["points"])
            for project in evaluation["projects"]
            for row in project["indicators"]
            # Rows of one name are told apart by nothing, and that is told.
            if names.count(row["name"]) == 1
        ]

    assert 40 < len(verdicts(by_list))
    assert verdicts(by_list) == verdicts(by_table)


def test_a_file_without_actuals_is_refused() -> None:
    """It is not taken for a list in which nothing was reported."""
    held = Held()
    handle = held.open(TABLE, "a.txt")

    answer = held.answer("check", handle=handle, actuals=handle)

    assert "no-actuals" == answer["error"]["code"]
