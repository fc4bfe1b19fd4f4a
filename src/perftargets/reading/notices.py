"""What readers notice: the four findings REA001 to REA004."""

from collections.abc import Iterable, Iterator
from pathlib import PurePath

import attrs

from perftargets.findings import Finding, Message, NoTable, codes
from perftargets.findings.tally import Further, noted
from perftargets.reading import words
from perftargets.text import NOWHERE, Place


def by_place(finding: Finding) -> tuple[int, int]:
    """Order findings as a reader of the file meets them."""
    place = finding.place or NOWHERE
    return place.line or 0, place.column or 0


def in_file(findings: Iterable[Finding], path: str | None) -> Iterator[Finding]:
    """Yield findings whose places name the file, though a reader did not know it."""
    for finding in findings:
        place = finding.place or NOWHERE
        if isinstance(finding, Further):
            # It stands for many, and is one object for all of them.
            yield finding
        elif path is not None and place.path is None:
            yield attrs.evolve(finding, place=attrs.evolve(place, path=path))
        else:
            yield finding


def unplaced(text: str, place: Place) -> Finding:
    """Report text for which the form has no field (REA001)."""
    return noted(
        codes.UNPLACED_TEXT.finding(
            zh=f"{_UNPLACED}“{text}”",
            en=f"no field of the form takes this text: “{text}”",
            hint=Message(
                zh="若属表中内容，请检查版式；若是表外说明，可以不管",
                en="check the layout if it belongs to the table; a remark can stay",
            ),
            project=place.project,
            indicator=place.indicator,
            place=place,
        )
    )


_UNPLACED = "读不出这段文字属于哪一栏："


def unplaced_text(finding: Finding) -> str:
    """Return the text for which the form has no field; empty for other findings."""
    said = finding.message.zh
    if finding.code != codes.UNPLACED_TEXT.code or not said.startswith(_UNPLACED):
        return ""
    return said.removeprefix(_UNPLACED)[1:-1]


def doubtful(zh: str, en: str, place: Place) -> Finding:
    """Report a reading of a column that barely won (REA001)."""
    return noted(
        codes.UNPLACED_TEXT.finding(
            zh=zh,
            en=en,
            hint=Message(
                zh="请核对这一栏，或用别名文件写明栏目名称",
                en="check the column, or name its title in a file of aliases",
            ),
            place=place,
        )
    )


def guessed(zh: str, en: str, place: Place) -> Finding:
    """Report a decision that the file does not state (REA002)."""
    return noted(
        codes.GUESSED_STRUCTURE.finding(
            zh=zh,
            en=en,
            project=place.project,
            indicator=place.indicator,
            place=place,
        )
    )


_NO_TARGETS = "no column of targets was recognised; columns seen: "


def no_target_column(seen: Iterable[str], place: Place) -> Finding:
    """Report a table in which no column of targets was recognised (REA003).

    It stands once for all rows of the table: that they have no target is the reader's
    doing, and no fault of who wrote them.
    """
    said = "、".join(dict.fromkeys(seen))
    return noted(
        codes.UNREADABLE_CELL.finding(
            zh=f"没有认出指标值一栏；看到的栏目：{said}",
            en=f"{_NO_TARGETS}{said}",
            hint=Message(
                zh="如其中有指标值，可用别名文件写明栏目名称",
                en="if one of them holds the targets, name its title in a file "
                "of aliases",
            ),
            place=place,
        )
    )


def says_no_target_column(finding: Finding) -> bool:
    """Report whether a finding says that a table has no column of targets."""
    return finding.message.en.startswith(_NO_TARGETS)


_NO_TITLES = "names categories, but no titles of columns were recognised"


def table_unread(begins: str, left: int, place: Place) -> Finding:
    """Report a table of categories in which no titles of columns were recognised.

    It stands once for all that the table holds (REA003).
    """
    return unreadable_cell(
        f"从“{begins}”起的表里有指标类别，但没有认出栏目名称，{left} 格没有读取",
        f"the table from “{begins}” on {_NO_TITLES}; {left} cells were left",
        place,
    )


def says_table_unread(finding: Finding) -> bool:
    """Report whether a finding says that a whole table was left."""
    return _NO_TITLES in finding.message.en


def unreadable_cell(zh: str, en: str, place: Place) -> Finding:
    """Report a value that could not be read (REA003); the message quotes it."""
    return noted(
        codes.UNREADABLE_CELL.finding(
            zh=zh,
            en=en,
            project=place.project,
            indicator=place.indicator,
            place=place,
        )
    )


def error_in_cell(value: str, place: Place) -> Finding:
    """Report a cell whose value is an error of a formula (REA003)."""
    return unreadable_cell(
        f"单元格的值是错误：{value}", f"the cell holds an error: {value}", place
    )


def unreadable_file(zh: str, en: str, place: Place) -> Finding:
    """Report a file that gives no document: what was found, what is wanted (REA004)."""
    return codes.UNREADABLE_FILE.finding(
        zh=zh,
        en=en,
        place=place,
    )


def no_table(zh: str, en: str, place: Place, *, hinted: bool) -> Finding:
    """Report a file that was read whole, and in which no table was found (REA004).

    Args:
        zh: what was found and what is wanted.
        en: the same in English.
        place: where the file begins.
        hinted: whether its words speak of targets, so that a table may be meant.
    """
    kind = Finding if hinted else NoTable
    code = codes.UNREADABLE_FILE
    return kind(
        code=code.code,
        name=code.name,
        title=code.title,
        severity=code.severity,
        message=Message(zh=zh, en=en),
        place=place,
    )


def is_hint(text: str) -> bool:
    """Return whether a text has words that stand in tables of targets alone."""
    return words.patterns("tables", "hints").search(text) is not None


_TEXTS = frozenset(
    ("", ".csv", ".htm", ".html", ".json", ".toml", ".tsv", ".txt", ".yaml", ".yml")
)
"""The endings that promise no more than text."""


def told_by_name(
    findings: Iterable[Finding], text: str, path: str | None
) -> Iterator[Finding]:
    """Yield findings about a text, so that no walk passes over one that may be a table.

    It may be one if its words speak of targets, or if its name promises a workbook, a
    document or a PDF.
    """
    is_text = PurePath(path or "").suffix.lower() in _TEXTS
    is_meant = is_hint(text) or not is_text
    for finding in findings:
        if is_meant and isinstance(finding, NoTable):
            yield codes.UNREADABLE_FILE.finding(
                zh=finding.message.zh,
                en=finding.message.en,
                hint=finding.hint,
                project=finding.project,
                indicator=finding.indicator,
                excerpt=finding.excerpt,
                place=finding.place,
            )
        else:
            yield finding


def no_indicator(place: Place) -> Finding:
    """Report a file of the right form without a single indicator (REA004)."""
    return unreadable_file(
        "文件里一个指标也没有，没有可以检查的内容",
        _NO_INDICATOR,
        place,
    )


_NO_INDICATOR = "there is not a single indicator in the file, so nothing can be checked"


def says_no_indicator(finding: Finding) -> bool:
    """Report whether a finding says that a file has no row."""
    return finding.message.en == _NO_INDICATOR
