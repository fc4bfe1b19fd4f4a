"""Whether a document is fit to submit: ``lint(document)``."""

import os
from collections.abc import Iterable, Iterator, Mapping

from perftargets.findings import (
    UNREADABLE,
    Breakdown,
    Fault,
    Report,
    Severity,
    severity_of,
)
from perftargets.findings.codes import UNUSED_IGNORE
from perftargets.findings.tally import KEPT
from perftargets.linting import Context, Rule
from perftargets.linting.blocks import by_block
from perftargets.linting.catalogue import catalogue as installed
from perftargets.linting.engine import noticed, run
from perftargets.linting.select import is_exact, named
from perftargets.linting.select import select as selected
from perftargets.linting.suppressions import without_marked
from perftargets.model.pointers import located
from perftargets.model.project import Document
from perftargets.profile import Profile
from perftargets.reading import document_of
from perftargets.scoring.given import DocumentSource, prior_of, profile_of
from perftargets.units import UnitTable, default_units

__all__ = ["lint"]


def lint(  # noqa: PLR0913 - one keyword for each setting
    document: DocumentSource,
    *,
    profile: Profile | str | os.PathLike[str] | None = None,
    prior: DocumentSource | None = None,
    select: Iterable[str] | None = None,
    extend_select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severities: Mapping[str, Severity | str] | None = None,
    catalogue: Mapping[str, Rule] | None = None,
    units: UnitTable | None = None,
    inline_ignores: bool = True,
    kept: int | None = KEPT,
) -> Report:
    """Check a document by the rules for a submitted file.

    What its reader noticed comes first. What the marks of the document and its 备注
    (``perftargets: ignore[VAL003]``) ask to set aside is not reported; a mark for which
    nothing was found, or that cannot be used, is reported itself (IGN001).

    Args:
        document: what to look at: a document, or what ``read`` takes.
        profile: the settings to hold it to, by name or path; without it those that the
            document names, else ``mof2020``.
        prior: last year's document or its path, for the rules that compare years. One
            of another year is reported (REA001) and compared with nothing.
        select: the rules to run, by code, prefix, name or ``ALL``; without it those
            that are no hints.
        extend_select: more of them.
        ignore: rules not to run, whatever the others say.
        severities: another severity for some rules, by code, prefix or name.
        catalogue: the rules there are; those shipped and installed without it.
        units: the table to convert by.
        inline_ignores: whether what the document, or the file beside it, asks to set
            aside is set aside; without it all findings are shown.
        kept: how many findings of one rule are kept; the others are counted by one
            more finding. None keeps all.

    Raises:
        UsageError: there is no such rule, profile or severity, or an argument is of
            another kind.
        OSError: a file cannot be opened.
    """
    document = document_of(document)
    rules = installed() if catalogue is None else catalogue
    chosen = selected(rules, select, extend=extend_select, ignore=ignore)
    graver = _severities(rules, severities or {})
    held_to, complaint = profile_of(profile, document)
    before, other_year = prior_of(prior, document)
    context = Context(
        document=document,
        profile=held_to,
        prior=before,
        units=default_units() if units is None else units,
    )
    found = run((rules[code] for code in sorted(chosen)), context, graver, kept=kept)
    complaints = (*complaint, *other_year, *by_block(document.diagnostics))
    read = noticed(complaints, rules, chosen, graver)
    all_found = located(document, (*read, *found.findings))
    findings, suppressed = without_marked(document, all_found, rules, chosen)
    if not inline_ignores:
        # Markers that have no use are still told.
        about_marks = [each for each in findings if each.code == UNUSED_IGNORE.code]
        findings, suppressed = (*all_found, *about_marks), ()
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
    """Return the faults of the program at this file, which no choice of rules hides."""
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
