"""The stages of CI: one that fails fails the run, and what is skipped is told."""

import sys
from pathlib import Path

import pytest

from tools import ci, environments, release, stages, threads
from tools.stages import ROOT, Run, Stage, perform

pytestmark = pytest.mark.checkout


def lines(capfd: pytest.CaptureFixture[str]) -> list[str]:
    """Return what a run printed, line by line."""
    return capfd.readouterr().out.splitlines()


def python(code: str) -> Stage:
    """Return a stage that runs a line of Python."""
    return Stage(code, lambda run: run.command(sys.executable, "-c", code), minutes=1)


def test_a_run_whose_stages_pass_ends_with_0(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Its last lines count the stages, and say that nothing was skipped."""
    assert 0 == perform([python("print(1)"), python("print(2)")])
    assert ["2 passed, 0 failed", "not run: nothing was skipped"] == lines(capfd)[-2:]


def test_a_stage_that_fails_does_not_stop_the_others(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """The run ends with 1, and names the stage and the program."""
    assert 1 == perform([python("raise SystemExit(3)"), python("print('later')")])

    printed = lines(capfd)
    assert "later" in printed
    assert "1 passed, 1 failed" in printed
    (fault,) = [line for line in printed if line.startswith("FAILED ")]
    assert fault.startswith("FAILED raise SystemExit(3): exit code 3: ")


def test_a_fault_of_a_stage_itself_fails_it(capfd: pytest.CaptureFixture[str]) -> None:
    """An exception is no reason to pass, nor to leave the other stages out."""

    def broken(run: Run) -> None:
        (run.folder / "not there").read_text(encoding="utf-8")

    assert 1 == perform([Stage("broken", broken, minutes=1), python("print('later')")])
    assert "later" in lines(capfd)


def test_a_run_without_stages_has_not_passed(capfd: pytest.CaptureFixture[str]) -> None:
    """Nothing was checked."""
    assert 1 == perform([])
    assert "0 passed, 0 failed" in lines(capfd)


def test_what_is_skipped_stands_in_the_last_line(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Once each, with the reason; tests that pytest skipped are counted by theirs."""
    report = tmp_path / "report.xml"
    report.write_text(
        '<testsuites><testsuite><testcase name="a"><skipped message="no Java"/>'
        '</testcase><testcase name="b"><skipped message="no Java"/></testcase>'
        "</testsuite></testsuites>",
        encoding="utf-8",
    )

    def skipping(run: Run) -> None:
        run.skip("Python 3.99 (not found)")
        run.skip("Python 3.99 (not found)")
        run.skip_tests(report)

    assert 0 == perform([Stage("skipping", skipping, minutes=1)])
    assert "not run: Python 3.99 (not found); 2 tests (no Java)" == lines(capfd)[-1]


def test_a_stage_does_not_see_the_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    """PYTHONPATH of whoever calls leads nowhere in a stage."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    code = "import os; raise SystemExit('PYTHONPATH' in os.environ)"

    assert 0 == perform([python(code)])


def test_what_was_made_for_a_run_is_gone_after_it() -> None:
    """Its folder is not left behind."""
    folders = []
    stages.perform([Stage("a", lambda run: folders.append(run.folder), minutes=1)])
    assert [False] == [folder.exists() for folder in folders]


def test_the_whole_run_has_forty_minutes() -> None:
    """The stages together may take no longer on two cores."""
    assert sum(stage.minutes for stage in ci.STAGES) <= 40


def test_a_stage_that_does_not_exist_is_refused() -> None:
    """A slip of the pen does not pass for a run of nothing."""
    with pytest.raises(SystemExit) as caught:
        ci.main(["suit"])
    assert 2 == caught.value.code


def test_the_present_interpreter_is_found() -> None:
    """It stands for its own release, and each that is found is what it says."""
    found = environments.interpreters()
    assert found[sys.version_info.minor] == Path(sys.executable)
    assert {*found} <= {*environments.MINORS}


def test_an_interpreter_without_the_global_lock_is_one() -> None:
    """A name says little: what is found is asked, and one that has the lock is none."""
    found = environments.free_threaded()
    assert {*found} <= {*environments.FREE_THREADED}
    assert Path(sys.executable) not in found.values()


def test_threads_at_once_make_what_one_makes() -> None:
    """The script that runs on each interpreter that is found runs on this one."""
    assert 0 == threads.main()


def test_a_section_of_a_release_has_its_date() -> None:
    """A heading without a date is no section of a release."""
    assert release.dated("# Changes\n\n## 0.1.0 (2026-12-01)\n", "0.1.0")
    assert not release.dated("# Changes\n\n## 0.1.0 (unreleased)\n", "0.1.0")
    assert not release.dated("# Changes\n\n## 0.1.0 (2026-12-01)\n", "0.2.0")
