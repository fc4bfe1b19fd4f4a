"""A bracket that may hold a second target is read, or reported; none is dropped."""

import pytest

from perftargets.phrase import parse


@pytest.mark.parametrize(
    "phrase",
    [
        *("50人（含线上10人以上）", "50人（含10人以上党员）", "培训10期（不低于上年）"),
        *("培训（合格率≥95%）10期", "按期完成（合格率≥95%，及时率≥90%）"),
        "培训10期（其中线上不少于5期）",
    ],
)
def test_a_bracket_that_cannot_be_told_is_reported(phrase: str) -> None:
    """With the bracket as the place."""
    (found,) = parse(phrase).diagnostics

    assert "unread-bracket" == found.code
    assert phrase[phrase.index("（") :].startswith(found.span.of(phrase))


@pytest.mark.parametrize(
    "phrase",
    [
        *(
            "补助300元（80岁以上老人）",
            "水质优良（Ⅲ类及以上）比例90%",
            "≥85%（满意度）",
        ),
        *(
            "300万元（其中省级200万元）",
            "≥90%（含90%以上）",
            "优良天数（AQI≤100）比例85%",
        ),
    ],
)
def test_a_remark_is_no_doubt(phrase: str) -> None:
    """Without an operator, or with one that bounds an age, a size or a grade."""
    assert () == parse(phrase).diagnostics


def test_the_targets_of_brackets_point_into_the_whole_phrase() -> None:
    """Their spans are those of the text as written, blanks and all."""
    phrase = " 培训 10 期（合格率 ≥ 95%）"
    first, second = parse(phrase).measure.items  # type: ignore[union-attr] # a compound

    assert ["10"] == [span.of(phrase) for span in first.spans.number]
    assert ["95"] == [span.of(phrase) for span in second.spans.number]
    assert ["≥"] == [span.of(phrase) for span in second.spans.operator]
