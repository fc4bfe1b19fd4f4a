"""From a file to what is taken away: the page says and makes what the library does."""

import io
import json
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest

from perftargets import read
from tests.browser.driving import Driven, until
from tests.browser.samples import Native, old_workbook, pdf, workbook

pytestmark = pytest.mark.checkout


def told(native: Native, path: Path) -> list[str]:
    """Return code and message of what the library finds in a file."""
    found = native.findings(native.open(path))
    return [f"{each['code']} {each['message']}" for each in found]


def test_a_workbook_is_read_corrected_and_taken_away(
    driven: Driven, tmp_path: Path
) -> None:
    """A proposal is taken and undone; the download is what the library makes."""
    path = workbook(tmp_path / "培训.xlsx")
    native = Native()
    handle = native.open(path)
    findings = native.findings(handle)

    driven.open(path)
    assert told(native, path) == driven.cards()
    assert ["≧1200人次", "95%左右"] == driven.cells("指标值")[:2]

    hedged = next(each for each in findings if each["code"] == "VAL003")
    card = driven.page.locator(".card", has_text="VAL003")
    card.locator("button.take").first.click()
    driven.idle()
    assert "已改 1 处。" in driven.message()
    assert "≥95%" == driven.cells("指标值")[1]
    assert not [each for each in driven.cards() if each.startswith("VAL003")]

    driven.tab("take")
    corrected = driven.take("corrected")
    wanted = native.call(
        "apply",
        handle=handle,
        choices=[{"fingerprint": hedged["fingerprint"], "proposal": 0}],
    )
    assert "培训-更正.xlsx" == corrected.name
    assert wanted["data"] == corrected.read_bytes()
    assert "≥95%" == native.targets(corrected)[1]
    assert _other_members(path) == _other_members(corrected)

    driven.page.click(".take-away .undo")
    driven.idle()
    driven.tab("findings")
    assert "95%左右" == driven.cells("指标值")[1]


def _other_members(path: Path) -> dict[str, bytes]:
    """Return the parts of a workbook that hold no cells."""
    with zipfile.ZipFile(path) as archive:
        return {
            name: archive.read(name)
            for name in archive.namelist()
            if not name.startswith("xl/worksheets/") and "sharedStrings" not in name
        }


def test_blanks_are_filled_before_a_proposal_is_taken(
    driven: Driven, tmp_path: Path
) -> None:
    """The text with what was written in its blank stands in the cell."""
    path = tmp_path / "培训.csv"
    path.write_text(
        "项目名称,一级指标,二级指标,三级指标,指标值\n"
        "培训,满意度指标,服务对象满意度指标,学员满意度,较高\n",
        encoding="utf-8",
    )
    driven.open(path)
    form = driven.page.locator("form.proposal").first
    form.locator("input.blank").first.fill("95")
    form.locator("button.take").click()
    driven.idle()

    assert "已改 1 处。" in driven.message()
    assert ["≥95%"] == driven.cells("指标值")


@pytest.mark.parametrize("make", [old_workbook, pdf], ids=["xls", "pdf"])
def test_other_formats_read_as_natively(
    driven: Driven, tmp_path: Path, make: object
) -> None:
    """Targets and findings of an XLS and of a PDF are those of the library."""
    suffix = "xls" if make is old_workbook else "pdf"
    path = (old_workbook if make is old_workbook else pdf)(tmp_path / f"表.{suffix}")
    native = Native()

    driven.open(path)
    assert told(native, path) == driven.cards()
    assert native.targets(path) == driven.cells("指标值")
    assert 6 == len(driven.cells("指标值"))


def test_the_bundled_table_is_scored(driven: Driven) -> None:
    """Verdicts, points and the working of each row are those of the library."""
    driven.page.click("#demo")
    until(driven.page, "document.querySelector('.slot .held')")
    driven.idle()
    native = Native()
    files = {each["role"]: each for each in native.call("demo")["files"]}
    table, actuals = (
        native.call("open", name=each["name"], data=each["data"])["handle"]
        for each in (files["table"], files["actuals"])
    )
    wanted = native.call("check", handle=table, actuals=actuals)["evaluation"]

    assert "8 个项目，50 项指标" in driven.summary()
    driven.tab("evaluation")
    counts = driven.page.inner_text(".counts")
    for verdict, name in (("met", "达成"), ("not_met", "未达成")):
        assert f"{name} {wanted['summary'][verdict]}" in counts
    first = wanted["projects"][0]
    assert f"总分 {first['total']} / 100" in driven.page.inner_text(".grid")
    driven.page.locator(".grid-row", has_text="86%").first.click()
    working = driven.page.inner_text(".working")
    assert first["indicators"][2]["points_reason"] in working

    driven.tab("take")
    page = json.loads(driven.take("checkJson").read_text(encoding="utf-8"))
    assert wanted == page


