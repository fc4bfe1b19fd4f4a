"""Names of the release before: they give what the new ones give, with a warning."""

from fractions import Fraction
from importlib import import_module

import pytest

import perftargets
from perftargets import Place, judge
from perftargets.findings.codes import UNREADABLE_CELL
from perftargets.judging.context import JudgingContext


@pytest.mark.parametrize(
    ("module", "old", "new"),
    [
        ("perftargets", "filled", "fill_form"),
        ("perftargets.judging.context", "Circumstances", "JudgingContext"),
        ("perftargets.judging.direction", "bearing", "infer_direction"),
        ("perftargets.judging.direction", "Bearing", "InferredDirection"),
        ("perftargets.judging.direction", "Better", "Polarity"),
        ("perftargets.scoring.fill_form", "filled", "fill_form"),
        ("perftargets.scoring.grade", "add_up", "total_score"),
    ],
)
def test_a_name_of_the_release_before_works_with_a_warning(
    module: str, old: str, new: str
) -> None:
    """The warning names the old name and the new one."""
    home = import_module(module)
    said = f"{module}.{old} is deprecated and will be removed in the next release; "
    with pytest.warns(DeprecationWarning, match="deprecated") as warned:
        value = getattr(home, old)
    assert [str(each.message) for each in warned] == [f"{said}use {module}.{new}"]
    assert value is getattr(home, new)


def test_a_name_that_never_was_is_none() -> None:
    """What was never there is an AttributeError, as of any module."""
    home = import_module("perftargets.judging.context")
    with pytest.raises(AttributeError, match="no attribute 'Surroundings'"):
        _ = home.Surroundings
    with pytest.raises(AttributeError, match="no attribute 'stuffed'"):
        _ = perftargets.stuffed


def test_the_warning_stands_at_the_line_that_uses_the_name() -> None:
    """It is of this file, so that its writer finds it."""
    with pytest.warns(DeprecationWarning, match="deprecated") as warned:
        from perftargets import filled  # noqa: F401
    assert {each.filename for each in warned} == {__file__}


def test_fields_of_a_judgement_by_their_old_names() -> None:
    """`compared`, `least` and `either_or` are read as before."""
    judgement = judge("≥80%", "90%")
    with pytest.warns(DeprecationWarning, match=r"Judgement\.comparison$"):
        assert judgement.compared is judgement.comparison
    assert judgement.comparison is not None
    assert judgement.comparison.actual == Fraction(90)
    ranged = judge("80%-90%", "85%")
    with pytest.warns(DeprecationWarning, match=r"Judgement\.lower_bound$"):
        assert ranged.least is ranged.lower_bound
    assert ranged.lower_bound is not None
    done = judge("是", "是")
    with pytest.warns(DeprecationWarning, match=r"Judgement\.is_binary$"):
        assert (done.either_or, done.is_binary) == (True, True)


def test_the_row_of_a_finding_by_its_old_name() -> None:
    """`Finding.row` is the place of its row."""
    row = Place(path="a.csv", line=3)
    finding = UNREADABLE_CELL.finding(zh="坏", en="bad", row_place=row)
    with pytest.warns(DeprecationWarning, match=r"Finding\.row_place$"):
        assert finding.row is row


def test_what_is_known_of_a_row_by_its_old_keyword() -> None:
    """`judge(about=…)` is `judge(context=…)`."""
    known = JudgingContext(name="投诉次数")
    with pytest.warns(DeprecationWarning, match=r"judge\(context=…\)$"):
        judgement = judge("5次", "3次", about=known)
    assert judgement == judge("5次", "3次", known)
