"""``perftargets lint``: is this file fit to submit?"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from perftargets.cli.deadline import TimeIsUpError, in_time
from perftargets.cli.failures import FAULT, FINDINGS, FINE
from perftargets.cli.findings import report as tell
from perftargets.cli.input import (
    STANDARD_INPUT,
    broken,
    check_aliases,
    documents,
    too_slow,
)
from perftargets.cli.input import document as read
from perftargets.cli.options import LintOptions
from perftargets.cli.output import Goal, write
from perftargets.cli.plan import sources
from perftargets.cli.settings import Settings, of_key
from perftargets.cli.settings import find as find_settings
from perftargets.cli.settings import load as load_settings
from perftargets.cli.terminal import complain, flush, put, put_part, restored
from perftargets.cli.walks import Walks
from perftargets.errors import DataError, PerftargetsError, UsageError
from perftargets.findings import (
    Language,
    LintFormat,
    Message,
    Report,
    combined,
    severity_of,
)
from perftargets.linting import Rule
from perftargets.linting.catalogue import catalogue
from perftargets.linting.lint import lint
from perftargets.linting.select import always, named
from perftargets.linting.select import select as selected
from perftargets.model.project import Document
from perftargets.profile import Profile, load_profile
from perftargets.reading import SIZE_LIMIT, Limits, read_bytes, with_sidecar
from perftargets.reading.limits import LIMITS
from perftargets.reporting.lint import FORMATS, writer
from perftargets.reporting.totals import Totals
from perftargets.reporting.writer import WriterOptions
from perftargets.scoring.given import asked_prior

if TYPE_CHECKING:
    # What few calls ask for is loaded when it is asked for.
    from perftargets.cli.fix import Look, Read, Repair


def run(files: tuple[Path, ...], options: LintOptions, language: Language) -> int:
    """Lint files and write the reports; with ``watch`` again at every change.

    Raises:
        UsageError: an option or a setting cannot be used.
        OSError: a file cannot be opened or written.
    """
    if not options.watch:
        return _once(files, options, language)
    if STANDARD_INPUT in files:
        raise UsageError(
            zh="标准输入不能用 --watch 监视", en="standard input cannot be watched"
        )
    from perftargets.cli.watch import watch

    # A file that is not there is told once, where a later look would wait for it.
    sources(files)
    return watch(files, lambda: _once(files, options, language))


def _once(files: tuple[Path, ...], options: LintOptions, language: Language) -> int:
    settings = load_settings(options.config or find_settings(Path.cwd()))
    # Before anything is read: a mistake in the call is told at once.
    list(_outputs(options.output))
    _check_statistics(options)
    baseline = _baseline_of(options, settings)
    job = _Job.of(options, settings)
    named_files, walks = sources(files)
    base = Path.cwd() if settings.path is None else settings.path.parent
    named_files = walks.without_excluded(named_files, settings.exclude, base)
    annotated = options.xlsx_annotated
    if annotated is not None:
        _check_annotated(named_files, annotated)
    if options.diff:
        return _show_repairs(job, named_files, options, language)
    broke_down = options.fix and _repair(job, named_files, options, language)
    # One file after the other: each is forgotten once its findings are written.
    reports: Iterator[Report] = job.reports(named_files, walks)
    if options.write_baseline and baseline is not None:
        from perftargets.cli.baseline import write as write_known

        report = combined(reports)
        complain(write_known(report, baseline).text(language))
        return FAULT if report.faults else walks.told(language)
    known = None
    if baseline is not None:
        from perftargets.cli.baseline import Baseline

        known = Baseline.load(baseline)
        reports = map(known.subtract, reports)
    if annotated is not None:
        reports = _annotating(reports, named_files[0], annotated, language)
    fail_on = options.fail_on or settings.fail_on or "error"
    goals = _goals(options, WriterOptions(language=language, fail_on=fail_on))
    totals = Totals()
    write(reports, goals, totals)
    _finish(totals, options, language)
    for message in () if known is None else known.stale():
        complain(message.text(language))
    code = walks.told(language)
    if totals.faults or broke_down:
        return FAULT
    return FINDINGS if totals.fails(fail_on) else code


def _check_statistics(options: LintOptions) -> None:
    if options.statistics and options.format not in {"text", "json"}:
        raise UsageError(
            zh=f"--statistics 只有 text 和 json 两种形式，不能用 {options.format}",
            en=f"--statistics is text or json, not {options.format}",
        )


def _check_annotated(files: tuple[Path, ...], goal: Path) -> None:
    from perftargets.cli.fix import form_of

    if len(files) != 1 or files[0] == STANDARD_INPUT:
        raise UsageError(
            zh="--xlsx-annotated 只能用于一个 XLSX 文件",
            en="--xlsx-annotated is for one XLSX file",
        )
    if form_of(files[0]) != "xlsx":
        name = restored(str(files[0]))
        raise UsageError(
            zh=f"--xlsx-annotated 只能用于 XLSX 文件，“{name}”不是",
            en=f"--xlsx-annotated is for an XLSX file, which “{name}” is not",
        )
    if goal.exists() and goal.samefile(files[0]):
        name = restored(str(goal))
        raise UsageError(
            zh=f"“{name}”就是要读的文件，不能覆盖",
            en=f"“{name}” is the file to read; it is never written over",
        )


def _annotating(
    reports: Iterable[Report], file: Path, goal: Path, language: Language
) -> Iterator[Report]:
    for report in reports:
        _annotate(file, goal, report, language)
        yield report


def _annotate(file: Path, goal: Path, report: Report, language: Language) -> None:
    from perftargets.reporting.annotated import annotate
    from perftargets.writing.save import save

    with file.open("rb") as opened:
        data = opened.read(SIZE_LIMIT + 1)
    copy, losses = annotate(data, report, language=language)
    save(goal, copy, force=True)
    for loss in losses:
        complain(loss.text(language))


def _show_repairs(
    job: "_Job", files: Iterable[Path], options: LintOptions, language: Language
) -> int:
    """Print what repairs would change; 1 where that is something."""
    from perftargets.cli.fix import difference

    code = FINE

    def show(file: Path) -> None:
        nonlocal code
        done = job.repair(_shown(file), unsafe=options.unsafe_fixes)
        if done.fixed:
            code = FINDINGS
            put(difference(_shown(file), done).removesuffix("\n"))

    broke_down = _each(files, show, language)
    return FAULT if broke_down else code


def _each(
    files: Iterable[Path], work: Callable[[Path], None], language: Language
) -> bool:
    """Work on files; tell where the program breaks down at one, and go on."""
    broke_down = False
    for file in files:
        try:
            work(file)
        except (PerftargetsError, OSError):
            raise
        except Exception as error:  # noqa: BLE001 - told with the name of the file
            broke_down = True
            tell(broken(error, _shown(file)).diagnostics, language)
    return broke_down


def _repair(
    job: "_Job", files: Iterable[Path], options: LintOptions, language: Language
) -> bool:
    """Repair files where they lie, or in a copy; say how much was done.

    Gives whether the program broke down at one of them.
    """
    from perftargets.cli.fix import beside
    from perftargets.writing.save import save

    fixed = left = 0

    def repair_one(file: Path) -> None:
        nonlocal fixed, left
        done = job.repair(_shown(file), unsafe=options.unsafe_fixes)
        fixed += done.fixed
        left += len(done.left)
        if not done.fixed:
            return
        if done.in_place:
            save(file, done.after, force=True)
            return
        save(beside(file), done.after, force=False)
        name = restored(str(beside(file)))
        told = Message(f"修正写在副本“{name}”里", f"“{name}” has the repairs")
        for message in (told, *done.losses):
            complain(message.text(language))

    broke_down = _each(files, repair_one, language)
    complain(_repaired(fixed, left).text(language))
    return broke_down


def _repaired(fixed: int, left: int) -> Message:
    zh, en = f"已修正 {fixed} 处", f"repaired: {fixed}"
    if left:
        zh += f"，另有 {left} 处不能可靠地修正，未改动"
        en += f"; left alone, since no repair was certain: {left}"
    return Message(zh, en)


def _goals(options: LintOptions, how: WriterOptions) -> list[Goal[Report]]:
    """Return what is written, standard output the last."""
    wanted: list[tuple[LintFormat, Path | None]] = list(_outputs(options.output))
    if not options.statistics:
        wanted.append((options.format, None))
    return [Goal(writer=writer(form, how), path=path) for form, path in wanted]


def _finish(totals: Totals, options: LintOptions, language: Language) -> None:
    if options.statistics and options.format == "json":
        from perftargets.reporting.lint.json import statistics as statistics_json

        put_part(statistics_json(totals))
    elif options.statistics:
        from perftargets.reporting.lint.text import statistics

        put_part(statistics(totals, language))
    flush()
    # What goes elsewhere than to a person still has to show that a rule broke down.
    if options.statistics or options.format not in {"text", "concise"}:
        for fault in totals.faults:
            complain(fault.message.text(language))


def _baseline_of(options: LintOptions, settings: Settings) -> Path | None:
    baseline = options.baseline or settings.baseline
    if options.write_baseline and baseline is None:
        raise UsageError(
            zh="--write-baseline 要同时写 --baseline 文件",
            en="--write-baseline needs --baseline FILE",
        )
    return baseline


@attrs.frozen(kw_only=True)
class _Job:
    """What holds for every file of a call."""

    select: tuple[str, ...] | None
    extend_select: tuple[str, ...]
    ignore: tuple[str, ...]
    settings: Settings
    profile: Profile | None
    aliases: Path | None
    limits: Limits | None
    prior: Document | None
    inline_ignores: bool

    @classmethod
    def of(cls, options: LintOptions, settings: Settings) -> "_Job":
        """Put options over settings, and refuse what names nothing at once."""
        check_aliases(options.reading.aliases)
        rules = catalogue()
        chosen = settings.select
        if options.select is not None:
            chosen = _split(options.select)
        _check_rules(rules, settings)
        extended = settings.extend_select + _split(options.extend_select)
        ignored = settings.ignore + _split(options.ignore)
        running = selected(rules, chosen, extend=extended, ignore=ignored)
        if not running - always(rules):
            raise UsageError(
                zh="选出的规则一条也没有，什么也不会检查；请改 --select 或 --ignore",
                en="no rule is selected, so nothing would be looked at; change "
                "--select or --ignore",
            )
        loaded = _profile(options, settings)
        return cls(
            select=chosen,
            extend_select=extended,
            ignore=ignored,
            settings=settings,
            profile=loaded,
            aliases=options.reading.aliases,
            limits=options.reading.limits(),
            prior=None if options.prior is None else _prior(options.prior, options),
            inline_ignores=settings.inline_ignores and not options.no_inline_ignores,
        )

    def reports(self, files: Sequence[Path], walks: Walks) -> Iterator[Report]:
        """Read the files and hold each to the rules; what is no table is passed over.

        Where the program breaks down at one, that is a fault of this file, and the
        others follow.
        """
        reading = documents(
            files, walks, named=_shown, aliases=self.aliases, limits=self.limits
        )
        for file, document in reading:
            try:
                with in_time():
                    report = self._lint(document, file)
            except TimeIsUpError:
                late = too_slow(file, self.limits, "读取和检查", "reading and checking")
                report = self._lint(late, file)
            except (PerftargetsError, OSError):
                raise
            except Exception as error:  # noqa: BLE001 - told with the name of the file
                report = Report.of_broken(broken(error, file).diagnostics)
            yield report

    def _lint(self, document: Document, file: Path) -> Report:
        return lint(
            document,
            profile=self.profile,
            prior=self.prior,
            select=self.select,
            extend_select=self.extend_select,
            ignore=(*self.ignore, *self._ignored_in(file)),
            severities=dict(self.settings.severity),
            inline_ignores=self.inline_ignores,
            kept=(self.limits or LIMITS).findings,
        )

    def repair(self, file: Path, *, unsafe: bool) -> "Repair":
        """Repair one file by the rules that can; nothing is written.

        Rules that can repair are hints, so they run here without being asked for.
        """
        from perftargets.cli.fix import repair

        read_again, look = self._for_repairs(file)
        return repair(file, read_again, look, unsafe=unsafe)

    def _for_repairs(self, file: Path) -> "tuple[Read, Look]":
        from perftargets.reading.tables.titles import load as load_titles

        if file == STANDARD_INPUT:
            raise UsageError(
                zh="标准输入不能就地修正", en="standard input cannot be repaired"
            )
        rules = catalogue()
        fixable = [code for code, rule in rules.items() if rule.fixable]
        titles = load_titles(self.aliases)

        def read_again(data: bytes) -> Document:
            document = read_bytes(
                data, path=str(file), titles=titles, limits=self.limits
            )
            return with_sidecar(document, str(file))

        def look(document: Document) -> Report:
            return lint(
                document,
                profile=self.profile,
                select=fixable if self.select is None else self.select,
                ignore=(*self.ignore, *self._ignored_in(file)),
                # Each of them is to be repaired.
                kept=None,
            )

        return read_again, look

    def _ignored_in(self, file: Path) -> Iterator[str]:
        """Return the rules that the settings ignore in a file."""
        if self.settings.path is None:
            return
        folder = self.settings.path.parent.resolve()
        # Unlike `Path.resolve`, it does not raise for links that go round.
        path = Path(os.path.realpath(file))
        inside = path.relative_to(folder) if path.is_relative_to(folder) else path
        for pattern, codes in self.settings.per_file_ignores:
            if fnmatchcase(inside.as_posix(), pattern) or fnmatchcase(
                path.name, pattern
            ):
                yield from codes


def _split(values: Iterable[str]) -> tuple[str, ...]:
    """Return the names that commas part."""
    parts = (part.strip() for value in values for part in value.split(","))
    return tuple(part for part in parts if part)


def _prior(file: Path, options: LintOptions) -> Document:
    reading = options.reading
    return asked_prior(read(file, aliases=reading.aliases, limits=reading.limits()))


def _profile(options: LintOptions, settings: Settings) -> Profile | None:
    profile = options.profile or settings.profile
    if profile is None:
        return None
    try:
        return load_profile(profile)
    except (DataError, UsageError) as error:
        # A profile is the caller's, not content that is looked at.
        told = UsageError(zh=error.zh, en=error.en)
        if options.profile is None:
            told = of_key(told, "profile", settings.path)
        raise told from error


def _check_rules(rules: Mapping[str, Rule], settings: Settings) -> None:
    """Refuse settings that name no rule or severity, and say in which key."""
    lists = {
        "select": settings.select or (),
        "extend-select": settings.extend_select,
        "ignore": settings.ignore,
        **{
            f"per-file-ignores.{each}": all_ for each, all_ in settings.per_file_ignores
        },
        **{f"severity.{each}": (each,) for each, _ in settings.severity},
    }
    for key, names in lists.items():
        try:
            named(rules, names)
        except UsageError as error:
            raise of_key(error, key, settings.path) from error
    for name, severity in settings.severity:
        try:
            severity_of(severity)
        except UsageError as error:
            key = f"severity.{name}"
            raise of_key(error, key, settings.path) from error


def _shown(file: Path) -> Path:
    """Return a path below the working folder relative to it, however it was given."""
    here = Path.cwd()
    if file.is_absolute() and file.is_relative_to(here):
        return file.relative_to(here)
    return file


def _outputs(wanted: Iterable[str]) -> Iterator[tuple[LintFormat, Path]]:
    for each in wanted:
        form, equals, path = each.partition("=")
        found = next((one for one in FORMATS if one == form), None)
        if found is None or not equals or not path:
            shown = restored(each)
            raise UsageError(
                zh=f"--output 要写成 格式=文件，格式为 {'、'.join(FORMATS)} 之一，"
                f"不能是“{shown}”",
                en=f"--output is FORMAT=FILE, with a format of {', '.join(FORMATS)}; "
                f"not “{shown}”",
            )
        yield found, Path(path)
