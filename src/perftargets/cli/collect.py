"""``perftargets collect``: the tables of many units in one document or frame."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import attrs

import perftargets
from perftargets.cli.failures import FAULT, FINDINGS
from perftargets.cli.findings import report
from perftargets.cli.input import broken, document, is_broken
from perftargets.cli.journal import Journal, fingerprint, told_of_kept, worked
from perftargets.cli.options import CollectOptions
from perftargets.cli.output import output_form, refuse_output
from perftargets.cli.plan import sources
from perftargets.cli.progress import tracked
from perftargets.cli.terminal import flush, put, put_part
from perftargets.cli.walks import Walks
from perftargets.errors import DataError, UsageError
from perftargets.findings import Finding, Language, codes
from perftargets.model.project import Document
from perftargets.reading.native.document import to_plain
from perftargets.reading.native.json import loads
from perftargets.reading.notices import unreadable_file
from perftargets.text import Place
from perftargets.writing.collected import CollectFormat, Collection, Shared

Form = Literal[CollectFormat, "parquet"]
"""The forms that ``collect`` writes."""

_ENDINGS = {".json": "json", ".csv": "csv", ".xlsx": "xlsx", ".parquet": "parquet"}


def run(files: Sequence[Path], options: CollectOptions, language: Language) -> int:
    """Put the tables of files together, with file and digest for each project.

    Raises:
        UsageError: an option cannot be used, or the journal of another call is there.
        OSError: the output cannot be written.
    """
    form = output_form(options.output, options.format, _ENDINGS)
    refuse_output(options.output, force=options.force)
    found, walks = sources(files)
    mark = fingerprint("collect", perftargets.__version__, options.reading.aliases)
    collecting = _Collecting(options, walks, language, many=len(found) > 1)
    with Journal.beside(options.output, mark, force=options.force) as journal:
        collecting.all(found, journal)
        told_of_kept(journal, language)
        names = [os.fspath(file) for file in found]
        shared = collecting.shared
        report(_differing(shared), language)
        collection = Collection(
            shared,
            lambda: (
                _read_again(made["document"])
                for made in journal.results(names)
                if made["document"] is not None
            ),
        )
        _write(collection, form, options)
        journal.finish()
    if options.output is not None:
        put(
            f"{options.output}：{shared.files}个文件，{shared.projects}个项目，"
            f"{shared.rows}条指标"
            if language == "zh"
            else f"{options.output}: files {shared.files}, projects {shared.projects}, "
            f"indicators {shared.rows}"
        )
    flush()
    code = walks.told(language)
    if collecting.broken:
        return FAULT
    return FINDINGS if collecting.grave else code


def _write(collection: Collection, form: str, options: CollectOptions) -> None:
    from perftargets.writing.save import save, save_with

    output = options.output
    if form in {"xlsx", "parquet"}:
        if output is None:
            raise UsageError(
                zh=f"{form} 不能写到标准输出，请用 -o 指定文件",
                en=f"{form} cannot go to standard output; -o names a file",
            )
        if form == "xlsx":
            save_with(output, collection.to_xlsx, force=options.force)
            return
        from perftargets.frames.documents import save_documents

        save_with(
            output,
            lambda path: save_documents(path, collection.documents()),
            force=options.force,
        )
        return
    marked = output is not None
    parts = collection.json() if form == "json" else collection.csv(mark=marked)
    if output is not None:
        save(output, parts, force=options.force)
        return
    for part in parts:
        put_part(part)


@attrs.define
class _Collecting:
    """Reads one file after the other; one that breaks never stops the rest."""

    _options: CollectOptions
    _walks: Walks
    _language: Language
    _many: bool = attrs.field(kw_only=True)
    shared: Shared = attrs.field(factory=Shared, init=False)
    grave: bool = attrs.field(default=False, init=False)
    broken: bool = attrs.field(default=False, init=False)

    def all(self, files: Sequence[Path], journal: Journal) -> None:
        """Read what the journal does not hold yet."""
        for file, made, kept in worked(tracked(files), journal, self._one):
            if kept:
                self._walks.again(file, passed=made["passed"])
            self.broken = self.broken or made["broken"]
            self.grave = self.grave or made["grave"]
            if made["document"] is not None:
                self.shared.add(made["shared"])

    def _one(self, file: Path, digest: str | None) -> dict[str, Any]:
        options = self._options
        read = document(
            file,
            aliases=options.reading.aliases,
            limits=options.reading.limits(),
            many=self._many,
        )
        if self._walks.passes(file, read):
            return {"passed": True, "broken": False, "grave": False, "document": None}
        plain, own = None, None
        try:
            signed = _signed(read, file, digest)
            plain, own = to_plain(signed), Shared.of(signed)
        except DataError as problem:
            finding = unreadable_file(
                problem.zh, problem.en, Place(path=os.fspath(file))
            )
            read = Document(diagnostics=(*read.diagnostics, finding))
        except Exception as error:  # noqa: BLE001 - told with the name of the file
            read = broken(error, file)
        grave = report(read.diagnostics, self._language)
        return {
            "passed": False,
            "broken": is_broken(read.diagnostics),
            "grave": grave,
            "document": plain if read.projects else None,
            "shared": own,
        }


def _read_again(tree: dict[str, Any]) -> Document:
    return loads(json.dumps(tree, ensure_ascii=False))


def _signed(read: Document, file: Path, digest: str | None) -> Document:
    """Say of each project which file it is from; department and year go with it."""
    return attrs.evolve(
        read,
        projects=tuple(
            attrs.evolve(
                project,
                file=os.fspath(file),
                digest=digest,
                department=project.department or read.department,
            )
            for project in read.projects
        ),
    )


def _differing(shared: Shared) -> list[Finding]:
    """Report that files are of several years: the document names none then."""
    if len(shared.years) < 2:  # noqa: PLR2004 - two differ
        return []
    years = "、".join(
        "未写年度" if year is None else f"{year}年"
        for year in sorted(shared.years, key=lambda each: each or 0)
    )
    return [
        codes.GUESSED_STRUCTURE.finding(
            zh=f"各文件的年度不同（{years}），合在一起的文档不写年度；表格形式逐行写明",
            en="the files are of several years: the document names none, tables name "
            "it in each row",
            place=Place(),
        )
    ]
