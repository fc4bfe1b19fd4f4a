"""The stages of ``.ci/run``: ``python -m tools.ci [STAGE…]``, all of them without one.

One more stage is one more entry of `STAGES`.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tools import system
from tools.environments import (
    MINORS,
    Environment,
    copy_of_tests,
    free_threaded,
    install,
    interpreters,
    wheel,
)
from tools.stages import ROOT, Run, Stage, perform, say
from tools.web import parts

EXTRAS = ("cli", "docx", "duckdb", "frames", "pdf", "plot", "xlsx", "yaml")
"""Extras that the whole suite needs; Spark is added where there is Java."""

CORE_EXTRAS = ("cli", "xlsx", "yaml")
CORE = ("phrase", "judging", "scoring", "linting")
"""Folders of tests of the core; the corpus is YAML, some findings stand in cells."""

LOWEST = ("reading", "writing", "frames", "duckdb", "reporting", "cli", "installed")
"""Folders of tests that use what the extras bring."""

PARALLEL = ("-n", "auto", "--dist", "loadfile")


def _lint(run: Run) -> None:
    run.command("make", "--keep-going", "lint")


def _wheel(run: Run) -> None:
    """Build the sdist, the wheel from it, and hold their contents and metadata."""
    check_files(run, wheel(run))


def check_files(run: Run, built: Path) -> None:
    """Check a wheel and the sdist beside it.

    Raises:
        StageError: their metadata is not sound, or the wheel holds what it should not.
    """
    files = sorted(built.parent.glob("perftargets-*"))
    run.command(sys.executable, "-m", "twine", "check", "--strict", *files)
    run.command(Path(sys.executable).with_name("check-wheel-contents"), built)


def _formats(run: Run) -> None:
    """Run each command in each format from the wheel; open each packaged file."""
    _tests(run, _whole(run), "installed")


def _suite(run: Run) -> None:
    """Run the whole suite against the wheel, from a folder without the sources."""
    report = run.folder / "suite.xml"
    _tests(
        run,
        _whole(run),
        f"--ignore={copy_of_tests(run) / 'tests' / 'installed'}",
        *("--cov", "--cov-config", f"{ROOT / 'pyproject.toml'}"),
        *("--junitxml", f"{report}"),
    )
    run.skip_tests(report)


def _checkout(run: Run) -> None:
    """Run the tests that need the files of the checkout, on the editable install."""
    run.command(
        *(sys.executable, "-m", "pytest", "-q", *PARALLEL, "-m", "checkout"),
        f"--ignore={ROOT / 'tests' / 'browser'}",
    )


def _browser(run: Run) -> None:
    """Build the page, and use it in Chromium: the file, and the site unserved."""
    if not system.CHROMIUM.there():
        run.skip("the page in a browser (there is no Chromium)")
        return
    try:
        parts.fetch_all()
    except parts.PartError as error:
        run.skip(f"the page in a browser ({error})")
        return
    pages = run.folder / "pages"
    run.command(sys.executable, "-m", "tools.web", "--out", pages)
    report = run.folder / "browser.xml"
    run.command(
        *(sys.executable, "-m", "pytest", "-q", "-n0", ROOT / "tests" / "browser"),
        *("--junitxml", f"{report}"),
        environment={"PERFTARGETS_PAGE": f"{pages}"},
    )
    run.skip_tests(report)


def _ratios(run: Run) -> None:
    """Compare what the library takes with the last figures that landed, loosely."""
    run.command(sys.executable, "-m", "bench.ratios")


def _fuzz(run: Run) -> None:
    """Try a fixed part of the campaigns: the same phrases and files in every run."""
    fixed, bound = ("--seed", "1"), ("--minutes", "1")
    run.command(sys.executable, "-m", "tools.fuzz", "--rounds", "120", *fixed)
    run.command(sys.executable, "-m", "tools.hostile", "--sample", "60", *bound, *fixed)


def _lowest(run: Run) -> None:
    """Run what uses outside libraries on the lowest releases that are declared."""
    lowest = Environment(name="lowest", extras=EXTRAS, groups=["test"], lowest=True)
    _tests(run, lowest.made(run), *LOWEST)


def _interpreters(run: Run) -> None:
    """Run the core and the command on every other interpreter of the machine."""
    found = interpreters()
    for minor in MINORS:
        if minor not in found:
            run.skip(f"Python 3.{minor} (not found)")
            continue
        say(f"-- Python 3.{minor}")
        python = Environment(name=f"3.{minor}", python=found[minor]).made(run)
        empty = run.folder / f"empty-3.{minor}"
        empty.mkdir()
        run.command(python, "-W", "error", "-P", ROOT / "tools/bare.py", folder=empty)
        run.command(python, "-W", "error", "-P", ROOT / "tools/threads.py")
        if minor == sys.version_info.minor:
            continue
        install(
            run,
            python,
            f"{wheel(run)}[{','.join(CORE_EXTRAS)}]",
            groups=["test-core"],
        )
        _tests(run, python, *CORE)
    _without_lock(run)


def _without_lock(run: Run) -> None:
    """Read in many threads at once on the interpreters that have no global lock."""
    found = free_threaded()
    if not found:
        run.skip("a free-threaded Python (not found)")
    for release, interpreter in found.items():
        say(f"-- Python {release}")
        python = Environment(name=release, python=interpreter).made(run)
        # No extension may ask for the lock back: that would hide what is tried.
        run.command(python, "-X", "gil=0", "-P", ROOT / "tools/threads.py")


def _whole(run: Run) -> Path:
    """Return the environment that the whole suite runs in."""
    whole = Environment(name="whole", extras=EXTRAS, groups=["test"])
    made = not (run.folder / whole.name).exists()
    python = whole.made(run)
    if made:
        system.add_spark(run, python)
    return python


def _tests(run: Run, python: Path, *arguments: str) -> None:
    """Run tests against what is installed; a name of a folder stands for its path."""
    copy = copy_of_tests(run)
    tests = copy / "tests"
    folders = [tests / each for each in arguments if (tests / each).is_dir()]
    options = [each for each in arguments if not (tests / each).is_dir()]
    config = f"{ROOT / 'pyproject.toml'}"
    run.command(
        *(f"{python}", "-m", "pytest", "-q", *PARALLEL, "-m", "not checkout"),
        *("-c", config, "--rootdir", f"{copy}", *options),
        *(folders or [tests]),
        folder=copy,
        environment={
            "COVERAGE_FILE": f"{run.folder / 'coverage'}",
            # What takes longest is sampled; `make check` runs all of it.
            "PERFTARGETS_SAMPLE": "4",
        },
    )


STAGES = (
    Stage("lint", _lint, minutes=3),
    Stage("system", system.prepare, minutes=3),
    Stage("wheel", _wheel, minutes=1),
    Stage("formats", _formats, minutes=2),
    Stage("suite", _suite, minutes=12),
    Stage("checkout", _checkout, minutes=2),
    Stage("ratios", _ratios, minutes=2),
    Stage("browser", _browser, minutes=6),
    Stage("fuzz", _fuzz, minutes=2),
    Stage("lowest", _lowest, minutes=3),
    Stage("interpreters", _interpreters, minutes=3),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Perform the stages that are named, or all of them; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.ci", description=__doc__)
    names = [stage.name for stage in STAGES]
    parser.add_argument("stage", nargs="*", help=f"one of {', '.join(names)}")
    asked = parser.parse_args(arguments).stage
    unknown = [name for name in asked if name not in names]
    if unknown:
        parser.error(f"no stage {', '.join(unknown)}; there are {', '.join(names)}")
    return perform([stage for stage in STAGES if not asked or stage.name in asked])


if __name__ == "__main__":
    sys.exit(main())
