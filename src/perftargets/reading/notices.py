"""What readers notice: the four findings REA001 to REA004."""

from collections.abc import Iterable, Iterator

import attrs

from perftargets.findings import Finding, Message, codes
from perftargets.text import NOWHERE, Place


def by_place(finding: Finding) -> tuple[int, int]:
    """Order findings as a reader of the file meets them."""
    place = finding.place or NOWHERE
    return place.line or 0, place.column or 0


def in_file(findings: Iterable[Finding], path: str | None) -> Iterator[Finding]:
    """Give findings whose places name the file, also where a reader did not know it."""
    for finding in findings:
        place = finding.place or NOWHERE
        if path is not None and place.path is None:
            yield attrs.evolve(finding, place=attrs.evolve(place, path=path))
        else:
            yield finding


def unplaced(text: str, place: Place) -> Finding:
    """Report text for which the form has no field (REA001)."""
    return codes.UNPLACED_TEXT.finding(
        zh=f"读不出这段文字属于哪一栏：“{text}”",
        en=f"no field of the form takes this text: “{text}”",
        hint=Message(
            zh="若属表中内容，请检查版式；若是表外说明，可以不管",
            en="check the layout if it belongs to the table; a remark can stay",
        ),
        project=place.project,
        indicator=place.indicator,
        place=place,
    )


def guessed(zh: str, en: str, place: Place) -> Finding:
    """Report a decision that the file does not state (REA002)."""
    return codes.GUESSED_STRUCTURE.finding(
        zh=zh,
        en=en,
        project=place.project,
        indicator=place.indicator,
        place=place,
    )


def unreadable_cell(zh: str, en: str, place: Place) -> Finding:
    """Report a value that could not be read (REA003); the message quotes it."""
    return codes.UNREADABLE_CELL.finding(
        zh=zh,
        en=en,
        project=place.project,
        indicator=place.indicator,
        place=place,
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
