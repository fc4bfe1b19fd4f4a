"""``perftargets check``: did they do what they promised, and for how many points?"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

import attrs

from perftargets.cli._failures import FAULT, FINDINGS
from perftargets.cli._findings import report
from perftargets.cli._input import broken, documents
from perftargets.cli._input import document as read
from perftargets.cli._plan import sources
from perftargets.cli._spool import around, spool
from perftargets.cli._terminal import flush, put_part, restored
from perftargets.errors import DataError, PerftargetsError, UsageError
from perftargets.findings import Breakdown, Finding, Language
from perftargets.judging.verdict import Verdict
from perftargets.model.project import Document
from perftargets.profile import Profile, load_profile
from perftargets.reading import Limits
from perftargets.reading.actuals import read_actuals
from perftargets.reporting.evaluation import csv, html, json, text
from perftargets.reporting.evaluation.rollup import Sums, Writer, grouped
from perftargets.scoring.check import check
from perftargets.scoring.fill_form import fill_form
from perftargets.scoring.given import asked_prior
from perftargets.scoring.result import Evaluation
from perftargets.writing.save import save

FailOn = Literal["not_met", "undetermined", "never"]
CheckFormat = Literal["text", "json", "html", "csv", "xlsx", "docx"]

FAILING: dict[FailOn, frozenset[Verdict]] = {
    "not_met": frozenset({Verdict.NOT_MET, Verdict.PARTLY_MET}),
    "undetermined": frozenset(Verdict) - {Verdict.MET},
    "never": frozenset(),
}
"""The verdicts that end the command with 1."""

ENDINGS: dict[str, CheckFormat] = {
    ".csv": "csv",
    ".docx": "docx",
    ".htm": "html",
    ".html": "html",
    ".json": "json",
    ".txt": "text",
    ".xlsx": "xlsx",
}
"""The form that each ending of an output file stands for."""

_FORMS = ("xlsx", "docx")


@attrs.frozen(kw_only=True)
class Options:
    """The options of one call, as given; None where one is not."""

    actuals: Path | None = None
    aliases: Path | None = None
    limits: Limits | None = None
    prior: Path | None = None
    profile: str | None = None
    as_of: str | None = None
    form: CheckFormat | None = None
    output: Path | None = None
    force: bool = False
    fail_on: FailOn = "never"


def run(files: Sequence[Path], options: Options, language: Language) -> int:
    """Check files and write the evaluations; what was noticed goes to stderr.

    Raises:
        UsageError: an option cannot be used, or is no use with the others.
        DataError: the file of actuals is none.
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
    aliases, limits = options.aliases, options.limits
    prior = None
    if options.prior is not None:
        prior = asked_prior(read(options.prior, aliases=aliases, limits=limits))
    reported = None if options.actuals is None else read_actuals(options.actuals)
    found, walks = sources(files)
    # What the year before reached itself: trends show it beside this year's.
    before = None if prior is None else check(prior, profile=profile)
    seen = _Seen(options.fail_on, language)

    def evaluated(document: Document) -> Evaluation:
        return check(document, reported, profile=profile, prior=prior, as_of=as_of)

    # One file after the other: each is forgotten once it is written.
    reading = documents(found, walks, aliases=aliases, limits=limits)
    evaluations = (
        seen.told(unbroken(evaluated, document, file)) for file, document in reading
    )
    if prior is not None:
        seen.tell(prior.diagnostics)
    if len(found) == 1:
        for evaluation in evaluations:
            _write_one(evaluation, before, form, options, language)
    elif found:
        _write_several(evaluations, before, form, options, language)
    flush()
    code = walks.told(language)
    if seen.broken:
        return FAULT
    return FINDINGS if seen.grave or seen.failing else code


def unbroken(
    work: Callable[[Document], Evaluation], document: Document, file: Path
) -> Evaluation:
    """Evaluate a document; where the program breaks down, that is told of this file."""
    try:
        return work(document)
    except (PerftargetsError, OSError):
        raise
    except Exception as error:  # noqa: BLE001 - told with the name of the file
        return work(broken(error, file))


