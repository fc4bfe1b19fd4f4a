"""``scan``: big flat tables in a stream, ended and gone on with."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from perftargets import UsageError
from perftargets.frames import check_columns, inputs, scan
from perftargets.frames.scan import Scanned
from perftargets.frames.synth import write
from tests.cli.conftest import Run

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make batches and parts small, so that a small table has many."""
    monkeypatch.setattr(inputs, "BATCH", 100)
    monkeypatch.setattr(scan, "BATCH", 100)
    monkeypatch.setattr(scan, "PART", 300)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Give a made-up table of a thousand rows."""
    path = tmp_path / "table.parquet"
    write(path, 1_000, seed=5)
    return path


def test_the_output_is_the_table_with_what_was_found(
    table: Path, tmp_path: Path
) -> None:
    """Row for row what ``check_columns`` gives for the whole."""
    output = tmp_path / "out.parquet"

    done = scan.scan(table, output)

    assert Scanned(rows=1_000, kept=0) == done
    expected = check_columns(pq.read_table(table), prefix="pt_")
    assert expected.equals(pq.read_table(output))
    assert ["out.parquet", "table.parquet"] == sorted(
        each.name for each in tmp_path.iterdir()
    )


class Ended(Exception):  # noqa: N818 - it stands for a kill
    """The run is ended from outside."""


@pytest.mark.parametrize("rows", [100, 300, 400, 900, 1_000])
def test_a_run_that_was_ended_goes_on_and_gives_the_same_file(
    table: Path, tmp_path: Path, rows: int
) -> None:
    """Parts that were finished are not worked on again, whenever it ended."""
    whole = tmp_path / "whole.parquet"
    scan.scan(table, whole)
    output = tmp_path / "out.parquet"

    def end(done: int, total: int | None) -> None:
        assert 1_000 == total
        if done >= rows:
            raise Ended

    with pytest.raises(Ended):
        scan.scan(table, output, progress=end)
    assert not output.exists()
    done = scan.scan(table, output)

    # Ended in the middle of a part, that part is made anew.
    assert Scanned(rows=1_000, kept=(rows - 1) // 300 * 300) == done
    assert whole.read_bytes() == output.read_bytes()
    assert not (tmp_path / "out.parquet.parts").exists()


KILLED = """
import os, signal, sys
from pathlib import Path
from perftargets.frames import inputs, scan

inputs.BATCH = scan.BATCH = 100
scan.PART = 300
where, name = sys.argv[3].split(":")
replace = Path.replace

def kill():
    os.kill(os.getpid(), signal.SIGKILL)

def told(rows, total):
    if where == "rows" and rows >= int(name):
        kill()

def named(draft, goal):
    if where == "before" and draft.name == name:
        kill()
    found = replace(draft, goal)
    if where == "after" and draft.name == name:
        kill()
    return found

