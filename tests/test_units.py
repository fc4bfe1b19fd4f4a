"""Units: every spelling of each, exact conversion, and refusal of wrong tables."""

import re
import tomllib
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from perftargets.errors import DataError, UsageError
from perftargets.units import Unit, UnitTable, default_units

CASES: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "units" / "cases.toml").read_text(encoding="utf-8")
)
WRITTEN: dict[str, str] = CASES["written"]
CONVERTED: dict[str, list[str]] = CASES["converted"]
BESIDE: dict[str, dict[str, str]] = CASES

FIGURE = re.compile(r"[0-9]+|每")
"""What stands before or after the unit in [written]."""


def number(text: str) -> Decimal | Fraction:
    """Read an amount of [converted]."""
    return Fraction(text) if "/" in text else Decimal(text)


def refused(unit: Unit, text: str) -> list[str]:
    """Give what stands after the unit's name in ``text`` and makes it another word."""
    rest = text.removeprefix(unit.name)
    return [word for word in unit.unless_before if rest.startswith(word)]


def test_every_unit_is_written_in_a_case_and_no_other_word_is() -> None:
    """A unit added without a phrase, or a phrase of no unit, is noticed."""
    assert list(WRITTEN) == [unit.name for unit in default_units().units]


@pytest.mark.parametrize("name", WRITTEN)
def test_each_spelling_of_a_unit_has_a_phrase_and_names_the_unit(name: str) -> None:
    """The phrases spell the unit in all its ways, once each, and find it."""
    unit = default_units().find(name)
    assert unit is not None

    spelled = [FIGURE.sub("", phrase, count=1) for phrase in WRITTEN[name].split()]

    assert spelled == [*unit.written, *unit.prefixes]
    assert {default_units().canonical(text) for text in spelled} == {name}


def test_every_dimensioned_unit_has_an_equation() -> None:
    """A unit that converts and is in no equation is noticed."""
    in_equations = {
        default_units().canonical(side.split()[1])
        for equation in CONVERTED["equal"]
        for side in equation.split(" = ")
    }

    assert in_equations == {
        unit.name for unit in default_units().units if unit.dimension is not None
    }


@pytest.mark.parametrize("equation", CONVERTED["equal"])
def test_equal_amounts_convert_into_each_other_exactly(equation: str) -> None:
    """Both sides convert to the other, without a digit lost."""
    (left, left_unit), (right, right_unit) = (
        side.split() for side in equation.split(" = ")
    )
    table = default_units()

    assert table.convert(number(left), left_unit, right_unit) == number(right)
    assert table.convert(number(right), right_unit, left_unit) == number(left)


@pytest.mark.parametrize("pair", CONVERTED["apart"])
def test_units_of_different_things_do_not_convert(pair: str) -> None:
    """They are not commensurable, and the refusal names both."""
    first, second = pair.split()
    table = default_units()

    assert not table.commensurable(first, second)
    with pytest.raises(UsageError) as refusal:
        table.convert(Decimal(1), first, second)
    assert refusal.value.zh == f"“{first}”与“{second}”不能换算"
    assert str(refusal.value) == f"“{first}” cannot be converted to “{second}”"


def test_every_refusal_has_a_word() -> None:
    """What a unit refuses to stand before is shown by a word for each refusal."""
    table = default_units()

    shown = {
        name: [word for text in words.split() for word in refused_by(name, text)]
        for name, words in BESIDE["words"].items()
    }

    assert shown == {
        unit.name: list(unit.unless_before)
        for unit in table.units
        if unit.unless_before
    }


def refused_by(name: str, text: str) -> list[str]:
    """Give the first thing that the named unit refuses in ``text``."""
    unit = default_units().find(name)
    assert unit is not None
    return refused(unit, text)[:1]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (name, text)
        for name, texts in BESIDE["counted"].items()
        for text in texts.split()
    ],
)
def test_a_counted_noun_is_not_refused(name: str, text: str) -> None:
    """2台风机 counts two 台, although 台风 is a word."""
    assert refused_by(name, text) == []


def test_the_calendar_says_how_many_periods_a_year_has() -> None:
    """Only units with an exact number of them a year state one."""
    assert {
        unit.name: unit.per_year
        for unit in default_units().units
        if unit.per_year is not None
    } == {"a": 1, "年": 1, "半年": 2, "季度": 4, "季": 4, "月": 12, "个月": 12}


def test_some_periods_bound_a_rate_without_a_number_a_year() -> None:
    """A rate may be per day, week or term, though years differ in them."""
    assert [
        unit.name
        for unit in default_units().units
        if unit.period and unit.per_year is None
    ] == ["d", "天", "日", "周", "星期", "工作日", "学年", "学期"]


