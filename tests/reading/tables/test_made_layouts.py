"""Made-up layouts: each row is read as it stands, and each cell is accounted for."""

import tomllib
from pathlib import Path

import pytest

from tests.reading.tables.made.formats import FORMATS, grid, read_as
from tests.reading.tables.made.layouts import Table, layout
from tests.reading.tables.made.outcome import outcome, read_of, wrong
from tests.reading.tables.made.words import STRANGE

pytestmark = pytest.mark.sampled

SEEDS = range(160)
OF_FORMATS = range(1000, 1012)
REFUSED = tomllib.loads(
    (Path(__file__).parent / "made" / "refused.toml").read_text(encoding="utf-8")
)["table"]


def _wrapped(text: str) -> str:
    """Break a title after its second sign."""
    is_title = text.endswith(("指标", "值", "情况", "权重", "得分", "单位"))
    return f"{text[:2]}\n{text[2:]}" if is_title and len(text) > 3 else text


def _filled(table: Table) -> int:
    return sum(bool(cell and cell[0].strip()) for row in table.rows for cell in row)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_row_is_read_in_every_field(seed: int) -> None:
    """A field under a title that nobody knows may be left, but no other."""
    made = layout(seed)
    found = outcome(made, read_as(made.table, "grid"))
    assert {"right": len(made.truth)} == dict(+found)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_account_has_every_filled_cell_once(seed: int) -> None:
    """Used, titles, remarks, skipped and left add up to the cells of the form."""
    made = layout(seed)
    account = read_as(made.table, "grid").account
    assert account is not None
    assert account.cells == _filled(made.table)
    assert account.used >= sum(len(truth) - 2 for truth in made.truth)


@pytest.mark.parametrize("form", FORMATS[1:])
@pytest.mark.parametrize("seed", OF_FORMATS)
def test_formats_read_alike(seed: int, form: str) -> None:
    """The same form as a workbook, a page, a text of cells or a letter."""
    made = layout(seed)
    found = outcome(made, read_as(made.table, form))
    assert {"right": len(made.truth)} == dict(+found)


@pytest.mark.parametrize("seed", SEEDS[::4])
def test_blank_merged_and_repeated_levels_say_the_same(seed: int) -> None:
    """How a form prints categories that go on changes no row."""
    forms = [layout(seed, levels=each) for each in ("blank", "merged", "repeated")]
    rows = [
        [read_of(row) for _, row in read_as(made.table, "grid").rows()]
        for made in forms
    ]
    assert rows[0] == rows[1]
    assert rows[1] == rows[2]


@pytest.mark.parametrize("seed", SEEDS[::4])
def test_the_order_of_columns_changes_nothing(seed: int) -> None:
    """Columns that are not levels may stand in any order."""
    made, other = layout(seed), layout(seed, shuffled=True)
    rows, moved = (
        [read_of(row) for _, row in read_as(each.table, "grid").rows()]
        for each in (made, other)
    )
    assert rows == moved


@pytest.mark.parametrize("seed", SEEDS[::4])
def test_line_breaks_inside_titles_change_nothing(seed: int) -> None:
    """A narrow column wraps its title wherever it is full."""
    made = layout(seed)
    wrapped = [
        [cell and (_wrapped(cell[0]), *cell[1:]) for cell in row]
        for row in made.table.rows
    ]
    plain = read_as(made.table, "grid")
    found = read_as(Table(made.table.width, wrapped), "grid")
    assert [read_of(row) for _, row in plain.rows()] == [
        read_of(row) for _, row in found.rows()
    ]


@pytest.mark.parametrize("seed", [s for s in SEEDS if layout(s).lost][:12])
def test_an_unknown_title_is_told_with_what_it_holds(seed: int) -> None:
    """What stands below it is read or quoted; other fields are as they were."""
    made = layout(seed)
    document = read_as(made.table, "grid")
    lost = made.lost
    assert lost is not None
    told = " ".join(each.message.zh for each in document.diagnostics)
    for truth, (_, row) in zip(made.truth, document.rows(), strict=True):
        assert not wrong(truth, read_of(row), lost=lost)
    strange = next(
        cell[0]
        for row in made.table.rows
        for cell in row
        if cell is not None and cell[0] in STRANGE
    )
    held = any(read_of(row).get(lost) for _, row in document.rows())
    assert held or strange in told


@pytest.mark.parametrize("form", ["xlsx", "html", "docx"])
@pytest.mark.parametrize("number", range(len(REFUSED)))
def test_tables_of_other_kinds_are_refused(number: int, form: str) -> None:
    """Appraisals, standards, budgets, lists: said, and nothing is made of them."""
    lines = REFUSED[number]["rows"].strip().split("\n")
    table = Table(max(line.count("|") for line in lines) + 1)
    for line in lines:
        cells = line.split("|")
        if len(cells) == 1:
            table.wide(line)
        else:
            table.plain([*cells, *[""] * (table.width - len(cells))])
    document = read_as(table, form)
    assert list(document.rows()) == []
    assert "REA004" in [each.code for each in document.diagnostics]


def test_at_least_thirty_tables_of_thirteen_kinds_are_refused() -> None:
    """What the test above goes through."""
    assert len(REFUSED) >= 30
    assert len({each["kind"] for each in REFUSED}) >= 13
    assert grid(Table(1, [[("a", 1, 1)]])).width == 1
