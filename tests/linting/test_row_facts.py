"""What rules ask of a row, word for word: heads, subjects, years, quotes."""

from fractions import Fraction

import pytest

from perftargets import parse
from perftargets.linting.promises import shared, things_without_row
from perftargets.linting.row_facts import (
    Part,
    amount_of,
    bare,
    differ,
    in_percent,
    is_explained,
    is_money,
    is_share,
    parts,
    plain_head,
    put_all,
    quoted,
    same_thing,
    spans_years,
    without_ends,
    years,
)
from perftargets.model.indicator import Indicator
from perftargets.model.project import Goal, Project
from perftargets.phrase.target import Comparison, Range
from perftargets.units import default_units


@pytest.mark.parametrize(
    ("many", "expected"),
    [(39, "字" * 39), (40, "字" * 40), (41, "字" * 40 + "…"), (0, "")],
)
def test_a_long_text_is_quoted_up_to_forty_characters(many: int, expected: str) -> None:
    """White space in it counts once."""
    assert expected == quoted("字" * many)
    assert quoted(" 一  二\n三 ") == "一 二 三"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("培训人数", "培训"),
        ("全年培训人数", "培训"),
        ("全年完成培训人数", "培训"),
        ("人数", "人数"),
        ("甲人数", "甲人"),
        ("甲乙人数", "甲乙"),
        ("完成", "完成"),
        ("完成全年", "完成"),
        ("培训", "培训"),
        ("", ""),
    ],
)
def test_what_is_counted_is_told_without_words_around_it(
    text: str, expected: str
) -> None:
    """Of a name of nothing else something is left: two characters, or the last word."""
    assert expected == without_ends(text)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("培训人数", "培训人数"),
        ("培训500人", "培训"),
        ("培训500人（年）", "培训"),
        ("培训500人班", "培训500人班"),
        ("培训班2", "培训班2"),
        ("一期培训", "一期培训"),
        ("培训50-60人", "培训"),
        ("培训≥500人", "培训"),
        ("500人", ""),
        ("培训 人数。", "培训人数"),
    ],
)
def test_one_thing_is_told_by_its_name_without_a_figure(
    name: str, expected: str
) -> None:
    """An ordinal stays, and a figure that something stands behind."""
    assert expected == same_thing(name)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("验收合格率", "验收合格率"),
        ("设备合格率", "合格率"),
        ("全程网办率", "网办率"),
        ("在园率", "在园率"),
        ("增长率", ""),
        ("投诉率", ""),
        ("不合格率", ""),
        ("未覆盖率", ""),
        ("覆盖农户比例", "覆盖农户比例"),
        ("农户比例", ""),
        ("人数", ""),
        ("率", "率"),
        ("", ""),
    ],
)
def test_a_rate_that_a_hundred_per_cent_bounds_is_known_by_its_end(
    phrase: str, expected: str
) -> None:
    """By a list, else by three characters; not where less is better or it grows."""
    assert expected == plain_head(phrase)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2025年", (2025, 2025)),
        ("2024-2026年", (2024, 2026)),
        ("2024年至2026年", (2024, 2026)),
        ("2024年1月-2025年12月", (2024, 2025)),
        ("1月-12月", None),
        ("长期", None),
        ("", None),
        (None, None),
    ],
)
def test_a_period_has_a_first_and_a_last_year(
    period: str | None, expected: tuple[int, int] | None
) -> None:
    """Where it names years."""
    assert expected == years(period)


@pytest.mark.parametrize(
    ("period", "year", "expected"),
    [
        ("2025年", 2025, False),
        ("2025年", 2024, True),
        ("2025年", 2026, False),
        ("2025年", None, False),
        ("2024-2025年", 2025, True),
        ("2024-2025年", None, True),
        ("长期", 2025, True),
        ("", 2025, False),
        ("  ", 2025, False),
        (None, 2025, False),
    ],
)
def test_money_may_be_for_more_than_the_year(
    period: str | None,
    year: int | None,
    expected: bool,  # noqa: FBT001
) -> None:
    """By the years of the project, and where these cannot be read."""
    assert spans_years(period, year) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("≥5人", "≥5人", False),
        ("≥5人", "≥6人", True),
        ("≥5人", "5人", True),
        ("≥5人", "≥5次", None),
        ("≥5人/年", "≥5人", None),
        ("≥5人/年", "≥5人/年", False),
        ("≥5", "≥5人", None),
        ("≥5人", "≥5", None),
        ("≥1公里", "≥1000米", False),
        ("≥1公里", "≥1001米", True),
        ("1-2公里", "1000-2000米", False),
        ("1-2公里", "1000-2001米", True),
        ("1-2公里", "1001-2000米", True),
        ("1-2公里", "1公里", True),
    ],
)
def test_two_measures_differ_in_operator_or_figure(
    one: str,
    other: str,
    expected: bool | None,  # noqa: FBT001
) -> None:
    """Nothing can be said where their units have nothing in common."""
    measures = [parse(each).measure for each in (one, other)]
    first, second = measures
    assert isinstance(first, Comparison | Range)
    assert isinstance(second, Comparison | Range)
    assert differ(first, second, default_units()) is expected
    assert differ(second, first, default_units()) is expected


