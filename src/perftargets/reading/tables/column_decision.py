"""The decision which column of a block holds which field.

Where the titles leave it open, content and place have their say; what barely won is a
doubt, told with the other reading.
"""

from collections.abc import Callable, Mapping, Sequence

import attrs

from perftargets.reading.tables import evidence
from perftargets.reading.tables.assignment import (
    OTHER,
    Assignment,
    ColumnChoice,
    assign,
)
from perftargets.reading.tables.column_blocks import (
    Title,
    side_of,
)
from perftargets.reading.tables.column_titles import TitleGroup, first
from perftargets.reading.tables.headings import (
    STRONG,
)

_SHORT = 40
OF_TARGET = frozenset({"target", "operator", "unit", "lower", "upper"})
"""What makes up a value; the multi-year one and that of the year have their own."""
SEVERAL = frozenset({"note", "reason"})
_CONTENT_ALONE = ("category", "subcategory", "operator", "unit", "name", "target")
"""Fields that content alone can show, where no title asks for them."""
_SHOWN = 0.6
"""How well content alone must fit."""
TELL, NOTE = 0.3, 0.6
"""Margins under which a column is told as doubtful, and as a guess."""
_TIE = 0.05
_PLAINLY = 0.9
_CORE = frozenset(
    {"name", "target", "actual", "weight", "score", "reason", "category"}
    | {"long_term_target", "operator", "unit", "subcategory"}
)


@attrs.frozen(kw_only=True)
class Doubt:
    """A reading that barely won: REA001 if it is ``grave``, else REA002."""

    zh: str
    en: str
    grave: bool = False


