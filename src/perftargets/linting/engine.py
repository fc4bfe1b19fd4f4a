"""Runs rules over a document and makes findings of what they yield."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from perftargets._convert import plain
from perftargets._progress import step
from perftargets.findings import Excerpt, Fault, Finding, Fix, Message, Note, Severity
from perftargets.findings.tally import KEPT, Tally
from perftargets.linting.context import Context
from perftargets.linting.row_facts import RowFacts
from perftargets.linting.rule import Check, Defect, Field, Related, Rule
from perftargets.linting.supersede import without_superseded
from perftargets.model.indicator import Indicator
from perftargets.model.pointers import Pointer
from perftargets.model.project import Document, Project
from perftargets.text import NOWHERE, Place, Span

_TOLD = 50
"""So many rows go by from one step that is told to the next."""

_PROJECT_FIELDS = frozenset({"goal", "period", "funds", "total", "grade"})
_BY_PROFILE = frozenset({"FND", "SCR", "STR", "WGT"})
"""Families of rules that hold a document to figures of the profile."""
_TARGETS = frozenset({"target", "long_term_target"})


@attrs.frozen
class RunResult:
    """What a run over one document gave."""

    findings: tuple[Finding, ...]
    faults: tuple[Fault, ...]


_Chosen = tuple[tuple[Rule, Check], ...]
"""Rules and their functions, in order."""

_MOST = 4096
"""Kinds of rows whose rules are kept; a file may hold rows of any number of kinds."""


_AT_ONCE = 50
"""Rows whose rules are chosen before the first of them is checked."""

_MANY = 2_000
"""Rows of one project from which on those that are done keep no facts: they would take
more than the rows themselves."""


@attrs.frozen
class _Subject:
    """What a rule looks at, and where that stands in the document."""

    value: Document | Project | Indicator
    project: Project | None
    indicator: Indicator | None
    pointer: Pointer | None = None

    @classmethod
    def of(
        cls,
        value: Document | Project | Indicator,
        context: Context,
        at: tuple[int | None, int | None],
    ) -> "_Subject":
        """Return what is looked at in a context: ``at`` numbers project and row."""
        row = value if isinstance(value, Indicator) else None
        number, index = at
        pointer = None if number is None else Pointer(number, index)
        return cls(value, context.project, row, pointer)


def run(
    rules: Iterable[Rule],
    context: Context,
    severities: Mapping[str, Severity] | None = None,
    *,
    kept: int | None = KEPT,
) -> RunResult:
    """Run rules over the document of a context.

    A rule that raises is reported as a fault and the rest goes on; it does not run a
    second time on this document. Of one rule as many findings are ``kept``; the others
    are counted by a last one.
    """
    rules = tuple(rules)
    document = context.document
    tally = Tally(kept)
    engine = _Engine(severities or {}, document, tally, context.profile.basis)
    of_document, of_project, of_row = (
        tuple(
            (rule, rule.check) for rule in rules if rule.scope == scope and rule.check
        )
        for scope in ("document", "project", "indicator")
    )
    fitting = _Fitting(of_row)
    engine.go(of_document, document, context)
    done, total = 0, sum(len(each.indicators) for each in document.projects)
    for number, project in enumerate(document.projects):
        inside = context.within(project)
        engine.go(of_project, project, inside, (number, None))
        for index, (row, chosen) in enumerate(fitting.each(inside.rows(), inside)):
            if done % _TOLD == 0:
                step("checking", done, total)
            done += 1
            engine.go(chosen, row.indicator, inside, (number, index))
            if len(project.indicators) > _MANY:
                row.forget()
    findings = [finding for _, finding in without_superseded(engine.found, rules)]
    every = _sorted(findings, document)
    more = tally.rest((each for _, each in engine.found), document.path)
    return RunResult((*every, *more), tuple(engine.faults))


class _Fitting:
    """The rules of rows, chosen by what a row has, states, reports and stands under.

    Rows that are alike in all this are sent to the same rules, which are chosen once.
    """

    def __init__(self, rules: _Chosen) -> None:
        self._rules = rules
        needed = {rule.needs for rule, _ in rules if rule.needs is not None}
        self._needed = tuple(sorted(needed))
        self._reads_names = any(rule.named for rule, _ in rules)
        self._judges = any(rule.reports for rule, _ in rules)
        self._known: dict[tuple[object, ...], _Chosen] = {}

    def each(
        self, rows: Sequence[RowFacts], context: Context
    ) -> Iterator[tuple[RowFacts, _Chosen]]:
        """Yield each row with the rules that have something to look at, in order.

        One thing is asked of several rows before the next is: what the processor has
        at hand of code and words for one row serves the others (a tenth of a run).
        """
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            if self._rules:
                for row in some:
                    _ = row.states
            yield from zip(some, [self._to(row, context) for row in some], strict=True)

    def _to(self, row: RowFacts, context: Context) -> _Chosen:
        if not self._rules:
            return ()
        there = tuple([getattr(row.indicator, name) is None for name in self._needed])
        named = row.name.measure.kind if self._reads_names else ""
        reported = _reported(row, context) if self._judges else None
        key = (row.standing, row.states, there, named, reported)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            found = self._known[key] = tuple(
                each for each in self._rules if _may_speak(each, row, reported, context)
            )
        return found


def _reported(row: RowFacts, context: Context) -> frozenset[str] | None:
    """Return what an actual is and comes to; None where that cannot be worked out.

    Then every rule runs that asks for it, and the failing is reported with its name.
    """
    try:
        return context.reported(row.indicator)
    except Exception:  # noqa: BLE001 - reported with the rule's name when it runs
        return None


def _may_speak(
    each: tuple[Rule, Check],
    row: RowFacts,
    reported: frozenset[str] | None,
    context: Context,
) -> bool:
    """Return whether a rule looks at a row, and at those that are alike.

    What looks at the categories alone is asked at once; if it fails, it is asked again
    where its failing is reported.
    """
    rule, check = each
    if not rule.looks_at(row, reported):
        return False
    if not rule.by_category:
        return True
    try:
        return any(True for _ in check(row.indicator, context))
    except Exception:  # noqa: BLE001 - reported with the rule's name when it runs
        return True


class _Engine:
    """Collects findings and faults; one for each run."""

    def __init__(
        self,
        severities: Mapping[str, Severity],
        document: Document,
        tally: Tally,
        basis: str | None,
    ) -> None:
        self._severities = severities
        self._tally = tally
        self._basis = basis
        self._document = document
        self._numbers: dict[int, list[tuple[int, int | None]]] | None = None
        self._rows: tuple[int, dict[int, int]] = (-1, {})
        self.found: list[tuple[int, Finding]] = []
        self.faults: list[Fault] = []
        self._broken: set[str] = set()

    def go(
        self,
        rules: _Chosen,
        value: Document | Project | Indicator,
        context: Context,
        at: tuple[int | None, int | None] = (None, None),
    ) -> None:
        """Run rules over a value: project and row stand at these numbers."""
        for rule, check in rules:
            if self._broken and rule.code in self._broken:
                continue
            try:
                defects = list(check(value, context))
                if defects:
                    self._note(rule, defects, _Subject.of(value, context, at))
            except Exception as error:  # noqa: BLE001 - reported with the rule's name
                self._broken.add(rule.code)
                subject = _Subject.of(value, context, at)
                self.faults.append(_fault(rule, error, subject, context))

    def _note(self, rule: Rule, defects: list[Defect], subject: _Subject) -> None:
        self.found += [
            (_about(defect, subject), self._finding(rule, defect, subject))
            for defect in defects
            if not self._tally.is_full(rule.code)
        ]

    def _finding(self, rule: Rule, defect: Defect, subject: _Subject) -> Finding:
        pointer = self._pointer(defect, subject)
        found = _finding(rule, defect, subject, self._severities, pointer)
        if self._basis is None or rule.prefix not in _BY_PROFILE:
            return found
        return attrs.evolve(found, clause=f"{rule.clause}；{self._basis}")

    def _pointer(self, defect: Defect, subject: _Subject) -> Pointer | None:
        """Return where a defect belongs; a rule may name another row by its value."""
        named: Indicator | Project | None = defect.indicator or defect.project
        inside = subject.pointer
        if named is None or named is subject.value:
            return inside
        if inside is not None and inside.project is not None:
            index = self._rows_of(inside.project).get(id(named))
            if index is not None:
                return Pointer(inside.project, index)
        if self._numbers is None:
            self._numbers = _numbered(self._document)
        found = self._numbers.get(id(named), ())
        for at in found:
            if inside is None or at[0] == inside.project:
                return Pointer(*at)
        return Pointer(*found[0]) if found else subject.pointer

    def _rows_of(self, project: int) -> dict[int, int]:
        """Return the numbers of a project's rows, by identity; kept for the last."""
        if self._rows[0] != project:
            rows = self._document.projects[project].indicators
            numbers: dict[int, int] = {}
            for index, row in enumerate(rows):
                numbers.setdefault(id(row), index)
            self._rows = (project, numbers)
        return self._rows[1]


