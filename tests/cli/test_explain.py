"""Parts of a phrase underlined, in line with Chinese characters of two cells."""

from decimal import Decimal

import pytest

from perftargets.cli.explain import explained
from perftargets.findings import Diagnostic, Message
from perftargets.phrase import parse
from perftargets.phrase.target import (
    Comparison,
    Compound,
    Deadline,
    Operator,
    Qualitative,
    Range,
    Target,
)
from perftargets.text import Span

TRAINING = Target(
    "力争培训不少于60名网格员",
    "培训网格员",
    Comparison(Operator.AT_LEAST, Decimal(60), "名"),
    hedges=("力争",),
    inferred=("some-convention",),
    marks=(
        ("subject", 2, 4),
        ("operator", 4, 7),
        ("number", 7, 9),
        ("unit", 9, 10),
        ("subject", 10, 13),
    ),
)


def test_marks_stand_under_their_characters() -> None:
    """Marks are twice as wide under Chinese, once under digits."""
    assert explained(TRAINING, "en").splitlines() == [
        "力争培训不少于60名网格员",
        "        ~~~~~~            operator  ≥",
        "              ~~          number    60",
        "                ~~        unit      名",
        "    ~~~~          ~~~~~~  subject   培训网格员",
        "reads as   comparison  培训网格员 ≥ 60 名",
        "set aside  力争",
        "inferred   some-convention",
    ]


def test_labels_follow_the_language() -> None:
    """The same drawing with Chinese labels keeps its columns."""
    assert explained(TRAINING, "zh").splitlines() == [
        "力争培训不少于60名网格员",
        "        ~~~~~~            比较符  ≥",
        "              ~~          数值    60",
        "                ~~        单位    名",
        "    ~~~~          ~~~~~~  对象    培训网格员",
        "读作      比较  培训网格员 ≥ 60 名",
        "搁置的词  力争",
        "推断      some-convention",
    ]


def test_items_of_a_compound_are_numbered() -> None:
    """Each part in a compound names its item; the spans are of the whole phrase."""
    first = Target(
        "培训2期",
        "培训",
        Comparison(None, Decimal(2), "期"),
        marks=(("subject", 0, 2), ("number", 2, 3), ("unit", 3, 4)),
    )
    second = Target(
        "每期不少于40人",
        "",
        Comparison(Operator.AT_LEAST, Decimal(40), "人", "期"),
        marks=(("operator", 7, 10), ("number", 10, 12), ("unit", 12, 13)),
    )
    whole = Target("培训2期，每期不少于40人", "", Compound((first, second)))
    assert explained(whole, "en").splitlines() == [
        "培训2期，每期不少于40人",
        "    ~                    1 number    2",
        "     ~~                  1 unit      期",
        "~~~~                     1 subject   培训",
        "             ~~~~~~      2 operator  ≥",
        "                   ~~    2 number    40",
        "                     ~~  2 unit      人/期",
        "reads as  compound  all of these must hold",
        "          1  comparison  培训 2 期",
        "          2  comparison  ≥ 40 人/期",
    ]


def test_diagnostics_get_a_caret() -> None:
    """What was left open is marked with carets and told with its stable name."""
    note = Diagnostic(
        "open-deadline", Message("含11月吗", "with November?"), Span(3, 4)
    )
    target = Target(
        "11月前",
        "",
        Deadline(Operator.AT_MOST, "--11"),
        diagnostics=(note,),
        marks=(("number", 0, 3), ("operator", 3, 4)),
    )
    assert explained(target, "en").splitlines() == [
        "11月前",
        "    ~~  operator  ≤",
        "~~~~    number    --11",
        "    ^^  note      with November? (open-deadline)",
        "reads as  deadline  ≤ --11",
    ]


def test_a_caret_may_stand_behind_the_phrase() -> None:
    """An empty span at the end says that something is missing there."""
    note = Diagnostic(
        "operator-without-figure", Message("缺少数值", "no figure"), Span(1, 1)
    )
    target = Target("≥", "", Qualitative(), diagnostics=(note,))
    assert explained(target, "en").splitlines() == [
        "≥",
        " ^  note  no figure (operator-without-figure)",
        "reads as  qualitative  the words are the target",
    ]


def test_long_phrases_are_folded_with_their_marks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each stretch of a folded phrase has its own marks under it."""
    monkeypatch.setenv("COLUMNS", "56")
    target = Target(
        "一二三四五六七八九十甲乙",
        "九十甲",
        Qualitative(),
        marks=(("subject", 8, 11),),
    )
    assert explained(target, "en").splitlines() == [
        "一二三四五六七八九十",
        "                ~~~~  subject  九十甲",
        "甲乙",
        "~~    subject  九十甲",
        "reads as  qualitative  the words are the target",
    ]


def test_control_characters_keep_their_column() -> None:
    """A phrase cannot send commands to the terminal or break the drawing."""
    target = Target(
        "\x1b[2J\n5个",
        "",
        Comparison(None, Decimal(5), "个"),
        marks=(("number", 5, 6), ("unit", 6, 7)),
    )
    assert explained(target, "en").splitlines() == [
        "␛[2J␊5个",
        "     ~    number  5",
        "      ~~  unit    个",
        "reads as  comparison  5 个",
        "operator  no operator is written",
    ]


def test_both_bounds_of_a_range_are_marked() -> None:
    """Each bound shows whether it belongs to the range."""
    target = Target(
        "≥70%且<85%",
        "",
        Range(Decimal(70), Decimal(85), high_inclusive=False, unit="%"),
        marks=(
            ("operator", 0, 1),
            ("number", 1, 3),
            ("unit", 3, 4),
            ("operator", 5, 6),
            ("number", 6, 8),
            ("unit", 8, 9),
        ),
    )
    assert explained(target, "en").splitlines() == [
        "≥70%且<85%",
        "~     ~     operator  ≥ <",
        " ~~    ~~   number    70 … 85",
        "   ~     ~  unit      %",
        "reads as  range  [70, 85) %",
    ]


@pytest.mark.parametrize(
    ("phrase", "drawn"),
    [
        (
            "同比下降2%以上",
            [
                "同比下降2%以上",
                "    ~~~~  ~~~~  operator      ↓≥",
                "        ~       number        2",
                "         ~      unit          %",
                "~~~~            held against  同比",
                "reads as  change  decrease ≥ 2 % (base: 同比)",
            ],
        ),
        (
            "不低于全市各区平均值",
            [
                "不低于全市各区平均值",
                "~~~~~~                operator      ≥",
                "      ~~~~~~~~~~~~~~  held against  全市各区平均值",
                "reads as  reference  ≥ 全市各区平均值",
            ],
        ),
        (
            "全覆盖",
            [
                "全覆盖",
                "~~~~~~  operator  =",
                "~~~~~~  number    100",
                "reads as  comparison  = 100 %",
                "written   the value stands in words",
                "inferred  the words mean all (all-in-words)",
            ],
        ),
    ],
)
def test_real_readings_are_drawn(phrase: str, drawn: list[str]) -> None:
    """The parser's own marks stand under the words that they speak of."""
    assert explained(parse(phrase), "en").splitlines() == drawn
