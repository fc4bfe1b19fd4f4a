"""Laws of repairs, over every form that can be changed."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from perftargets._data import data as packaged
from perftargets.model.pointers import Pointer
from perftargets.reading import read_bytes
from perftargets.repairing import Change
from perftargets.repairing.package import replaced
from perftargets.writing import render
from perftargets.writing.empty import empty
from tests.linting.pages import PAGES, examples
from tests.reading.tables.made.formats import _xlsx
from tests.reading.tables.made.layouts import layout
from tests.repairing.making import (
    File,
    choice_of,
    choices_of,
    drawn_workbook,
    file,
    parts,
    workbook,
)

PANYU = read_bytes(packaged("example", "panyu-2022.txt").read_bytes(), path="a.txt")
PLANTED = read_bytes(
    (PAGES.parents[1] / "tests" / "linting" / "planted.yaml").read_bytes(),
    path="a.yaml",
)
FORMS = (
    (".yaml", None),
    (".json", None),
    (".toml", None),
    (".csv", None),
    (".xlsx", "flat"),
    (".xlsx", "application"),
    (".xlsx", "self-evaluation"),
    (".docx", "application"),
    (".docx", "self-evaluation"),
)
PASSES = 6

pytestmark = pytest.mark.checkout


def repeatedly(first: File) -> tuple[File, int]:
    """Take all repairs again and again, until none is made; count those that were."""
    found, made = first, 0
    for _ in range(PASSES):
        choices = choices_of(found.report())
        done = found.repaired(*choices)
        told = [*(each.of for each in done.made), *(each.of for each in done.left)]
        assert {number for each in told for number in each} == set(range(len(choices)))
        if not done.made:
            return found, made
        taken = {number for each in done.made for number in each.of}
        after = found.after(done)
        marks = {(each.code, each.pointer) for each in after.report()}
        # What was repaired is found no more, wherever it stood.
        again = [
            (choices[number].finding.code, choices[number].finding.pointer)
            for number in taken
            if (choices[number].finding.code, choices[number].finding.pointer) in marks
        ]
        assert [] == again
        found, made = after, made + len(taken)
    message = "repairs never come to an end"
    raise AssertionError(message)


@pytest.mark.parametrize(("suffix", "form"), FORMS)
@pytest.mark.parametrize("table", ["panyu", "planted"])
def test_what_is_taken_is_gone(table: str, suffix: str, form: str | None) -> None:
    """All complete proposals at once: none of these findings is there again.

    What is left is told, and is a cell that several rows share.
    """
    document = PANYU if table == "panyu" else PLANTED
    first = file(render(document, suffix, form=form).data, f"a{suffix}")

    last, made = repeatedly(first)

    assert made >= 10
    left = last.repaired(*choices_of(last.report())).left
    assert {each.reason for each in left} <= {"shared"}
    if suffix not in {".xlsx", ".docx"} or form == "flat":
        assert () == left


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.md")), ids=lambda page: page.stem)
def test_the_proposals_of_every_page_can_be_applied(page: Path) -> None:
    """Each of them alone, in a workbook and in its own notation."""
    for example in examples(page):
        if example.prior is not None:
            continue
        plain = file(example.text.encode(), "page.yaml")
        forms = [plain]
        if any(project.indicators for project in plain.document.projects):
            written = render(plain.document, ".xlsx", form="flat")
            forms.append(file(written.data, "page.xlsx"))
        for each in forms:
            for finding in each.report():
                choice = choice_of(finding)
                if choice is None:
                    continue
                done = each.repaired(choice)
                assert [] == [one.reason for one in done.left], finding
                after = each.after(done)
                same = (finding.code, finding.pointer)
                assert same not in {
                    (one.code, one.pointer) for one in after.report()
                }, finding


def _sheets(data: bytes) -> set[str]:
    return {name for name in parts(data) if name.startswith("xl/worksheets/sheet")}


def _workbooks() -> dict[str, bytes]:
    found = {
        "openpyxl": workbook(),
        "xlsxwriter": drawn_workbook(),
        "empty": empty("application", year=2024),
    }
    for form in ("flat", "application", "self-evaluation"):
        found[form] = render(PLANTED, ".xlsx", form=form).data
    for seed in range(12):
        found[f"made {seed}"] = _xlsx(layout(seed).table)
    return found


WORKBOOKS = _workbooks()


@pytest.mark.parametrize("name", WORKBOOKS)
def test_in_a_workbook_only_the_cells_change(name: str) -> None:
    """Every part but the sheets stays byte for byte, and every other cell of these.

    Nothing is lost beside the cells: the entries, their order, their times, their
    packing and the remark of the package.
    """
    data = WORKBOOKS[name]
    first = file(data, "a.xlsx")
    edits = []
    for number, project in enumerate(first.document.projects):
        for index, _ in enumerate(project.indicators):
            pointer = _pointer(number, index)
            edits.append(Change(pointer=pointer, text=f"≥{index + 7}个"))
    done = first.repaired(*choices_of(first.report())[:3], edits=tuple(edits[3:]))

    before, after = parts(data), parts(done.data)
    assert list(before) == list(after)
    assert {n for n in before if before[n] != after[n]} <= _sheets(data)
    for name_of_sheet in _sheets(data):
        changed = {
            (each.place.sheet, each.place.cell)
            for each in done.made
            if each.place is not None
        }
        assert _rest(before[name_of_sheet], changed) == _rest(
            after[name_of_sheet], changed
        )
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(io.BytesIO(done.data)) as new,
    ):
        assert old.comment == new.comment
        for one, other in zip(old.infolist(), new.infolist(), strict=True):
            assert (one.date_time, one.comment, one.external_attr) == (
                other.date_time,
                other.comment,
                other.external_attr,
            )
            if before[one.filename] == after[other.filename]:
                assert one.compress_type == other.compress_type
                assert _packed(data, one) == _packed(done.data, other)


def _pointer(project: int, row: int) -> Pointer:
    return Pointer(project, row, "target")


def _packed(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """Give the bytes of an entry as they are packed."""
    at = entry.header_offset
    name, extra = (
        data[at + 26] + data[at + 27] * 256,
        data[at + 28] + data[at + 29] * 256,
    )
    begin = at + 30 + name + extra
    return data[begin : begin + entry.compress_size]


def _rest(xml: bytes, changed: set[tuple[str | None, str | None]]) -> list[bytes]:
    """Give what stands in a sheet beside the changed cells."""
    cells = "|".join(sorted({cell for _, cell in changed if cell})) or "none"
    return re.split(
        rf'<c r="(?:{cells})"(?:[^>]*/>|.*?</c>)'.encode(), xml, flags=re.DOTALL
    )


def test_a_package_of_any_layout_is_replaced() -> None:
    """Entries with descriptors, a stretch before the package, and the large form."""
    plain = parts(WORKBOOKS["openpyxl"])
    made = io.BytesIO()
    # A stream that cannot go back makes a descriptor behind each entry.
    with zipfile.ZipFile(_Forward(made), "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in plain.items():
            with packed.open(
                name, "w", force_zip64=name.endswith("styles.xml")
            ) as part:
                part.write(content)
    for data in (made.getvalue(), b"#!stub\n" + WORKBOOKS["openpyxl"]):
        done = replaced(data, {"xl/workbook.xml": b"<new/>"})
        assert plain | {"xl/workbook.xml": b"<new/>"} == parts(done)


class _Forward(io.RawIOBase):
    """A stream that is written from front to back only."""

    def __init__(self, inner: io.BytesIO) -> None:
        super().__init__()
        self._inner = inner

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        return self._inner.write(data)  # type: ignore[arg-type]
