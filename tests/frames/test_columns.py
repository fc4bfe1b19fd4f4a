"""What ``parse_column`` and ``check_columns`` give, value by value."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from perftargets import Judgement, Target, UsageError, parse
from perftargets.errors import DataError
from perftargets.frames import (
    Checked,
    Item,
    Outcome,
    Phrase,
    check_columns,
    engine,
    parse_column,
)
from perftargets.judging.context import JudgingContext
from perftargets.judging.judge import judge

pa = pytest.importorskip("pyarrow")


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    """Begin without rows that are remembered."""
    engine.forget()


SAID = {
    "不少于100条": Phrase(
        kind="comparison",
        operator=">=",
        value=Decimal(100),
        unit="条",
        subject="",
        hedges=(),
        notes=(),
    ),
    "每季度力争1次": Phrase(
        kind="comparison",
        value=Decimal(1),
        unit="次",
        per="季度",
        subject="",
        hedges=("力争",),
        notes=(),
    ),
    "≥70%且<85%": Phrase(
        kind="range",
        unit="%",
        low=Decimal(70),
        high=Decimal(85),
        low_inclusive=True,
        high_inclusive=False,
        subject="",
        hedges=(),
        notes=(),
    ),
    "2022年1-12月": Phrase(
        kind="deadline",
        date="2022-12",
        start="2022-01",
        subject="",
        hedges=(),
        notes=(),
    ),
    "同比下降2%以上": Phrase(
        kind="change",
        operator=">=",
        value=Decimal(2),
        unit="%",
        direction="decrease",
        base="同比",
        subject="",
        hedges=(),
        notes=(),
    ),
    "不低于全市各区平均值": Phrase(
        kind="reference",
        operator=">=",
        referent="全市各区平均值",
        subject="",
        hedges=(),
        notes=(),
    ),
    "师生比不低于1:20": Phrase(
        kind="ratio",
        operator=">=",
        first=Decimal(1),
        second=Decimal(20),
        subject="师生比",
        hedges=(),
        notes=(),
    ),
    "排名前10": Phrase(
        kind="ranking",
        operator="<=",
        place=Decimal(10),
        subject="排名",
        hedges=(),
        notes=(),
    ),
    "符合财务规范": Phrase(
        kind="qualitative", subject="符合财务规范", hedges=(), notes=()
    ),
    "待定": Phrase(kind="missing", subject="", hedges=(), notes=()),
}


@pytest.mark.parametrize("text", SAID)
def test_a_phrase_of_each_kind_fills_the_columns_of_its_kind(text: str) -> None:
    """Columns that a kind does not have are null."""
    assert [SAID[text]] == parse_column([text])


def test_the_items_of_a_compound_are_rows_of_their_own() -> None:
    """Every column but hedges, notes and items stands in each item."""
    (row,) = parse_column(["培训2期，每期不少于40人"])

    assert "compound" == row.kind
    assert (
        Item(kind="comparison", value=Decimal(2), unit="期", subject="培训"),
        Item(
            kind="comparison",
            operator=">=",
            value=Decimal(40),
            unit="人",
            per="期",
            subject="",
        ),
    ) == row.items


def test_what_was_left_open_is_noted_by_its_code() -> None:
    """The codes are those of the diagnostics of the target."""
    (row,) = parse_column(["11月前"])

    codes = tuple(found.code for found in parse("11月前").diagnostics)
    assert 1 == len(codes)
    assert codes == row.notes


WIDE = "9" * 21

FIGURES: list[tuple[str, Decimal | None, str | None]] = [
    ("三分之一", Decimal("0.333333333333333333"), "1/3"),
    ("三分之二", Decimal("0.666666666666666667"), "2/3"),
    ("半数", Decimal("0.5"), None),
    (f"{'9' * 20}元", Decimal("9" * 20), None),
    (f"{WIDE}元", None, WIDE),
    (
        "0.1234567890123456785元",
        Decimal("0.123456789012345678"),
        "0.1234567890123456785",
    ),
    ("70000.50元", Decimal("70000.5"), None),
]


@pytest.mark.parametrize(("text", "value", "inexact"), FIGURES)
def test_what_a_decimal_cannot_hold_stands_beside_it(
    text: str, value: Decimal | None, inexact: str | None
) -> None:
    """Fractions are rounded to 18 places, halves to even; too wide figures are null."""
    (row,) = parse_column([text])

    assert (value, inexact) == (row.value, row.inexact)


def test_a_range_tells_both_ends_where_one_does_not_fit() -> None:
    """The column ``inexact`` holds low and high as they are."""
    (row,) = parse_column([f"10-{WIDE}元"])

    assert (Decimal(10), None) == (row.low, row.high)
    assert f"10..{WIDE}" == row.inexact


def test_null_stays_null_in_every_column() -> None:
    """None and NaN are no phrase; an empty text is one, and says nothing."""
    nothing, nan, empty = parse_column([None, float("nan"), ""])

    assert Phrase() == nothing == nan
    assert "missing" == empty.kind


def test_figures_and_dates_are_read_by_their_text() -> None:
    """A cell that a workbook holds as a figure is that figure."""
    rows = parse_column([95, 0.95, 1e16, Decimal("1E+3"), True, b"3\xe6\x9d\xa1"])

    assert [
        Decimal(95),
        Decimal("0.95"),
        Decimal(10**16),
        Decimal(1000),
        None,
        Decimal(3),
    ] == [row.value for row in rows]


@pytest.mark.parametrize("kind", ["float32", "float64"])
def test_a_narrow_float_is_the_figure_that_was_written(kind: str) -> None:
    """0.1 is one tenth in either width; NaN stays null."""
    values = pa.array([0.1, None, float("nan"), 95], pa.float64()).cast(kind)

    found = parse_column(values)

    assert [Decimal("0.1"), None, None, Decimal(95)] == found["value"].to_pylist()


def test_half_characters_and_endless_cells_raise_nothing() -> None:
    """A lone surrogate becomes U+FFFD; a text over 2,000 characters is words."""
    half, endless = parse_column(["\ud800条", "1" * 100_000])

    assert ("qualitative", "\ufffd条") == (half.kind, half.subject)
    assert "qualitative" == endless.kind
    assert 1 == len(endless.notes or ())


def test_each_distinct_phrase_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However often it stands in the column."""
    asked: list[str] = []

    def counting(text: str) -> Target:
        asked.append(text)
        return parse(text)

    monkeypatch.setattr(engine, "parse", counting)

    parse_column(["不少于100条", None, "处置率90%"] * 1000)

    assert ["不少于100条", "处置率90%"] == asked


