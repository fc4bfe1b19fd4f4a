"""The page of an evaluation in a browser: bars are drawn, nothing runs."""

import re
from pathlib import Path

from perftargets.reporting import render
from tests.reporting.lint.test_browser import shown
from tests.reporting.test_evaluation_html import HOSTILE, filled


def test_the_browser_keeps_the_page_as_written(tmp_path: Path) -> None:
    """Every row, bar and light stands in the page that the browser made of it."""
    written = render(filled(), "html", language="zh")
    page = shown(written, tmp_path)

    for pattern in (r'<tbody id="\w+"', r'style="width:[\d.]+%"', r'class="light \w+"'):
        assert re.findall(pattern, written) == re.findall(pattern, page)


def test_names_that_hold_scripts_run_none(tmp_path: Path) -> None:
    """They are text on the page."""
    page = shown(render(filled(HOSTILE), "html", language="zh"), tmp_path)

    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
