"""Deadlines: one actual date against 12月底前, 2022年1-12月.

A date written to the month is the whole month: where the deadline falls inside it,
nothing is decided.
"""

import calendar
import re
from datetime import MAXYEAR, MINYEAR, date

import attrs

from perftargets.findings import Message
from perftargets.judging.account import read_actual
from perftargets.judging.context import JudgingContext
from perftargets.judging.reported import (
    ActualPiece,
    Reported,
    not_done,
    unsure,
)
from perftargets.judging.verdict import Judgement, Verdict, undetermined
from perftargets.judging.words import WordKind, hedges, verdict_words
from perftargets.phrase.target import Deadline, Operator, Target
from perftargets.text import official_day, official_days

_DATE = re.compile(
    r"(?:(?P<year>\d{4})|(?P<years>[+-]\d)|-)"
    r"(?:-(?:(?P<month>\d{2})(?:-(?P<day>\d{2}))?|Q(?P<quarter>[1-4])|H(?P<half>[12])))?"
)
_MONTH = re.compile(r"(?:\d{4}|-)-\d{2}")


@attrs.frozen
class Days:
    """A run of days, both ends in it."""

    first: date
    last: date

    def __str__(self) -> str:
        """Return the day, or the first and the last, as ISO 8601 has them."""
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first.isoformat()} to {self.last.isoformat()}"

    @property
    def zh(self) -> str:
        """The same in Chinese: 2022年12月1日至31日."""
        return official_days(self.first, self.last)


@attrs.frozen
class _Third:
    """A third of a month: from the first to the last day of it."""

    month: Deadline
    first: int
    last: int

    def within(self, month: Days) -> Days:
        """Return its days in a month, which may be shorter."""
        start = month.first
        last = min(self.last, month.last.day)
        return Days(start.replace(day=self.first), start.replace(day=last))


def days(text: str, year: int | None) -> Days | None:
    """Return the days of a date cut to its precision; ``year`` is for one without.

    ``+1-04`` is April of the year after ``year``.

    A day past the end of its month (``--02-29``) is the last of the month. None where
    no year is known or the text is no date.
    """
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    found = int(match["year"]) if match["year"] else year
    if match["years"] and found is not None:
        found += int(match["years"])
    if found is None or not MINYEAR <= found <= MAXYEAR:
        return None
    first, last = _months(match)
    if not 1 <= first <= last <= 12:  # noqa: PLR2004 - the months of a year
        return None
    end = calendar.monthrange(found, last)[1]
    if match["day"]:
        day = int(match["day"])
        if not 1 <= day <= 31:  # noqa: PLR2004 - the days of a month
            return None
        exactly = date(found, first, min(day, end))
        return Days(exactly, exactly)
    return Days(date(found, first, 1), date(found, last, end))


def judge_deadline(
    target: Target,
    measure: Deadline,
    actual: Reported,
    context: JudgingContext,
    *,
    whole: str,
) -> Judgement:
    """Judge an actual against a date: on or before it, or as its operator says.

    ``whole`` is the text that the spans of ``target`` point into.
    """
    stated = not_done(actual)
    if stated is not None:
        return Judgement(verdict=Verdict.NOT_MET, reason=stated)
    given = _level(target, measure, whole) or _pick(actual)
    third = _third(target, actual, context) if isinstance(given, Message) else None
    if third is not None:
        given = third.month
    if isinstance(given, Message):
        return undetermined(given)
    year = context.fiscal_year
    lent = any(
        each is not None and not each[:4].isdigit()
        for each in (measure.date, measure.start, given.date)
    )
    if lent and year is None:
        return undetermined(_no_year(measure, given))
    notes = [_lent(year)] if lent else []
    goal, done = days(measure.date, year), days(given.date, year)
    if third is not None and done is not None:
        done = third.within(done)
    start = days(measure.start, year) if measure.start is not None else None
    if goal is None or done is None or (measure.start is not None and start is None):
        return undetermined(_no_such_date(target, actual))
    other_year = _other_year(measure, given, goal, year)
    if other_year is not None:
        return undetermined(other_year, tuple(notes))
    if given.operator is not None or third is not None:
        notes.append(
            Message(
                zh=f"实际情况“{actual.quoted}”按{done.zh}理解",
                en=f"the actual “{actual.quoted}” is read as {done}",
            )
        )
    if (open_ := _open(measure, given, goal, done)) is not None:
        return undetermined(open_, tuple(notes))
    return _compare(target, measure, (start, goal), done, notes)


