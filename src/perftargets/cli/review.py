"""``perftargets review``: which printed figures do not follow, over many files?"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

import perftargets
from perftargets.cli.check import unbroken
from perftargets.cli.failures import FAULT, FINDINGS, FINE
from perftargets.cli.findings import report
from perftargets.cli.input import document, is_broken
from perftargets.cli.journal import Journal, fingerprint, told_of_kept, worked
from perftargets.cli.options import ReviewOptions
from perftargets.cli.output import Goal, output_form, refuse_output, write
from perftargets.cli.plan import sources
from perftargets.cli.progress import tracked
from perftargets.cli.terminal import flush
from perftargets.cli.walks import Walks
from perftargets.errors import DataError, UsageError
from perftargets.findings import Language
from perftargets.model.project import Document
from perftargets.profile import Profile, load_profile
from perftargets.reporting.differences import endings, writer
from perftargets.reporting.totals import Totals
from perftargets.reporting.writer import WriterOptions
from perftargets.scoring.check import check
from perftargets.scoring.differences import FileReview
from perftargets.scoring.result import Evaluation
from perftargets.writing.save import save_with

_SHEET = ".xlsx"


def run(files: Sequence[Path], options: ReviewOptions, language: Language) -> int:
    """Recompute files and write what does not follow.

    Raises:
        UsageError: an option cannot be used, or the journal of another call is there.
        OSError: the output cannot be written.
    """
    form = _form(options)
    profile = _profile(options.profile)
    refuse_output(options.output, force=options.force)
    found, walks = sources(files)
    names = [os.fspath(file) for file in found]
    mark = fingerprint(
        "review", perftargets.__version__, profile, options.reading.aliases
    )
    reviewing = _Reviewing(options, profile, walks, language, many=len(found) > 1)
    with Journal.beside(options.output, mark, force=options.force) as journal:
        reviewing.all(found, journal)
        told_of_kept(journal, language)
        reviews = _reviews(journal, names)
        if form == "xlsx":
            totals = _sheet(reviews, options, language)
        else:
            totals = Totals()
            how = WriterOptions(
                language=language, several=True, to_file=options.output is not None
            )
            goal = Goal(
                writer=writer(form, how), path=options.output, force=options.force
            )
            write(reviews, [goal], totals)
        journal.finish()
    flush()
    code = walks.told(language)
    if reviewing.broken:
        return FAULT
    differs = totals.differences and options.fail_on == "difference"
    return FINDINGS if totals.unread or differs else code or FINE


@attrs.define
class _Reviewing:
    """Recomputes one file after the other; one that breaks never stops the rest."""

    _options: ReviewOptions
    _profile: Profile | None
    _walks: Walks
    _language: Language
    _many: bool = attrs.field(kw_only=True)
    broken: bool = attrs.field(default=False, init=False)

    def all(self, files: Sequence[Path], journal: Journal) -> None:
        """Do what the journal does not hold yet."""
        for file, made, kept in worked(tracked(files), journal, self._one):
            if kept:
                self._walks.again(file, passed=made["passed"])
            self.broken = self.broken or made["broken"]

    def _one(self, file: Path, digest: str | None) -> dict[str, Any]:
        options = self._options
        read = document(
            file,
            aliases=options.reading.aliases,
            limits=options.reading.limits(),
            many=self._many,
        )
        if self._walks.passes(file, read):
            return {"passed": True, "broken": False}
        limits = options.reading.limits()
        evaluation = unbroken(self._evaluated, read, file, limits)
        report(evaluation.diagnostics, self._language)
        made = FileReview.of(evaluation, file=os.fspath(file), digest=digest)
        return {
            "passed": False,
            "broken": is_broken(evaluation.diagnostics),
            "review": made.to_tree(),
        }

    def _evaluated(self, read: Document) -> Evaluation:
        return check(read, profile=self._profile)


def _reviews(journal: Journal, names: Sequence[str]) -> Iterator[FileReview]:
    for made in journal.results(names):
        if not made["passed"]:
            yield FileReview.from_tree(made["review"])


def _sheet(
    reviews: Iterator[FileReview], options: ReviewOptions, language: Language
) -> Totals:
    from perftargets.reporting.sheet import save_sheet

    if options.output is None:
        raise UsageError(
            zh="xlsx 不能写到标准输出，请用 -o 指定文件",
            en="xlsx cannot go to standard output; -o names a file",
        )
    return save_with(
        options.output,
        lambda path: save_sheet(path, reviews, language=language),
        force=options.force,
    )


def _form(options: ReviewOptions) -> str:
    known: dict[str, str] = {".txt": "text", **endings(), _SHEET: "xlsx"}
    return output_form(options.output, options.format, known)


def _profile(name: str | None) -> Profile | None:
    """Load a profile; a mistake in its file is one of the call, not of the content."""
    if name is None:
        return None
    try:
        return load_profile(name)
    except DataError as error:
        raise UsageError(zh=error.zh, en=error.en) from error