@pytest.mark.parametrize(
    ("text", "percent", "amount"),
    [
        ("95%", Fraction(95), Fraction(95, 100)),
        ("95‰", Fraction(19, 2), Fraction(95, 1000)),
        ("95", None, Fraction(95)),
        ("95人", None, Fraction(95)),
        ("2万元", None, Fraction(20000)),
        ("95嘎", None, Fraction(95)),
    ],
)
def test_a_figure_is_worked_out_in_per_cent_and_in_its_base_unit(
    text: str, percent: Fraction | None, amount: Fraction
) -> None:
    """A unit that is not known counts as it stands."""
    measure = parse(text).measure
    assert isinstance(measure, Comparison)
    assert in_percent(measure, default_units()) == percent
    assert amount_of(measure, default_units()) == amount


def test_units_are_shares_or_money_or_neither() -> None:
    """None, and a word that is no unit, are neither."""
    units = default_units()
    asked = ("%", "‰", "人", "元", "万元", "嘎", "", None)
    shares = [is_share(each, units) for each in asked]
    assert shares == [True, True, False, False, False, False, False, False]
    money = [is_money(each, units) for each in asked]
    assert money[:4] == [False, False, False, True]
    assert money[5:] == [False, False, False]


@pytest.mark.parametrize(
    ("text", "sign", "signed", "figure", "span"),
    [
        ("约4批", "≥", "≥4批", "4批", (0, 3)),
        ("不少于4批次以上", "≥", "≥4批次", "4批次", (0, 8)),
        ("4批", "", "4批", "4批", (0, 2)),
        ("¥5", "≤", "≤¥5", "¥5", (0, 2)),
        ("每月5次", "≥", "每月≥5次", "每月5次", (2, 4)),
        ("5次/月", "≥", "≥5次/月", "5次/月", (0, 2)),
        ("4-5批", "≥", "≥4-5批", "4-5批", (0, 4)),
        ("有效提升", "≥", "", "", None),
    ],
)
def test_a_measure_is_written_with_another_sign(
    text: str, sign: str, signed: str, figure: str, span: tuple[int, int] | None
) -> None:
    """Its figure, its span, and what it becomes."""
    (part,) = parts(parse(text))
    assert part.figure == figure
    assert part.signed(sign) == signed
    found = part.span
    assert (None if found is None else (found.start, found.end)) == span


def test_several_measures_of_a_value_are_replaced_at_once() -> None:
    """From behind, so that each place is still right."""
    one, other = parts(parse("培训≥5人；检查4次"))
    assert one.put("≥50人") == "培训≥50人；检查4次"
    assert other.put("≥40次") == "培训≥5人；检查≥40次"
    for changes in ([(one, "甲"), (other, "乙")], [(other, "乙"), (one, "甲")]):
        assert put_all(changes) == "培训甲；检查乙"
    assert [one.sign, other.sign] == ["≥", ""]
    assert [one.operator, other.operator] == ["≥", ""]
    assert one.stretch == (2, 5)
    whole = Part(parse("有效提升"), "有效提升")
    assert whole.stretch == (0, 4)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("", "", 0),
        ("甲", "", 0),
        ("甲乙丙", "乙丙丁", 2),
        ("甲乙丙", "甲丙乙", 1),
        ("甲乙甲乙丙", "甲乙丙", 3),
        ("丙甲乙", "甲乙", 2),
        ("甲丁乙", "乙丁甲", 1),
        ("甲甲甲", "甲甲", 2),
    ],
)
def test_two_texts_share_characters_in_a_row(
    one: str, other: str, expected: int
) -> None:
    """The most there are, whichever of them is asked first."""
    assert shared(one, other) == expected
    assert shared(other, one) == expected


@pytest.mark.parametrize(
    ("reason", "expected"),
    [(None, False), ("", False), ("无", False), ("/", False), ("设备迟到", True)],
)
def test_a_dash_is_no_reason(
    reason: str | None,
    expected: bool,  # noqa: FBT001
) -> None:
    """Nor is 无."""
    row = Indicator(category="", name="甲", target="≥5人", reason=reason)
    assert is_explained(row) is expected


def test_a_bare_text_has_letters_and_signs_alone() -> None:
    """White space and punctuation go."""
    assert bare(" 甲，乙 (丙)—“丁”-5%≥ ") == "甲乙丙丁5%≥"
    assert bare("甲乙") == "甲乙"


_SIGNS = "甲乙丙丁戊己庚辛壬癸"


@pytest.mark.parametrize("many", [59, 60, 61, 62])
def test_the_first_sixty_clauses_of_a_goal_are_looked_at(many: int) -> None:
    """More of them would cost the square of their number."""
    things = [f"编制{first}{second}规划" for first in _SIGNS for second in _SIGNS]
    goal = "，".join(things[:many])
    rows = (Indicator(category="产出指标", name="培训人数", target="≥5人"),)
    project = Project(name="事务", goal=Goal(goal), indicators=rows)
    assert things_without_row(project) == tuple(things[: min(many, 60)])
