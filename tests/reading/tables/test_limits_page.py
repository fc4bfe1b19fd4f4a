"""The page of limits says what the code holds."""

import re
from pathlib import Path

import attrs

from perftargets.reading import Limits

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "forms" / "workbooks.md"
UNITS = {"": 1, "MiB": 1024 * 1024}


def test_the_limits_on_the_page_are_those_in_force() -> None:
    """Each row of the table gives a limit and its default."""
    rows = re.findall(
        r"^\| `(\w+)` \| ([\d,]+) ?(MiB)?",
        PAGE.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    told = {name: int(n.replace(",", "")) * UNITS[unit] for name, n, unit in rows}
    limits = attrs.asdict(Limits())
    # What of a file is read is no bound on what it holds.
    del limits["choice"]
    assert limits == told
