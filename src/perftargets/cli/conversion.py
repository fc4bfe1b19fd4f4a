"""``perftargets convert``: files in any form, out in another."""

from collections.abc import Sequence
from pathlib import Path

import attrs

from perftargets.cli.deadline import TimeIsUpError, in_time
from perftargets.cli.failures import FAULT, FINE, ended
from perftargets.cli.findings import report
from perftargets.cli.input import broken, check_aliases, document, too_slow
from perftargets.cli.options import ConvertOptions
from perftargets.cli.plan import Job, plan
from perftargets.cli.progress import tracked
from perftargets.cli.terminal import complain, put, restored
from perftargets.cli.walks import Walks
from perftargets.errors import PerftargetsError, UsageError
from perftargets.findings import Breakdown, Language, Message
from perftargets.reading import Limits
from perftargets.writing import FORMS, render
from perftargets.writing.save import save

BINARY = {".docx", ".xlsx"}


@attrs.frozen
class _Done:
    """What one file ended with, and whether something was written."""

    code: int
    written: bool


def run(files: Sequence[Path], options: ConvertOptions, language: Language) -> int:
    """Read files and write each in another form; what was noticed goes to stderr.

    A file in which no project could be read writes nothing. Of several files, each is
    worked on whatever became of those before it, and none is kept in memory.

    Raises:
        UsageError: the call cannot be followed without losing a file.
        OSError: a file cannot be opened or written.
    """
    limits = options.reading.limits()
    output = options.output
    suffix = None if options.to is None else f".{options.to}"
    if output is not None and not output.parent.is_dir():
        folder = restored(str(output.parent))
        raise UsageError(
            zh=f"没有文件夹“{folder}”", en=f"there is no folder “{folder}”"
        )
    if output is not None and suffix and _contradicts(output, suffix):
        raise UsageError(
            zh=f"“{restored(str(output))}”的扩展名与 --to {options.to} 不一致",
            en=f"the ending of “{restored(str(output))}” is not that of "
            f"--to {options.to}",
        )
    check_aliases(options.reading.aliases)
    planned = plan(files, output=output, suffix=suffix, force=options.force)

    def work(job: Job, ending: str) -> _Done:
        try:
            return _convert(
                job, ending, options, limits, walks=planned.walks, language=language
            )
        except (PerftargetsError, OSError):
            raise
        except Exception as error:  # noqa: BLE001 - told with the name of the file
            report(broken(error, job.source).diagnostics, language)
            return _Done(FAULT, written=False)

    if not planned.jobs:
        return planned.walks.told(language)
    if not planned.many:
        (job,) = planned.jobs
        ending = suffix or _ending(output)
        done = work(job, ending)
        return max(done.code, planned.walks.told(language))
    code = written = 0
    for job in tracked(planned.jobs):
        try:
            done = work(job, suffix or ".json")
        except (PerftargetsError, OSError) as error:
            done = _Done(ended(error, language), written=False)
        code = max(code, done.code)
        written += done.written
    code = max(code, planned.walks.told(language))
    complain(_summary(len(planned.jobs), written).text(language))
    return code


def _contradicts(output: Path, suffix: str) -> bool:
    ending = output.suffix.lower().replace(".yml", ".yaml")
    return not output.is_dir() and ending in FORMS and ending != suffix


def _ending(output: Path | None) -> str:
    if output is None or (output.exists() and not output.is_file()):
        return ".json"
    return output.suffix or ".json"


def _convert(  # noqa: PLR0913 - what the call and the job give
    job: Job,
    suffix: str,
    options: ConvertOptions,
    limits: Limits | None,
    *,
    walks: Walks,
    language: Language,
) -> _Done:
    if job.goal is None and suffix in BINARY:
        raise UsageError(
            zh=f"“{suffix}”文件不能写到标准输出，请用 -o 指定文件",
            en=f"a file ending in “{suffix}” cannot go to standard output; "
            "-o names a file",
        )
    read = document(job.source, aliases=options.reading.aliases, limits=limits)
    if walks.passes(job.source, read):
        return _Done(FINE, written=False)
    unreadable = report(read.diagnostics, language)
    if any(isinstance(each, Breakdown) for each in read.diagnostics):
        return _Done(FAULT, written=False)
    if unreadable and not read.projects:
        nothing = Message(
            "没有读到项目，未写出任何内容", "no project was read; nothing is written"
        )
        complain(nothing.text(language))
        return _Done(1, written=False)
    try:
        with in_time():
            result = render(
                read,
                suffix,
                form=options.form,
                parsed=options.parsed,
                byte_order_mark=job.goal is not None,
            )
    except TimeIsUpError:
        late = too_slow(job.source, limits, "读取和转换", "reading and converting")
        report(late.diagnostics, language)
        return _Done(1, written=False)
    grave = report(result.findings, language)
    if job.goal is None:
        put(result.data.decode().removesuffix("\n"))
    else:
        job.goal.parent.mkdir(parents=True, exist_ok=True)
        save(job.goal, result.data, force=options.force)
    return _Done(1 if unreadable or grave else 0, written=True)


def _summary(files: int, written: int) -> Message:
    return Message(
        f"读了 {files} 个文件，写出 {written} 个",
        f"files read: {files}, written: {written}",
    )