class BlockDecision:
    """Decides the fields of one block of columns; each group gets its ``field``.

    Attributes:
        doubts: readings that barely won.
    """

    def __init__(
        self,
        block: list[TitleGroup],
        profile: Callable[[TitleGroup], evidence.ColumnProfile],
    ) -> None:
        """Keep the columns of a block, and what reads the content of one."""
        self._block = block
        self._profile = profile
        self._tied: list[TitleGroup] = []
        self.doubts: list[Doubt] = []

    def decide(self) -> None:
        """Assign each column of the block its field, ``other`` where it has none."""
        block = self._block
        for group in block:
            long = side_of(Title("target", group.columns, group.texts)) == "long"
            of_value = not OF_TARGET.isdisjoint(group.options)
            marked = "long" in group.heading.marks and of_value
            group.side = "long" if long or marked else ""
        deepest = max((each.heading.level for each in block), default=0)
        for group in block:
            level = group.heading.level
            if level > 2 and level < deepest:  # noqa: PLR2004 - the third level of four is no name
                group.options = {OTHER: 1.0}
        valued = any(
            group.options.get("target", 0) >= _PLAINLY and "goal" not in group.options
            for group in block
        )
        if valued or not any("name" in group.options for group in block):
            for group in block:
                # A target of several years beside that of the year stays one.
                if "goal" in group.options and group.side != "long":
                    group.options.pop("target", None)
        if self._is_settled(block):
            for group in block:
                group.field = first(group.options)
            return
        self._add_content(block)
        known = {
            first(each.options): self._profile(each)
            for each in block
            if each.options and each.heading.strength >= STRONG
        }
        choices = [
            ColumnChoice(
                group.options,
                group.side,
                self._fit(group, known),
            )
            for group in block
        ]
        found = assign(choices)
        for group, field in zip(block, found.fields, strict=True):
            group.field = field
        self._break_ties(block, found)
        self._tell_doubts(block, found)

    def _fit(
        self, group: TitleGroup, known: Mapping[str, evidence.ColumnProfile]
    ) -> Callable[[str], float]:
        found = self._profile(group)
        return lambda field: evidence.fit(field, found, known)

    def _is_settled(self, block: list[TitleGroup]) -> bool:
        """Return whether the titles alone decide: all known, each field once."""
        fields: list[tuple[str, str]] = []
        for group in block:
            if len(group.options) != 1 or group.heading.strength < STRONG:
                return False
            field = first(group.options)
            if field not in SEVERAL and field != OTHER:
                fields.append((field, group.side))
        names = {field for field, _ in fields}
        return len(set(fields)) == len(fields) and bool(
            names & {"target", "long_term_target", "list", "lower", "pairs"}
        )

    def _add_content(self, block: list[TitleGroup]) -> None:
        """Add what content shows for columns whose titles are not known."""
        asked = {
            field
            for group in block
            for field, strength in group.options.items()
            if strength >= 0.6 and not self._profile(group).is_blank  # noqa: PLR2004 - more than a guess
        }
        for index, group in enumerate(block):
            if group.options or group.heading.only_marks:
                continue
            found = self._profile(group)
            for field in _CONTENT_ALONE:
                if field in asked or found.is_blank:
                    continue
                if field == "name" and not _is_after_levels(block, index):
                    continue
                if field == "target" and not _is_after_name(block, index):
                    continue
                if evidence.fit(field, found, {}) >= _SHOWN:
                    group.options = {**group.options, field: 0.0}

    def _break_ties(self, block: list[TitleGroup], found: Assignment) -> None:
        """Drop both of two columns that their titles do not tell apart."""
        for index, group in enumerate(block):
            if found.margins[index] >= _TIE or group.field in {OTHER, None}:
                continue
            rivals = [
                each
                for each in block
                if each is not group
                and each.side == group.side
                and group.field in each.options
                and each.heading.only_marks
                and group.heading.only_marks
            ]
            if rivals:
                for each in (group, *rivals):
                    each.field = OTHER
                    self._tied.append(each)

    def _tell_doubts(self, block: list[TitleGroup], found: Assignment) -> None:
        for index, group in enumerate(block):
            field, margin = group.field, found.margins[index]
            if group in self._tied or margin >= NOTE or group.heading.strength > 1:
                continue
            rival = found.rivals[index]
            if not ({field, rival} & _CORE) or self._profile(group).is_blank:
                continue
            texts = self._profile(group).texts
            values = " | ".join(text.replace("\n", " ")[:_SHORT] for text in texts[:5])
            self.doubts.append(
                Doubt(
                    zh=f"“{group.said}”一栏按{_called(field)[0]}读取，也可能是"
                    f"{_called(rival)[0]}：{values}（共 {len(texts)} 格）",
                    en=f"the column “{group.said}” was read as {_called(field)[1]}; it "
                    f"may be {_called(rival)[1]}: {values} ({len(texts)} cells)",
                    grave=margin < TELL,
                )
            )


def _is_after_levels(block: Sequence[TitleGroup], index: int) -> bool:
    before = {first(each.options) for each in block[:index]}
    return bool(before & {"category", "subcategory"})


def _is_after_name(block: Sequence[TitleGroup], index: int) -> bool:
    return any("name" in each.options for each in block[:index])


def _called(field: str | None) -> tuple[str, str]:
    """Return what findings call a field, in both languages."""
    found = _NAMES.get(field or OTHER)
    return found or (f"“{field}”", f"“{field}”")


_NAMES: Mapping[str, tuple[str, str]] = {
    OTHER: ("不属于任何字段的一栏", "a column of no field"),
    "name": ("指标名称", "the name"),
    "target": ("指标值", "the target"),
    "long_term_target": ("中期指标值", "the multi-year target"),
    "actual": ("实际完成值", "the actual"),
    "weight": ("分值", "the weight"),
    "score": ("得分", "the score"),
    "reason": ("偏差原因", "the reason"),
    "category": ("一级指标", "the category"),
    "subcategory": ("二级指标", "the subcategory"),
    "operator": ("运算符号", "the operator"),
    "unit": ("度量单位", "the unit"),
    "note": ("备注", "a remark"),
    "goal": ("绩效目标", "the goal"),
    "goal_actual": ("目标完成情况", "the actual of the goal"),
    "direction": ("指标方向", "the direction"),
    "agency": ("实施单位", "the agency"),
}