def _numbered(document: Document) -> dict[int, list[tuple[int, int | None]]]:
    """Return the numbers of every project and row, by identity."""
    found: dict[int, list[tuple[int, int | None]]] = {}
    for number, project in enumerate(document.projects):
        found.setdefault(id(project), []).append((number, None))
        for index, row in enumerate(project.indicators):
            found.setdefault(id(row), []).append((number, index))
    return found


def _about(defect: Defect, subject: _Subject) -> int:
    """Return what tells the row of a defect from others, or its project."""
    row = defect.indicator or subject.indicator
    return id(row or defect.project or subject.project)


def _fault(rule: Rule, error: Exception, subject: _Subject, context: Context) -> Fault:
    said = f"{type(error).__name__}: {error}".splitlines()[0]
    return Fault(
        code=rule.code,
        name=rule.name,
        error=said,
        place=_place(subject.project, subject.indicator, None)
        or Place(path=context.document.path),
    )


def _finding(
    rule: Rule,
    defect: Defect,
    subject: _Subject,
    severities: Mapping[str, Severity],
    pointer: Pointer | None,
) -> Finding:
    indicator = defect.indicator or subject.indicator
    project = defect.project or subject.project
    excerpt = _excerpt(defect, project, indicator)
    edit = defect.edit if rule.fixable and excerpt is not None else None
    return Finding(
        code=rule.code,
        name=rule.name,
        title=rule.title,
        severity=severities.get(rule.code, rule.severity),
        message=Message(zh=defect.zh, en=defect.en),
        hint=defect.hint,
        project=None if project is None else project.name,
        indicator=None if indicator is None else indicator.name,
        agency=None if project is None else project.agency,
        clause=rule.clause,
        excerpt=excerpt,
        related=tuple(_note(each, project, defect.field) for each in defect.related),
        fix=None
        if edit is None
        else Fix(span=edit.span, text=edit.text, safe=edit.safe),
        proposals=defect.proposals,
        place=defect.place
        or _place(
            project,
            indicator,
            defect.field or ("target" if defect.span and indicator else None),
            defect.span,
        ),
        row_place=_place(project, indicator, None),
        pointer=_to_field(pointer, excerpt),
    )


