"""What is added once all tables are read: names, the year, what is missing."""

from collections.abc import Iterable, Iterator

import attrs

from perftargets.findings import Finding
from perftargets.reading.notices import (
    doubtful,
    guessed,
    no_table,
    unplaced,
)
from perftargets.reading.tables.builder import Draft
from perftargets.reading.tables.flat_columns import stated_year
from perftargets.reading.tables.titles import pattern
from perftargets.text import NOWHERE, Place, Source

_QUOTED = 5


def amounts_without_unit(projects: Iterable[Draft]) -> Iterator[Finding]:
    """Report once that amounts state no unit: 元 and 万元 differ by much."""
    drafts = [draft for draft in projects if draft.without_unit]
    if not drafts:
        return
    texts = [text for draft in drafts for text in draft.without_unit]
    said = "、".join(dict.fromkeys(texts[:_QUOTED]))
    count = f"（共 {len(texts)} 处）" if len(texts) > _QUOTED else ""
    place = attrs.evolve(
        drafts[0].money_place or drafts[0].place, project=drafts[0].name or None
    )
    yield doubtful(
        f"资金没有写明单位，不知是元还是万元：“{said}”{count}",
        f"the amounts state no unit (元 or 万元): “{said}” ({len(texts)})",
        place,
    )


def year_of_rows(projects: Iterable[Draft], findings: list[Finding]) -> int | None:
    """Return the year that a column states; other years of it are findings."""
    years: dict[int, Source] = {}
    for draft in projects:
        cell = draft.fields.get("fiscal_year")
        stated = stated_year(cell.text) if cell is not None else None
        if cell is not None and stated is not None:
            years.setdefault(stated, cell)
    others = list(years.values())[1:]
    findings += [unplaced(other.text, other.place()) for other in others]
    return next(iter(years), None)


def name_project(draft: Draft, title: Source | None, findings: list[Finding]) -> None:
    """Name a project that no cell names by the title, or by its sheet.

    The form of a whole department (部门整体支出) has no project to name.
    """
    whole = pattern("whole").search(title.text) if title is not None else None
    if title is not None and whole is not None:
        draft.fields["name"] = title[whole.start() : whole.end()]
        department = draft.fields.get("department")
        if department is not None and draft.text("agency") is None:
            draft.fields["agency"] = department
        if draft.place == NOWHERE:
            draft.place = title.place()
        findings.append(
            guessed(
                f"表里没有项目名称，按标题读作“{whole[0]}”",
                f"no cell names the project; by the title it is “{whole[0]}”",
                title.place(),
            )
        )
        return
    place = draft.indicators[0].place if draft.indicators else draft.place
    sheet = place.sheet if place else None
    where = place or NOWHERE
    if draft.place == NOWHERE:
        draft.place = where
    if sheet:
        draft.fields["name"] = Source.at(sheet, where)
    findings.append(
        guessed(
            f"表里没有项目名称，按工作表名称“{sheet or ''}”读取",
            f"no cell names the project; it was named after its sheet, “{sheet or ''}”",
            where,
        )
    )


def without_table(place: Place, excerpt: str, *, hinted: bool) -> Finding:
    """Return the finding on a file in which no table of targets was recognised."""
    return no_table(
        "文件里没有认得出的绩效目标表："
        + (f"开头是“{excerpt}”，" if excerpt else "没有内容，")
        + "需要带有“三级指标、指标值”一类栏目名称的表格；"
        "栏目另有名称时可用别名文件",
        "no table of performance targets was found: "
        + (f"it begins “{excerpt}”; " if excerpt else "it has no content; ")
        + "a table with titles such as 三级指标 and 指标值 is expected; a file of "
        "aliases can name other titles",
        place,
        # That a file has no content at all may be a loss.
        hinted=hinted or not excerpt,
    )