def test_months_in_a_rate_have_one_name() -> None:
    """每个月 is per 月; the Latin signs of a day and a year have Chinese names."""
    assert {
        unit.name: unit.per for unit in default_units().units if unit.per is not None
    } == {"d": "天", "a": "年", "个月": "月", "季": "季度"}


def test_what_is_a_date_after_a_figure_is_not_counted() -> None:
    """6月 is June; 300万元 is a scaled figure of 元, and 5a is no span of years."""
    assert [unit.name for unit in default_units().units if not unit.counted] == [
        "万元",
        "亿元",
        "d",
        "a",
        "月",
        "半年",
    ]


@pytest.mark.parametrize("name", ["线", "站", "校", "村", "面", "路", "门", "点", "科"])
def test_some_words_after_a_chinese_numeral_are_no_counts(name: str) -> None:
    """一线, 一站 and 一面 are words."""
    unit = default_units().find(name)

    assert unit is not None
    assert unit.numeral is False


@pytest.mark.parametrize("text", ["等", "体", "万吨", "企业", "M", "G"])
def test_what_is_no_unit_is_not_found(text: str) -> None:
    """Grades, scaled units, nouns and bare letters of networks are not in the table."""
    assert default_units().find(text) is None
    assert default_units().canonical(text) == text


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Kwh", "千瓦时"),
        ("MG", "毫克"),
        ("mbps", "Mbps"),
        ("DBA", "分贝"),
        ("µg", "微克"),
    ],
)
def test_case_does_not_matter_where_one_unit_is_meant(written: str, name: str) -> None:
    """Tables write KWH and kwh for the same."""
    assert default_units().canonical(written) == name


def test_case_matters_where_it_tells_units_apart() -> None:
    """A milliwatt is not a megawatt, a megabit no megabyte; mw says neither."""
    table = default_units()

    assert [table.canonical(text) for text in ("mW", "MW", "Mb", "MB")] == [
        "毫瓦",
        "兆瓦",
        "兆比特",
        "MB",
    ]
    assert [table.find(text) for text in ("mw", "mb")] == [None, None]


def test_a_single_letter_keeps_its_case() -> None:
    """100m is a length, 100M is not."""
    assert default_units().canonical("m") == "米"
    assert default_units().find("M") is None


def test_the_table_is_read_once() -> None:
    """Every caller has the same table."""
    assert default_units() is default_units()


def test_unknown_units_compare_with_themselves_only() -> None:
    """A measure word that the table lacks can still be compared with itself."""
    table = default_units()

    assert table.commensurable("箩", "箩")
    assert not table.commensurable("箩", "筐")
    assert not table.commensurable("箩", "个")
    assert not table.commensurable("个", "箩")


def test_a_long_fraction_converts_exactly() -> None:
    """Thirty decimals have a denominator that no float holds."""
    table = default_units()
    tiny = "0.000000000000000000000000000007"
    assert repr(table.convert(Decimal(tiny), "吨", "公斤")) == "Decimal('7E-27')"
    assert table.convert(Decimal("7E-27"), "公斤", "吨") == Decimal(tiny)
    assert table.convert(Fraction(7, 10**30), "个", "个") == Decimal(tiny)


def test_a_unit_that_only_counts_is_one_of_itself() -> None:
    """It has no dimension, and no entry need say the factor."""
    basket = Unit(name="箩")
    assert basket.factor == Fraction(1)
    assert basket.dimension is None
    counted = default_units().find("人次")
    assert counted is not None
    assert counted.factor == Fraction(1)
    assert counted.dimension is None


def test_counting_units_convert_to_themselves() -> None:
    """An amount in one unit stays as written, in whichever spelling."""
    assert default_units().convert(Decimal("1.50"), "台套", "台（套）") == Decimal(
        "1.5"
    )


def test_a_result_is_a_decimal_where_its_decimals_end() -> None:
    """A whole number of 亩 may be a fraction of 平方米, and its plain form is kept."""
    table = default_units()

    assert repr(table.convert(7, "吨", "公斤")) == "Decimal('7000')"
    assert repr(table.convert(Fraction(1, 2), "小时", "分钟")) == "Decimal('30')"
    assert repr(table.convert(Decimal(-3), "‰", "%")) == "Decimal('-0.3')"
    assert repr(table.convert(Decimal(2), "亩", "平方米")) == "Fraction(4000, 3)"
    assert repr(table.convert(Fraction(1, 3), "个", "个")) == "Fraction(1, 3)"


