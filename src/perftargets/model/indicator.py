"""One row of a performance table: the indicator, and what was reported of it."""

from decimal import Decimal
from typing import Any

import attrs

from perftargets._arguments import is_text, is_text_or_none, points_of, unfit
from perftargets._values import Language, Value, fields
from perftargets.model.places import Places
from perftargets.phrase.target import Target
from perftargets.text import Place

_ALWAYS = frozenset({"number", "category", "subcategory", "name", "target"})
"""What ``perftargets/1`` writes of a row also where it is None."""


@attrs.frozen(repr=False)
class Actual(Value):
    """What was reported as done (实际完成值), as written.

    Raises:
        UsageError: ``text`` is not text.
    """

    text: str = attrs.field(validator=is_text)
    place: Place | None = attrs.field(default=None, eq=False)

    def _flat(self, language: Language) -> str:
        del language
        return self.text


def _target(value: Target | str) -> Target:
    """Return a target; a text is parsed."""
    if isinstance(value, Target):
        return value
    if isinstance(value, str):
        from perftargets.phrase import parse

        return parse(value)
    raise unfit(
        value,
        "Indicator.target",
        zh="指标值的文字（如 ≥95%）或 Target",
        en="the text of a target such as ≥95%, or a Target",
    )


def _long_term(value: Target | str | None) -> Target | None:
    return None if value is None else _target(value)


def _actual(value: Actual | str | None) -> Actual | None:
    """Return an actual; a text is one as written."""
    if value is None or isinstance(value, Actual):
        return value
    if isinstance(value, str):
        return Actual(value)
    raise unfit(
        value,
        "Indicator.actual",
        zh="实际完成值的文字（如 95条）或 Actual",
        en="the text of an actual such as 95条, or an Actual",
    )


@attrs.frozen(kw_only=True, repr=False)
class Indicator(Value):
    """One indicator (绩效指标): what is promised, as written, and what was read of it.

    Strings are as written in the table, line breaks of narrow columns taken out. None
    means that the form has no such column or the cell is empty; an empty target value
    is a target of kind ``missing`` with the text ``""``.

    Attributes:
        number: the number printed before the row; an integer where it is one.
        category: level 1 (一级指标) as written: 产出指标.
        subcategory: level 2 (二级指标) as written: 数量指标.
        name: level 3 (三级指标), the indicator's name.
        target: the value to reach (指标值), read; ``target.text`` is as written.
        unit: the unit (度量单位), where the form has it in a column of its own.
        long_term_target: the value of the 中期 or 实施期 block.
        weight: the points of the row (分值, 权重).
        direction: the 正向 or 反向 field as written.
        actual: the value reported as reached (实际完成值).
        expected: the value expected at year-end (全年预计完成情况).
        likelihood: how likely the target is (完成目标可能性).
        score: the points given (得分).
        reason: why it was missed and what is done (偏差原因分析及改进措施).
        note: remarks (备注).
        place: where the row stands.
        places: where each of its fields stands, as far as the reader knows; like
            ``place`` outside equality. ``place_of`` asks for one.

    A text is taken for ``target``, ``long_term_target`` and ``actual`` too, a number
    or its text for ``weight`` and ``score``.

    Raises:
        UsageError: a field is of another kind.
    """

    number: int | str | None = None
    category: str = attrs.field(validator=is_text)
    subcategory: str | None = attrs.field(default=None, validator=is_text_or_none)
    name: str = attrs.field(validator=is_text)
    target: Target = attrs.field(converter=_target)
    unit: str | None = attrs.field(default=None, validator=is_text_or_none)
    long_term_target: Target | None = attrs.field(default=None, converter=_long_term)
    weight: Decimal | None = attrs.field(default=None, converter=points_of)
    direction: str | None = attrs.field(default=None, validator=is_text_or_none)
    actual: Actual | None = attrs.field(default=None, converter=_actual)
    expected: str | None = attrs.field(default=None, validator=is_text_or_none)
    likelihood: str | None = attrs.field(default=None, validator=is_text_or_none)
    score: Decimal | None = attrs.field(default=None, converter=points_of)
    reason: str | None = attrs.field(default=None, validator=is_text_or_none)
    note: str | None = attrs.field(default=None, validator=is_text_or_none)
    place: Place | None = attrs.field(default=None, eq=False)
    places: Places | None = attrs.field(default=None, eq=False, repr=False)

    def to_dict(
        self, language: Language = "en", *, parsed: bool = False
    ) -> dict[str, Any]:
        """Return the row as ``perftargets/1`` writes it: what is None is left out.

        With ``parsed`` what was read of the target stands under that key.
        """
        later = self.long_term_target
        tree = fields(self, language) | {
            "target": self.target.text,
            "long_term_target": None if later is None else later.text,
            "parsed": self.target.to_dict(language) if parsed else None,
        }
        del tree["place"]
        return {
            key: value
            for key, value in tree.items()
            if value is not None or key in _ALWAYS
        }

    def place_of(self, field: str, offset: int | None = None) -> Place | None:
        """Return the place of a field (``target``); that of the row if not known.

        With ``offset`` that of a character inside its text, as far as it is known.
        """
        if offset is not None and self.places is not None:
            inside = self.places.inside(field, offset, self.place)
            if inside is not None:
                return inside
        found = None if self.places is None else self.places.of_field(field, self.place)
        return found or self.place