def _level(target: Target, measure: Deadline, whole: str) -> Message | None:
    """Return that 达到2021年水平 asks for no date, or None."""
    words = verdict_words().amount
    if measure.operator is not Operator.AT_LEAST or not any(
        span.of(whole) in words for span in target.spans.operator
    ):
        return None
    return Message(
        zh=f"目标“{target.text}”是要达到某一年的水平，不是期限，无法与日期比较",
        en=f"the target “{target.text}” asks for the level of a year, not for a date",
    )


def _open(measure: Deadline, given: Deadline, goal: Days, done: Days) -> Message | None:
    """Return why a date that bounds the day (7月1日前) leaves the verdict open."""
    before = given.operator in {Operator.AT_MOST, Operator.LESS_THAN}
    after = given.operator in {Operator.AT_LEAST, Operator.MORE_THAN}
    late = measure.operator in {Operator.AT_LEAST, Operator.MORE_THAN}
    met = _holds(measure.operator, goal, done)
    if (before and (late or not met)) or (after and (met if not late else not met)):
        return Message(
            zh=f"实际“{done.zh}”只写明在此之前或之后，看不出是哪一天",
            en=f"the actual only says before or after {given.date}, not which day",
        )
    return None


def _pick(actual: Reported) -> Deadline | Message:
    """Find the one date of an actual that says when it was done."""
    found = [
        (each, each.measure)
        for each in actual.statements
        if isinstance(each.measure, Deadline)
    ]
    if len(found) != 1:
        return _no_date(actual, several=len(found) > 1)
    statement, measure = found[0]
    if statement.doubt is None and actual.loose:
        return unsure(actual.quoted, actual.loose[0])
    words = verdict_words()
    for aside in actual.asides:
        if aside in words.said - words.reached:
            return unsure(actual.quoted, ActualPiece(WordKind.NEGATION, aside, 0, 0))
    return statement.doubt or measure


def _third(target: Target, actual: Reported, context: JudgingContext) -> _Third | None:
    """Read 6月中旬: a month and a third of it, and no more than that it was done."""
    words = verdict_words()
    for word, (first, last) in words.thirds.items():
        before, found, after = actual.words.partition(word)
        if not found or (after and after not in words.reached):
            continue
        month = _pick(read_actual(before, target, context))
        if (
            isinstance(month, Deadline)
            and month.operator is None
            and month.start is None
            and _MONTH.fullmatch(month.date)
        ):
            return _Third(month, first, last)
    return None


def _lent(year: int | None) -> Message:
    return Message(
        zh=f"没有写年份的日期按预算年度{year}年理解",
        en=f"a date without a year is taken to be in the fiscal year {year}",
    )


def _no_year(measure: Deadline, given: Deadline) -> Message:
    text = given.date if measure.date[:4].isdigit() else measure.date
    return Message(
        zh=f"“{text}”没有写年份，文件也没有预算年度，无法比较",
        en=f"“{text}” has no year, and the file states no fiscal year",
    )


def _no_such_date(target: Target, actual: Reported) -> Message:
    return Message(
        zh=f"目标“{target.text}”或实际“{actual.quoted}”的日期不存在",
        en=f"no such date: target “{target.text}”, actual “{actual.quoted}”",
    )