def test_a_row_has_verdict_completion_points_and_reasons() -> None:
    """At least 100 and 90 reached, at 10 points, are 9 points."""
    (row,) = check_columns(["不少于100条"], ["90条"], weights=[10])

    assert (
        Checked(
            SAID["不少于100条"],
            Outcome(
                verdict="not_met",
                completion=Decimal("0.9000"),
                deviation=Decimal("-0.1000"),
                points=Decimal("9.00"),
                case="at-least",
                verdict_reason="actual 90条, target ≥100条: not met",
                assumptions=(),
                points_reason=row.outcome.points_reason,
                verdict_text="not met",
            ),
        )
        == row
    )
    assert "9.00" in (row.outcome.points_reason or "")


def test_reasons_come_in_chinese_too() -> None:
    """``language`` chooses; verdicts stay the same words."""
    (row,) = check_columns(["不少于100条"], ["90条"], language="zh")

    assert "not_met" == row.outcome.verdict
    assert "实际90条，目标≥100条，未达到" == row.outcome.verdict_reason


def test_a_null_actual_is_not_reported_and_a_null_target_is_nothing() -> None:
    """Nothing is said of a row without a target."""
    rows = check_columns(["不少于100条", None], [None, "5"], weights=[10, 10])

    assert ["not_reported", None] == [row.outcome.verdict for row in rows]
    assert Checked() == rows[1]


def test_what_stands_around_a_row_decides_as_in_a_document() -> None:
    """Name, category, direction, unit and year are taken row by row."""
    rows = check_columns(
        ["3次", "5", "12月底前", "10"],
        ["1次", "4次", "2022-12-30", "12"],
        names=["投诉次数", "培训", "完成时间", "处理量"],
        units=[None, "次", None, None],
        directions=[None, None, None, "反向"],
        fiscal_years=2022,
    )

    assert ["met", "not_met", "met", "not_met"] == [row.outcome.verdict for row in rows]


@pytest.mark.parametrize(
    "weight", [10, 10.0, "10", "10分", Decimal("10.000000"), "１０"]
)
def test_a_weight_may_be_written_in_any_way(weight: object) -> None:
    """Figures, decimals, and texts as forms have them."""
    (row,) = check_columns(["不少于100条"], ["90条"], weights=[weight])

    assert Decimal(9) == row.outcome.points


def test_a_weight_that_is_no_figure_is_told() -> None:
    """There are no points, and the row says why; without a weight it says nothing."""
    told, none = check_columns(["5条"] * 2, ["5条"] * 2, weights=["十分", None])

    assert (None, None) == (told.outcome.points, told.outcome.case)
    assert (
        "the weight “十分” is no number: the row is not scored"
        == told.outcome.points_reason
    )
    assert (None, None) == (none.outcome.points, none.outcome.points_reason)


def test_the_profile_decides_points() -> None:
    """At most 100 and 150 used: 6.67 by ratio, 5 by the linear formula."""
    ratio, linear = (
        check_columns(["不超过100万元"], ["150万元"], weights=[10], profile=profile)[0]
        for profile in ("mof2020", "linear")
    )

    assert (Decimal("6.67"), Decimal(5)) == (
        ratio.outcome.points,
        linear.outcome.points,
    )


def test_each_distinct_row_is_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same target with another actual is another row."""
    judged: list[object] = []

    def counting(
        target: Target, actual: str | None, about: JudgingContext | None
    ) -> Judgement:
        judged.append(actual)
        return judge(target, actual, about)

    monkeypatch.setattr(engine, "judge", counting)

    check_columns(["不少于100条"] * 6, ["90条", "100条", None] * 2)

    assert ["90条", "100条", None] == judged


MISTAKES: list[tuple[Callable[[], object], str]] = [
    (lambda: parse_column("不少于100条"), "expected a column or a frame"),
    (lambda: parse_column({"a": 1}), "expected a column or a frame"),
    (lambda: parse_column(3), "int is neither a column nor a frame"),
    (
        lambda: check_columns(["5条"], ["1", "2"]),
        "actual has 2 rows, the targets have 1",
    ),
    (lambda: check_columns(["5条"], language="fr"), "no language “fr”"),
    (lambda: check_columns(["5条"], profile="nowhere"), "nowhere"),
]


@pytest.mark.parametrize(("call", "message"), MISTAKES)
def test_a_mistake_of_the_caller_is_told(
    call: Callable[[], object], message: str
) -> None:
    """Arguments that cannot be used are named."""
    with pytest.raises((UsageError, DataError), match=message):
        call()
