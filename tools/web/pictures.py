"""Make the pictures of the page for the docs: ``python -m tools.web.pictures``.

They show what Chromium shows of the built page, with a made-up form.
"""

import io
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tools.system import CHROMIUM
from tools.web.build import FILE, OUT
from tools.web.parts import ROOT

IMAGES = ROOT / "docs" / "images"
MOST = 150_000
"""How many bytes one picture may have."""

_SECONDS = 180
_ROWS = (
    ("项目支出绩效目标申报表（2024年度）",),
    ("项目名称", "干部培训项目"),
    ("年度绩效目标", "完成全市干部培训1200人次，培训合格率达到95%以上"),
    (
        *("一级指标", "二级指标", "三级指标", "指标值", "度量单位", "分值"),
        "实际完成值",
    ),
    ("产出指标", "数量指标", "培训人次", "≧1200", "人次", "20", "1260"),
    ("产出指标", "质量指标", "培训合格率", "95%左右", "%", "15", "96%"),
    ("产出指标", "时效指标", "完成时间", "12月底前", "", "15", "2024年11月30日"),
    ("成本指标", "经济成本指标", "人均培训成本", "≤450元/人", "", "10", "430元/人"),
    ("效益指标", "社会效益指标", "干部履职能力", "显著提高", "", "20", "显著提高"),
    ("满意度指标", "服务对象满意度指标", "学员满意度", "较高", "", "10", "89%"),
)


def main() -> int:
    """Make every picture; tell those that are too large."""
    IMAGES.mkdir(exist_ok=True)
    with _chromium() as page, tempfile.TemporaryDirectory() as folder:
        form = _form(Path(folder) / "绩效目标申报表.xlsx")
        page.goto((OUT / FILE).as_uri())
        _until(page, "document.documentElement.dataset.ready")
        time.sleep(2)
        _shot(page, "page-open", height=620)
        page.set_input_files("#file-input", str(form))
        _idle(page)
        page.locator(".grid-row", has_text="95%左右").click()
        time.sleep(1)
        _shot(page, "page-findings", height=860)
        page.click("#tab-evaluation")
        _idle(page)
        page.locator(".grid-row", has_text="学员满意度").click()
        _shot(page, "page-points", height=760)
        page.click("#tab-findings")
        _idle(page)
        page.locator("button.take").first.click()
        _idle(page)
        page.click("#tab-take")
        _idle(page)
        _shot(page, "page-download", height=700)
        page.click(".language")
        _idle(page)
        page.click("#tab-findings")
        _idle(page)
        page.locator(".grid-row", has_text="显著提高").click()
        time.sleep(1)
        _shot(page, "page-findings-en", height=860)
        page.set_viewport_size({"width": 390, "height": 844})
        time.sleep(1)
        _shot(page, "page-phone-en", height=844, width=390)
    large = [each for each in IMAGES.glob("page-*.png") if each.stat().st_size > MOST]
    for each in large:
        sys.stderr.write(f"{each.name}: {each.stat().st_size} bytes\n")
    return 1 if large else 0


@contextmanager
def _chromium() -> Iterator[Page]:
    found = next(filter(None, map(shutil.which, CHROMIUM.names)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox"]
        )
        yield browser.new_page(locale="zh-CN")
        browser.close()


def _form(path: Path) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "申报表"
    for row in _ROWS:
        sheet.append(row)
    book.save(path)
    return path


def _until(page: Page, script: str) -> None:
    late = time.monotonic() + _SECONDS
    while not page.evaluate(f"() => ({script})"):
        if time.monotonic() > late:
            raise TimeoutError(script)
        time.sleep(0.1)


def _idle(page: Page) -> None:
    for _ in range(2):
        time.sleep(0.4)
        _until(page, "!document.documentElement.dataset.busy")


def _shot(page: Page, name: str, *, height: int, width: int = 1200) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("() => scrollTo(0, 0)")
    time.sleep(0.5)
    shot = Image.open(io.BytesIO(page.screenshot()))
    # A palette of 64 colours is enough for flat fills and text, at a third of the size.
    shot.convert("RGB").quantize(64).save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    sys.exit(main())
