"""Results of the International Aid Transparency Initiative, standard 2.03, as XML.

Each project is an activity; neighbours of one category are one result with an
indicator for each row. What the standard has no place for (operator, weight, score,
reason and so on) stands in elements of the namespace `OWN`, at the end of the element
they belong to, where the schema of the standard allows them.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from perftargets._convert import plain
from perftargets.errors import DataError
from perftargets.judging.direction import Polarity, infer_direction
from perftargets.model.category import classify, is_cost
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Project
from perftargets.phrase import parse
from perftargets.phrase.target import Change, Comparison, Measure, Operator
from perftargets.writing.fields import AMOUNTS, SOURCES, amount
from perftargets.writing.notices import Cleaner, left_out, placeholder
from perftargets.writing.written import Written

OWN = "urn:perftargets:iati:1"
"""The namespace of what IATI has no element for."""

PLACEHOLDER = "XX-UNREGISTERED"
"""The organisation in identifiers, until the publisher puts its own there."""

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Codes of the standard: OrganisationType 10 is a government; OrganisationRole 3 is
# accountable and 4 implementing; ActivityStatus 2 is under way; ActivityDateType 1
# and 3 are the planned start and end; DescriptionType 1 is general, 2 objectives.
_GOVERNMENT, _ACCOUNTABLE, _IMPLEMENTING = "10", "3", "4"
_UNDER_WAY, _PLANNED_START, _PLANNED_END = "2", "1", "3"
_GENERAL, _OBJECTIVES = "1", "2"
# ResultType: output, outcome, impact, other.
_RESULTS = {"output": "1", "benefit": "2", "satisfaction": "2"}
_IMPACT, _OTHER = "3", "9"
_SUSTAINABILITY = "sustainability"
# IndicatorMeasure: unit, percentage, qualitative.
_UNIT, _PERCENTAGE, _QUALITATIVE = "1", "2", "5"
_PERCENT = "%"
_RISING = {Operator.AT_LEAST, Operator.MORE_THAN}
_FALLING = {Operator.AT_MOST, Operator.LESS_THAN}
_YEARS = range(1, 10_000)


def render(document: Document, *, organisation: str | None = None) -> Written:
    """Write a document as ``iati-activities`` of the standard 2.03.

    Args:
        document: what to write.
        organisation: the identifier of the publisher, as ``CN-…``; without it
            identifiers begin with `PLACEHOLDER` and a finding says so.

    Raises:
        DataError: the document has no fiscal year: every period of IATI has dates.
            Or it has no project: a file of IATI has at least one activity.
    """
    if document.fiscal_year not in _YEARS:
        raise DataError(
            zh="没有年度（fiscal_year），IATI 的期间写不出起止日期",
            en="the document states no fiscal year, and a period of IATI needs dates",
        )
    if not document.projects:
        raise DataError(
            zh="没有项目，IATI 文件至少要有一个",
            en="there is no project, and a file of IATI has at least one activity",
        )
    maker = _Maker(document, organisation or PLACEHOLDER)
    # The prefix is written out: ElementTree keeps prefixes for the whole process.
    root = ET.Element("iati-activities", {"version": "2.03", "xmlns:pt": OWN})
    root.extend(
        maker.activity(project, number)
        for number, project in enumerate(document.projects, start=1)
    )
    ET.indent(root)
    data = ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
    findings = maker.clean.findings
    if document.profile is not None:
        findings.append(left_out("规则集", "document.profile"))
    if organisation is None:
        findings.append(placeholder(PLACEHOLDER))
    return Written(data, tuple(findings))


class _Maker:
    """Makes the activities of one document."""

    def __init__(self, document: Document, organisation: str) -> None:
        self.document = document
        self.organisation = organisation
        self.clean = Cleaner()
        year = f"{document.fiscal_year:04d}"
        self.start, self.end = f"{year}-01-01", f"{year}-12-31"

    def activity(self, project: Project, number: int) -> ET.Element:
        made = ET.Element("iati-activity", {_LANG: "zh"})
        year = self.document.fiscal_year
        _child(made, "iati-identifier").text = f"{self.organisation}-{year}-{number}"
        department = project.department or self.document.department
        reporter = department or project.agency or project.name
        place = {"ref": self.organisation, "type": _GOVERNMENT}
        self._told(_child(made, "reporting-org", place), reporter, project)
        self._told(_child(made, "title"), project.name, project)
        goal = project.goal.text if project.goal else None
        kind = _OBJECTIVES if goal else _GENERAL
        described = _child(made, "description", {"type": kind})
        self._told(described, goal or project.name, project)
        bodies = [(_ACCOUNTABLE, department), (_IMPLEMENTING, project.agency)]
        if not any(name for _, name in bodies):
            bodies = [(_IMPLEMENTING, reporter)]
        for role, name in bodies:
            if name:
                body = _child(
                    made, "participating-org", {"role": role, "type": _GOVERNMENT}
                )
                self._told(body, name, project)
        _child(made, "activity-status", {"code": _UNDER_WAY})
        for kind, date in ((_PLANNED_START, self.start), (_PLANNED_END, self.end)):
            _child(made, "activity-date", {"type": kind, "iso-date": date})
        made.extend(self._results(project))
        self._own_of_project(made, project)
        return made

    def _results(self, project: Project) -> Iterator[ET.Element]:
        def kind(row: Indicator) -> tuple[str, str | None]:
            return row.category, row.subcategory

        for (category, subcategory), rows in groupby(project.indicators, key=kind):
            made = ET.Element("result", {"type": _result_type(category, subcategory)})
            title = " / ".join(part for part in (category, subcategory) if part)
            self._told(_child(made, "title"), title, project)
            made.extend(self._indicator(row, project) for row in rows)
            yield made

    def _indicator(self, row: Indicator, project: Project) -> ET.Element:
        measure = row.target.measure
        code = _measure_code(measure)
        attributes = {"measure": code}
        if code != _QUALITATIVE:
            attributes["ascending"] = "true" if _ascending(row) else "false"
        made = ET.Element("indicator", attributes)
        self._told(_child(made, "title"), row.name, project, row)
        period = _child(made, "period")
        _child(period, "period-start", {"iso-date": self.start})
        _child(period, "period-end", {"iso-date": self.end})
        target = _child(period, "target", _value(measure))
        self._comment(target, row.target.text, project, row)
        if isinstance(measure, Comparison | Change):
            operator = measure.operator
            self._own(target, "operator", operator and operator.value, project, row)
            self._own(target, "unit", measure.unit, project, row)
        if row.actual is not None:
            reached = parse(row.actual.text).measure
            alike = code != _QUALITATIVE and _alike(measure, reached)
            actual = _child(period, "actual", _value(reached) if alike else {})
            self._comment(actual, row.actual.text, project, row)
            self._own(actual, "score", row.score, project, row)
            self._own(actual, "reason", row.reason, project, row)
        else:
            self._own(period, "score", row.score, project, row)
            self._own(period, "reason", row.reason, project, row)
        later = row.long_term_target
        for name, value in (
            ("number", row.number),
            ("category", row.category),
            ("subcategory", row.subcategory),
            ("unit", row.unit),
            ("weight", row.weight),
            ("direction", row.direction),
            ("long-term-target", later.text if later else None),
            ("expected", row.expected),
            ("likelihood", row.likelihood),
            ("note", row.note),
        ):
            self._own(made, name, value, project, row)
        return made

    def _own_of_project(self, made: ET.Element, project: Project) -> None:
        goal = project.goal
        for name, value in (
            ("document-title", self.document.title),
            ("period", project.period),
            ("goal-actual", goal.actual if goal else None),
            ("total", project.total),
            ("grade", project.grade),
        ):
            self._own(made, name, value, project)
        for category, points in project.weights:
            found = self._own(made, "category-weight", points, project)
            if found is not None:
                found.set("category", self.clean(category, project=project.name))
        for source in SOURCES:
            for key in AMOUNTS:
                money = amount(project.funds, source, key)
                found = self._own(made, "funds", money, project)
                if found is not None:
                    found.attrib |= {"source": source, "amount": key}

    def _told(
        self,
        element: ET.Element,
        text: str,
        project: Project,
        row: Indicator | None = None,
    ) -> None:
        _child(element, "narrative").text = self._cleaned(text, project, row)

    def _comment(
        self, element: ET.Element, text: str, project: Project, row: Indicator
    ) -> None:
        if text:
            self._told(_child(element, "comment"), text, project, row)

    def _own(
        self,
        element: ET.Element,
        name: str,
        value: str | int | Decimal | None,
        project: Project,
        row: Indicator | None = None,
    ) -> ET.Element | None:
        if value is None:
            return None
        found = _child(element, f"pt:{name}")
        text = plain(value) if isinstance(value, Decimal) else str(value)
        found.text = self._cleaned(text, project, row)
        return found

    def _cleaned(self, text: str, project: Project, row: Indicator | None) -> str:
        name = row.name if row else None
        return self.clean(text, project=project.name, indicator=name)


def _child(
    parent: ET.Element, name: str, attributes: dict[str, str] | None = None
) -> ET.Element:
    return ET.SubElement(parent, name, attributes or {})


def _result_type(category: str, subcategory: str | None) -> str:
    if is_cost(category, subcategory):
        return _OTHER
    second = classify(subcategory, level=2)
    if second is not None and second.key == _SUSTAINABILITY:
        return _IMPACT
    first = classify(category, level=1)
    return _RESULTS.get(first.key, _OTHER) if first else _OTHER


def _measure_code(measure: Measure) -> str:
    """Return whether a target is a figure: what is none IATI calls qualitative."""
    if not isinstance(measure, Comparison | Change) or not _value(measure):
        return _QUALITATIVE
    return _PERCENTAGE if measure.unit == _PERCENT else _UNIT


def _value(measure: Measure) -> dict[str, str]:
    """Return the attribute ``value``, for a measure that is one decimal figure."""
    value = measure.value if isinstance(measure, Comparison | Change) else None
    return {"value": plain(value)} if isinstance(value, Decimal) else {}


def _alike(target: Measure, actual: Measure) -> bool:
    """Return whether an actual and its target count the same thing."""
    return (
        isinstance(target, Comparison | Change)
        and isinstance(actual, Comparison | Change)
        and target.kind == actual.kind
        and actual.unit in {target.unit, None}
    )


def _ascending(row: Indicator) -> bool:
    measure = row.target.measure
    if isinstance(measure, Change):
        # The figure is the amount of the change, whichever way that goes.
        return measure.operator not in _FALLING
    if isinstance(measure, Comparison) and measure.operator in _RISING | _FALLING:
        return measure.operator in _RISING
    found = infer_direction(
        row.target.subject,
        row.name,
        category=row.category,
        subcategory=row.subcategory,
        field=row.direction,
    )
    return found.polarity is not Polarity.LOWER
