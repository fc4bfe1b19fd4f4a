"""``perftargets demo``: the main job on the bundled example."""

from collections.abc import Iterator
from importlib.resources import as_file

from rich.cells import cell_len

from perftargets._data import data
from perftargets.cli.findings import report
from perftargets.cli.parse import line
from perftargets.cli.reading import shown
from perftargets.cli.terminal import put
from perftargets.findings import Language, Message
from perftargets.model.project import Document
from perftargets.phrase.target import Comparison, Target
from perftargets.reading import read
from perftargets.reading.actuals import read_actuals
from perftargets.reporting import render
from perftargets.scoring.check import check

EXAMPLE = "example"
TABLE = "panyu-2022.txt"
ACTUALS = "panyu-2022-actuals.csv"


def run(language: Language) -> int:
    """Read the Panyu table of 2022, show some targets, check made-up actuals."""
    with (
        as_file(data(EXAMPLE, TABLE)) as table,
        as_file(data(EXAMPLE, ACTUALS)) as actuals,
    ):
        document = read(table)
        evaluation = check(document, read_actuals(actuals))
    grave = report(evaluation.diagnostics, language)
    put(_read(document).text(language))
    put("")
    put(Message("目标读作：", "What some of its targets say:").text(language))
    targets = list(_samples(document))
    width = max(cell_len(shown(target.text, language)) for target in targets)
    for target in targets:
        put("  " + line(target, language, width=width))
    put("")
    put(
        Message(
            "核对（表格为公开发布的原文；实际完成值是为演示编造的）：",
            "The check (the table is as published; the actuals are made up):",
        ).text(language)
    )
    put(render(evaluation, format="text", language=language).removesuffix("\n"))
    return 1 if grave else 0


def _read(document: Document) -> Message:
    projects = len(document.projects)
    rows = sum(1 for _ in document.rows())
    title = document.title or TABLE
    return Message(
        f"已读取“{title}”：{projects} 个项目，{rows} 项指标。",
        f"Read “{title}”: {projects} projects, {rows} indicators.",
    )


def _samples(document: Document) -> Iterator[Target]:
    """Return the first target of each kind, and of each operator."""
    seen = set()
    for _, indicator in document.rows():
        target = indicator.target
        measure = target.measure
        operator = measure.operator if isinstance(measure, Comparison) else None
        if (target.kind, operator) not in seen:
            seen.add((target.kind, operator))
            yield target
