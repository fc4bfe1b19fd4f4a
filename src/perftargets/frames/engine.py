"""The one computation behind every engine: distinct texts in, rows out."""

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

import attrs

from perftargets.errors import UsageError
from perftargets.findings import Language
from perftargets.frames.records import Outcome, Phrase, outcome_row, phrase_row
from perftargets.judging.context import JudgingContext
from perftargets.judging.judge import judge
from perftargets.model.indicator import Indicator
from perftargets.phrase import parse
from perftargets.profile import DEFAULT, Profile, load_profile
from perftargets.reading.tables.values import is_nothing, points
from perftargets.scoring.points import score
from perftargets.scoring.weights import Origin, Weight

REMEMBERED = 16_384
"""How many rows are kept from one batch to the next."""

_SHORT = 200
"""Longer texts are not remembered: there is no telling how long they are."""

_READ = 2_001
"""Characters beyond this change no reading: the phrase language refuses them all."""

_DIGITS = 60
_DECIMAL = re.compile(r"-?\d{1,38}(?:\.\d{1,18})?", re.ASCII)
_YEARS = range(1, 10_000)


class Case(NamedTuple):
    """What one verdict rests on, every value as text; None where it is not known.

    Attributes:
        target: the target as written (指标值).
        actual: what was reported (实际完成值).
        name: the name of the indicator.
        category: level 1 (一级指标).
        subcategory: level 2 (二级指标).
        direction: the 正向/反向 field.
        unit: the unit column (度量单位).
        weight: the points of the row (分值); without it there are no points.
        reason: why it was missed (偏差原因分析).
        fiscal_year: the year of dates without one.
    """

    target: str | None
    actual: str | None = None
    name: str | None = None
    category: str | None = None
    subcategory: str | None = None
    direction: str | None = None
    unit: str | None = None
    weight: str | None = None
    reason: str | None = None
    fiscal_year: str | None = None


@attrs.frozen
class Settings:
    """What all verdicts of one call have in common.

    Attributes:
        profile: the settings of points, of 约 and of =.
        language: the language of reasons.
    """

    profile: Profile
    language: Language = "en"


def settings(profile: Profile | str | None, language: str) -> Settings:
    """Check the arguments of a caller.

    Raises:
        UsageError: there is no such profile or language.
        OSError: the file of the profile cannot be opened.
        DataError: the file is not a valid profile.
    """
    spoken = language_of(language)
    if not isinstance(profile, Profile):
        profile = load_profile(profile or DEFAULT)
    return Settings(profile, spoken)


def language_of(language: str) -> Language:
    """Check the language that a caller asks for.

    Raises:
        UsageError: there is no such language.
    """
    if language == "zh":
        return "zh"
    if language == "en":
        return "en"
    raise UsageError(
        zh=f"没有语言“{language}”，可用：zh、en",
        en=f"no language “{language}”; there are zh and en",
    )


def phrases(texts: Sequence[str]) -> list[Phrase]:
    """Read distinct phrases."""
    return [
        _remembered_phrase(text) if len(text) <= _SHORT else _phrase(text)
        for text in texts
    ]


def outcomes(cases: Sequence[Case], about: Settings) -> list[Outcome]:
    """Judge distinct cases."""
    return [
        _remembered_outcome(case, about)
        if sum(len(text) for text in case if text) <= _SHORT
        else _outcome(case, about)
        for case in cases
    ]


def _phrase(text: str) -> Phrase:
    return phrase_row(parse(text[:_READ]))


def _outcome(case: Case, about: Settings) -> Outcome:
    if case.target is None:
        return Outcome()
    target = parse(case.target[:_READ])
    profile = about.profile
    judgement = judge(
        target,
        None if case.actual is None else case.actual[:_READ],
        JudgingContext(
            name=(case.name or "")[:_READ],
            category=case.category,
            subcategory=case.subcategory,
            direction=case.direction,
            unit=case.unit,
            fiscal_year=_year(case.fiscal_year),
            tolerance=profile.verdict.tolerance,
            strict_equal=profile.verdict.equal == "strict",
        ),
    )
    weight = weight_of(case.weight)
    if weight is None:
        return outcome_row(judgement, None, _no_weight(case, about), about.language)
    indicator = Indicator(
        category=case.category or "",
        subcategory=case.subcategory,
        name=case.name or "",
        target=target,
        unit=case.unit,
        direction=case.direction,
        reason=case.reason,
    )
    scored = score(indicator, judgement, Weight(weight, Origin.GIVEN), profile)
    return outcome_row(judgement, scored, None, about.language)


_remembered_phrase = lru_cache(maxsize=REMEMBERED)(_phrase)
_remembered_outcome = lru_cache(maxsize=REMEMBERED)(_outcome)


def forget() -> None:
    """Forget every row that is remembered, as measurements must."""
    _remembered_phrase.cache_clear()
    _remembered_outcome.cache_clear()


def weight_of(text: str | None) -> Fraction | None:
    """Read a weight as the readers of files do; None where there is none."""
    if text is None or len(text) > _DIGITS or is_nothing(text):
        return None
    if _DECIMAL.fullmatch(text):
        # A column of decimals writes all its places out, more than a cell ever has.
        return Fraction(text)
    figure = points(text)
    return None if figure is None else Fraction(figure)


def _no_weight(case: Case, about: Settings) -> str | None:
    if case.weight is None or is_nothing(case.weight):
        return None
    shown = case.weight[:_DIGITS]
    if about.language == "zh":
        return f"分值“{shown}”不是数字，不能计分"
    return f"the weight “{shown}” is no number: the row is not scored"


def _year(text: str | None) -> int | None:
    figure = text.strip().removesuffix(".0") if text is not None else ""
    if not (figure.isascii() and figure.isdigit() and len(figure) <= 4):  # noqa: PLR2004 - digits of a year
        return None
    year = int(figure)
    return year if year in _YEARS else None