def _to_field(pointer: Pointer | None, excerpt: Excerpt | None) -> str | None:
    """Write out where a finding belongs, with the field where it has one."""
    if pointer is None:
        return None
    field = None if excerpt is None else excerpt.field
    if field in _PROJECT_FIELDS:
        pointer = Pointer(pointer.project)
    return str(pointer.to(field))


def _note(related: Related, project: Project | None, field: Field | None) -> Note:
    inside = related.project or project
    return Note(
        message=related.message,
        project=None if inside is None else inside.name,
        indicator=None if related.indicator is None else related.indicator.name,
        place=_place(inside, related.indicator, field),
    )


def _place(
    project: Project | None,
    indicator: Indicator | None,
    field: Field | None,
    span: Span | None = None,
) -> Place | None:
    """Return the place of a field, or of a stretch of it where that is known.

    Without a field it is that of the row or project.
    """
    if indicator is not None and indicator.place is not None:
        if field is None or field in _PROJECT_FIELDS:
            return indicator.place
        return indicator.place_of(field, None if span is None else span.start)
    if project is None:
        return None
    return project.place if field is None else project.place_of(field)


def _excerpt(
    defect: Defect, project: Project | None, indicator: Indicator | None
) -> Excerpt | None:
    field = defect.field or ("target" if indicator is not None else "name")
    if field in _PROJECT_FIELDS or indicator is None:
        text = None if project is None else _of_project(project, field)
    else:
        text = _of_indicator(indicator, field)
    if text is None:
        return None
    span = defect.span or Span(0, len(text))
    inside = 0 <= span.start <= span.end <= len(text)
    return Excerpt(text, span if inside else Span(0, len(text)), field)


