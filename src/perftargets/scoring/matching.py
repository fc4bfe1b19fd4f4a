"""Which indicator each row of a file of actuals is about.

Names match exactly but for white space; unit, year and code narrow them down. What
fits no row, or several, is reported with its place and used nowhere.
"""

from collections.abc import Iterator, Sequence

import attrs

from perftargets.findings import Code, Finding, Message, codes
from perftargets.model.actuals import Actuals, ReportedActual
from perftargets.model.indicator import Actual, Indicator
from perftargets.model.project import Document, Project
from perftargets.text import unspaced

Spot = tuple[int, int]
"""A row of a document: the index of its project, the index of its indicator there."""


@attrs.frozen
class Unmatched:
    """A row of a file of actuals that is used nowhere, and why.

    Attributes:
        row: the row as reported.
        reason: why no indicator takes it.
    """

    row: ReportedActual
    reason: Message

    @property
    def message(self) -> Message:
        """The actual with the reason, as it is reported."""
        return Message(
            zh=f"实际完成值“{self.row.actual.text}”没有采用：{self.reason.zh}",
            en=f"the actual “{self.row.actual.text}” is not used: {self.reason.en}",
        )

    def finding(self) -> Finding:
        """Return it as a finding, with its place."""
        return _finding(codes.UNPLACED_TEXT, self.row, self.message)


@attrs.frozen
class Matched:
    """Actuals by the row they are about.

    Attributes:
        actuals: what the file reports for each row that it is about, one unless
            reports differ; of the others the document's own counts.
        unmatched: rows of the file that are used nowhere.
        diagnostics: reports that differ or repeat, and what was taken on trust.
    """

    actuals: dict[Spot, tuple[Actual, ...]]
    unmatched: tuple[Unmatched, ...]
    diagnostics: tuple[Finding, ...]

    def reports(self, spot: Spot, indicator: Indicator) -> tuple[Actual, ...]:
        """Return what was reported for a row, by the file or by the row itself."""
        found = self.actuals.get(spot)
        if found is None:
            return () if indicator.actual is None else (indicator.actual,)
        return found


_Candidates = list[tuple[Spot, Project, Indicator]]


def match(document: Document, actuals: Actuals | None) -> Matched:
    """Match a file of actuals, and the document's own, to the rows of the document."""
    if actuals is None:
        return Matched({}, (), ())
    given: dict[Spot, list[ReportedActual]] = {}
    unmatched: list[Unmatched] = []
    findings: list[Finding] = []
    finder = _Finder.of(document, actuals.rows)
    for row in actuals.rows:
        found = finder.find(row)
        if isinstance(found, Message):
            unmatched.append(Unmatched(row, found))
        else:
            given.setdefault(found, []).append(row)
    findings += finder.trusted
    result: dict[Spot, tuple[Actual, ...]] = {}
    for spot, reports in given.items():
        number, index = spot
        own = document.projects[number].indicators[index].actual
        filled = [row for row in reports if row.actual.text.strip()]
        if not filled:
            # An empty cell says nothing, so it does not unsay what the document has.
            result[spot] = (reports[0].actual if own is None else own,)
            continue
        different = {unspaced(row.actual.text): row for row in reversed(filled)}
        kept = [row for row in filled if different[unspaced(row.actual.text)] is row]
        findings += [_repeated(row, kept) for row in filled[1:]]
        findings += _differing(own, kept[0])
        result[spot] = tuple(row.actual for row in kept)
    return Matched(result, tuple(unmatched), tuple(findings))


def _spots(document: Document) -> Iterator[tuple[Spot, Project, Indicator]]:
    for number, project in enumerate(document.projects):
        for index, indicator in enumerate(project.indicators):
            yield (number, index), project, indicator


