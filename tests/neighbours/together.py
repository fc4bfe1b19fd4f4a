"""What the rows of a table together may be otherwise."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

import attrs

from perftargets.model.indicator import Indicator
from perftargets.model.project import Document
from tests.neighbours.steps import stepped
from tests.neighbours.tables import Change, Make, with_rows


def of_tables() -> Iterator[Change]:
    """Go through what the rows together may be otherwise."""
    for at in range(6):
        yield Change(name=f"without {at}", make=_without(at), rounds=4)
    for many in (0, 1, 2, 3, 4):
        yield Change(name=f"only {many}", make=_only(many), rounds=3)
    for key in ("产出", "成本", "效益", "满意度"):
        yield Change(name=f"no {key}", make=_no(key), rounds=4)
    for key in ("数量", "质量", "时效"):
        yield Change(name=f"no {key}", make=_no_level_2(key), rounds=2)
    for points in ("1", "5", "10", "0.01"):
        yield Change(name=f"moved {points}", make=_moved(Decimal(points)), rounds=3)
    yield Change(name="no points", make=_weights(None), rounds=4)
    yield Change(name="points in turn", make=_weights(Decimal(10)), rounds=3)
    for name, again in _AGAIN.items():
        yield Change(name=f"again {name}", make=_added(again), rounds=4)
    yield Change(name="numbered", make=_numbers(lambda at: at + 1), rounds=2)
    yield Change(name="numbered twice", make=_numbers(lambda at: at // 2), rounds=2)
    yield Change(name="numbered anew", make=_restarted, rounds=2)
    yield Change(name="many rows", make=_many(12), rounds=2)
    yield Change(name="very many rows", make=_many(25), rounds=2)
    yield Change(name="upside down", make=_reversed, rounds=3)


def _without(at: int) -> Make:
    def made(document: Document, _: int) -> Document:
        rows = list(document.projects[0].indicators)
        del rows[at % len(rows)]
        return with_rows(document, rows)

    return made


def _only(many: int) -> Make:
    def made(document: Document, at: int) -> Document:
        rows = document.projects[0].indicators
        start = at % len(rows)
        return with_rows(document, (rows + rows)[start : start + many])

    return made


def _no(key: str) -> Make:
    def made(document: Document, _: int) -> Document:
        rows = document.projects[0].indicators
        return with_rows(
            document, [row for row in rows if not row.category.startswith(key)]
        )

    return made


def _no_level_2(key: str) -> Make:
    def made(document: Document, _: int) -> Document:
        rows = document.projects[0].indicators
        kept = [row for row in rows if not (row.subcategory or "").startswith(key)]
        return with_rows(document, kept)

    return made


def _moved(points: Decimal) -> Make:
    def made(document: Document, at: int) -> Document:
        rows = list(document.projects[0].indicators)
        to, of = at % len(rows), (at * 3 + 1) % len(rows)
        for index, by in ((to, points), (of, -points)):
            was = rows[index].weight or Decimal(0)
            rows[index] = attrs.evolve(rows[index], weight=was + by)
        return with_rows(document, rows)

    return made


def _weights(points: Decimal | None) -> Make:
    def made(document: Document, at: int) -> Document:
        rows = document.projects[0].indicators
        return with_rows(
            document,
            [
                attrs.evolve(row, weight=points and points + (number + at) % 3)
                for number, row in enumerate(rows)
            ],
        )

    return made


_AGAIN: Mapping[str, Callable[[Indicator], Indicator]] = {
    "the same": lambda row: row,
    "another value": lambda row: attrs.evolve(
        row, target=stepped(row.target.text, lambda was: was + 1)
    ),
    "another name": lambda row: attrs.evolve(row, name=f"全年{row.name}"),
    "turned": lambda row: attrs.evolve(row, name=row.name[2:] + row.name[:2]),
    "a word more": lambda row: attrs.evolve(
        row, name=row.name[:2] + "新" + row.name[2:]
    ),
    "four words more": lambda row: attrs.evolve(row, name=f"新新新新{row.name}"),
    "level 2": lambda row: attrs.evolve(row, subcategory="质量指标"),
    "a part": lambda row: attrs.evolve(
        row,
        name=f"其中：{row.name}",
        target=stepped(row.target.text, lambda was: was / 2),
    ),
    "a part of more": lambda row: attrs.evolve(
        row,
        name=f"其中：{row.name}",
        target=stepped(row.target.text, lambda was: was + 1),
        weight=None,
    ),
    "a unit cost": lambda row: attrs.evolve(
        row,
        category="成本指标",
        subcategory="经济成本指标",
        name=f"单位{row.name}成本",
        target="≤2万元/个",
    ),
    "a total cost": lambda row: attrs.evolve(
        row,
        category="成本指标",
        subcategory="经济成本指标",
        name="项目总成本",
        target="≤500万元",
    ),
}


def _added(
    change: Callable[[Indicator], Indicator],
) -> Make:
    def made(document: Document, at: int) -> Document:
        rows = list(document.projects[0].indicators)
        index = at % len(rows)
        rows.insert(index + 1, change(rows[index]))
        return with_rows(document, rows)

    return made


def _numbers(number: Callable[[int], int]) -> Make:
    def made(document: Document, _: int) -> Document:
        rows = document.projects[0].indicators
        return with_rows(
            document,
            [attrs.evolve(row, number=number(at)) for at, row in enumerate(rows)],
        )

    return made


def _restarted(document: Document, at: int) -> Document:
    seen: dict[str, int] = {}
    rows = []
    for row in document.projects[0].indicators:
        key = row.category + (row.subcategory or "" if at % 2 else "")
        seen[key] = seen.get(key, 0) + 1
        rows.append(attrs.evolve(row, number=seen[key]))
    return with_rows(document, rows)


def _many(many: int) -> Make:
    def made(document: Document, _: int) -> Document:
        rows = document.projects[0].indicators
        more = [
            attrs.evolve(rows[at % len(rows)], name=f"{name}类事项办理数量")
            for at, name in enumerate(
                "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"[:many]
            )
        ]
        return with_rows(document, [*rows, *more][: max(many, len(rows) + 1)])

    return made


def _reversed(document: Document, _: int) -> Document:
    return with_rows(document, document.projects[0].indicators[::-1])
