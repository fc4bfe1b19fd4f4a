"""The page of HTML in a browser: what its script hides, and what it lets through."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from perftargets.reporting.lint import render_report
from tests.reporting.lint.reports import TWO, hostile

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def shown(written: str, folder: Path) -> str:
    """Open a page in headless Chromium and give it as it stands after its script."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        pytest.skip("there is no Chromium")
    page = folder / "page.html"
    page.write_text(written, encoding="utf-8")
    done = subprocess.run(
        [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={folder / 'profile'}",
            "--dump-dom",
            page.as_uri(),
        ],
        capture_output=True,
        check=True,
        timeout=120,
        encoding="utf-8",
    )
    return done.stdout


def findings(page: str) -> dict[str, bool]:
    """Give for each finding of a page whether it is shown."""
    tags = re.findall(r'<div class="f [^>]*data-code="(\w+)"([^>]*)>', page)
    return {code: "hidden" not in rest for code, rest in tags}


def test_every_finding_is_shown_at_first(tmp_path: Path) -> None:
    """Nothing is hidden, and no word says that nothing fits."""
    page = shown(render_report(TWO, "html", language="zh"), tmp_path)

    assert {"TST002": True, "TST001": True} == findings(page)
    assert '<p id="none" hidden="">' in page


def test_a_severity_can_be_hidden(tmp_path: Path) -> None:
    """Without the tick at 警告 the warning is hidden, and its row with it."""
    written = render_report(TWO, "html", language="zh")

    page = shown(
        written.replace('value="warning" checked', 'value="warning"'), tmp_path
    )

    assert {"TST002": True, "TST001": False} == findings(page)
    assert '<section hidden=""><h4>培训人次</h4>' in re.sub(r"\n", "", page)


def test_one_rule_can_be_chosen(tmp_path: Path) -> None:
    """The list of rules hides all others."""
    written = render_report(TWO, "html", language="zh")

    page = shown(
        written.replace('option value="TST001"', 'option selected value="TST001"'),
        tmp_path,
    )

    assert {"TST002": False, "TST001": True} == findings(page)


def test_a_page_whose_names_hold_scripts_runs_none(tmp_path: Path) -> None:
    """Names are text, and a script that got in all the same would not run."""
    written = render_report(hostile(), "html", language="zh")
    foreign = "<script>document.title='caught'</script>"

    page = shown(written.replace("</body>", f"{foreign}</body>"), tmp_path)

    assert "<title>绩效目标检查报告</title>" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
