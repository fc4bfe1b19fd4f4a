"""``perftargets check``: did they do what they promised, and for how many points?"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal

import attrs

from perftargets.checker import check
from perftargets.cli._findings import report
from perftargets.cli._input import document as read
from perftargets.cli._plan import sources
from perftargets.cli._terminal import put, restored
from perftargets.diagnostics import Language
from perftargets.errors import DataError, UsageError
from perftargets.evaluation.filled import filled
from perftargets.evaluation.result import Evaluation
from perftargets.evaluation.verdict import Verdict
from perftargets.files import Limits
from perftargets.files._save import save
from perftargets.files.csv import read_actuals
from perftargets.model.project import Document
from perftargets.profile import Profile, load_profile
from perftargets.report import render
from perftargets.report._groups import grouped
from perftargets.report.csv import csv_text
from perftargets.report.html import html
from perftargets.report.json import many
from perftargets.report.text import together

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
        prior = read(options.prior, aliases=aliases, limits=limits)
    reported = None if options.actuals is None else read_actuals(options.actuals)
    found, _ = sources(files)
    evaluations = [
        check(
            read(file, aliases=aliases, limits=limits, many=len(found) > 1),
            reported,
            profile=profile,
            prior=prior,
            as_of=as_of,
        )
        for file in found
    ]
    # What the year before reached itself: trends show it beside this year's.
    before = None if prior is None else check(prior, profile=profile)
    grave = [report(each.diagnostics, language) for each in evaluations]
    if prior is not None:
        grave.append(report(prior.diagnostics, language))
    _write(evaluations, before, form, options, language)
    failing = any(
        row.points.applicable and row.judgement.verdict in FAILING[options.fail_on]
        for evaluation in evaluations
        for _, row in evaluation.rows()
    )
    return 1 if any(grave) or failing else 0


def _write(
    evaluations: Sequence[Evaluation],
    before: Evaluation | None,
    form: CheckFormat,
    options: Options,
    language: Language,
) -> None:
    if form in _FORMS:
        _fill(evaluations, form, options, language)
        return
    to_file = options.output is not None
    written = _written(evaluations, before, form, language, to_file=to_file)
    if options.output is None:
        put(written.removesuffix("\n"))
    else:
        save(options.output, written, force=options.force)


def _written(
    evaluations: Sequence[Evaluation],
    before: Evaluation | None,
    form: CheckFormat,
    language: Language,
    *,
    to_file: bool,
) -> str:
    match form:
        case "html":
            return html(evaluations, language=language, prior=before)
        case "csv":
            # Excel in China takes UTF-8 for GBK without a mark.
            return csv_text(evaluations, language=language, mark=to_file)
        case "json":
            return many(evaluations, language=language, prior=before)
        case _:
            texts = (render(each, "text", language=language) for each in evaluations)
            shared = together(grouped(evaluations, before), language=language)
            return "\n".join(texts) + shared


def _fill(
    evaluations: Sequence[Evaluation],
    form: CheckFormat,
    options: Options,
    language: Language,
) -> None:
    """Fill the official form in, a sheet or page for each project."""
    from perftargets.files.written import render as write  # noqa: PLC0415 - on use

    if options.output is None:
        raise UsageError(
            zh=f"{form} 不能写到标准输出，请用 -o 指定文件",
            en=f"{form} cannot go to standard output; -o names a file",
        )
    documents = [filled(each) for each in evaluations]
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
