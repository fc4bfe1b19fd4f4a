"""What is known around one row, beside its target and its actual."""

from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from perftargets._renamed import renamed
from perftargets.findings import Message
from perftargets.model.project import Funds
from perftargets.phrase.target import Target
from perftargets.profile import DEFAULT, Profile, load_profile
from perftargets.units import UnitTable, default_units


def _usual() -> Profile:
    return load_profile(DEFAULT)


@attrs.frozen(kw_only=True)
class JudgingContext:
    """What a verdict may lean on beside target and actual.

    Attributes:
        name: the indicator's name.
        category: level 1 as written.
        subcategory: level 2 as written.
        direction: the 正向/反向 field as written.
        unit: the unit column (度量单位) as written.
        fiscal_year: the year that dates without one are in.
        baseline: what was reached the year before, for targets that are a change.
        funds: the money of the project, for targets that name its budget.
        tolerance: how far from a figure with 约 an actual may lie, as a share of it;
            that of the usual profile where none is given.
        strict_equal: a figure with = is missed from above too.
        profile: the name of the profile that both come from; None where a caller set
            them.
        units: the table to convert by.
    """

    name: str = ""
    category: str | None = None
    subcategory: str | None = None
    direction: str | None = None
    unit: str | None = None
    fiscal_year: int | None = None
    baseline: Target | None = None
    funds: Funds | None = None
    tolerance: Decimal = attrs.field(factory=lambda: _usual().verdict.tolerance)
    strict_equal: bool = False
    profile: str | None = None
    units: UnitTable = attrs.field(factory=default_units, repr=False)

    @property
    def by_profile(self) -> Message:
        """Name the profile behind a note that rests on it, in brackets."""
        if self.profile is None:
            return Message(zh="", en="")
        return Message(zh=f"（方案{self.profile}）", en=f" (profile {self.profile})")


if not TYPE_CHECKING:
    __getattr__ = renamed(__name__, Circumstances="JudgingContext")
