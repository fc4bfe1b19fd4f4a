"""``make mutants``, on a package with planted tests: strong, weak, and none at all."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools.mutants import changes
from tools.stages import ROOT

pytestmark = pytest.mark.checkout

CODE = '''\
"""Made up."""

from functools import cache


def is_adult(age: int) -> bool:
    """Whether somebody may vote."""
    return age >= 18


@cache
def fee(age: int) -> int:
    """Ten for those who may vote."""
    if is_adult(age):
        return 10
    return 0
'''
STRONG = """\
from perftargets import small


def test_who_may_vote():
    assert not small.is_adult(17)
    assert small.is_adult(18)


def test_what_they_pay():
    assert [small.fee(17), small.fee(18)] == [0, 10]
"""
WEAK = """\
from perftargets import small


def test_who_may_vote():
    assert not small.is_adult(7)
    assert small.is_adult(77)


def test_red_before_anything_was_changed():
    assert small.is_adult(18) is None
"""


def tried(folder: Path, tests: str) -> tuple[int, list[str]]:
    """Try every mutant of the made-up package; the exit code and what was told."""
    package = folder / "src" / "perftargets"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text('"""Made up."""\n', encoding="utf-8")
    (package / "small.py").write_text(CODE, encoding="utf-8")
    (folder / "tests").mkdir()
    (folder / "tests" / "test_small.py").write_text(tests, encoding="utf-8")
    (folder / "pyproject.toml").write_text("[tool.pytest]\n", encoding="utf-8")
    command = [sys.executable, "-m", "tools.mutants", "--project", str(folder)]
    done = subprocess.run(
        [*command, "--files", "small.py", "--sample", "99"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout.splitlines()


def test_strong_tests_notice_every_mutant(tmp_path: Path) -> None:
    """A comparison, three figures and a condition; each by a test with its name."""
    code, told = tried(tmp_path, STRONG)
    assert (
        "files, seed 0: 5 of 5 tried: 5 killed, 0 killed by time, 0 survived, "
        "0 not covered (100 % noticed)"
    ) == told[-1].rpartition(";")[0]
    assert 0 == code
    killed = [line for line in told if " killed: " in line]
    assert all("tests/test_small.py::test_w" in line for line in killed)


def test_a_weak_test_lets_mutants_survive(tmp_path: Path) -> None:
    """They are told with line and change; what no test runs counts among them.

    A test that fails without any change notices nothing, and is told.
    """
    code, told = tried(tmp_path, WEAK)
    assert (
        "left out, failed on the code as it is: "
        "tests/test_small.py::test_red_before_anything_was_changed"
    ) in told
    assert (
        "files, seed 0: 5 of 5 tried: 0 killed, 0 killed by time, 2 survived, "
        "3 not covered (0 % noticed)"
    ) == told[-1].rpartition(";")[0]
    assert 1 == code
    places = [
        (line.partition(" s ")[2], told[number + 1].split(), told[number + 2].split())
        for number, line in enumerate(told)
        if " (" in line and ": src/perftargets/small.py" in line
    ]
    assert [
        (
            "not covered: src/perftargets/small.py:14 (0 tests run it)",
            ["was", "is_adult(age)"],
            ["becomes", "not", "is_adult(age)"],
        ),
        (
            "not covered: src/perftargets/small.py:15 (0 tests run it)",
            ["was", "10"],
            ["becomes", "11"],
        ),
        (
            "not covered: src/perftargets/small.py:16 (0 tests run it)",
            ["was", "0"],
            ["becomes", "1"],
        ),
        (
            "survived: src/perftargets/small.py:8 (1 tests run it)",
            ["was", "18"],
            ["becomes", "19"],
        ),
        (
            "survived: src/perftargets/small.py:8 (1 tests run it)",
            ["was", "age", ">=", "18"],
            ["becomes", "age", ">", "18"],
        ),
    ] == sorted(places)


@pytest.mark.parametrize(
    ("code", "made"),
    [
        ("a < b < c", ["a <= b < c", "a < b <= c"]),
        ("a and b", ["a or b"]),
        ("a - 1", ["a + 1", "2"]),
        ("-a", ["--a"]),
        ("if a: pass", ["not a"]),
        ("if not a: pass", ["not not a"]),
        ("if a == b: pass", ["a != b"]),
        ("[a for a in b if a]", ["not a"]),
        ("for a in b: break", ["continue"]),
        ("a: Literal[1] = 2", ["3"]),
        ("def f(a: Literal[1] = 2) -> Literal[3]: pass", ["3"]),
        ("if TYPE_CHECKING: a = 1", []),
        ("if __name__ == '__main__': a()", []),
        ("if sys.version_info >= (3, 12): a()", []),
        ("assert a < 1, f'{a + 1}'", []),
        ("REMEMBERED = 4096", []),
        ("zip(a, b, strict=True)", []),
        ("sorted(a, reverse=True)", ["False"]),
        ("lru_cache(maxsize=256)", []),
        ("attrs.field(repr=False, eq=False)", ["True"]),
        ("@attrs.frozen(kw_only=True, eq=False)\nclass A: a = 1", ["2"]),
    ],
)
def test_what_becomes_what(tmp_path: Path, code: str, made: list[str]) -> None:
    """What nobody can see is left out."""
    (tmp_path / "code.py").write_text(code, encoding="utf-8")
    sites = changes.sites(tmp_path, "code.py")
    assert sorted(made) == sorted(
        changes.mutant(tmp_path, site).becomes for site in sites
    )


ENDLESS = """\
from pathlib import Path

from tools.mutants.process import LostError, forked

def endless():
    while True:
        pass

try:
    forked(endless, Path({folder!r}), 1)
except LostError as error:
    print(error.is_late)
"""


def test_a_mutant_without_end_is_ended(tmp_path: Path) -> None:
    """After its processor time, whatever else the machine does."""
    done = subprocess.run(
        [sys.executable, "-c", ENDLESS.format(folder=str(tmp_path))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ("True\n", "") == (done.stdout, done.stderr)
