"""Layouts by seed: a grid as a form might print it, and the truth about it."""

from collections.abc import Mapping, Sequence
from random import Random

import attrs

from tests.reading.tables.made import words

Truth = Mapping[str, str]
"""One indicator as a person reads it, by field; a field that it lacks is not there."""


@attrs.define
class Table:
    """Cells under construction: texts with spans, by row and column."""

    width: int
    rows: list[list[tuple[str, int, int] | None]] = attrs.field(factory=list)

    def wide(self, text: str) -> None:
        """Add a row of one cell over the whole width."""
        self.rows.append([(text, 1, self.width), *[None] * (self.width - 1)])

    def pair(self, label: str, value: str) -> None:
        """Add a label with its value over the rest of the row."""
        rest = [None] * (self.width - 2)
        self.rows.append([(label, 1, 1), (value, 1, self.width - 1), *rest])

    def plain(self, texts: Sequence[str]) -> None:
        """Add a row of single cells."""
        self.rows.append([(text, 1, 1) for text in texts])

    def merge_down(self, first: int, column: int) -> None:
        """Merge equal texts below each other in a column, from a row on."""
        top = first
        for row in range(first + 1, len(self.rows)):
            here, above = self.rows[row][column], self.rows[top][column]
            if here is not None and above is not None and here[0] == above[0]:
                self.rows[top][column] = (above[0], row - top + 1, 1)
                self.rows[row][column] = None
            else:
                top = row


@attrs.frozen
class Layout:
    """A made-up form.

    Attributes:
        table: its cells.
        truth: the indicators that it states, in order.
        project: the name of its project.
        kind: the family of layouts it belongs to.
        lost: the field whose title is unknown; None where all can be known.
    """

    table: Table
    truth: tuple[Truth, ...]
    project: str
    kind: str
    lost: str | None = None


def layout(seed: int, *, levels: str = "", shuffled: bool = False) -> Layout:
    """Make the layout of a seed.

    Args:
        seed: what decides all of it.
        levels: how categories that go on are printed: merged, repeated or blank.
        shuffled: put the columns behind the name into another order.
    """
    maker = _Maker(Random(seed), shuffled=shuffled)  # noqa: S311 - layouts, no secrets
    if levels:
        maker.levels = levels
    return maker.made()


