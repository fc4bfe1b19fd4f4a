"""Findings of every source are kept to a number of each kind, and counted."""

from pathlib import Path

import pyarrow as pa
import pytest

import perftargets
from perftargets import Finding, Severity
from perftargets.findings import Breakdown, codes
from perftargets.findings.tally import KEPT, Further, Tally, first_of_each
from perftargets.frames import from_frame
from perftargets.reading import read_bytes
from perftargets.reading.actuals import read_actuals
from tests.cli.conftest import Run, run  # noqa: F401 - a fixture

ONE = "项目名称,一级指标,三级指标,指标值\n甲,产出指标,培训次数,≥5次\n"
MANY = KEPT + 500


def more(number: int) -> str:
    """Return how others are counted."""
    return f"{number} more findings of this kind in the file, not listed"


def counted(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """Return code and text of the findings that count others."""
    return [
        (each.code, each.message.en) for each in findings if isinstance(each, Further)
    ]


def actuals(path: Path, row: str, number: int = MANY) -> Path:
    """Write a file of actuals with so many rows of one form."""
    rows = "".join(row.format(each) + "\n" for each in range(number))
    path.write_text(f"项目名称,三级指标,实际完成值\n{rows}", encoding="utf-8")
    return path


def test_rows_of_actuals_that_cannot_be_used(tmp_path: Path) -> None:
    """What is wrong with each, and which are used nowhere."""
    found = read_actuals(actuals(tmp_path / "a.csv", "甲,,{}次"))
    assert len(found.diagnostics) == len(found.unread) == KEPT + 1
    assert (
        counted(found.diagnostics) == counted(found.unread) == [("REA003", more(500))]
    )
    assert found.diagnostics[-1].severity == codes.UNREADABLE_CELL.severity


def test_actuals_that_fit_no_row(tmp_path: Path) -> None:
    """They are counted among what was noticed and among what is unused."""
    document = read_bytes(ONE.encode(), path="t.csv")
    given = read_actuals(actuals(tmp_path / "a.csv", "甲,别的{},1次"))
    found = perftargets.check(document, given)
    assert len(found.unused) == KEPT + 1
    assert counted(found.unused) == counted(found.diagnostics)
    assert counted(found.unused) == [("REA001", more(500))]
    every = perftargets.check(document, given, kept=None)
    assert len(every.unused) == MANY
    assert counted(every.unused) == []
    assert found.unused[:KEPT] == every.unused[:KEPT]


def test_rows_that_no_file_uses_are_found_among_all(
    run: Run,  # noqa: F811 - the fixture
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A row is unused where no document uses it, however many others there are."""
    monkeypatch.chdir(tmp_path)
    for name in ("乙", "丙"):
        rows = "".join(f"{name},产出指标,{name}{each}次数,≥1次\n" for each in range(3))
        text = f"项目名称,一级指标,三级指标,指标值\n{rows}"
        Path(f"{name}.csv").write_text(text, encoding="utf-8")
    lines = [f"{name},{name}{each}次数,1次" for name in "乙丙" for each in range(3)]
    lines += [f"丁,别的{each},1次" for each in range(6)]
    text = "项目名称,三级指标,实际完成值\n" + "".join(f"{each}\n" for each in lines)
    Path("a.csv").write_text(text, encoding="utf-8")
    asked = ("check", "乙.csv", "丙.csv", "--actuals", "a.csv", "--lang", "en")
    result = run(*asked, "--limit", "findings=2")
    assert [each for each in ("别的0", "别的1", "别的2") if each in result.err] == [
        "别的0",
        "别的1",
    ]
    assert more(4) in result.err
    assert "not used: the table has no indicator named “乙0次数”" not in result.err


def test_cells_of_a_frame() -> None:
    """A column that holds no numbers is told a bounded number of times."""
    table = pa.table(
        {
            "project": ["甲"] * MANY,
            "name": [f"培训{each}次数" for each in range(MANY)],
            "target": ["≥5次"] * MANY,
            "weight": ["十"] * MANY,
        }
    )
    found = from_frame(table)
    assert len(found.diagnostics) == KEPT + 1
    assert counted(found.diagnostics) == [("REA003", more(500))]


def test_a_graver_one_is_not_lost_behind_lesser_ones() -> None:
    """Each severity has a number of its own, and a fault of the program is kept."""

    def finding(severity: Severity) -> Finding:
        text = perftargets.Message("甲", "a")
        return Finding(code="REA001", name="a", severity=severity, message=text)

    lesser = [finding(Severity.INFO)] * 5
    broke = Breakdown.of(ValueError("a"), "a.csv")
    given = [*lesser, broke, finding(Severity.ERROR), finding(Severity.ERROR)]
    kept = first_of_each(given, 1, "a.csv")
    assert [(type(each).__name__, each.severity) for each in kept] == [
        ("Finding", Severity.INFO),
        ("Breakdown", Severity.ERROR),
        ("Finding", Severity.ERROR),
        ("Further", Severity.INFO),
        ("Further", Severity.ERROR),
    ]
    assert [each.message.en for each in kept[-2:]] == [
        more(4),
        "1 more finding of this kind in the file, not listed",
    ]
    assert first_of_each(given, None, "a.csv") == tuple(given)
    assert [Tally(2).taken(each) is each for each in given] == [True] * 8


@pytest.mark.parametrize("fail_on", ["error", "warning", "info"])
def test_the_exit_code_does_not_depend_on_how_many_are_kept(
    run: Run,  # noqa: F811 - the fixture
    tmp_path: Path,
    fail_on: str,
) -> None:
    """What is counted weighs as much as what is listed."""
    rows = "".join(f"甲,产出指标,培训{each}次数,约{each}次\n" for each in range(30))
    path = tmp_path / "a.csv"
    path.write_text(f"项目名称,一级指标,三级指标,指标值\n{rows}", encoding="utf-8")
    asked = ("lint", str(path), "--select", "ALL", "--fail-on", fail_on)
    codes_ = {run(*asked, "--limit", f"findings={most}").code for most in (1, 7, 10**6)}
    assert codes_ == {1}


def test_a_mark_for_a_finding_that_is_not_kept_is_not_called_useless(
    tmp_path: Path,
) -> None:
    """Its finding may be one of those that are counted."""
    mark = "perftargets: ignore[VAL003]"
    rows = "".join(
        f"甲,产出指标,培训{each}次数,约5次,{mark if each == 9 else ''}\n"
        for each in range(10)
    )
    path = tmp_path / "a.csv"
    text = f"项目名称,一级指标,三级指标,指标值,备注\n{rows}"
    path.write_text(text, encoding="utf-8")
    chosen = ("VAL003", "IGN001")
    every = perftargets.lint(path, select=chosen)
    assert (len(every), len(every.suppressed)) == (9, 1)
    few = perftargets.lint(path, select=chosen, kept=3)
    assert [each.code for each in few] == ["VAL003"] * 4
