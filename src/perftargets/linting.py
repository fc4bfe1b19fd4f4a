"""Whether a document is fit to submit: ``lint(document)``."""

import re
from collections.abc import Iterable, Iterator, Mapping

import attrs

from perftargets._report import Report, severity_of
from perftargets.diagnostics import Finding, Message, Severity
from perftargets.errors import UsageError
from perftargets.model.project import Document
from perftargets.profile import DEFAULT, SHIPPED, Profile, load_profile
from perftargets.rules import Context, Rule
from perftargets.rules._engine import noticed, run
from perftargets.rules._plugins import catalogue as installed
from perftargets.rules._select import ALL, named
from perftargets.rules._select import select as selected
from perftargets.text import Place
from perftargets.units import UnitTable, default_units

__all__ = ["lint"]

_MARKER = re.compile(r"perftargets\s*[:：]\s*ignore\s*\[([^\]\[]{0,200})\]")
_Key = tuple[str, str, Place | None]
"""A row by project, name and place."""

_UNUSED = "IGN001"
_UNKNOWN_PROFILE = "REA003"


def lint(  # noqa: PLR0913 - one keyword for each setting
    document: Document,
    *,
    profile: Profile | str | None = None,
    prior: Document | None = None,
    select: Iterable[str] | None = None,
    extend_select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severities: Mapping[str, Severity | str] | None = None,
    catalogue: Mapping[str, Rule] | None = None,
    units: UnitTable | None = None,
) -> Report:
    """Hold a document to the rules for a submitted file.

    What its reader noticed comes first. A row whose 备注 holds
    ``perftargets: ignore[VAL003]`` is not reported for that; a marker for which
    nothing was found is reported itself (IGN001).

    Args:
        document: what to look at.
        profile: the settings to hold it to, by name or path; without it those that the
            document names, else ``mof2020``.
        prior: last year's document, for the rules that compare years.
        select: the rules to run, by code, prefix, name or ``ALL``; without it those
            that are no hints.
        extend_select: more of them.
        ignore: rules not to run, whatever the others say.
        severities: another severity for some rules, by code, prefix or name.
        catalogue: the rules there are; those shipped and installed without it.
        units: the table to convert by.

    Raises:
        UsageError: there is no such rule, profile or severity.
        DataError: a file of a profile cannot be used.
        OSError: it cannot be opened.
    """
    rules = installed() if catalogue is None else catalogue
    chosen = selected(rules, select, extend=extend_select, ignore=ignore)
    graver = _severities(rules, severities or {})
    held_to, complaint = _profile(profile, document)
    context = Context(
        document=document,
        profile=held_to,
        prior=prior,
        units=default_units() if units is None else units,
    )
    found = run((rules[code] for code in sorted(chosen)), context, graver)
    read = noticed((*complaint, *document.diagnostics), rules, chosen, graver)
    findings, suppressed = _without_marked(
        document, (*read, *found.findings), rules, chosen
    )
    return Report(
        findings=findings,
        faults=found.faults,
        suppressed=suppressed,
        profiles=((held_to.name, held_to.version),),
        paths=() if document.path is None else (document.path,),
        projects=len(document.projects),
        indicators=sum(1 for _ in document.rows()),
        rules=chosen,
    )


def _severities(
    rules: Mapping[str, Rule], wanted: Mapping[str, Severity | str]
) -> dict[str, Severity]:
    found: dict[str, Severity] = {}
    # The more exact name decides: VAL003 over VAL, whatever their order.
    for name in sorted(wanted, key=len):
        severity = severity_of(wanted[name])
        found.update(dict.fromkeys(named(rules, [name]), severity))
    return found


