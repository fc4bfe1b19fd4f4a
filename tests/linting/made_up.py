"""Small documents and rules, made up for the tests of the engine."""

from collections.abc import Iterable

from perftargets.findings import Message, Severity
from perftargets.linting import Context, Defect, Edit, Related, Rule, rule
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Goal, Project
from perftargets.phrase import parse
from perftargets.text import Place, Span


def indicator(
    name: str, target: str, *, line: int, note: str | None = None
) -> Indicator:
    """Make a row of 产出 that stands on a line."""
    return Indicator(
        category="产出指标",
        name=name,
        target=parse(target),
        note=note,
        place=Place(path="表.yaml", line=line, column=7),
    )


def document(*rows: Indicator, path: str = "表.yaml") -> Document:
    """Make a document of one project with these rows."""
    project = Project(
        name="培训项目",
        agency="培训中心",
        goal=Goal("全年完成培训任务", place=Place(path=path, line=3, column=5)),
        indicators=rows,
        place=Place(path=path, line=2, column=3),
    )
    return Document(projects=(project,), path=path)


@rule("TST001", Severity.WARNING, clause="测试", fixable=True)
def about_a_figure(row: Indicator, _context: Context) -> Iterable[Defect]:
    """数字前有“约”。 | The figure is hedged."""
    start = row.target.text.find("约")
    if start >= 0:
        yield Defect(
            zh=f"“{row.target.text}”没有底线",
            en=f"“{row.target.text}” has no line",
            hint=Message(zh="写“≥”", en="write ≥"),
            span=Span(start, start + 1),
            edit=Edit(span=Span(start, start + 1), text="≥"),
        )


@rule("TST002", Severity.ERROR, clause="测试", scope="project")
def many_rows(project: Project, _context: Context) -> Iterable[Defect]:
    """超过一行。 | More than one row."""
    if len(project.indicators) > 1:
        yield Defect(
            zh="超过一行",
            en="more than one row",
            field="goal",
            related=(
                Related(
                    message=Message(zh="多出的行", en="the row too many"),
                    indicator=project.indicators[1],
                ),
            ),
        )


@rule("TST003", Severity.INFO, clause="测试", scope="document")
def no_year(document: Document, _context: Context) -> Iterable[Defect]:
    """没有年度。 | No year."""
    if document.fiscal_year is None:
        yield Defect(zh="没有年度", en="no year")


@rule("TST004", Severity.ERROR, clause="测试")
def broken_rule(_row: Indicator, _context: Context) -> Iterable[Defect]:
    """出错的规则。 | A rule that breaks down."""
    message = "no such key"
    raise LookupError(message)


RULES: dict[str, Rule] = {
    each.code: each for each in (about_a_figure, many_rows, no_year)
}
"""The rules that work."""

WITH_A_BROKEN_ONE = {**RULES, broken_rule.code: broken_rule}
"""The same and one that does not."""