def _compare(
    target: Target,
    measure: Deadline,
    goal: tuple[Days | None, Days],
    done: Days,
    notes: list[Message],
) -> Judgement:
    start, end = goal
    met = _holds(measure.operator, end, done)
    doubt: Message | None = None
    if target.diagnostics and end.first <= done.last and done.first <= end.last:
        # 11月前: whether November counts is left open by the phrase itself.
        doubt = target.diagnostics[0].message
    elif start is not None and met and done.first < start.first:
        doubt = Message(
            zh=f"实际{done.zh}早于目标期间{official_days(start.first, end.last)}",
            en=f"the actual {done} lies before the period {start.first} to {end.last}",
        )
    elif met is None:
        doubt = Message(
            zh=f"实际{done.zh}不够具体，与目标{end.zh}比较，看不出是否按期",
            en=f"the actual {done} is not exact enough to compare with {end}",
        )
    elif not met and _is_soft(target, measure):
        doubt = Message(
            zh=f"目标“{target.text}”没有写明最迟是哪一天，实际{done.zh}，看不出是否按期",
            en=f"the target “{target.text}” is no last day, and the actual {done} may "
            "be near enough",
        )
    if doubt is not None:
        return undetermined(doubt, tuple(notes))
    if measure.operator is None:
        notes.append(
            Message(
                zh="目标只写了日期，按不晚于该日期判断",
                en="the target is a bare date: on or before it is held to meet it",
            )
        )
    last, last_zh = end.last.isoformat(), official_day(end.last)
    sides = {
        Operator.MORE_THAN: ("晚于", "after"),
        Operator.AT_LEAST: ("不早于", "not before"),
        Operator.LESS_THAN: ("早于", "before"),
    }
    zh, en = ("不晚于", "on or before")
    if measure.operator in sides:
        zh, en = sides[measure.operator]
        last, last_zh = str(end), end.zh
    return Judgement(
        verdict=Verdict.MET if met else Verdict.NOT_MET,
        reason=Message(
            zh=f"实际{done.zh}，目标{zh}{last_zh}，{'达到' if met else '未达到'}",
            en=f"actual {done}, target {en} {last}: {'met' if met else 'not met'}",
        ),
        assumptions=tuple(notes),
    )


def _is_soft(target: Target, measure: Deadline) -> bool:
    """Return whether a date is meant roughly: 6月30日前后, 约6月底."""
    return measure.operator is Operator.ABOUT or not hedges().isdisjoint(target.hedges)


def _holds(operator: Operator | None, goal: Days, done: Days) -> bool | None:
    """Return whether every day of ``done`` holds, none does (False), or some (None)."""
    match operator:
        case Operator.LESS_THAN:
            all_of, some_of = done.last < goal.first, done.first < goal.first
        case Operator.AT_LEAST:
            all_of, some_of = done.first >= goal.first, done.last >= goal.first
        case Operator.MORE_THAN:
            all_of, some_of = done.first > goal.last, done.last > goal.last
        case _:
            all_of, some_of = done.last <= goal.last, done.first <= goal.last
    if all_of:
        return True
    return None if some_of else False


def _other_year(
    measure: Deadline, given: Deadline, goal: Days, year: int | None
) -> Message | None:
    """Refuse to lend the fiscal year to an actual where the target names another."""
    if not given.date.startswith("--") or measure.date.startswith("--"):
        return None
    if year is not None and goal.first.year <= year <= goal.last.year:
        return None
    return Message(
        zh=f"目标在{goal.last.year}年，实际日期没有写年份，无法比较",
        en=f"the target is in {goal.last.year}, and the actual date has no year",
    )


def _months(match: re.Match[str]) -> tuple[int, int]:
    if match["month"]:
        return int(match["month"]), int(match["month"])
    if match["quarter"]:
        last = int(match["quarter"]) * 3
        return last - 2, last
    if match["half"]:
        last = int(match["half"]) * 6
        return last - 5, last
    return 1, 12


def _no_date(actual: Reported, *, several: bool) -> Message:
    if several:
        return Message(
            zh=f"实际情况“{actual.quoted}”中有几个日期，不知以哪一个为准",
            en=f"the actual “{actual.quoted}” holds several dates",
        )
    told = [each.message for item in actual.items for each in item.diagnostics]
    if told:
        # 6月中旬 is a date of a kind, so that there is none would be wrong.
        return Message(
            zh=f"目标是期限，实际情况没有读出日期（{told[0].zh}）；"
            "请填写实际完成的日期，如6月15日",
            en=f"the target is a date, and none was read in the actual "
            f"({told[0].en}); write the day it was done",
        )
    return Message(
        zh=f"目标是期限，实际情况“{actual.quoted}”没有日期；请填写实际完成的日期",
        en=f"the target is a date, and the actual “{actual.quoted}” has none; "
        "write the date it was done",
    )
