"""What a document takes grows with its rows by a bounded amount, and not by more."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.checkout,
    pytest.mark.sampled,
    pytest.mark.skipif(
        not Path("/proc/self/status").exists(),
        reason="the system does not tell the peak",
    ),
]

FEW, MANY = 5_000, 12_000
"""Rows of which no two are the same; what is remembered of phrases is full by then."""

MOST = 4_800
"""Bytes that a row may take at the peak: 200,000 of them stay under 1 GiB, with what
the program takes without any. ``make limits`` measures those whole."""

PEAK = """
import re, sys
from pathlib import Path
from perftargets.cli import main
code = main(sys.argv[1:])
status = Path("/proc/self/status").read_text()
print("peak", int(re.search(r"VmHWM:\\s*(\\d+)", status)[1]) * 1024, file=sys.stderr)
sys.exit(code)
"""
"""The peak of the program alone: what getrusage tells begins with that of its maker."""


def peak(*arguments: str) -> int:
    """Return the bytes that a call takes at most."""
    done = subprocess.run(
        [sys.executable, "-c", PEAK, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        timeout=900,
    )
    assert done.returncode in {0, 1}, done.stderr
    found = re.search(r"^peak (\d+)$", done.stderr, re.MULTILINE)
    assert found is not None, done.stderr
    return int(found[1])


@pytest.mark.parametrize(
    ("command", "ending", "together"),
    [
        ("lint", "csv", True),
        ("lint", "json", False),
        ("check", "csv", False),
        ("check", "json", True),
    ],
)
def test_a_row_takes_a_bounded_amount(
    tmp_path: Path, command: str, ending: str, *, together: bool
) -> None:
    """4 kB as nodes of JSON, 0.4 kB as spans: each was found by this figure."""
    from tools.limits import csv_of, json_of

    made = {"csv": csv_of, "json": json_of}[ending]
    peaks = []
    for number in (FEW, MANY):
        path = tmp_path / f"{number}.{ending}"
        path.write_bytes(made(number, together=together))
        peaks.append(peak(command, str(path)))
    assert (peaks[1] - peaks[0]) / (MANY - FEW) < MOST
