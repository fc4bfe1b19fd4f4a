"""Which row a reported actual goes to, by all that it and the table name."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import attrs

from perftargets import check
from perftargets.errors import UsageError
from perftargets.model.actuals import Actuals, ReportedActual
from perftargets.model.indicator import Actual
from perftargets.model.project import Document, Project
from tests.scoring.grids.making import document_of, text_of
from tests.scoring.points.making import row


def matched() -> Iterator[str]:
    """Yield which row a reported actual goes to, by all that it and the table name."""
    project = [
        {"name": "公用经费", "agency": "甲校", "code": "A1"},
        {"name": "公用经费", "agency": "乙校", "code": "B2"},
        {"name": "维修", "agency": "甲校", "code": "A3"},
    ]
    tables: dict[str, list[dict[str, Any]]] = {
        "whole": project,
        "one": project[:1],
        "no codes": [{**each, "code": None} for each in project],
        "no units": [{**each, "agency": None} for each in project],
        "one without unit": [{**project[0], "agency": None}],
        "department": [{"name": "公用经费", "department": "甲校"}],
        "many": [{"name": f"项目{at}", "agency": f"{at}校"} for at in range(8)],
        "six": [{"name": f"项目{at}", "agency": "甲校"} for at in range(6)],
        "seven": [{"name": f"项目{at}", "agency": "甲校"} for at in range(7)],
    }
    said = {
        "project": ("", "公用经费", "维修", "别的"),
        "agency": ("", "甲校", "丙校"),
        "code": ("", "A1", "X"),
        "number": (None, 1, "2", 9),
        "fiscal_year": (None, 2022, 2021),
    }
    for name, projects in tables.items():
        for year in (2022, None):
            document = Document(
                fiscal_year=year,
                projects=[
                    Project(
                        **each,
                        indicators=(
                            row("≥1次", "3次", name="事项数", number=1),
                            row("≥1次", name="事项数", number=2),
                            row("≥1次", name="别的数", number=3),
                        ),
                    )
                    for each in projects
                ],
            )
            for fields in _combined(said):
                if year is None and len(fields) > 1:
                    continue
                reported = ReportedActual(
                    **{"project": "", "indicator": "事项数", **fields},
                    actual=Actual("5次"),
                )
                yield f"{name} {year} {fields} {_used(document, reported)}"
    document = document_of(
        row("≥1次", "3次", name="事项数"), row("≥1次", name="空", number=2)
    )
    for texts in product(("3次", " 3 次", "5次", ""), repeat=3):
        reports = [
            ReportedActual(project="", indicator="事项数", actual=Actual(text))
            for text in texts
        ]
        yield f"{texts} {_used(document, *reports)}"
    for years in product((2021, 2022, None), repeat=2):
        reports = [
            ReportedActual(
                project="", indicator=name, actual=Actual("5次"), fiscal_year=each
            )
            for name, each in zip(("事项数", "空"), years, strict=True)
        ]
        undated = attrs.evolve(document, fiscal_year=None)
        yield f"{years} {_used(undated, *reports)}"


def _combined(said: Mapping[str, tuple[Any, ...]]) -> Iterator[dict[str, Any]]:
    """Yield each thing that may be said, alone and with each other thing."""
    keys = list(said)
    yield {}
    for at, key in enumerate(keys):
        for value in said[key][1:]:
            yield {key: value}
            for other in keys[at + 1 :]:
                yield from ({key: value, other: more} for more in said[other][1:])


def _used(document: Document, *reported: ReportedActual) -> str:
    found = check(document, Actuals(rows=reported, path="a.csv"))
    where = [
        (at, text_of(each.actual), str(each.judgement.verdict))
        for at, (_, each) in enumerate(found.rows())
        if each.actual is not None
    ]
    told = [f"{each.code} {each.message.zh} {each.message.en}" for each in found.unused]
    more = [
        f"{each.code} {each.message.zh} {each.message.en}"
        for each in found.diagnostics
        if each not in found.unused
    ]
    return f"{where} {told} {more}"


def refused() -> Iterator[str]:
    """Yield what arguments cannot be."""
    document = document_of(row("≥1次", "1次"))
    tried: tuple[dict[str, Any], ...] = (
        *({"tolerance": each} for each in ("-0.01", "0", "0.0", "x", "nan", True, "1")),
        *({"as_of": each} for each in ("2022-06-31", "2022-06-30", "6月", 5)),
        *({"profile": "nothing"}, {"prior": b""}, {"actuals": 5}),
    )
    for each in tried:
        try:
            found = check(document, **each)
        except UsageError as error:
            yield f"{each} {error.zh} {error.en}"
        else:
            yield f"{each} {found.tolerance} {found.as_of}"