class _Maker:
    def __init__(self, random: Random, *, shuffled: bool) -> None:
        self._random = random
        self._shuffled = shuffled
        rows = random.sample(words.ROWS, random.randint(4, 9))
        self._rows = sorted(rows, key=words.ROWS.index)
        self._split = random.random() < 0.3
        self._long = random.choice(("", "", "", "beside", "stacked"))
        self.levels = random.choice(("merged", "repeated", "blank"))
        self._points = self._weights()

    def made(self) -> Layout:
        fields = self._fields()
        titles = {field: words.title(self._random, field) for field in sorted(fields)}
        kind = self._long or ("split" if self._split else "plain")
        lost = None
        if not self._long and self._random.random() < 0.15:
            lost = self._random.choice(("weight", "reason", "note", "score"))
            if lost in titles:
                titles[lost] = self._random.choice(words.STRANGE)
                kind = "unknown title"
            else:
                lost = None
        table = Table(max(len(fields), 4))
        project = self._random.choice(words.PROJECTS)
        self._header(table, project)
        if self._long == "stacked":
            table.wide(
                self._random.choice(
                    ("实施期绩效指标", "一、中期绩效指标", "项目总目标绩效指标")
                )
            )
            self._body(table, [f for f in fields if f != "actual"], titles, long=True)
            table.wide(
                self._random.choice(
                    ("年度绩效指标", "二、年度绩效指标", "项目本年度绩效指标")
                )
            )
        self._body(table, fields, titles)
        self._footer(table)
        truth = tuple(
            self._truth(index, fields, lost) for index in range(len(self._rows))
        )
        return Layout(table, truth, project, kind, lost)

    def _weights(self) -> list[int]:
        count = len(self._rows)
        each = 90 // count
        return [each] * (count - 1) + [90 - each * (count - 1)]

    def _fields(self) -> list[str]:
        random = self._random
        values = ["operator", "target", "unit"] if self._split else ["target"]
        if self._long == "beside":
            values = ["long_term_target", *values]
        if random.random() < 0.5 and self._long != "stacked":
            values.append("actual")
        tail = [each for each in ("weight", "score") if random.random() < 0.6]
        if "score" in tail and "weight" not in tail:
            tail = ["weight", "score"]
        if tail and random.random() < 0.25:
            fields = ["category", "subcategory", "name", *tail, *values]
        else:
            fields = ["category", "subcategory", "name", *values, *tail]
        if self._random.random() < 0.4:
            fields.append("reason" if "actual" in fields else "note")
        if self._shuffled:
            order = Random(len(fields))  # noqa: S311 - an order, no secret
            return [*fields[:3], *order.sample(fields[3:], len(fields) - 3)]
        return fields

    def _header(self, table: Table, project: str) -> None:
        random = self._random
        table.wide(
            random.choice(
                ("2023年度项目支出绩效自评表", "项目支出绩效目标申报表（2023年度）")
            )
        )
        table.pair(random.choice(("项目名称", "预算项目名称", "转移支付名称")), project)
        if random.random() < 0.7:
            table.pair(
                random.choice(("实施单位", "项目单位", "资金使用单位", "具体实施单位")),
                random.choice(words.AGENCIES),
            )
        if random.random() < 0.6:
            table.pair(
                random.choice(
                    ("年度目标", "年度总体目标", "年度绩效目标", "项目年度绩效目标")
                ),
                random.choice(words.GOALS),
            )

    def _text(self, index: int, field: str, *, long: bool = False) -> str:
        category, subcategory, name, operator, figure, unit = self._rows[index]
        if long and figure.replace(".", "").isdigit() and unit != "%":
            figure = str(int(float(figure)) * 3)
        points = self._points[index]
        texts = {
            "category": category,
            "subcategory": subcategory,
            "name": name,
            "operator": operator or "定性",
            "unit": unit,
            "target": figure if self._split else f"{operator}{figure}{unit}",
            "long_term_target": self._long_value(index),
            "actual": f"{figure}{unit}",
            "weight": str(points),
            "score": str(points - (index % 2)),
            "reason": words.REASONS[index % 3],
            "note": words.NOTES[index % 3],
        }
        return texts[field]

    def _long_value(self, index: int) -> str:
        _, _, _, operator, figure, unit = self._rows[index]
        if figure.replace(".", "").isdigit() and unit != "%":
            figure = str(int(float(figure)) * 3)
        return f"{operator}{figure}{unit}"

    def _body(
        self,
        table: Table,
        fields: Sequence[str],
        titles: Mapping[str, str],
        *,
        long: bool = False,
    ) -> None:
        rest = [""] * (table.width - len(fields))
        table.plain([*(titles[field] for field in fields), *rest])
        count = self._random.choice(words.COUNTS)
        marks = [str(n + 1) for n in range(len(fields))]
        if count == "letters":
            marks = [chr(ord("A") + n) for n in range(len(fields))]
        if count == "brackets":
            marks = [f"（{mark}）" for mark in marks]
        if count != "none":
            table.plain([*marks, *rest])
        first = len(table.rows)
        for index in range(len(self._rows)):
            texts = [
                (
                    ""
                    if long and field == "weight"
                    else self._text(index, field, long=long)
                )
                for field in fields
            ]
            if self.levels == "blank" and index:
                for at in (0, 1):
                    if self._rows[index][: at + 1] == self._rows[index - 1][: at + 1]:
                        texts[at] = ""
            table.plain([*texts, *rest])
        if self.levels == "merged":
            table.merge_down(first, 0)
            table.merge_down(first, 1)

    def _footer(self, table: Table) -> None:
        random = self._random
        if random.random() < 0.3:
            label = random.choice(words.FOOTERS)
            rest = [None] * (table.width - 2)
            table.rows.append(
                [(label, 1, 1), ("情况属实，同意。", 1, table.width - 1), *rest]
            )
        if random.random() < 0.3:
            table.wide("注：本表一式两份。")

    def _truth(self, index: int, fields: Sequence[str], lost: str | None) -> Truth:
        category, subcategory, name, operator, figure, unit = self._rows[index]
        found = {
            "category": category,
            "subcategory": subcategory,
            "name": name,
            "target": f"{operator}{figure}{unit}",
        }
        if self._long:
            found["long_term_target"] = self._long_value(index)
        for field in ("actual", "weight", "score", "reason", "note"):
            text = self._text(index, field) if field in fields else ""
            if text and field != lost:
                found[field] = text
        return found
