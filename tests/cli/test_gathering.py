"""``review`` and ``collect`` over folders: broken files, calls that were ended."""

import csv
import json
import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from perftargets import check, read
from perftargets.cli import collect, journal, review
from tests.cli.conftest import Run

ROW = {
    "category": "产出指标",
    "name": "培训人次",
    "target": "≥100人次",
    "weight": "100",
}


def written(path: Path, **row: Any) -> Path:
    """Write the filled form of one school, named as the file is."""
    project = {
        "name": "公用经费",
        "agency": path.stem,
        "goal": "完成年度任务。",
        "indicators": [{**ROW, **row}],
    }
    tree = {"schema": "perftargets/1", "fiscal_year": 2022, "department": "教育局"}
    path.write_text(
        json.dumps({**tree, "projects": [project]}, ensure_ascii=False),
        encoding="utf-8",
    )
    return path


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder: two schools with wrong scores, one right, one broken file."""
    folder = tmp_path / "in"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    written(folder / "一中.json", actual="90人次", score="95")
    written(folder / "二中.json", actual="100人次", score="100")
    written(folder / "三中.json", actual="80人次", score="100")
    (folder / "坏.xlsx").write_bytes(b"PK\x03\x04 this is no workbook")
    (folder / "说明.txt").write_text("这里没有表。\n", encoding="utf-8")
    return folder


def rows_of(path: Path) -> list[list[str]]:
    """Read a CSV file without its titles."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def test_one_broken_file_stops_nothing(run: Run, folder: Path) -> None:
    """The others are reviewed, and the broken one stands in the sheet."""
    found = run("review", "in", "-o", "d.csv", "--lang", "zh")
    assert found.code == 1
    assert "in/坏.xlsx" in found.err
    assert [(row[0], row[6], row[7]) for row in rows_of(Path("d.csv"))] == [
        ("in/一中.json", "95", "90.00"),
        ("in/三中.json", "100", "80.00"),
        ("in/坏.xlsx", "", ""),
    ]
    assert rows_of(Path("d.csv"))[0][9] == journal.digest(folder / "一中.json")
    assert not Path("d.csv.part").exists()


@pytest.mark.parametrize("name", ["d.txt", "d.json", "d.html", "d.csv", "d.xlsx"])
def test_the_ending_decides_the_form(run: Run, folder: Path, name: str) -> None:
    """Each names the file and the figure that is right."""
    (folder / "坏.xlsx").unlink()
    assert run("review", "in", "-o", name, "--lang", "zh").code == 0
    if name.endswith("xlsx"):
        cells = openpyxl.load_workbook(name).worksheets[0].iter_rows(values_only=True)
        text = str(list(cells))
        assert "80" in text
    else:
        text = Path(name).read_text(encoding="utf-8-sig")
        assert "80.00" in text
    assert "三中.json" in text
    assert run("review", "in", "-o", name).code == 2
    assert run("review", "in", "-o", name, "--force").code == 0


def test_differences_end_the_call_where_that_is_asked_for(
    run: Run, folder: Path
) -> None:
    """And not where nothing differs."""
    (folder / "坏.xlsx").unlink()
    assert run("review", "in", "--fail-on", "difference").code == 1
    assert run("review", "in/二中.json", "--fail-on", "difference").code == 0


@pytest.mark.parametrize("name", ["all.json", "all.csv", "all.xlsx", "all.parquet"])
def test_tables_are_put_together_with_file_and_digest(
    run: Run, folder: Path, name: str
) -> None:
    """What is read back has every project, and where it is from."""
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    assert run("collect", "in", "-o", name).code == 1
    if name.endswith("parquet"):
        import pyarrow.parquet as pq

        from perftargets.frames import from_frame

        projects = from_frame(pq.read_table(name)).projects
    else:
        projects = read(name).projects
    assert sorted(
        (each.agency or "", each.file, each.digest, each.department)
        for each in projects
    ) == sorted(
        (
            each,
            f"in/{each}.json",
            journal.digest(folder / f"{each}.json"),
            "教育局",
        )
        for each in ("一中", "二中", "三中")
    )
    assert [len(each.indicators) for each in projects] == [1, 1, 1]


