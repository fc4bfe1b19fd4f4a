"""Verdicts on targets in words, and on several targets in one cell."""

import pytest

from perftargets.findings import Diagnostic, Message
from perftargets.judging.context import JudgingContext
from perftargets.judging.judge import judge
from perftargets.judging.verdict import Verdict
from perftargets.phrase import parse
from perftargets.phrase.target import Qualitative, Target
from perftargets.text import Span

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
PARTLY_MET, UNDETERMINED = Verdict.PARTLY_MET, Verdict.UNDETERMINED


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        ("达成", MET),
        ("已完成。", MET),
        ("达成年度指标", MET),
        ("已完成（见附件）", MET),
        ("部分达成", PARTLY_MET),
        ("基本完成", PARTLY_MET),
        ("部分达成年度指标并具有一定效果", PARTLY_MET),
        ("未达成", NOT_MET),
        ("未开展", NOT_MET),
        ("未达成年度指标且效果较差", NOT_MET),
        ("效果很好", UNDETERMINED),
        ("95%", UNDETERMINED),
        ("完成了大部分", UNDETERMINED),
        ("不能说已完成", UNDETERMINED),
        ("", Verdict.NOT_REPORTED),
    ],
)
def test_the_words_of_the_actual_decide_a_level(actual: str, expected: Verdict) -> None:
    """By the table of words; anything else is for a person."""
    assert judge(parse("符合财务规范"), actual).verdict is expected


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        ("符合财务规范", MET),
        ("符合 财务规范。", MET),
        ("已符合财务规范", MET),
        ("经费使用符合财务规范", MET),
        ("不符合财务规范", NOT_MET),
        ("未符合财务规范", NOT_MET),
        ("不完全符合财务规范", UNDETERMINED),
        ("符合财务规范的要求不多", UNDETERMINED),
    ],
)
def test_the_targets_own_words(actual: str, expected: Verdict) -> None:
    """Repeated they are 达成, denied they are 未达成, changed they are neither."""
    about = JudgingContext(name="经费使用")
    assert judge(parse("符合财务规范"), actual, about).verdict is expected


def test_own_words_are_met_with_a_note() -> None:
    """Nothing but the words supports it, and the verdict says so."""
    judgement = judge(parse("通过考核"), "通过考核")
    assert [note.en for note in judgement.assumptions] == [
        "the target's own words count as reached; nothing else supports it"
    ]


def test_a_target_that_was_not_understood_is_not_judged_by_words() -> None:
    """A measure was meant, so 已完成 is no answer to it."""
    problem = Diagnostic("contradiction", Message("矛盾", "contradiction"), Span(0, 2))
    target = Target("不低于5次以下", "", Qualitative(), diagnostics=(problem,))
    judgement = judge(target, "已完成")
    assert judgement.verdict is UNDETERMINED
    assert judgement.reason.en == (
        "the target “不低于5次以下” was not understood: contradiction"
    )


HOTELS = "酒店数量不少于10家；酒店房间不少于1000间"


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        ("酒店数量12家；酒店房间1100间", MET),
        ("酒店房间1100间；酒店数量12家", MET),
        ("12家，1100间", MET),
        ("1100间，12家", MET),
        ("酒店数量12家；酒店房间900间", PARTLY_MET),
        ("酒店数量9家；酒店房间900间", NOT_MET),
        ("12家", UNDETERMINED),
        ("9家", UNDETERMINED),
        ("已完成", UNDETERMINED),
        ("未开展", NOT_MET),
        ("", Verdict.NOT_REPORTED),
    ],
)
def test_all_items_of_a_compound_must_hold(actual: str, expected: Verdict) -> None:
    """Parts answer by subject and by unit; an item without an answer stays open."""
    assert judge(parse(HOTELS), actual).verdict is expected


def test_words_speak_of_every_item() -> None:
    """未开展 misses what was to be reached, and leaves a limit open."""
    both = "培训不少于5次；投诉不超过3起"
    assert judge(parse(both), "未开展").verdict is UNDETERMINED


def test_figures_without_words_are_taken_in_order_with_a_note() -> None:
    """12；1100 answers 10家 and 1000间 in the order written."""
    judgement = judge(parse(HOTELS), "12；1100")
    assert judgement.verdict is MET
    assert judgement.assumptions[0].en == (
        "the parts of the actual are taken in the order of the target's"
    )


def test_the_reason_of_a_compound_names_each_item() -> None:
    """A person sees which item missed."""
    judgement = judge(parse(HOTELS), "酒店数量12家；酒店房间900间")
    assert judgement.reason.en == (
        "“酒店数量不少于10家”: actual 12家, target ≥10家: met; "
        "“酒店房间不少于1000间”: actual 900间, target ≥1000间: not met"
    )
    assert judgement.completion is None


def test_a_long_actual_is_quoted_in_part() -> None:
    """A reason stays one that a person reads."""
    judgement = judge(parse("符合财务规范"), "很好" * 500)
    assert judgement.reason.en == (
        f"the target “符合财务规范” is in words; whether the actual “{'很好' * 30}…” "
        "meets it, a person must say"
    )


def test_remarks_in_any_number_are_survived() -> None:
    """A cell of nothing but remarks is words, and its figures are nobody's."""
    assert judge(parse("不少于5次"), "（6次）" * 200).verdict is UNDETERMINED
