"""What a type checker sees of the public API: everything, and nothing wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent

pytestmark = pytest.mark.checkout

PROGRAM = """\
from decimal import Decimal
from typing import assert_type

import perftargets as p

target = assert_type(p.parse("≥95%"), p.Target)
judged = assert_type(p.judge("≥95%", "96%", name="合格率"), p.Judgement)
assert_type(judged.verdict, p.Verdict)
row = p.Indicator(category="产出", name="合格率", target="≥95%", actual="96%", weight=9)
assert_type(row.target, p.Target)
assert_type(row.actual, p.Actual | None)
assert_type(row.weight, Decimal | None)
document = p.Document(projects=[p.Project(name="培训", indicators=[row])])
assert_type(document.projects, tuple[p.Project, ...])
assert_type(p.read(b""), p.Document)
with open("a.xlsx", "rb") as file:
    assert_type(p.read(file), p.Document)
report = assert_type(p.lint("a.xlsx", prior="b.xlsx"), p.Report)
assert_type([each.severity >= p.Severity.WARNING for each in report], list[bool])
evaluation = p.check(document, tolerance=0.1, as_of="2022-07-31")
assert_type(evaluation, p.Evaluation)
assert_type(p.render(p.review(evaluation)), str)
assert_type(p.render(report, "sarif", language="zh"), str)
p.parse(None)  # type: ignore[arg-type]
p.judge("≥1", 1)  # type: ignore[arg-type]
p.Indicator(category="产出指标", name="合格率", target=95)  # type: ignore[arg-type]
p.Document(projects=3)  # type: ignore[arg-type]
"""
"""A program as a user types it; an ignore that is not needed is an error too."""


OF_OTHERS = {"perftargets.reading.formats.pdf.canvas.printed"}
"""Takes objects of pdfplumber, whose types pyright does not find; no public name."""


def test_a_program_of_a_user_has_types(tmp_path: Path) -> None:
    """Under ``mypy --strict`` it is taken and each of the wrong calls is refused."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", str(program)],
        cwd=tmp_path,
        env=os.environ | {"MYPYPATH": str(ROOT / "src")},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )

    assert "Success: no issues found in 1 source file\n" == done.stdout


def test_every_public_symbol_has_a_type(tmp_path: Path) -> None:
    """``pyright --verifytypes`` knows every type, as an editor sees the package."""
    pyright = BIN / "pyright"
    # pyright fetches what it runs on once; without it there is nothing to ask.
    if subprocess.run(
        [pyright, "--version"], capture_output=True, check=False
    ).returncode:
        pytest.skip("pyright cannot run here")
    done = subprocess.run(
        [
            *(pyright, "--pythonpath", sys.executable, "--ignoreexternal"),
            *("--verifytypes", "perftargets", "--outputjson"),
        ],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )

    found = json.loads(done.stdout)["typeCompleteness"]
    assert OF_OTHERS == {
        each["name"]
        for each in found["symbols"]
        if each["isExported"]
        and not (each["isTypeKnown"] and not each["isTypeAmbiguous"])
    }
    assert found["completenessScore"] > 0.9997
