"""The how-to pages can be followed: their changes fit, and their programs print so."""

from pathlib import Path

import pytest

from tests.pages.how_to import (
    FOLDER,
    Program,
    apply,
    changes,
    copied,
    printed,
    programs,
)

pytestmark = pytest.mark.checkout

PAGES = sorted(path.name for path in FOLDER.glob("*.md"))
OURS = [
    *("add-a-shape.md", "add-a-unit.md", "add-a-word.md", "own-form.md"),
    *("add-a-column-title.md", "add-a-profile.md", "add-a-rule.md"),
    *("add-a-report-format.md", "frames.md", "own-units.md", "write-a-profile.md"),
]


def test_the_pages_that_are_followed_are_there() -> None:
    """None of them is skipped for want of a file."""
    assert set(OURS) <= set(PAGES)


@pytest.mark.parametrize("page", OURS)
def test_a_page_can_be_followed(page: str, tmp_path: Path) -> None:
    """After its changes, in a copy, each program prints what stands below it."""
    folder = copied(tmp_path)
    for change in changes(page):
        apply(change, folder)

    shown = programs(page)
    assert shown
    assert shown == [
        Program(program.code, printed(program.code, folder)) for program in shown
    ]
