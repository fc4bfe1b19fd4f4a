"""Calls that give files: reports, the annotated copy, forms filled in or empty."""

from pathlib import PurePath
from typing import Any

from perftargets.errors import UsageError
from perftargets.findings import Language, Report
from perftargets.reporting.annotated import annotate
from perftargets.reporting.evaluation import writer
from perftargets.reporting.lint import render_report
from perftargets.reporting.totals import Totals
from perftargets.reporting.writer import WriterOptions, written
from perftargets.scoring.fill_form import fill_form
from perftargets.session.settings import Args, evaluation_of, language_of, report_of
from perftargets.session.store import Opened, Store
from perftargets.writing import render as form
from perftargets.writing.empty import empty
from perftargets.writing.labels import labels

Tree = dict[str, Any]

_WIDTH = 100
"""Columns of a report that is a text."""

_MEDIA = {
    "csv": "text/csv",
    "html": "text/html",
    "json": "application/json",
    "junit": "application/xml",
    "sarif": "application/sarif+json",
    "text": "text/plain",
    "concise": "text/plain",
    "github": "text/plain",
    "gitlab": "application/json",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv",
    ".json": "application/json",
    ".toml": "application/toml",
    ".xml": "application/xml",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
}
_ENDINGS = {
    "sarif": ".sarif",
    "junit": ".xml",
    "gitlab": ".json",
    "text": ".txt",
    "concise": ".txt",
    "github": ".txt",
}


def _named(name: str, ending: str) -> str:
    return f"{PurePath(name).stem or 'document'}{ending}"


def annotated(store: Store, args: Args) -> Tree:
    """Give a copy of a workbook with the findings on its cells."""
    opened, report = report_of(store, args)
    if opened.form != "xlsx":
        raise UsageError(
            zh=f"“{opened.name}”不是 XLSX 文件，不能标注",
            en=f"“{opened.name}” is no XLSX file, so it is not annotated",
        )
    data, losses = annotate(opened.data, report, language=language_of(args))
    return {
        "name": _named(opened.name, ".annotated.xlsx"),
        "media": _MEDIA[".xlsx"],
        "data": data,
        "losses": [{"zh": each.zh, "en": each.en} for each in losses],
    }


def write(store: Store, args: Args) -> Tree:
    """Give an open file in another format, or its form filled in by a check."""
    opened = store.get(args["handle"])
    document = opened.document
    checking = args.get("check")
    if checking is not None:
        _, evaluation, _ = evaluation_of(store, {**checking, "handle": opened.handle})
        document = fill_form(evaluation)
    suffix = args["suffix"].lower()
    made = form(document, suffix, form=args.get("form"))
    report = Report(findings=made.findings)
    return {
        "name": _named(opened.name, suffix),
        "media": _MEDIA.get(suffix, "application/octet-stream"),
        "data": made.data,
        "findings": report.to_dicts(language_of(args)),
    }


def render(store: Store, args: Args) -> Tree:
    """Give the report of a lint or the evaluation of a check as a file."""
    language, kind = language_of(args), args["format"]
    if args["of"] == "lint":
        opened, report = report_of(store, args)
        text = render_report(report, kind, language=language)
        ending = ".lint" + _ENDINGS.get(kind, f".{kind}")
    else:
        opened, text = _evaluation(store, args, kind, language)
        ending = ".check" + _ENDINGS.get(kind, f".{kind}")
    return {
        "name": _named(opened.name, ending),
        "media": _MEDIA.get(kind, "text/plain"),
        "data": text.encode("utf-8", "backslashreplace"),
    }


def _evaluation(
    store: Store, args: Args, kind: str, language: Language
) -> tuple[Opened, str]:
    opened, evaluation, before = evaluation_of(store, args)
    options = WriterOptions(language=language, to_file=True, width=_WIDTH)
    sums = Totals.of((), before)
    return opened, written(writer(kind, options), [evaluation], sums)


def new(store: Store, args: Args) -> Tree:
    """Give an empty form as a workbook, with lists to choose from."""
    del store
    chosen = args["form"]
    data = empty(chosen, year=args.get("year"), rows=args.get("rows"))
    return {
        "name": f"{labels(chosen)['title']}.xlsx",
        "media": _MEDIA[".xlsx"],
        "data": data,
    }