Path.replace = named
scan.scan(sys.argv[1], sys.argv[2], progress=told)
"""
"""A run in a process of its own, which ends with SIGKILL at the place given."""


def killed(table: Path, output: Path, place: str) -> None:
    """Let a process scan a table, and be killed at a place."""
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(table), str(output), place],
        capture_output=True,
        check=False,
    )
    assert (-signal.SIGKILL, b"") == (done.returncode, done.stderr)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize(
    ("place", "kept"),
    [
        ("rows:100", 0),
        ("rows:500", 300),
        ("before:000000-000001.draft", 300),
        ("after:000000-000001.draft", 600),
        ("before:whole.draft", 1_000),
    ],
)
def test_a_process_that_was_killed_is_gone_on_with(
    table: Path, tmp_path: Path, place: str, kept: int
) -> None:
    """In a part, around its name, before the whole has its: the same bytes."""
    whole, output = tmp_path / "whole.parquet", tmp_path / "out.parquet"
    scan.scan(table, whole)

    killed(table, output, place)
    assert not output.exists()
    done = scan.scan(table, output)

    assert Scanned(rows=1_000, kept=kept) == done
    assert whole.read_bytes() == output.read_bytes()
    assert not (tmp_path / "out.parquet.parts").exists()


OTHERWISE: dict[str, dict[str, Any]] = {
    "profile": {"profile": "linear"},
    "language": {"language": "zh"},
    "prefix": {"prefix": "x_"},
    "columns": {"columns": {"reason": "project"}},
}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("setting", OTHERWISE)
def test_a_killed_run_is_not_gone_on_with_otherwise(
    table: Path, tmp_path: Path, setting: str
) -> None:
    """Every setting that changes the output does; the parts stay for the same run."""
    output = tmp_path / "out.parquet"
    killed(table, output, "rows:700")

    with pytest.raises(UsageError, match="holds the parts of another run"):
        scan.scan(table, output, **OTHERWISE[setting])

    assert Scanned(rows=1_000, kept=600) == scan.scan(table, output)


def test_parts_of_another_run_are_not_mixed_in(table: Path, tmp_path: Path) -> None:
    """Another profile is another run; ``force`` begins anew."""
    output = tmp_path / "out.parquet"

    def end(done: int, _total: int | None) -> None:
        if done >= 700:
            raise Ended

    with pytest.raises(Ended):
        scan.scan(table, output, progress=end)
    with pytest.raises(UsageError, match="holds the parts of another run"):
        scan.scan(table, output, profile="linear")
    done = scan.scan(table, output, profile="linear", force=True)

    assert Scanned(rows=1_000, kept=0) == done


def test_a_table_that_was_changed_is_another_run(table: Path, tmp_path: Path) -> None:
    """Its size and its time decide."""
    output = tmp_path / "out.parquet"

    def end(_done: int, _total: int | None) -> None:
        raise Ended

    with pytest.raises(Ended):
        scan.scan(table, output, progress=end)
    write(table, 900, seed=6, force=True)

    with pytest.raises(UsageError, match="holds the parts of another run"):
        scan.scan(table, output)


def test_csv_gives_what_parquet_gives(table: Path, tmp_path: Path) -> None:
    """Every cell is text as written; guarded cells lose their apostrophe."""
    flat = tmp_path / "table.csv"
    write(flat, 1_000, seed=5)
    one, two = tmp_path / "one.parquet", tmp_path / "two.parquet"

    scan.scan(table, one)
    scan.scan(flat, two)

    first, second = pq.read_table(one), pq.read_table(two)
    names = [name for name in first.column_names if name[:3] == "pt_"]
    # CSV has no null: a row without an actual has an empty one, which says as much.
    assert first.select(names).to_pylist() == second.select(names).to_pylist()
    assert first["target"].to_pylist() == second["target"].to_pylist()


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    """Files may have different columns; each row tells its file."""
    folder = tmp_path / "in"
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "1.csv").write_text(
        "指标值,实际完成值,备注\n不少于5条,4条,x\n", encoding="gb18030"
    )
    pq.write_table(pa.table({"target": ["≥3个"], "actual": [4]}), folder / "a.parquet")
    (folder / ".hidden.csv").write_text("no", encoding="utf-8")
    (folder / "read.me").write_text("no", encoding="utf-8")
    output = tmp_path / "out.parquet"

    done = scan.scan(folder, output)

    assert 2 == done.rows
    assert [("REA002", "b/1.csv")] == [
        (found.code, str(found.place)) for found in done.findings
    ]
    rows = pq.read_table(output).to_pylist()
    assert [
        ("a.parquet", "≥3个", None, None, "met"),
        ("b/1.csv", None, "不少于5条", "x", "not_met"),
    ] == [
        (
            row["pt_source"],
            row["target"],
            row["指标值"],
            row["备注"],
            row["pt_verdict"],
        )
        for row in rows
    ]


def test_what_cannot_be_read_is_told_and_the_rest_is_done(tmp_path: Path) -> None:
    """A damaged file, and lines with too many cells."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.parquet").write_bytes(b"PAR1 and nothing more")
    (folder / "b.csv").write_text("target,actual\n≥1个,2\n≥1个,2,3\n≥1个,0\n", "utf-8")
    output = tmp_path / "out.parquet"

    done = scan.scan(folder, output)

    assert [("REA004", "a.parquet"), ("REA003", "b.csv")] == [
        (found.code, str(found.place)) for found in done.findings
    ]
    assert ["met", "not_met"] == pq.read_table(output)["pt_verdict"].to_pylist()


