"""Memory and time are bounded inside the default limits."""

import contextlib
import json
import resource
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import attrs
import pytest

import perftargets
from perftargets import Document, Finding, Message
from perftargets.findings.tally import KEPT, Further
from perftargets.reading import Limits, read_bytes
from perftargets.reading.limits import LIMITS
from tests.cli.conftest import Run, run  # noqa: F401 - a fixture

MEGABYTE = 1024 * 1024


def keys(number: int) -> bytes:
    """Return a document with so many keys that no field has."""
    many = ",".join(f'"k{each}":1' for each in range(number))
    row = '{"name":"培训次数","target":"≥5次","category":"产出指标"}'
    return (
        f'{{"schema":"perftargets/1","projects":[{{"name":"甲",{many},'
        f'"indicators":[{row}]}}]}}'
    ).encode()


def hedged(number: int) -> bytes:
    """Return a table of so many rows that each have one fault."""
    rows = "".join(f"甲,产出指标,培训{each}次数,约5次\n" for each in range(number))
    return f"项目名称,一级指标,三级指标,指标值\n{rows}".encode()


@pytest.mark.parametrize("most", [1, 10])
def test_findings_of_one_kind_are_kept_to_a_number_and_counted(most: int) -> None:
    """The first are kept in their order, and one more counts the others."""
    limits = Limits(findings=most)
    every = read_bytes(keys(50), path="a.json").diagnostics
    kept = read_bytes(keys(50), path="a.json", limits=limits).diagnostics
    assert len(every) == 50
    assert kept[:most] == every[:most]
    assert len(kept) == most + 1
    further = kept[-1]
    assert isinstance(further, Further)
    assert (further.code, further.severity) == (every[0].code, every[0].severity)
    assert (
        further.message.en
        == f"{50 - most} more findings of this kind in the file, not listed"
    )
    assert further.message.zh == f"这个文件中另有 {50 - most} 处同类问题，没有逐一列出"
    assert str(further.place) == "a.json"


def test_as_many_as_are_kept_are_not_counted() -> None:
    """The last that fits is kept, and nothing is said of others."""
    limits = Limits(findings=50)
    found = read_bytes(keys(50), path="a.json", limits=limits).diagnostics
    assert [type(each) is Further for each in found] == [False] * 50


def of_rule(document: Document, kept: int | None) -> list[Finding]:
    """Return the findings of one rule, so many of them."""
    report = perftargets.lint(document, kept=kept)
    return [each for each in report if each.code == "VAL003"]


def test_findings_of_a_rule_are_kept_to_a_number_and_counted() -> None:
    """Those of another rule are not touched, and None keeps all."""
    document = read_bytes(hedged(30), path="a.csv")
    every, kept = of_rule(document, None), of_rule(document, 7)
    assert len(every) == 30
    assert kept[:7] == every[:7]
    assert [each.message.en for each in kept[7:]] == [
        "23 more findings of this kind in the file, not listed"
    ]


def test_the_command_takes_another_number(
    run: Run,  # noqa: F811 - the fixture
    tmp_path: Path,
) -> None:
    """``--limit findings=…``, for what readers and what rules find."""
    (tmp_path / "a.csv").write_bytes(hedged(30))
    asked = ("lint", str(tmp_path / "a.csv"), "--format", "json", "--select", "VAL003")
    tree = json.loads(run(*asked, "--limit", "findings=4").out)
    assert len(tree["findings"]) == 5
    assert "26 more findings" in tree["findings"][-1]["message"]
    assert len(json.loads(run(*asked).out)["findings"]) == 30


def test_a_repair_reaches_every_row(
    run: Run,  # noqa: F811 - the fixture
    tmp_path: Path,
) -> None:
    """The number that is kept is one for people; ``--fix`` repairs them all."""
    rows = "".join(f"甲,产出指标,培训 次数{each},≥{each}次\n" for each in range(1, 40))
    path = tmp_path / "a.csv"
    path.write_text(f"项目名称,一级指标,三级指标,指标值\n{rows}", encoding="utf-8")
    run("lint", str(path), "--fix", "--select", "TXT", "--limit", "findings=3")
    assert "培训 " not in path.read_text(encoding="utf-8")


# The peak of the program alone: what getrusage tells begins with that of its maker.
PEAK = """
import re, sys
from pathlib import Path
import perftargets
path = Path(sys.argv[1])
document = perftargets.read(path)
perftargets.lint(document)
perftargets.check(document)
status = Path("/proc/self/status").read_text()
print(int(re.search(r"VmHWM:\\s*(\\d+)", status)[1]) * 1024, len(document.diagnostics))
"""


