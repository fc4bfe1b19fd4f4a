"""Units of money, amounts in the cell of their name, and sums not filled in."""

from decimal import Decimal

import pytest

from tests.reading.tables.making import grid, money, noticed, read_grids, unplaced

ROWS = ("一级指标|三级指标|指标值", "产出指标|里程|5公里")
POINTS = (
    "项目名称|甲",
    "一级指标|三级指标|指标值|分值|得分|备注",
    "产出指标|里程|5公里|60",
    "产出指标|路面完好率|90%|40",
)


@pytest.mark.parametrize(
    "lines",
    [
        ("资金总额（元）|1200000|其中：财政拨款|1000000|其他资金|200000",),
        ("资金总额（元）|1200000", "其中：财政拨款|1000000", "其他资金|200000"),
        ("资金总额（元）|1200000", "其中：财政拨款|1000000", "其他资金200000"),
    ],
)
def test_the_unit_of_the_total_holds_for_its_parts(lines: tuple[str, ...]) -> None:
    """Beside each other or below each other, whatever unit the form may have."""
    document = read_grids(grid("项目名称|甲", *lines, *ROWS))
    assert {
        "total": {"initial": "1200000元"},
        "fiscal": {"initial": "1000000元"},
        "other": {"initial": "200000元"},
    } == money(document.projects[0].funds)
    assert [] == noticed(document)


def test_a_part_with_a_unit_of_its_own_keeps_it() -> None:
    """万元 in the label of a part stands over 元 of the total."""
    line = "资金总额（元）|1200000|其中：财政拨款（万元）|100"
    document = read_grids(grid("项目名称|甲", line, *ROWS))
    assert {
        "total": {"initial": "1200000元"},
        "fiscal": {"initial": "100万元"},
    } == money(document.projects[0].funds)


@pytest.mark.parametrize(
    ("cell", "amounts", "left"),
    [
        ("其他资金54", {"other": {"initial": "54"}}, ["54"]),
        ("财政拨款 80万元", {"fiscal": {"initial": "80万元"}}, []),
        ("自筹款54", {}, ["资金来源：自筹款54"]),
        ("财政拨款80，其他资金54", {}, ["资金来源：财政拨款80，其他资金54"]),
        ("54（其中财政30）", {"total": {"initial": "54（其中财政30）"}}, []),
    ],
)
def test_an_amount_behind_the_name_of_a_source_is_not_the_total(
    cell: str, amounts: dict[str, dict[str, str]], left: list[str]
) -> None:
    """What names no source that is known, or several, is told; so is 54 of no unit."""
    document = read_grids(grid("项目名称|甲", f"资金来源|{cell}", *ROWS))
    assert amounts == money(document.projects[0].funds)
    assert left == unplaced(document)


@pytest.mark.parametrize(
    ("line", "total", "left"),
    [
        ("总分|<|<|100|", None, []),
        ("总分|<|<|98|", None, ["总分：98"]),
        ("总分|<|<|100|95", Decimal(95), []),
        ("总分|<|<|<|<|95", Decimal(95), []),
    ],
)
def test_the_sum_of_the_weights_is_not_the_total_score(
    line: str, total: Decimal | None, left: list[str]
) -> None:
    """A form not yet filled in has 100 below 分值 and nothing below 得分."""
    document = read_grids(grid(*POINTS, line))
    assert total == document.projects[0].total
    assert left == unplaced(document)