def test_an_amount_in_its_own_unit_is_a_decimal_too() -> None:
    """A Decimal stays as it is, with its zeros; a fraction and an int become one."""
    table = default_units()

    assert repr(table.convert(Decimal("1.50"), "个", "个")) == "Decimal('1.50')"
    assert repr(table.convert(Decimal("1.50"), "㎡", "平方米")) == "Decimal('1.50')"
    assert repr(table.convert(Fraction(1, 2), "个", "个")) == "Decimal('0.5')"
    assert repr(table.convert(7, "个", "个")) == "Decimal('7')"


def test_a_share_is_a_part_of_one() -> None:
    """倍 is of the same dimension, and no part; points are no shares."""
    assert [unit.name for unit in default_units().units if unit.is_share] == [
        "%",
        "‰",
        "‱",
        "ppm",
        "ppb",
    ]
    times = default_units().find("倍")
    assert times is not None
    assert (times.dimension, times.is_share) == ("ratio", False)


@pytest.mark.parametrize("sign", ["", "-"])
def test_an_exponent_is_converted_up_to_its_bound(sign: str) -> None:
    """Of ten thousand places, and not of one more."""
    table = default_units()
    assert table.convert(Decimal(f"3E{sign}10000"), "吨", "吨") == Decimal(
        f"3E{sign}10000"
    )
    with pytest.raises(UsageError, match="is no finite number, or too long"):
        table.convert(Decimal(f"3E{sign}10001"), "吨", "吨")


def test_conversion_does_not_round_to_the_context() -> None:
    """Thirty and more digits survive, whatever precision the program has set."""
    with localcontext(prec=3):
        converted = default_units().convert(
            Decimal("1234567890123456789012345678.901"), "吨", "公斤"
        )

    assert converted == Decimal(1234567890123456789012345678901)


@pytest.mark.parametrize("pair", [("箩", "个"), ("个", "箩"), ("箩", "箩")])
def test_an_unknown_unit_cannot_be_converted(pair: tuple[str, str]) -> None:
    """The error names the unit that is not known."""
    with pytest.raises(UsageError, match=r"^unknown unit “箩”$") as refusal:
        default_units().convert(Decimal(1), *pair)
    assert refusal.value.zh == "不认识的单位“箩”"


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1E+999999999", "1E-999999999"])
def test_what_is_no_workable_number_cannot_be_converted(text: str) -> None:
    """A value that has no exact result in reasonable space is refused."""
    with pytest.raises(UsageError) as refusal:
        default_units().convert(Decimal(text), "吨", "公斤")
    assert refusal.value.zh == f"“{text}”不是有限的数，或位数过多，不能换算"


def test_a_table_can_be_extended_with_toml() -> None:
    """A user's own unit converts with the shipped ones, which stay as they are."""
    table = default_units().extended(
        'units = [{name = "晌", dimension = "area", factor = "10000"}]'
    )

    assert table.convert(Decimal(2), "晌", "亩") == Decimal(30)
    assert default_units().find("晌") is None


def test_a_table_can_be_extended_with_values() -> None:
    """A unit made in code stands after the others."""
    basket = Unit(name="箩", spellings=("筐",))

    table = default_units().extended([basket])

    assert table.units == (*default_units().units, basket)
    assert table.canonical("筐") == "箩"


def test_a_unit_of_the_same_name_replaces_the_old_one() -> None:
    """A user who knows what a 度 is in the file can say so, as the whole entry."""
    table = default_units().extended(
        'units = [{name = "度", dimension = "energy", factor = "3600000"}]'
    )

    assert table.convert(Decimal(500), "度", "kWh") == Decimal(500)
    assert len(table.units) == len(default_units().units)


def test_a_spelling_belongs_to_one_unit() -> None:
    """The error names the spelling and both units."""
    with pytest.raises(DataError) as refusal:
        default_units().extended('units = [{name = "尺", spellings = "米 市尺"}]')
    assert refusal.value.zh == "单位“尺”的写法“米”已属于“米”"
    assert str(refusal.value) == "unit “尺”: “米” is a spelling of “米” already"


def test_a_spelling_is_given_once() -> None:
    """A spelling that repeats the name, or another spelling, is refused too."""
    with pytest.raises(
        DataError, match=r"^unit “尺”: “尺” is a spelling of “尺” already$"
    ):
        UnitTable((Unit(name="尺", spellings=("市尺", "尺")),))


def test_the_name_in_a_rate_must_be_a_unit() -> None:
    """A rate is per a unit of the same table."""
    with pytest.raises(DataError) as refusal:
        UnitTable((Unit(name="个月", per="月"),))
    assert refusal.value.zh == "单位“个月”：per 所指的“月”不是单位"
    assert str(refusal.value) == "unit “个月”: per names “月”, which is no unit"