def test_cells_with_line_ends_and_null_words_stay_as_written(tmp_path: Path) -> None:
    """N/A is a phrase and no null, 0.10 is no float, a quoted cell may be two lines."""
    path = tmp_path / "t.csv"
    path.write_text('target,note\nN/A,0.10\n"≥5条\n≤9条",NA\n', encoding="utf-8-sig")
    output = tmp_path / "out.parquet"

    scan.scan(path, output)

    rows = pq.read_table(output).to_pylist()
    assert [("N/A", "0.10"), ("≥5条\n≤9条", "NA")] == [
        (row["target"], row["note"]) for row in rows
    ]
    assert "missing" == rows[0]["pt_kind"]


MISTAKES = {
    "no column holds targets": ({}, "a,b\n1,2\n"),
    "there is no column “x”": ({"columns": {"target": "x"}}, "a,b\n1,2\n"),
    "there is no field “ziel”": ({"columns": {"ziel": "a"}}, "a,b\n1,2\n"),
    "the table has pt_kind already": ({}, "target,pt_kind\n1,2\n"),
    "no profile": ({"profile": "nowhere"}, "target\n1\n"),
}


@pytest.mark.parametrize("message", MISTAKES)
def test_a_mistake_in_the_call_is_told_before_anything_is_written(
    message: str, tmp_path: Path
) -> None:
    """The message names what there is."""
    options, text = MISTAKES[message]
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(UsageError, match=message):
        scan.scan(path, tmp_path / "out.parquet", **options)  # type: ignore[arg-type]

    assert [path] == list(tmp_path.iterdir())


def test_the_output_must_be_new_and_parquet(table: Path, tmp_path: Path) -> None:
    """The input itself is never replaced, not even with ``force``."""
    there = tmp_path / "there.parquet"
    there.write_bytes(b"mine")

    with pytest.raises(FileExistsError):
        scan.scan(table, there)
    with pytest.raises(UsageError, match=r"a \.parquet file"):
        scan.scan(table, tmp_path / "out.csv")
    with pytest.raises(UsageError, match="is an input"):
        scan.scan(table, table, force=True)

    assert b"mine" == there.read_bytes()


def test_the_command_says_what_it_did(run: Run, table: Path, tmp_path: Path) -> None:
    """Columns can be named; a damaged file ends the run with 1."""
    output = tmp_path / "out.parquet"

    fine = run("scan", str(table), "-o", str(output), "--column", "target=target")
    again = run("scan", str(table), "-o", str(output))
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"nothing")
    damaged = run("scan", str(broken), "-o", str(tmp_path / "o.parquet"))

    assert (0, f"{output}: 1,000 rows\n", "") == (fine.code, fine.out, fine.err)
    assert 2 == again.code
    assert 1 == damaged.code
    assert damaged.err.startswith(
        "broken.parquet: error REA004 unreadable-file 读不出的文件: "
    )


def test_a_column_without_a_sign_is_a_mistake(
    run: Run, table: Path, tmp_path: Path
) -> None:
    """``--column`` is FIELD=NAME."""
    output = tmp_path / "out.parquet"

    done = run("scan", str(table), "-o", str(output), "--column", "target")

    assert 2 == done.code
    assert "--column is FIELD=NAME" in done.err
