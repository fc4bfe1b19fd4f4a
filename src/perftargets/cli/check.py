"""``perftargets check``: did they do what they promised, and for how many points?"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import get_args

import attrs

from perftargets.cli.deadline import TimeIsUpError, in_time
from perftargets.cli.failures import FAULT, FINDINGS
from perftargets.cli.findings import report
from perftargets.cli.input import broken, documents, too_slow
from perftargets.cli.input import document as read
from perftargets.cli.options import CheckFailOn, CheckFormat, CheckOptions, FilledForm
from perftargets.cli.output import Goal, write
from perftargets.cli.plan import sources
from perftargets.cli.terminal import flush, restored
from perftargets.errors import DataError, PerftargetsError, UsageError
from perftargets.findings import Breakdown, Finding, Language
from perftargets.findings.tally import first_of_each
from perftargets.judging.verdict import Verdict
from perftargets.model.project import Document
from perftargets.profile import Profile, load_profile
from perftargets.reading import Limits
from perftargets.reading.actuals import read_actuals
from perftargets.reading.limits import LIMITS
from perftargets.reporting.evaluation import endings, writer
from perftargets.reporting.totals import Totals
from perftargets.reporting.writer import WriterOptions
from perftargets.scoring.check import check
from perftargets.scoring.fill_form import fill_form
from perftargets.scoring.given import asked_prior
from perftargets.scoring.result import Evaluation
from perftargets.writing.save import save

FAILING: dict[CheckFailOn, frozenset[Verdict]] = {
    "not_met": frozenset({Verdict.NOT_MET, Verdict.PARTLY_MET}),
    "undetermined": frozenset(Verdict) - {Verdict.MET},
    "never": frozenset(),
}
"""The verdicts that end the command with 1."""

_FILLED: tuple[FilledForm, ...] = get_args(FilledForm)


def run(files: Sequence[Path], options: CheckOptions, language: Language) -> int:
    """Check files and write the evaluations; what was noticed goes to stderr.

    Raises:
        UsageError: an option cannot be used, or is no use with the others.
        DataError: the file is not a valid file of actuals.
        OSError: a file cannot be opened or written.
    """
    if options.output is not None and options.output.is_dir():
        raise _is_folder(options.output)
    form = _form(options)
    as_of = _day(options.as_of)
    # Before anything is read: a mistake in the call is told at once.
    profile = None if options.profile is None else _profile(options.profile)
    if options.output is not None and options.output.exists() and not options.force:
        _refuse(options.output)
    aliases, limits = options.reading.aliases, options.reading.limits()
    prior = None
    if options.prior is not None:
        prior = asked_prior(read(options.prior, aliases=aliases, limits=limits))
    reported = None if options.actuals is None else read_actuals(options.actuals)
    found, walks = sources(files)
    # What the year before reached itself: trends show it beside this year's.
    before = None if prior is None else check(prior, profile=profile)
    seen = _Seen(options.fail_on, language, several=len(found) > 1)

    def evaluated(document: Document) -> Evaluation:
        return check(
            document,
            reported,
            profile=profile,
            prior=prior,
            as_of=as_of,
            # Which rows no document uses is known once all have been seen.
            kept=None if seen.several else (limits or LIMITS).findings,
        )

    # One file after the other: each is forgotten once it is written.
    reading = documents(found, walks, aliases=aliases, limits=limits)
    evaluations = (
        seen.told(unbroken(evaluated, document, file, limits))
        for file, document in reading
    )
    if prior is not None:
        seen.tell(prior.diagnostics)
    if found and form in _FILLED:
        _fill(evaluations, form, options, language)
    elif found:
        how = WriterOptions(
            language=language,
            several=len(found) > 1,
            to_file=options.output is not None,
        )
        goal = Goal(writer=writer(form, how), path=options.output, force=options.force)
        totals = Totals.of((), before)
        write(evaluations, [goal], totals, empty=how.several)
        if how.several:
            most = (limits or LIMITS).findings
            seen.tell(first_of_each(totals.unused(), most, None))
    flush()
    code = walks.told(language)
    if seen.broken:
        return FAULT
    return FINDINGS if seen.grave or seen.failing else code


def unbroken(
    work: Callable[[Document], Evaluation],
    document: Document,
    file: Path,
    limits: Limits | None,
) -> Evaluation:
    """Evaluate a document; where the program breaks down, that is told of this file.

    So is that its time is over, which began when it was read.
    """
    try:
        with in_time():
            return work(document)
    except TimeIsUpError:
        late = too_slow(file, limits, "读取和判断", "reading and judging")
        return work(late)
    except (PerftargetsError, OSError):
        raise
    except Exception as error:  # noqa: BLE001 - told with the name of the file
        return work(broken(error, file))


@attrs.define
class _Seen:
    """Whether anything in the evaluations gone by ends the command with 1."""

    _fail_on: CheckFailOn
    _language: Language
    several: bool = attrs.field(kw_only=True)
    grave: bool = attrs.field(default=False, init=False)
    broken: bool = attrs.field(default=False, init=False)
    failing: bool = attrs.field(default=False, init=False)

    def told(self, evaluation: Evaluation) -> Evaluation:
        """Report what was noticed about an evaluation, and return it on."""
        # What one of several documents does not use, another may.
        unused = {id(each) for each in evaluation.unused} if self.several else set()
        self.tell(each for each in evaluation.diagnostics if id(each) not in unused)
        self.failing = self.failing or any(
            row.judgement.applicable and row.judgement.verdict in FAILING[self._fail_on]
            for _, row in evaluation.rows()
        )
        return evaluation

    def tell(self, findings: Iterable[Finding]) -> None:
        """Report what was noticed."""
        findings = tuple(findings)
        self.broken = self.broken or any(
            isinstance(each, Breakdown) for each in findings
        )
        self.grave = report(findings, self._language) or self.grave


def _fill(
    evaluations: Iterable[Evaluation],
    form: CheckFormat,
    options: CheckOptions,
    language: Language,
) -> None:
    """Fill the official form in, a sheet or page for each project."""
    from perftargets.writing import render as write

    if options.output is None:
        raise UsageError(
            zh=f"{form} 不能写到标准输出，请用 -o 指定文件",
            en=f"{form} cannot go to standard output; -o names a file",
        )
    documents = [fill_form(each) for each in evaluations]
    if not documents:
        return
    result = write(_joined(documents), f".{form}", form="self-evaluation")
    report(result.findings, language)
    save(options.output, result.data, force=options.force)


def _joined(documents: Sequence[Document]) -> Document:
    """Put the projects of several documents into one, and keep what they share."""
    first, *others = documents
    if not others:
        return first
    shared = {
        name: getattr(first, name)
        for name in ("title", "fiscal_year", "department")
        if all(getattr(each, name) == getattr(first, name) for each in others)
    }
    projects = tuple(
        attrs.evolve(project, department=project.department or document.department)
        for document in documents
        for project in document.projects
    )
    return Document(projects=projects, **shared)


def _form(options: CheckOptions) -> CheckFormat:
    if options.output is None:
        return options.format or "text"
    known: dict[str, CheckFormat] = {**endings()}
    known |= {f".{form}": form for form in _FILLED}
    known = dict(sorted(known.items()))
    meant = known.get(options.output.suffix.lower())
    if options.format is None and meant is None:
        name = restored(str(options.output))
        raise UsageError(
            zh=f"“{name}”的扩展名看不出要哪种形式；可用：{'、'.join(known)}，"
            "或写 --format",
            en=f"the ending of “{name}” names no form; there are {', '.join(known)}, "
            "or write --format",
        )
    if options.format is not None and meant is not None and options.format != meant:
        name = restored(str(options.output))
        raise UsageError(
            zh=f"“{name}”的扩展名与 --format {options.format} 不一致",
            en=f"the ending of “{name}” is not that of --format {options.format}",
        )
    return options.format or meant or "text"


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            zh=f"--as-of 应为日期，如 2022-07-31，读到“{restored(text)}”",
            en=f"--as-of is a date such as 2022-07-31, not “{restored(text)}”",
        ) from error


def _profile(name: str) -> Profile:
    """Load a profile; a mistake in its file is one of the call, not of the content."""
    try:
        return load_profile(name)
    except DataError as error:
        raise UsageError(zh=error.zh, en=error.en) from error


def _is_folder(output: Path) -> UsageError:
    name = restored(str(output))
    return UsageError(
        zh=f"“{name}”是文件夹；-o 应写出文件名，如 自评表.xlsx",
        en=f"“{name}” is a folder; -o names a file, such as result.xlsx",
    )


def _refuse(output: Path) -> None:
    name = restored(str(output))
    raise UsageError(
        zh=f"“{name}”已经存在；加 --force 才会覆盖",
        en=f"“{name}” is there already; --force replaces it",
    )