def _profile(
    asked: Profile | str | None, document: Document
) -> tuple[Profile, tuple[Finding, ...]]:
    """Load the profile; a file may name one that is shipped, and never a path."""
    if isinstance(asked, Profile):
        return asked, ()
    if asked is not None:
        return load_profile(asked), ()
    wanted = document.profile or DEFAULT
    if wanted in SHIPPED:
        return load_profile(wanted), ()
    known = ", ".join(SHIPPED)
    complaint = Finding(
        code=_UNKNOWN_PROFILE,
        name="unreadable-cell",
        severity=Severity.ERROR,
        message=Message(
            zh=f"文件所写方案“{wanted}”不是自带方案，按 {DEFAULT} 检查",
            en=f"the file asks for the profile “{wanted}”, which is not shipped; "
            f"it is held to {DEFAULT}",
        ),
        hint=Message(
            zh=f"可写 {known}；自己的方案用选项 --profile 指定",
            en=f"write one of {known}; name a profile of your own with --profile",
        ),
        place=Place(path=document.path),
    )
    return load_profile(DEFAULT), (complaint,)


def _bare(place: Place) -> Place:
    return attrs.evolve(place, project=None, indicator=None)


def _without_marked(
    document: Document,
    findings: tuple[Finding, ...],
    rules: Mapping[str, Rule],
    chosen: frozenset[str],
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Set aside what markers in 备注 ask for, and report markers without a use."""
    marks: dict[_Key, list[str]] = {}
    cells: dict[Place, _Key] = {}
    notes: dict[_Key, Place | None] = {}
    for project, row in document.rows():
        for match in _MARKER.finditer(row.note or ""):
            key = (project.name, row.name, row.place)
            marks.setdefault(key, []).extend(split_codes(match[1]))
            notes[key] = row.place_of("note")
            if row.places is not None:
                # What a reader noticed stands at a cell, and says no row.
                places = (place for _, place in row.places.all(row.place))
                cells.update(dict.fromkeys(map(_bare, places), key))
    if not marks:
        return findings, ()
    kept: list[Finding] = []
    set_aside: list[Finding] = []
    used: set[tuple[_Key, str]] = set()
    for finding in findings:
        where = finding.row or finding.place
        key = (finding.project or "", finding.indicator or "", where)
        if key not in marks and finding.row is None and where is not None:
            key = cells.get(_bare(where), key)
        hits = [each for each in marks.get(key, ()) if covers(each, finding)]
        used |= {(key, each) for each in hits}
        (set_aside if hits else kept).append(finding)
    for key, names in marks.items():
        for name in names:
            if (key, name) not in used:
                told = unused(name, key[0], key[1], notes[key], rules=rules, ran=chosen)
                kept += (attrs.evolve(each, row=key[2]) for each in told)
    return tuple(kept), tuple(set_aside)


def split_codes(text: str) -> list[str]:
    """Split what stands in the brackets of ``ignore[VAL003, STR]``."""
    return [each for each in re.split(r"[\s,，、;；]+", text) if each]


def covers(name: str, finding: Finding) -> bool:
    """Say whether a code, prefix, name or ALL stands for the rule of a finding."""
    return (
        name.upper() == ALL
        or finding.name == name
        or finding.code.startswith(name.upper())
    )


def unused(  # noqa: PLR0913 - what the finding says
    name: str,
    project: str | None,
    indicator: str | None,
    place: Place | None,
    *,
    rules: Mapping[str, Rule],
    ran: frozenset[str],
) -> Iterator[Finding]:
    """Report a marker that sets nothing aside (IGN001), where that rule runs.

    A marker for a rule that did not run may have its use in another run.
    """
    try:
        meant = named(rules, [name])
    except UsageError:
        message = Message(
            zh=f"忽略标记写了“{name}”，没有这条规则",
            en=f"the marker ignores “{name}”, and there is no such rule",
        )
    else:
        if not meant & ran:
            return
        message = Message(
            zh=f"忽略标记“{name}”没有对应的问题，可以删去",
            en=f"the marker that ignores “{name}” sets nothing aside; remove it",
        )
    if _UNUSED in ran:
        yield Finding(
            code=_UNUSED,
            name="unused-ignore",
            severity=Severity.WARNING,
            message=message,
            project=project or None,
            indicator=indicator or None,
            place=place,
        )
