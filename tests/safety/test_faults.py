"""The program breaks down at one file: that is told with its type, the rest goes on."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from reportlab.pdfgen.canvas import Canvas

import perftargets
from perftargets.reading import read, read_bytes
from perftargets.reading.formats import csv
from perftargets.reading.formats.registry import READERS
from perftargets.reading.native import json as native
from perftargets.reporting.lint import render_report
from tests.cli.conftest import Run, run  # noqa: F401 - a fixture

TABLE = "项目名称,三级指标,指标值\n{name}项目,培训次数,{target}\n"
WRONG = "ZeroDivisionError: an odd file"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give three files; in the second one is a phrase at which the program breaks."""
    for name, target in (("a", "≥5次"), ("b", "≥6次"), ("c", "≥7次")):
        text = TABLE.format(name=name, target=target)
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PERFTARGETS_TRACEBACK", raising=False)
    return tmp_path


def breaking(monkeypatch: pytest.MonkeyPatch, where: str, *, at: str) -> None:
    """Let a function raise once it is given what stands in the second file."""
    module, _, name = where.rpartition(".")
    target: Any = __import__(module, fromlist=[name])
    whole: Callable[..., Any] = getattr(target, name)

    def broken(*args: Any, **named: Any) -> Any:
        if at in repr(args):
            raise ZeroDivisionError("an odd file\nand more of it")  # noqa: EM101, TRY003
        return whole(*args, **named)

    monkeypatch.setattr(target, name, broken)


BREAKS = {
    "lint": "perftargets.cli.lint.lint",
    "check": "perftargets.cli.check.check",
    "convert": "perftargets.cli.conversion.render",
}
"""Where the program may break down behind the reader of a file, by command."""


@pytest.mark.parametrize("command", ["lint", "check", "convert"])
@pytest.mark.parametrize("stage", ["reading", "itself"])
@pytest.mark.usefixtures("folder")
def test_a_fault_is_one_of_its_file(
    run: Run,  # noqa: F811 - the fixture
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    stage: str,
) -> None:
    """The type is told, the other files are worked on, and 3 ends it."""
    if stage == "reading":
        # The grid of a file is made where it is read; its path says which one it is.
        monkeypatch.setattr(csv, "documents", _odd_at("b.csv"))
    else:
        breaking(monkeypatch, BREAKS[command], at="b项目")
    goal = ("-o", "out") if command == "convert" else ()
    result = run(command, "a.csv", "b.csv", "c.csv", *goal)
    said = result.out + result.err
    assert result.code == 3
    assert WRONG in said
    assert "b.csv" in said
    assert "Traceback" not in said
    if command == "convert":
        assert sorted(path.name for path in Path("out").iterdir()) == [
            "a.json",
            "c.json",
        ]
    else:
        assert "a项目" in said
        assert "c项目" in said
    force = ("--force",) if command == "convert" else ()
    shown = run(command, "--debug", "a.csv", "b.csv", "c.csv", *goal, *force)
    assert shown.code == 3
    assert "Traceback (most recent call last):" in shown.err
    assert "ZeroDivisionError: an odd file\nand more of it" in shown.err


def _odd_at(name: str) -> Callable[..., Any]:
    from perftargets.reading.tables.reader import documents

    def odd(*args: Any, **named: Any) -> Any:
        if str(named.get("path")).endswith(name):
            raise ZeroDivisionError("an odd file\nand more of it")  # noqa: EM101, TRY003
        return documents(*args, **named)

    return odd


@pytest.mark.parametrize("form", sorted(set(READERS.values())))
def test_no_reader_raises_to_the_caller(
    monkeypatch: pytest.MonkeyPatch, form: str, tmp_path: Path
) -> None:
    """``read`` gives a document with the fault in it, whatever reader it was."""
    from perftargets.reading.formats import registry

    class Broken:
        def read_content(self, content: object) -> object:
            raise RecursionError(str(type(content).__name__))

    names = [name for name, module in READERS.items() if module == form]
    monkeypatch.setattr(registry, "reader", lambda _: Broken())
    from tests.safety import files

    for name, path in files.put_all(tmp_path).items():
        if name in names:
            (finding,) = read(path).diagnostics
            assert finding.code == "REA004"
            assert "RecursionError: Content" in finding.message.en
            assert "RecursionError: Content" in finding.message.zh


def test_a_report_tells_the_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a fault and as a finding, however little was asked for."""
    monkeypatch.setattr(native, "read_content", _raise)
    document = read_bytes(b'{"schema": "perftargets/1", "projects": []}', path="a.json")
    report = perftargets.lint(document, select=["VAL003"], ignore=["REA004"])
    assert [fault.error for fault in report.faults] == ["KeyError: 'x'"]
    with pytest.raises(perftargets.FindingsError, match="KeyError: 'x'"):
        report.raise_for_errors()
    sarif = json.loads(render_report(report, "sarif", language="en"))
    assert sarif["runs"][0]["invocations"][0]["executionSuccessful"] is False


def _raise(_content: object) -> None:
    raise KeyError("x")  # noqa: EM101


def test_a_table_no_higher_than_a_rule_is_none() -> None:
    """Two rules upon each other hold no cell; what is printed there is text."""
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(600, 800))
    canvas.drawString(60, 700, "hello")
    for x in (50, 150, 250):
        canvas.rect(x, 600, 100, 1)
    canvas.save()
    (finding,) = read_bytes(data.getvalue(), path="a.pdf").diagnostics
    assert "it begins “hello”" in finding.message.en


def test_scan_goes_on_behind_a_file_that_breaks_it(
    run: Run,  # noqa: F811 - the fixture
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The rows of the other files are written, and none of this one."""
    (tmp_path / "in").mkdir()
    for name in ("a", "b", "c"):
        rows = {"项目名称": [name, name], "指标值": ["≥5次", f"5{name}次"]}
        pq.write_table(pa.table(rows), tmp_path / "in" / f"{name}.parquet")
    from perftargets.frames import scan
    from perftargets.frames.columns import check_columns as whole

    def odd(batch: pa.RecordBatch, **named: Any) -> Any:
        if "b次" in str(batch.to_pydict()):
            raise ZeroDivisionError("an odd file")  # noqa: EM101, TRY003
        return whole(batch, **named)

    monkeypatch.setattr(scan, "check_columns", odd)
    monkeypatch.chdir(tmp_path)
    result = run("scan", "in", "-o", "out.parquet")
    assert result.code == 3
    assert WRONG in result.err
    assert "b.parquet" in result.err
    kept = pq.read_table(tmp_path / "out.parquet").to_pydict()
    assert kept["项目名称"] == ["a", "a", "c", "c"]
    again = run("scan", "in", "-o", "out.parquet", "--force", "--debug")
    assert again.code == 3
    assert "Traceback (most recent call last):" in again.err