@attrs.define
class _Seen:
    """Whether anything in the evaluations gone by ends the command with 1."""

    _fail_on: FailOn
    _language: Language
    grave: bool = attrs.field(default=False, init=False)
    broken: bool = attrs.field(default=False, init=False)
    failing: bool = attrs.field(default=False, init=False)

    def told(self, evaluation: Evaluation) -> Evaluation:
        """Tell what was noticed about an evaluation, and give it on."""
        self.tell(evaluation.diagnostics)
        self.failing = self.failing or any(
            row.points.applicable and row.judgement.verdict in FAILING[self._fail_on]
            for _, row in evaluation.rows()
        )
        return evaluation

    def tell(self, findings: Iterable[Finding]) -> None:
        """Tell what was noticed."""
        findings = tuple(findings)
        self.broken = self.broken or any(
            isinstance(each, Breakdown) for each in findings
        )
        self.grave = report(findings, self._language) or self.grave


def _write_several(
    evaluations: Iterable[Evaluation],
    before: Evaluation | None,
    form: CheckFormat,
    options: Options,
    language: Language,
) -> None:
    if form in _FORMS:
        _fill(evaluations, form, options, language)
    else:
        _write_each(evaluations, before, _writer(form, options, language), options)


def _write_each(
    evaluations: Iterable[Evaluation],
    before: Evaluation | None,
    writer: Writer,
    options: Options,
) -> None:
    """Write several evaluations; what depends on none of them is shown at once."""
    sums = Sums.of((), before)
    at_once = writer.direct and options.output is None
    with spool() as waiting:
        if at_once:
            put_part(writer.head(sums))
        for evaluation in evaluations:
            sums.add(evaluation)
            piece = writer.piece(evaluation)
            if at_once:
                put_part(piece)
            else:
                waiting.write(piece)
        head = "" if at_once else writer.head(sums)
        _put(around(head, waiting, writer.tail(sums)), options)


def _put(parts: Iterable[str], options: Options) -> None:
    if options.output is not None:
        save(options.output, parts, force=options.force)
        return
    for part in parts:
        put_part(part)


def _writer(form: CheckFormat, options: Options, language: Language) -> Writer:
    """Give what writes several evaluations."""
    match form:
        case "html":
            return html.Writer(language=language)
        case "csv":
            return csv.Writer(language=language, mark=_marked(options))
        case "json":
            return json.Writer(language=language)
        case _:
            return text.Writer(language=language)


def _marked(options: Options) -> bool:
    # Excel in China takes UTF-8 for GBK without a mark.
    return options.output is not None


def _write_one(
    evaluation: Evaluation,
    before: Evaluation | None,
    form: CheckFormat,
    options: Options,
    language: Language,
) -> None:
    if form in _FORMS:
        _fill([evaluation], form, options, language)
    else:
        _put([_written(evaluation, before, form, options, language)], options)


def _written(
    evaluation: Evaluation,
    before: Evaluation | None,
    form: CheckFormat,
    options: Options,
    language: Language,
) -> str:
    """Write a single evaluation."""
    one = [evaluation]
    match form:
        case "html":
            return html.html(one, language=language, prior=before)
        case "csv":
            return csv.csv_text(one, language=language, mark=_marked(options))
        case "json":
            return json.many(one, language=language, prior=before)
        case _:
            shared = text.together(grouped(one, before), language=language)
            return text.text(evaluation, language=language) + shared


def _fill(
    evaluations: Iterable[Evaluation],
    form: CheckFormat,
    options: Options,
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


def _form(options: Options) -> CheckFormat:
    if options.output is None:
        return options.form or "text"
    ending = options.output.suffix.lower()
    meant = ENDINGS.get(ending)
    if options.form is None and meant is None:
        name = restored(str(options.output))
        raise UsageError(
            zh=f"“{name}”的扩展名看不出要哪种形式；可用：{'、'.join(ENDINGS)}，"
            "或写 --format",
            en=f"the ending of “{name}” names no form; there are {', '.join(ENDINGS)}, "
            "or write --format",
        )
    if options.form is not None and meant is not None and options.form != meant:
        name = restored(str(options.output))
        raise UsageError(
            zh=f"“{name}”的扩展名与 --format {options.form} 不一致",
            en=f"the ending of “{name}” is not that of --format {options.form}",
        )
    return options.form or meant or "text"


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
