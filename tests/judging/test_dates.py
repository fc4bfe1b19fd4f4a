"""Verdicts on deadlines."""

from datetime import date

import pytest

from perftargets.findings import Diagnostic, Message
from perftargets.judging.context import JudgingContext
from perftargets.judging.dates import Days, days
from perftargets.judging.judge import judge
from perftargets.judging.verdict import Judgement, Verdict
from perftargets.phrase.target import Deadline, Operator, Qualitative, Target
from perftargets.text import Span

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
BEFORE = Operator.AT_MOST


def deadline(
    when: str,
    operator: Operator | None = None,
    *,
    start: str | None = None,
    open_: bool = False,
) -> Target:
    """Make a target by hand; ``open_`` is one that the phrase itself leaves open."""
    doubt = Diagnostic("ambiguous-deadline", Message("不明", "unclear"), Span(0, 1))
    return Target(
        when,
        "",
        Deadline(operator, when, start),
        diagnostics=(doubt,) if open_ else (),
    )


def judged(target: Target, done: str, year: int | None = 2022) -> Judgement:
    """Judge a date by hand against a target."""
    return judge(target, deadline(done), JudgingContext(fiscal_year=year))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022-12-31", date(2022, 12, 31), date(2022, 12, 31)),
        ("2022-12", date(2022, 12, 1), date(2022, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2022-Q3", date(2022, 7, 1), date(2022, 9, 30)),
        ("2022-H1", date(2022, 1, 1), date(2022, 6, 30)),
        ("--12-31", date(2022, 12, 31), date(2022, 12, 31)),
        ("--02-29", date(2022, 2, 28), date(2022, 2, 28)),
        ("--H2", date(2022, 7, 1), date(2022, 12, 31)),
        ("--Q1", date(2022, 1, 1), date(2022, 3, 31)),
        ("--11", date(2022, 11, 1), date(2022, 11, 30)),
    ],
)
def test_a_date_is_the_days_it_may_be(text: str, first: date, last: date) -> None:
    """A date without a year is in the fiscal year, its day clamped to the month."""
    assert days(text, 2022) == Days(first, last)


@pytest.mark.parametrize(
    "text", ["", "2022-13", "2022-00-01", "2022-01-32", "0000", "2022-Q5", "soon"]
)
def test_no_such_date_is_none(text: str) -> None:
    """Nothing is guessed."""
    assert days(text, 2022) is None


@pytest.mark.parametrize(
    ("target", "done", "expected"),
    [
        (deadline("--12-31", BEFORE), "2022-12-31", MET),
        (deadline("--12-31", BEFORE), "--12-20", MET),
        (deadline("--12-31", BEFORE), "2023-01-01", NOT_MET),
        (deadline("--12-31", BEFORE), "--12", MET),
        (deadline("--12-15", BEFORE), "--12", UNDETERMINED),
        (deadline("--12-15", BEFORE), "--11", MET),
        (deadline("--09", BEFORE), "--09-30", MET),
        (deadline("--09", BEFORE), "--10-01", NOT_MET),
        (deadline("2022-Q3"), "--09-30", MET),
        (deadline("2022-Q3"), "--10-01", NOT_MET),
        (deadline("2022-12"), "2022-12-31", MET),
        (deadline("--06-30", Operator.LESS_THAN), "--06-29", MET),
        (deadline("--06-30", Operator.LESS_THAN), "--06-30", NOT_MET),
        (deadline("--06-30", Operator.AT_LEAST), "--06-30", MET),
        (deadline("--06-30", Operator.AT_LEAST), "--06-29", NOT_MET),
        (deadline("--06-30", Operator.MORE_THAN), "--07-01", MET),
        (deadline("--06-30", Operator.MORE_THAN), "--06-30", NOT_MET),
        (deadline("2022-12", start="2022-01"), "--11-01", MET),
        (deadline("2022-12", start="2022-03"), "--02-01", UNDETERMINED),
        (deadline("--11", BEFORE, open_=True), "--10-31", MET),
        (deadline("--11", BEFORE, open_=True), "--11-10", UNDETERMINED),
        (deadline("--11", BEFORE, open_=True), "--12-01", NOT_MET),
        (deadline("2023-06", BEFORE), "--05-01", UNDETERMINED),
        (deadline("--13-01", BEFORE), "--05-01", UNDETERMINED),
    ],
)
def test_on_or_before_the_date(target: Target, done: str, expected: Verdict) -> None:
    """A date less exact than the deadline decides only where all of it agrees."""
    assert judged(target, done).verdict is expected


def test_without_a_fiscal_year_nothing_is_decided() -> None:
    """A date without a year needs one."""
    judgement = judged(deadline("--12-31", BEFORE), "--12-20", None)
    assert judgement.verdict is UNDETERMINED
    assert judgement.reason.en == (
        "“--12-31” has no year, and the file states no fiscal year"
    )


def test_dates_with_years_need_no_fiscal_year() -> None:
    """Both sides say all there is to know."""
    assert judged(deadline("2022-12-31", BEFORE), "2022-12-20", None).verdict is MET


def test_the_fiscal_year_that_was_lent_is_named() -> None:
    """The verdict says what it assumed, once."""
    judgement = judged(deadline("--12-31", BEFORE), "--12-20")
    assert [note.en for note in judgement.assumptions] == [
        "a date without a year is taken to be in the fiscal year 2022"
    ]
    assert (
        judgement.reason.en == "actual 2022-12-20, target on or before 2022-12-31: met"
    )


def test_an_actual_that_repeats_the_deadline_is_read_as_its_date() -> None:
    """12月底前完成 against 12月底前 is met, with a note."""
    done = deadline("2022-12-31", BEFORE)
    judgement = judge(deadline("2022-12-31", BEFORE), done)
    assert judgement.verdict is MET
    assert [note.en for note in judgement.assumptions] == [
        "the actual “2022-12-31” is read as 2022-12-31"
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("已完成", UNDETERMINED),
        ("按时完成", UNDETERMINED),
        ("未完成", NOT_MET),
        ("尚未启动", NOT_MET),
    ],
)
def test_words_for_a_date(words: str, expected: Verdict) -> None:
    """完成 has no date, so a person must say; 未完成 says that it was not done."""
    done = Target(words, "", Qualitative())
    assert judge(deadline("2022-12-31", BEFORE), done).verdict is expected


@pytest.mark.parametrize(
    ("target", "done", "verdict"),
    [
        ("6月30日前后完成", "6月30日", MET),
        ("6月30日前后完成", "7月5日", UNDETERMINED),
        ("6月底左右", "7月2日", UNDETERMINED),
        ("约6月底前", "5月", MET),
        ("约6月底前", "8月1日", UNDETERMINED),
        # To strive for a day softens how much one wants it, and not which day it is.
        ("力争6月底前", "8月1日", NOT_MET),
        ("6月底前", "8月1日", NOT_MET),
    ],
)
def test_a_rough_date_is_no_last_day(target: str, done: str, verdict: Verdict) -> None:
    """On or before it is met; whether a later day is near enough is not decided."""
    found = judge(target, done, year=2022)

    assert found.verdict is verdict
    assert ("没有写明最迟是哪一天" in found.reason.zh) is (verdict is UNDETERMINED)
