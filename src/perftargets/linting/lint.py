"""Whether a document is fit to submit: ``lint(document)``."""

from collections.abc import Iterable, Iterator, Mapping

from perftargets.findings import (
    UNREADABLE,
    Breakdown,
    Fault,
    Finding,
    Message,
    Report,
    Severity,
    severity_of,
)
from perftargets.findings.codes import UNPLACED_TEXT
from perftargets.linting import Context, Rule
from perftargets.linting.engine import noticed, run
from perftargets.linting.plugins import catalogue as installed
from perftargets.linting.select import is_exact, named
from perftargets.linting.select import select as selected
from perftargets.linting.suppressions import without_marked
from perftargets.model.project import Document
from perftargets.profile import DEFAULT, Profile, load_profile, shipped
from perftargets.text import Place
from perftargets.units import UnitTable, default_units

__all__ = ["lint"]


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

    What its reader noticed comes first. What the marks of the document and its 备注
    (``perftargets: ignore[VAL003]``) ask to set aside is not reported; a mark for which
    nothing was found, or that cannot be used, is reported itself (IGN001).

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
    findings, suppressed = without_marked(
        document, (*read, *found.findings), rules, chosen
    )
    return Report(
        findings=findings,
        faults=(*_breakdowns(document), *found.faults),
        suppressed=suppressed,
        profiles=((held_to.name, held_to.version),),
        paths=() if document.path is None else (document.path,),
        projects=len(document.projects),
        indicators=sum(1 for _ in document.rows()),
        rules=chosen,
    )


def _breakdowns(document: Document) -> Iterator[Fault]:
    """Give the faults of the program at this file, which no choice of rules hides."""
    for finding in document.diagnostics:
        if isinstance(finding, Breakdown):
            yield Fault.of(finding)


def _severities(
    rules: Mapping[str, Rule], wanted: Mapping[str, Severity | str]
) -> dict[str, Severity]:
    found: dict[str, Severity] = {}
    # The more exact name decides: VAL003 over VAL, whatever their order.
    for name in sorted(wanted, key=len):
        severity = severity_of(wanted[name])
        codes = named(rules, [name])
        # What could not be read is no lighter for a whole family of rules.
        kept = {
            code
            for code in codes & UNREADABLE
            if not is_exact([name], code, rules[code].name)
        }
        found.update(dict.fromkeys(codes - kept, severity))
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
    if wanted in shipped():
        return load_profile(wanted), ()
    known = ", ".join(shipped())
    complaint = UNPLACED_TEXT.finding(
        zh=f"文件所写方案“{wanted}”不是自带方案，按 {DEFAULT} 检查",
        en=f"the file asks for the profile “{wanted}”, which is not shipped; "
        f"{DEFAULT} is used",
        hint=Message(
            zh=f"可写 {known}；自己的方案用选项 --profile 指定",
            en=f"write one of {known}; name a profile of your own with --profile",
        ),
        place=Place(path=document.path),
    )
    return load_profile(DEFAULT), (complaint,)