def test_files_of_several_years_are_told(run: Run, folder: Path) -> None:
    """The document names no year then, the table names each."""
    path = folder / "二中.json"
    path.write_text(
        path.read_text(encoding="utf-8").replace("2022", "2021"), encoding="utf-8"
    )
    found = run("collect", "in", "-o", "all.json", "--lang", "zh")
    assert "各文件的年度不同（2021年、2022年）" in found.err
    assert read("all.json").fiscal_year is None
    run("collect", "in", "-o", "all.csv")
    assert sorted({row[0] for row in rows_of(Path("all.csv"))}) == ["2021", "2022"]


class _EndedError(BaseException):
    """Stands for Ctrl-C."""


@pytest.mark.parametrize(
    ("command", "name", "module"),
    [("review", "d.csv", review), ("collect", "all.csv", collect)],
)
@pytest.mark.usefixtures("folder")
def test_a_call_that_was_ended_goes_on(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    name: str,
    module: Any,
) -> None:
    """Only what was not done, or has changed since, is read; the result is the same."""
    whole = run(command, "in", "-o", f"whole-{name}", "--lang", "zh")
    assert whole.code == 1
    seen: list[str] = []
    own = module.document

    def reading(file: Path, **rest: Any) -> Any:
        if len(seen) == 2 and "ended" not in seen:
            seen.append("ended")
            raise _EndedError
        seen.append(os.fspath(file))
        return own(file, **rest)

    monkeypatch.setattr(module, "document", reading)
    with pytest.raises(_EndedError):
        run(command, "in", "-o", name)
    assert Path(f"{name}.part").exists()
    assert not Path(name).exists()
    done = seen[:2]
    # The journal of a call that was ended may end within a line.
    with Path(f"{name}.part").open("ab") as file:
        file.write(b'{"file": "in/half')
    changed = Path(done[0])
    changed.write_bytes(changed.read_bytes() + b"\n")
    again = run(command, "in", "-o", name, "--lang", "zh")
    assert "1 个文件上次已经完成，没有重做" in again.err
    assert seen.count(done[0]) == 2
    assert seen.count(done[1]) == 1
    assert not Path(f"{name}.part").exists()
    digests = {journal.digest(changed)}
    before = [row for row in rows_of(Path(f"whole-{name}")) if done[0] not in row]
    after = [row for row in rows_of(Path(name)) if not digests & set(row)]
    assert before == after


@pytest.mark.usefixtures("folder")
def test_the_journal_of_another_call_is_not_mixed_in(run: Run) -> None:
    """Another profile is another call."""
    Path("d.csv.part").write_text('{"call": "another"}\n', encoding="utf-8")
    found = run("review", "in", "-o", "d.csv", "--profile", "linear")
    assert (found.code, "was left by another call" in found.err) == (2, True)
    assert run("review", "in", "-o", "d.csv", "--force").code == 1
    assert len(rows_of(Path("d.csv"))) == 3


@pytest.mark.usefixtures("folder")
def test_a_breakdown_is_told_and_the_rest_goes_on(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of the program at one file ends the call with 3, at its end."""
    own = check

    def breaking(document: Any, **rest: Any) -> Any:
        if document.projects and document.path.endswith("一中.json"):
            message = "broken"
            raise RuntimeError(message)
        return own(document, **rest)

    monkeypatch.setattr(review, "check", breaking)
    found = run("review", "in", "-o", "d.csv")
    assert found.code == 3
    assert [row[0] for row in rows_of(Path("d.csv"))] == [
        "in/一中.json",
        "in/三中.json",
        "in/坏.xlsx",
    ]


def test_nothing_is_written_over_a_folder(run: Run, folder: Path) -> None:
    """Nor into a folder that is not there."""
    assert run("review", "in", "-o", "in").code == 2
    assert run("collect", "in", "-o", "nowhere/all.csv").code == 2
    assert run("collect", "in", "-o", "all.doc").code == 2
    assert run("collect", "in", "--format", "xlsx").code == 2
    assert folder.is_dir()