def test_what_is_taken_away_is_what_the_library_makes(
    driven: Driven, tmp_path: Path
) -> None:
    """Reports, forms and the annotated copy, each against the same call natively."""
    path = workbook(tmp_path / "培训.xlsx")
    native = Native()
    handle = native.open(path)
    driven.open(path)
    driven.tab("take")

    for kind, of, name in (
        ("lintHtml", "lint", "html"),
        ("lintSarif", "lint", "sarif"),
        ("checkHtml", "check", "html"),
        ("checkCsv", "check", "csv"),
    ):
        wanted = native.call("render", handle=handle, of=of, format=name)["data"]
        assert wanted == driven.take(kind).read_bytes(), kind
    for kind, suffix in (("selfXlsx", ".xlsx"), ("selfDocx", ".docx")):
        made = native.call(
            "write", handle=handle, suffix=suffix, form="self-evaluation", check={}
        )
        taken = driven.take(kind)
        assert _parts(made["data"]) == _parts(taken.read_bytes()), kind
        assert 6 == len(read(taken).projects[0].indicators)
    annotated = driven.take("annotated")
    wanted = native.call("annotated", handle=handle)["data"]
    assert _parts(wanted) == _parts(annotated.read_bytes())


def _parts(data: bytes) -> dict[str, object]:
    """Return the parts of a package, XML as what it says, but when it was made.

    openpyxl writes by lxml where that is installed, which puts the same otherwise.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [each for each in archive.namelist() if each != "docProps/core.xml"]
        roots = {each: ET.fromstring(archive.read(each)) for each in names}  # noqa: S314
    return {name: _tree(root) for name, root in roots.items()}


def _tree(element: ET.Element) -> object:
    inner = [_tree(each) for each in element]
    return element.tag, dict(element.attrib), (element.text or "").strip(), inner


def test_last_years_file_shows_what_changed(driven: Driven, tmp_path: Path) -> None:
    """A row that is gone, and a target that differs, by name."""
    head = "项目名称,一级指标,二级指标,三级指标,指标值\n"
    now, before = tmp_path / "2024.csv", tmp_path / "2023.csv"
    row = "培训,产出指标,数量指标"
    now.write_text(f"{head}{row},培训人次,≥1200人次\n", encoding="utf-8")
    before.write_text(
        f"{head}{row},培训人次,≥1100人次\n{row},培训期数,≥4期\n", encoding="utf-8"
    )
    driven.open(now)
    driven.page.set_input_files("#prior-input", str(before))
    until(driven.page, "document.querySelector('.changes .card')")
    driven.idle()

    said = driven.page.inner_text(".changes")
    assert "≥1100人次 → ≥1200人次" in said
    assert "取消 培训期数" in said


@pytest.mark.parametrize("form", ["application", "self-evaluation"])
def test_empty_forms_are_one_click(driven: Driven, form: str) -> None:
    """The workbook is the one that the library makes."""
    wanted = Native().call("new", form=form)
    taken = driven.new(form)

    assert wanted["name"] == taken.name
    assert _parts(wanted["data"]) == _parts(taken.read_bytes())


def test_a_phrase_is_read_as_it_is_typed(driven: Driven) -> None:
    """Its parts are underlined, and what they say stands below."""
    if not driven.page.is_visible("#phrase-input"):
        driven.page.click(".phrase-frame > summary")
    driven.page.fill("#phrase-input", "同比下降2%以上")
    until(driven.page, "document.querySelectorAll('.phrase-shown u').length > 2")

    assert "同比下降2%以上" == driven.page.inner_text(".phrase-shown")
    assert "减少 ≥ 2 %" in driven.page.inner_text(".phrase-said")
