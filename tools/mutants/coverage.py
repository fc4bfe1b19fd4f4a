"""Which test runs which line of the package: measured file by file, and kept.

Each file of tests runs in a process of its own, so that nothing is remembered from
another: a line that a file never reaches when it runs alone cannot change its results.
What was measured is kept in ``build/mutants`` under a digest of all that it depends on.
"""

import hashlib
import json
import os
import sys
import time
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs
import pytest

from tools.mutants.process import LostError, forked, run
from tools.stages import say

_SECONDS = 1800
"""Processor time that the tests of one file may take while they are measured."""

COLLECTION = -1
"""Stands for the import of a file of tests, and for what pytest does before them."""


@attrs.frozen
class Measured:
    """What the tests of one file run.

    Attributes:
        file: the file of tests, from the top of the project.
        tests: their names, as pytest has them.
        seconds: processor time of each.
        start: processor time until the first.
        failed: those that fail on the code as it is.
        lines: for each file of the package and each line, the numbers of the tests
            that run it; ``COLLECTION`` among them where it runs before them.
    """

    file: str
    tests: list[str]
    seconds: list[float]
    start: float
    failed: list[str]
    lines: dict[str, dict[int, list[int]]]

    def reached(self, path: str, lines: Sequence[int] | None) -> set[int]:
        """Return the tests that run one of some lines of a file; any line if None."""
        known = self.lines.get(path, {})
        chosen = known if lines is None else [each for each in lines if each in known]
        return {number for line in chosen for number in known[line]}


class _Watch:
    """Measures the tests of one file; a plugin."""

    def __init__(self, package: Path) -> None:
        # Tells nothing of contexts otherwise; the other ways to trace know none.
        os.environ["COVERAGE_CORE"] = "ctrace"
        import coverage

        self.tests: list[str] = []
        self.seconds: list[float] = []
        self.failed: list[str] = []
        self.started = time.process_time()
        self.start = 0.0
        self.traced = coverage.Coverage(
            data_file=None, source=[str(package)], config_file=False
        )
        self.traced.start()
        self.traced.switch_context(str(COLLECTION))

    def pytest_collection_finish(self) -> None:
        """Note how long it took to find the tests."""
        self.start = time.process_time() - self.started

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(
        self, item: pytest.Item
    ) -> Generator[None, object, object]:
        """Name the test whose lines are noted."""
        self.traced.switch_context(str(len(self.tests)))
        self.tests.append(item.nodeid)
        before = time.process_time()
        try:
            return (yield)
        finally:
            self.seconds.append(time.process_time() - before)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note a file that cannot be imported."""
        if report.failed:
            self.failed.append(report.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a test that fails."""
        if report.failed:
            self.failed.append(report.nodeid)

    def lines(self, package: Path) -> dict[str, dict[int, list[int]]]:
        """Return the tests by file and line."""
        self.traced.stop()
        data = self.traced.get_data()
        return {
            str(Path(file).relative_to(package)): {
                line: sorted(int(context) for context in contexts if context)
                for line, contexts in data.contexts_by_lineno(file).items()
            }
            for file in sorted(data.measured_files())
        }


def measured(tests: Sequence[str], folder: Path, keep: Path) -> list[Measured]:
    """Measure what the tests of some files and folders run, or take what was kept.

    Args:
        tests: from the top of the project.
        folder: a copy of it, where they run.
        keep: where what was measured is kept.
    """
    common = _digest(folder, _common(folder))
    found: list[Measured] = []
    for file in _files(tests, folder):
        key = hashlib.sha256(f"{common}{file}".encode())
        key.update((folder / file).read_bytes())
        kept = keep / f"{key.hexdigest()[:24]}.json"
        if not kept.is_file():
            one = _measure(file, folder)
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps(attrs.asdict(one)), encoding="utf-8")
        one = _read(json.loads(kept.read_text(encoding="utf-8")))
        if one.failed:
            say(f"left out, failed on the code as it is: {', '.join(one.failed)}")
        found.append(one)
    return found


def _measure(file: str, folder: Path) -> Measured:
    """Run the tests of one file under watch."""
    package = folder / "src" / "perftargets"

    def work() -> dict[str, Any]:
        watch = _Watch(package)
        # One that fails does not end it: -x of before is taken back.
        run([file], watch, "--maxfail=1000000")
        return {
            "file": file,
            "tests": watch.tests,
            "seconds": watch.seconds,
            "start": watch.start,
            "failed": sorted(set(watch.failed)),
            "lines": watch.lines(package),
        }

    try:
        return _read(forked(work, folder, _SECONDS))
    except LostError:
        output = (folder / "output.txt").read_text(encoding="utf-8", errors="replace")
        say(f"{file} cannot be measured: {output[-2000:]}")
        raise


def _read(kept: dict[str, Any]) -> Measured:
    lines = {
        file: {int(line): numbers for line, numbers in each.items()}
        for file, each in kept["lines"].items()
    }
    return Measured(**{**kept, "lines": lines})


def _files(tests: Sequence[str], folder: Path) -> Iterator[str]:
    """Yield the files of tests that some files and folders stand for."""
    for each in tests:
        place = folder / each
        for file in sorted(place.rglob("test_*.py")) if place.is_dir() else [place]:
            yield file.relative_to(folder).as_posix()


def _common(folder: Path) -> list[Path]:
    """Return all that every test may depend on: all but the files of tests."""
    return sorted(
        file
        for top in ("src", "grammar", "docs/rules", "tests")
        for file in (folder / top).rglob("*")
        if file.is_file()
        and "__pycache__" not in file.parts
        and not (file.name.startswith("test_") and file.suffix == ".py")
    )


def _digest(folder: Path, files: Sequence[Path]) -> str:
    whole = hashlib.sha256(sys.version.encode())
    for file in files:
        whole.update(file.relative_to(folder).as_posix().encode() + b"\0")
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()