@pytest.mark.parametrize(
    ("entry", "zh", "en"),
    [
        ("3", "不是一个表", "an entry must be a table"),
        ('{name = "尺", base = "米"}', "没有这个键：base", "unknown key base"),
        (
            "{numeral = false}",
            "name 应为不含空格的文字",
            "name must be a text without spaces",
        ),
        (
            '{name = "市 尺"}',
            "name 应为不含空格的文字",
            "name must be a text without spaces",
        ),
        (
            '{name = "尺", spellings = ["市尺"]}',
            "spellings 应为以空格分开的词",
            "spellings must be words between spaces",
        ),
        (
            '{name = "尺", unless_before = " "}',
            "unless_before 应为以空格分开的词",
            "unless_before must be words between spaces",
        ),
        (
            '{name = "尺", numeral = 0}',
            "numeral 应为true 或 false",
            "numeral must be true or false",
        ),
        (
            '{name = "旬", period = true, per_year = 0}',
            "per_year 应为正整数",
            "per_year must be a whole number above zero",
        ),
        (
            '{name = "旬", period = true, per_year = true}',
            "per_year 应为正整数",
            "per_year must be a whole number above zero",
        ),
        (
            '{name = "旬", per_year = 36}',
            "有 per_year 的单位须写 period = true",
            "a unit with per_year needs period = true",
        ),
        (
            '{name = "尺", dimension = "length"}',
            "dimension 与 factor 须同时给出",
            "dimension and factor go together",
        ),
        (
            '{name = "尺", factor = "1/3"}',
            "dimension 与 factor 须同时给出",
            "dimension and factor go together",
        ),
    ],
)
def test_a_wrong_entry_is_refused_with_its_number(entry: str, zh: str, en: str) -> None:
    """The message says which entry it is, and what it should have been."""
    with pytest.raises(DataError) as refusal:
        UnitTable.from_toml(f'units = [{{name = "丈"}}, {entry}]', source="own.toml")

    prefix_zh, _, said_zh = refusal.value.zh.partition("：")
    prefix_en, _, said_en = refusal.value.en.partition(": ")
    assert (said_zh, said_en) == (zh, en)
    assert prefix_zh.startswith("own.toml 第2个单位“")
    assert prefix_en.startswith("own.toml, unit 2 “")


@pytest.mark.parametrize(
    "factor",
    ['"0"', '"0/5"', '"1/0"', '"-2"', '"1e3"', '"1/3.5"', '"十"', '""', "1000", "0.5"],
)
def test_a_factor_is_an_exact_number_above_zero(factor: str) -> None:
    """A factor that is zero, negative, a float or no number is refused."""
    with pytest.raises(DataError) as refusal:
        UnitTable.from_toml(
            f'units = [{{name = "尺", dimension = "length", factor = {factor}}}]'
        )
    assert refusal.value.zh == (
        "units.toml 第1个单位“尺”：factor 应为大于零的数，写成“10000”“0.5”或“2000/3”"
    )
    assert refusal.value.en == (
        "units.toml, unit 1 “尺”: factor must be a number above zero written as "
        '"10000", "0.5" or "2000/3"'
    )


def test_all_that_is_wrong_is_said_at_once() -> None:
    """One error lists every problem of every entry, in order."""
    with pytest.raises(DataError) as refusal:
        UnitTable.from_toml(
            'units = [{name = "尺", base = "米", factor = "1/3"}, {name = ""}]'
        )
    assert refusal.value.en.splitlines() == [
        "units.toml, unit 1 “尺”: unknown key base",
        "units.toml, unit 1 “尺”: dimension and factor go together",
        "units.toml, unit 2 “”: name must be a text without spaces",
    ]
    assert refusal.value.zh.splitlines() == [
        "units.toml 第1个单位“尺”：没有这个键：base",
        "units.toml 第1个单位“尺”：dimension 与 factor 须同时给出",
        "units.toml 第2个单位“”：name 应为不含空格的文字",
    ]


@pytest.mark.parametrize("text", ["units = [", f"units = {'[' * 100_000}"])
def test_what_is_no_toml_is_said_to_be_none(text: str) -> None:
    """A broken or an endlessly nested file gives the error of a broken file."""
    with pytest.raises(DataError, match=r"^units\.toml is not valid TOML: ") as refusal:
        UnitTable.from_toml(text)
    assert refusal.value.zh.startswith("units.toml 不是有效的 TOML：")


@pytest.mark.parametrize("text", ["", "unit = []", 'units = "尺"', "units = []\nv = 1"])
def test_a_table_is_one_list(text: str) -> None:
    """A file of another shape is refused as a whole."""
    with pytest.raises(DataError) as refusal:
        UnitTable.from_toml(text)
    assert refusal.value.zh == "units.toml 应只有一个列表 units"
    assert (
        str(refusal.value) == "units.toml must hold one list, units, and nothing else"
    )
