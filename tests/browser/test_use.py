"""The page is usable: by keyboard, by a screen reader, with many rows, on a phone."""

import json
import tarfile
import time
from pathlib import Path
from typing import Any

import pytest

from tests.browser.driving import Driven, until
from tests.browser.samples import Native, long_workbook, workbook
from tools.web.parts import axe, fetch

pytestmark = pytest.mark.checkout

ROWS = 5000


@pytest.fixture(scope="module")
def rules() -> str:
    """Give axe-core, which holds a page to the rules of accessibility."""
    with tarfile.open(fetch(axe())) as archive:
        found = archive.extractfile("package/axe.min.js")
        assert found is not None
        return found.read().decode("utf-8")


def broken(driven: Driven, rules: str) -> list[tuple[str, str]]:
    """Return the rules of WCAG 2.1 A and AA that the page breaks, and where."""
    driven.page.evaluate(rules)
    found: dict[str, Any] = driven.page.evaluate(
        """() => axe.run(document, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
            resultTypes: ["violations"],
        })"""
    )
    return [
        (each["id"], json.dumps(node["target"], ensure_ascii=False))
        for each in found["violations"]
        for node in each["nodes"]
    ]


def test_labels_and_contrast_hold(of_file: Driven, tmp_path: Path, rules: str) -> None:
    """Every state of the page, in both languages, breaks no rule of WCAG 2.1 AA."""
    of_file.close()
    assert [] == broken(of_file, rules)
    of_file.open(workbook(tmp_path / "培训.xlsx"))
    for _ in range(2):
        for tab in ("findings", "evaluation", "changes", "take"):
            of_file.tab(tab)
            assert [] == broken(of_file, rules), tab
        of_file.page.click(".language")
        of_file.idle()
    of_file.tab("findings")
    of_file.page.click(".card .as-link >> nth=0")
    until(of_file.page, "document.querySelector('dialog[open]')")
    assert [] == broken(of_file, rules)
    of_file.page.keyboard.press("Escape")
    of_file.close()


def test_everything_is_reached_by_keyboard(of_file: Driven, tmp_path: Path) -> None:
    """Tab reaches the table, arrows move in it, Enter shows the findings of a row."""
    of_file.close()
    of_file.open(workbook(tmp_path / "培训.xlsx"))
    page = of_file.page
    page.focus("#choose")
    for _ in range(40):
        if page.evaluate("() => document.activeElement.role") == "grid":
            break
        page.keyboard.press("Tab")
    assert "grid" == page.evaluate("() => document.activeElement.role")

    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    said = "document.querySelector('.of-list h3')"
    until(page, f"document.activeElement === {said}")
    assert 1 == len(of_file.cards())
    assert of_file.cards()[0].startswith("VAL003")
    assert "95%左右" in page.inner_text(".target-said")
    of_file.close()


def test_english_is_a_switch_away(of_file: Driven, tmp_path: Path) -> None:
    """Titles, buttons and findings are in English; a second click goes back."""
    of_file.close()
    path = workbook(tmp_path / "培训.xlsx")
    of_file.open(path)
    page = of_file.page
    page.click(".language")
    of_file.idle()
    assert "en" == page.evaluate("() => document.documentElement.lang")
    buttons = page.locator("button:visible").all_inner_texts()
    chinese = [each for each in buttons if any("一" <= sign <= "鿿" for sign in each)]
    assert ["中文"] == chinese
    hedged = next(each for each in of_file.cards() if each.startswith("VAL003"))
    assert hedged.endswith(Native().english(path, "VAL003"))
    page.click(".language")
    of_file.idle()
    assert "zh-CN" == page.evaluate("() => document.documentElement.lang")
    of_file.close()


@pytest.mark.parametrize("width", [360, 390, 768])
def test_a_phone_needs_no_scrolling_aside(
    of_file: Driven, tmp_path: Path, width: int
) -> None:
    """The page is as wide as the screen; the table scrolls by itself."""
    of_file.close()
    of_file.open(workbook(tmp_path / "培训.xlsx"))
    of_file.page.set_viewport_size({"width": width, "height": 800})
    for tab in ("findings", "evaluation", "changes", "take"):
        of_file.tab(tab)
        assert width >= of_file.page.evaluate(
            "() => document.documentElement.scrollWidth"
        )
    of_file.page.set_viewport_size({"width": 1360, "height": 900})
    of_file.close()


def test_what_a_file_holds_is_text_and_never_markup(
    of_file: Driven, tmp_path: Path
) -> None:
    """Tags and scripts in names are shown as they stand, and nothing runs."""
    name = "<img src=x onerror=\"document.title='taken'\"><script>1</script>"
    of_file.close()
    of_file.open(workbook(tmp_path / "a<b>.xlsx", name=name))
    for tab in ("findings", "evaluation", "take"):
        of_file.tab(tab)
        assert 0 == of_file.page.locator("main img, main script").count()
    of_file.tab("findings")
    assert name in of_file.page.inner_text(".grid")
    assert "预算绩效目标检查" == of_file.page.title()
    of_file.close()


def test_many_rows_stay_usable_and_can_be_cancelled(
    of_file: Driven, tmp_path: Path
) -> None:
    """5,000 rows: what runs can be ended, few rows are made, the last is reached."""
    of_file.close()
    page = of_file.page
    path = long_workbook(tmp_path / "长表.xlsx", ROWS)
    page.set_input_files("#file-input", str(path))
    until(page, "document.documentElement.dataset.busy")
    time.sleep(0.5)
    page.click(".cancel")
    until(page, "document.querySelector('.messages').textContent.includes('已取消')")
    assert not page.is_visible(".file-bar")

    of_file.open(path)
    assert f"{ROWS} 项指标" in of_file.summary()
    assert 60 > page.locator(".grid-row").count()
    page.focus(".grid")
    page.keyboard.press("Control+End")
    until(page, f"document.querySelector('.grid').textContent.includes('{ROWS - 1}')")
    assert 60 > page.locator(".grid-row").count()
    of_file.close()


def test_a_damaged_file_is_told(of_file: Driven, tmp_path: Path) -> None:
    """What cannot be read gives a finding, and the page goes on."""
    of_file.close()
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"PK\x03\x04 this is no workbook")
    of_file.open(path)

    assert ["REA004"] == [each.split()[0] for each in of_file.cards()]
    of_file.close()
