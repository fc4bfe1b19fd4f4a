"""What every form of an auditor's sheet shows: its titles, lines and sums."""

from collections.abc import Iterator

from perftargets.findings import Language, Message
from perftargets.reporting.totals import Totals
from perftargets.scoring.differences import FileReview
from perftargets.text import counted

TITLE = Message(zh="填报与计算不符清单", en="Printed figures that do not follow")

TITLES = (
    Message(zh="文件", en="file"),
    Message(zh="位置", en="place"),
    Message(zh="主管部门", en="department"),
    Message(zh="预算单位", en="agency"),
    Message(zh="项目名称", en="project"),
    Message(zh="项", en="item"),
    Message(zh="填报", en="printed"),
    Message(zh="应为", en="recomputed"),
    Message(zh="算式", en="formula"),
    Message(zh="文件摘要（SHA-256）", en="sha256"),
)
"""The titles of the columns; they are stable, new ones come behind."""

PROBLEMS = Message(zh="未能读取的内容", en="What could not be read")

PROBLEM_TITLES = (
    Message(zh="文件", en="file"),
    Message(zh="位置", en="place"),
    Message(zh="代码", en="code"),
    Message(zh="说明", en="message"),
    Message(zh="文件摘要（SHA-256）", en="sha256"),
)


def difference_lines(found: FileReview, language: Language) -> Iterator[list[str]]:
    """Return the cells of each difference of a file, in the order of ``TITLES``."""
    for each in found.differences:
        yield [
            found.file,
            _within(each.place, found.file),
            each.department or "",
            each.agency or "",
            each.project,
            each.title.text(language),
            each.printed,
            each.expected,
            each.formula.text(language),
            found.digest or "",
        ]


def problem_lines(found: FileReview, language: Language) -> Iterator[list[str]]:
    """Return the cells of what was not read, in the order of ``PROBLEM_TITLES``."""
    for each in found.problems:
        yield [
            found.file,
            _within(each.place, found.file),
            each.code,
            each.message.text(language),
            found.digest or "",
        ]


def sums(totals: Totals) -> Message:
    """Return the sums of all files in a sentence."""
    zh = (
        f"文件{totals.files}个，项目{totals.projects}个，核对填报数{totals.printed}处，"
        f"不符{totals.differences}处"
    )
    en = (
        f"{counted(totals.files, 'file')}, {counted(totals.projects, 'project')}, "
        f"{counted(totals.printed, 'printed figure')} checked, "
        f"{totals.differences} not following"
    )
    if totals.unchecked:
        zh += f"，没有算式可核对{totals.unchecked}处"
        en += f", {totals.unchecked} without a rule"
    if totals.unread:
        zh += f"，未能完整读取的文件{totals.unread}个"
        en += f", {counted(totals.unread, 'file')} not read whole"
    return Message(zh=zh, en=en)


def _within(place: str | None, file: str) -> str:
    """Return a place without the file, which stands in its own column."""
    if place is None:
        return ""
    return place.removeprefix(file).lstrip(":").removeprefix("[").removesuffix("]")