@attrs.define
class _Finder:
    """Finds the row of a document that a row of a file of actuals is about.

    Year, project, code, unit and number narrow the rows of one name down, each only
    where the file names it; what the document does not have is taken on trust, once.
    """

    document: Document
    by_name: dict[str, _Candidates]
    years: frozenset[int]
    has_codes: bool
    trusted: list[Finding] = attrs.field(factory=list)

    @classmethod
    def of(cls, document: Document, rows: Sequence[ReportedActual]) -> "_Finder":
        by_name: dict[str, _Candidates] = {}
        for each in _spots(document):
            by_name.setdefault(unspaced(each[2].name), []).append(each)
        years = {row.fiscal_year for row in rows if row.fiscal_year is not None}
        return cls(
            document=document,
            by_name=by_name,
            years=frozenset(years),
            has_codes=any(project.code for project in document.projects),
        )

    def find(self, row: ReportedActual) -> Spot | Message:
        """Return the row it is about, or why there is none."""
        other_year = self._other_year(row)
        if other_year is not None:
            return other_year
        found = self.by_name.get(unspaced(row.indicator), [])
        if not found:
            return Message(
                zh=f"表中没有名为“{row.indicator}”的指标",
                en=f"the table has no indicator named “{row.indicator}”",
            )
        for narrow in (_of_project, self._of_code, self._of_agency, _of_number):
            narrowed = narrow(row, found)
            if isinstance(narrowed, Message):
                return narrowed
            found = narrowed
        if len(found) > 1:
            return _several(row, found)
        return found[0][0]

    def _other_year(self, row: ReportedActual) -> Message | None:
        year, own = row.fiscal_year, self.document.fiscal_year
        if year is None or year == own:
            return None
        if own is not None:
            return Message(
                zh=f"这是{year}年的数据，目标表是{own}年的",
                en=f"it is of {year}, and the table of targets is of {own}",
            )
        if len(self.years) > 1:
            return Message(
                zh=f"目标表没有年度，填报文件却有几个年度，不知是否用{year}年的",
                en="the table of targets states no year and the file of actuals has "
                f"several: whether {year} is meant cannot be told",
            )
        self._trust(
            row,
            zh=f"目标表没有年度，按{year}年的数据采用",
            en=f"the table of targets states no year; the actuals of {year} are used",
        )
        return None

    def _of_code(
        self, row: ReportedActual, found: _Candidates
    ) -> _Candidates | Message:
        code = unspaced(row.code)
        if not code:
            return found
        if not self.has_codes:
            self._trust(
                row,
                zh="目标表没有项目代码，填报文件的项目代码没有核对",
                en="the table of targets has no project codes; those of the file of "
                "actuals are not checked",
            )
            return found
        kept = [each for each in found if unspaced(each[1].code or "") == code]
        if kept:
            return kept
        codes_there = _listed(each[1].code or "—" for each in found)
        return Message(
            zh=f"指标“{row.indicator}”所在项目的代码不是“{row.code}”，而是{codes_there}",
            en=f"the project of “{row.indicator}” has not the code “{row.code}” but "
            f"{codes_there}",
        )

    def _of_agency(
        self, row: ReportedActual, found: _Candidates
    ) -> _Candidates | Message:
        agency = unspaced(row.agency)
        if not agency:
            return found
        kept = [each for each in found if unspaced(self._unit(each[1])) == agency]
        if kept:
            return kept
        if len(found) == 1 and not self._unit(found[0][1]):
            self._trust(
                row,
                zh="目标表没有预算单位，填报文件的预算单位没有核对",
                en="the table of targets names no unit; those of the file of actuals "
                "are not checked",
            )
            return found
        units = _listed(self._unit(each[1]) or "—" for each in found)
        return Message(
            zh=f"预算单位“{row.agency}”没有这个指标；有此指标的是{units}",
            en=f"the unit “{row.agency}” has no such indicator; it stands with {units}",
        )

    def _unit(self, project: Project) -> str:
        return (
            project.agency or project.department or self.document.department or ""
        ).strip()

    def _trust(self, row: ReportedActual, *, zh: str, en: str) -> None:
        """Note once for each file what could not be checked."""
        finding = _finding(codes.GUESSED_STRUCTURE, row, Message(zh=zh, en=en))
        if all(each.message != finding.message for each in self.trusted):
            self.trusted.append(finding)


def _of_project(row: ReportedActual, found: _Candidates) -> _Candidates | Message:
    if not unspaced(row.project):
        return found
    kept = [each for each in found if unspaced(each[1].name) == unspaced(row.project)]
    if kept:
        return kept
    projects = _listed(each[1].name for each in found)
    return Message(
        zh=f"项目“{row.project}”没有指标“{row.indicator}”；有此指标的是{projects}",
        en=f"project “{row.project}” has no indicator “{row.indicator}”; "
        f"it stands in {projects}",
    )


def _of_number(row: ReportedActual, found: _Candidates) -> _Candidates | Message:
    if row.number is None:
        return found
    kept = [each for each in found if str(each[2].number) == str(row.number)]
    if kept:
        return kept
    numbers = _listed(str(each[2].number) for each in found)
    return Message(
        zh=f"指标“{row.indicator}”的序号不是“{row.number}”，而是{numbers}",
        en=f"indicator “{row.indicator}” is not number “{row.number}” but {numbers}",
    )


def _several(row: ReportedActual, found: _Candidates) -> Message:
    units = {project.agency for _, project, _ in found}
    where = _listed(
        " ".join(
            str(part)
            for part in (
                project.agency if len(units) > 1 else None,
                project.name,
                indicator.number,
            )
            if part
        )
        for _, project, indicator in found
    )
    wanted = "预算单位或项目代码" if len(units) > 1 else "项目和序号"
    wanted_en = "unit or its code" if len(units) > 1 else "project and the number"
    return Message(
        zh=f"指标“{row.indicator}”有{len(found)}条：{where}；请写明{wanted}",
        en=f"“{row.indicator}” fits {len(found)} rows: {where}; give the {wanted_en}",
    )


_NAMED = 6
"""How many names a message lists; of a department there may be hundreds."""


def _listed(names: Iterator[str]) -> str:
    found = list(dict.fromkeys(names))
    shown = "、".join(f"“{name}”" for name in found[:_NAMED])
    return shown if len(found) <= _NAMED else f"{shown}…（{len(found)}）"


def _repeated(row: ReportedActual, kept: list[ReportedActual]) -> Finding:
    if len(kept) > 1:
        message = Message(
            zh=f"同一指标填报了不同的实际完成值，又有“{row.actual.text}”，无法判断",
            en=f"this row has different actuals, again “{row.actual.text}”: "
            "nothing is decided",
        )
    else:
        message = Message(
            zh=f"同一指标重复填报了“{row.actual.text}”",
            en=f"“{row.actual.text}” is reported for this row again",
        )
    return _finding(codes.UNPLACED_TEXT, row, message)


def _differing(own: Actual | None, row: ReportedActual) -> list[Finding]:
    if (
        own is None
        or not own.text.strip()
        or unspaced(own.text) == unspaced(row.actual.text)
    ):
        return []
    message = Message(
        zh=f"表内实际完成值为“{own.text}”，另行填报的为“{row.actual.text}”，以后者为准",
        en=f"the document says “{own.text}”, the file of actuals "
        f"“{row.actual.text}”; the latter is used",
    )
    return [_finding(codes.GUESSED_STRUCTURE, row, message)]


def _finding(code: Code, row: ReportedActual, message: Message) -> Finding:
    return code.finding(
        zh=message.zh,
        en=message.en,
        project=row.project or None,
        indicator=row.indicator or None,
        place=row.actual.place,
    )