def peak(path: Path) -> tuple[int, int]:
    """Return the bytes that a process takes at most, and what its reader noticed."""
    done = subprocess.run(
        [sys.executable, "-c", PEAK, str(path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    size, findings = map(int, done.stdout.split())
    return size, findings


@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="the system does not tell the peak"
)
def test_unknown_keys_take_little_memory(tmp_path: Path) -> None:
    """600,000 of them took 3.7 GB when each was a finding."""
    path = tmp_path / "a.json"
    path.write_bytes(keys(60_000))
    size, findings = peak(path)
    assert size < 200 * MEGABYTE
    assert KEPT + 1 == findings


def test_what_is_counted_alone_is_not_worked_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A suggestion takes a millisecond: 16 MB of unknown keys took half an hour."""
    asked: list[str] = []

    def suggested(word: str, table: str) -> Message:
        asked.append(f"{table}.{word}")
        return Message("甲", "a")

    monkeypatch.setattr("perftargets.reading.native.document._suggested", suggested)
    found = read_bytes(keys(50), path="a.json", limits=Limits(findings=7))
    assert asked == [f"project.k{number}" for number in range(7)]
    assert len(found.diagnostics) == 8
    assert [each.hint is None for each in found.diagnostics] == [False] * 7 + [True]


@pytest.mark.parametrize("limit", [each.name for each in attrs.fields(Limits)])
def test_every_limit_is_on_the_page(limit: str) -> None:
    """A limit that the docs do not name is noticed."""
    page = Path(__file__).parents[2] / "docs" / "reference" / "limits.md"
    if limit != "choice" and page.is_file():
        line = next(
            each
            for each in page.read_text(encoding="utf-8").splitlines()
            if each.startswith(f"| `{limit}` |")
        )
        value = getattr(LIMITS, limit)
        assert f"{value:,}" in line


@pytest.mark.parametrize("command", ["convert", "lint", "check"])
def test_a_file_that_takes_too_long_is_ended(
    run: Run,  # noqa: F811 - the fixture
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
) -> None:
    """Whatever takes the time, and whatever it catches; the next file is read."""

    def forever(*_: object, **__: object) -> None:
        while True:
            with contextlib.suppress(Exception):
                time.sleep(0.01)

    (tmp_path / "a.csv").write_bytes(hedged(1))
    (tmp_path / "b.json").write_bytes(keys(1))
    monkeypatch.chdir(tmp_path)
    # What is loaded once takes no time of the files below, however busy the machine is.
    run(command, "b.json", *(("-o", "warm.json") if command == "convert" else ()))
    monkeypatch.setattr("perftargets.reading.formats.csv.read_content", forever)
    goal = ("-o", "out") if command == "convert" else ()
    result = run(command, "a.csv", "b.json", "--limit", "seconds=3", *goal)
    assert result.code == 1
    said = result.out + result.err
    assert "a.csv: error REA004" in said
    assert "reading took more than 3 seconds and was ended" in said
    assert "培训次数" in said or (tmp_path / "out" / "b.json").is_file()


@pytest.mark.parametrize(
    ("command", "slow", "doing"),
    [
        ("lint", "perftargets.cli.lint.lint", "checking"),
        ("check", "perftargets.cli.check.check", "judging"),
        ("review", "perftargets.cli.review.check", "judging"),
        ("convert", "perftargets.cli.conversion.render", "converting"),
    ],
)
def test_what_follows_on_reading_is_ended_too(  # noqa: PLR0913 - the fixtures
    run: Run,  # noqa: F811 - the fixture
    *,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    slow: str,
    doing: str,
) -> None:
    """The time of a file is that of all that is done with it."""
    module, _, name = slow.rpartition(".")
    whole = getattr(sys.modules.get(module) or import_module(module), name)

    def forever(document: Document, *given: object, **named: object) -> object:
        while document.path == "a.csv" and document.projects:
            with contextlib.suppress(Exception):
                time.sleep(0.01)
        return whole(document, *given, **named)

    (tmp_path / "a.csv").write_bytes(hedged(1))
    (tmp_path / "b.json").write_bytes(keys(1))
    monkeypatch.chdir(tmp_path)
    # What is loaded once takes no time of the files below, however busy the machine is.
    run(command, "b.json", *(("-o", "warm.json") if command == "convert" else ()))
    monkeypatch.setattr(slow, forever)
    goal = ("-o", "out") if command == "convert" else ()
    result = run(command, "a.csv", "b.json", "--limit", "seconds=3", *goal)
    assert result.code == 1
    said = result.out + result.err
    assert "a.csv" in said
    assert f"reading and {doing} took more than 3 seconds and was ended" in said
    assert "b.json" in said or (tmp_path / "out" / "b.json").is_file()


def test_a_self_referring_pdf_ends_at_once() -> None:
    """195 bytes that went round for as long as they were let."""
    objects = (
        "1 0 obj\n<</Pages 2 0 R>>\nendobj\n2 0 obj\n<</Kids 2 0 R/Count 9>>\nendobj"
    )
    text = f"%PDF-1.7\n{objects}\ntrailer <</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF\n"
    data = text.ljust(195).encode()
    before = resource.getrusage(resource.RUSAGE_SELF)
    found = read_bytes(data, path="a.pdf")
    after = resource.getrusage(resource.RUSAGE_SELF)
    assert after.ru_utime - before.ru_utime < 10
    assert found.diagnostics[-1].code == "REA004"
