"""The running-text form: published 绩效目标表 as text, the columns run together.

``主管部门 | 预算单位 | 项目名称 | 绩效目标 | 绩效指标``, the last a numbered list
``N、<category>：<name>，年度指标值：<value>。``, broken at the widths of the columns of
the PDF it came from. docs/reference/running-text-form.md says what is read and how.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from perftargets.findings import Finding
from perftargets.model.indicator import Indicator
from perftargets.model.places import Places
from perftargets.model.project import Document, Goal, Project
from perftargets.phrase import parse
from perftargets.reading.notices import (
    by_place,
    guessed,
    is_hint,
    no_table,
    unplaced,
    unreadable_file,
)
from perftargets.reading.running_text.flow import Flow, FlowPage, take_apart, year
from perftargets.reading.running_text.header_cells import Header, divide_all
from perftargets.reading.running_text.header_fit import Evidence, tokens
from perftargets.reading.running_text.rows import (
    FlowRow,
    name_of,
    places_of,
    rows,
    value_of,
)
from perftargets.reading.tables.blocks import ProjectBlock, blocks
from perftargets.text import Place, Source, Span

if TYPE_CHECKING:
    from perftargets.reading.formats.registry import Content


def read_text(text: str, *, path: str | None = None) -> Document:
    """Read a table of the running-text form; what is wrong with it is a finding."""
    return read_lines(Source.lines(text, path=path), path=path)


def read_lines(lines: Sequence[Source], *, path: str | None = None) -> Document:
    r"""Read a table of the running-text form, line by line.

    Args:
        lines: the lines with their places; one that holds ``\f`` begins a page.
        path: the file they came from.
    """
    page = take_apart(lines)
    found = rows(page.flow, is_page=True)
    if not found:
        return _no_table(page, path)
    title = page.title.text if page.title else ""
    parts = blocks(page.flow, found, title)
    evidence = Evidence.of(
        title,
        (tokens(page.flow, block.header) for block in parts),
        page.flow,
    )
    headers = _completed(
        divide_all(page.flow, [part.header for part in parts], evidence)
    )
    projects: list[Project] = []
    findings = list(_page_findings(page, path))
    for block, header in zip(parts, headers, strict=True):
        project = _project(page.flow, block, header)
        projects.append(project)
        findings += _block_findings(page.flow, block, header, project)
    departments = {project.department for project in projects}
    return Document(
        title=page.title.text if page.title else None,
        fiscal_year=year([page.title]) if page.title else None,
        department=departments.pop() if len(departments) == 1 else None,
        projects=tuple(projects),
        diagnostics=tuple(sorted(findings, key=by_place)),
        path=path,
    )


def read_content(content: "Content") -> Document:
    """Read a file of the running-text form."""
    text = content.text or ""
    most = content.limits.lines
    # Counted before anything is made of them: each line costs many times its length.
    if text.count("\n") + text.count("\r") - text.count("\r\n") >= most:
        finding = unreadable_file(
            f"文字超过上限 {most} 行，没有读取；请拆分，或调高上限（lines）",
            f"the text has more than the limit of {most} lines and was not read; "
            "split it or raise the limit (lines)",
            Place(path=content.path),
        )
        return Document(diagnostics=(finding,), path=content.path)
    return read_text(text, path=content.path)


def _no_table(page: FlowPage, path: str | None) -> Document:
    found = page.title or page.flow.source
    excerpt = found.text[:40]
    finding = no_table(
        f"文件里没有这样的绩效目标表：开头是“{excerpt}”，找不到“1、产出指标：……，"
        "年度指标值：……。”这样的指标行；需要绩效目标表的文本，或 perftargets/1 的 JSON",
        f"no such table in the file: it begins “{excerpt}” and has no row like "
        "“1、产出指标：…，年度指标值：…。”; the text of a 绩效目标表 or JSON of "
        "perftargets/1 is expected",
        found.place() if found.text else Place(path=path),
        hinted=is_hint(page.flow.source.text),
    )
    title = page.title.text if page.title else None
    return Document(title=title, diagnostics=(finding,), path=path)


def _completed(headers: Sequence[Header]) -> list[Header]:
    """Fill in the department and agency of merged cells from the project above."""
    done: list[Header] = []
    for header in headers:
        above = done[-1] if done else None
        changed = header
        if above is not None and header.department is None:
            changed = attrs.evolve(changed, department=above.department)
            if header.agency is None:
                changed = attrs.evolve(changed, agency=above.agency)
        done.append(changed)
    return done


def _project(flow: Flow, block: ProjectBlock, header: Header) -> Project:
    name = header.project.text if header.project else ""
    start = flow.source.place(block.header.start)
    goal = None
    if header.goal is not None:
        place = attrs.evolve(header.goal.place(), project=name)
        goal = Goal(header.goal.text, place=place)
    return Project(
        name=name,
        agency=header.agency.text if header.agency else None,
        department=header.department.text if header.department else None,
        goal=goal,
        indicators=tuple(_indicators(flow, block, name)),
        place=attrs.evolve(start, project=name),
    )


def _row_ends(block: ProjectBlock) -> Iterator[tuple[FlowRow, int]]:
    for index, row in enumerate(block.rows):
        last = index + 1 == len(block.rows)
        yield row, block.end if last else block.rows[index + 1].start


def _indicators(flow: Flow, block: ProjectBlock, project: str) -> Iterator[Indicator]:
    for row, end in _row_ends(block):
        name, value = name_of(flow, row, end), value_of(flow, row, end)
        place = flow.source.place(row.start)
        yield Indicator(
            number=row.number,
            category=row.category,
            subcategory=row.subcategory,
            name=name.text,
            target=parse(value.text),
            place=attrs.evolve(place, project=project, indicator=name.text),
            places=Places.of(place, places_of(flow, row, name, value)),
        )


def _page_findings(page: FlowPage, path: str | None) -> Iterator[Finding]:
    for line in page.unplaced:
        yield unplaced(line.text, line.place())
    if not page.has_columns:
        yield guessed(
            "没有找到栏目名称（主管部门、预算单位、项目名称……），按此顺序读取",
            "no column titles (主管部门, 预算单位, 项目名称 …) were found; the cells "
            "were read in that order",
            page.flow.source.place() if page.flow.text else Place(path=path),
        )
    for seam in page.flow.doubtful:
        words = page.flow.text[max(seam - 10, 0) : seam + 10]
        yield guessed(
            f"换行处的外文字母直接相连：“{words}”，原文此处可能有空格",
            f"Latin letters were joined across a line break: “{words}”; a space may "
            "have stood there",
            page.flow.source.place(seam),
        )


def _block_findings(
    flow: Flow, block: ProjectBlock, header: Header, project: Project
) -> Iterator[Finding]:
    if block.guessed or not header.sure:
        yield guessed(
            "主管部门、预算单位、项目名称、绩效目标之间没有分隔，按版式推断为："
            f"{_quoted(project)}",
            "department, agency, project and goal are not separated; divided by the "
            f"layout into: {_quoted(project)}",
            project.place or Place(),
        )
    for row, indicator in zip(block.rows, project.indicators, strict=True):
        place = indicator.place or Place()
        if row.label is None:
            yield guessed(
                f"这一行没有“年度指标值：”，整行作为指标名称：“{indicator.name}”",
                "the row has no 年度指标值：, so all of it was taken as the name: "
                f"“{indicator.name}”",
                place,
            )
        if row.split_digits:
            yield guessed(
                f"序号紧接在上一行的数字之后，按顺序拆出 {row.number}",
                f"the number {row.number} follows a figure without a mark between "
                "them and was cut off as the number that is due",
                place,
            )
    yield from _unplaced(flow, block.rest, project)


def _quoted(project: Project) -> str:
    goal = project.goal.text[:8] + "…" if project.goal else "—"
    parts = (project.department, project.agency, project.name, goal)
    return " | ".join(part or "—" for part in parts)


def _unplaced(flow: Flow, span: Span, project: Project) -> Iterator[Finding]:
    starts = [span.start, *flow.seams_in(span.start, span.end), span.end]
    for start, end in pairwise(starts):
        line = flow.cut(start, end).strip()
        if line.text:
            place = attrs.evolve(line.place(), project=project.name)
            yield unplaced(line.text, place)