def _of_project(project: Project, field: str) -> str | None:
    match field:
        case "goal":
            return None if project.goal is None else project.goal.text
        case "name":
            return project.name
        case "period":
            return project.period
        case "grade":
            return project.grade
        case "total":
            return None if project.total is None else plain(project.total)
        case _:
            return None


def _of_indicator(indicator: Indicator, field: str) -> str | None:
    value: object = getattr(indicator, field)
    if value is None:
        return None
    if field in _TARGETS or field == "actual":
        return str(getattr(value, "text", ""))
    if field in {"weight", "score"}:
        return format(getattr(indicator, field), "f")
    return str(value)


def _sorted(findings: list[Finding], document: Document) -> tuple[Finding, ...]:
    """Sort findings by the order of the document, then by code and stretch.

    A rule of a project or the document names a row by its value; the place where the
    row stands tells equal rows apart.
    """
    order: dict[tuple[str | None, str | None, Place], int] = {}
    asked = {(finding.project, finding.indicator) for finding in findings}
    for project in document.projects:
        # Of the rows that nothing was found in the order is not asked.
        if (project.name, None) in asked:
            order.setdefault((project.name, None, project.place or NOWHERE), len(order))
        for row in project.indicators:
            if (project.name, row.name) in asked:
                key = (project.name, row.name, row.place or NOWHERE)
                order.setdefault(key, len(order))
    firsts: dict[tuple[str | None, str | None], int] = {}
    for (name, row_name, _), position in order.items():
        firsts.setdefault((name, row_name), position)

    def sort_key(finding: Finding) -> tuple[int, str, int, str]:
        names = (finding.project, finding.indicator)
        place = finding.row_place or finding.place or NOWHERE
        position = order.get((*names, place), firsts.get(names, -1))
        start = 0 if finding.excerpt is None else finding.excerpt.span.start
        return position, finding.code, start, finding.message.zh

    return tuple(sorted(findings, key=sort_key))


def noticed(
    findings: Iterable[Finding],
    catalogue: Mapping[str, Rule],
    chosen: frozenset[str],
    severities: Mapping[str, Severity],
) -> Iterator[Finding]:
    """Return what readers noticed, with the clause, as far as it is chosen.

    A code that the catalogue does not know is never left out.
    """
    for finding in findings:
        rule = catalogue.get(finding.code)
        if rule is None:
            yield finding
        elif finding.code in chosen:
            yield attrs.evolve(
                finding,
                clause=finding.clause or rule.clause,
                severity=severities.get(finding.code, finding.severity),
            )
