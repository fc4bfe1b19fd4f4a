"""What a filled form prints and the rules do not give: an auditor's sheet."""

from collections.abc import Iterator
from typing import Any, Literal

import attrs

from perftargets.findings import Finding, Message, Severity
from perftargets.judging.figures import amount
from perftargets.profile import Profile
from perftargets.scoring.result import Evaluation
from perftargets.scoring.review import (
    CheckedFigure,
    ProjectReview,
    Review,
    ReviewOutcome,
    review,
)
from perftargets.text import Place

Item = Literal["row", "execution", "total", "grade"]
"""What is printed: the points of a row, those for spending, the total, the grade."""

_NAMES = {
    "execution": Message(zh="预算执行率得分", en="points for execution"),
    "total": Message(zh="总分", en="total"),
    "grade": Message(zh="等级", en="grade"),
}


@attrs.frozen(kw_only=True)
class Difference:
    """One printed figure that does not follow.

    Attributes:
        place: where it stands in the file, as far as that is known.
        department: 主管部门.
        agency: 预算单位.
        project: the project's name.
        item: what is printed.
        name: the row's name; empty for what is no row.
        printed: what the form prints.
        expected: what the rules give.
        formula: how that comes about.
    """

    place: str | None
    department: str | None
    agency: str | None
    project: str
    item: Item
    name: str
    printed: str
    expected: str
    formula: Message

    @property
    def title(self) -> Message:
        """What the line is about, in words."""
        return _NAMES.get(self.item) or Message(zh=self.name, en=self.name)


@attrs.frozen(kw_only=True)
class Problem:
    """What kept a file, or a part of it, from being read."""

    place: str | None
    code: str
    message: Message
    is_error: bool

    @classmethod
    def of(cls, finding: Finding) -> "Problem":
        """Return what is kept of a finding."""
        return cls(
            place=None if finding.place is None else str(finding.place),
            code=finding.code,
            message=finding.message,
            is_error=finding.severity is Severity.ERROR,
        )


@attrs.frozen(kw_only=True)
class FileReview:
    """One file recomputed: what of it does not follow, and what was not read.

    Attributes:
        file: the file as it was named.
        digest: its SHA-256 in hexadecimal; None for what is no file.
        projects: how many projects it has.
        printed: how many figures it prints that were held against a rule.
        unchecked: how many it prints that no rule gives.
        differences: those that do not follow, in the order of the form.
        problems: what could not be read.
    """

    file: str
    digest: str | None
    projects: int = 0
    printed: int = 0
    unchecked: int = 0
    differences: tuple[Difference, ...] = ()
    problems: tuple[Problem, ...] = ()

    @classmethod
    def of(
        cls, evaluation: Evaluation, *, file: str, digest: str | None
    ) -> "FileReview":
        """Recompute an evaluated file."""
        found = review(evaluation)
        outcomes = [each for project in found.projects for each in _outcomes(project)]
        compared = {ReviewOutcome.FOLLOWS, ReviewOutcome.DIFFERS}
        return cls(
            file=file,
            digest=digest,
            projects=len(found.projects),
            printed=sum(each in compared for each in outcomes),
            unchecked=outcomes.count(ReviewOutcome.OPEN),
            differences=tuple(differences(found, evaluation.document.department)),
            problems=tuple(
                Problem.of(each)
                for each in evaluation.diagnostics
                if each.severity is not Severity.INFO
            ),
        )

    def to_tree(self) -> dict[str, Any]:
        """Return it as what JSON can hold, messages in both languages."""
        tree: dict[str, Any] = attrs.asdict(self)
        return tree

    @classmethod
    def from_tree(cls, tree: dict[str, Any]) -> "FileReview":
        """Return what ``to_tree`` was made of."""
        own = dict(tree)
        found, problems = own.pop("differences"), own.pop("problems")
        return cls(
            differences=tuple(
                Difference(**{**each, "formula": Message(**each["formula"])})
                for each in found
            ),
            problems=tuple(
                Problem(**{**each, "message": Message(**each["message"])})
                for each in problems
            ),
            **own,
        )


def differences(found: Review, department: str | None = None) -> Iterator[Difference]:
    """Return what does not follow, project by project: rows, execution, total, grade.

    ``department`` is that of projects which name none.
    """
    for project in found.projects:
        yield from _of_project(project, found.profile, department)


def _outcomes(found: ProjectReview) -> list[ReviewOutcome]:
    checked = [each.score.outcome for each in found.rows]
    return [*checked, found.execution.outcome, found.total.outcome, found.grade]


def _of_project(
    found: ProjectReview, profile: Profile, department: str | None
) -> Iterator[Difference]:
    project = found.project.project

    def line(
        item: Item, checked: CheckedFigure, place: Place | None, name: str = ""
    ) -> Difference:
        return Difference(
            place=_text(place),
            department=project.department or department,
            agency=project.agency,
            project=project.name,
            item=item,
            name=name,
            printed="" if checked.printed is None else format(checked.printed, "f"),
            expected="" if checked.expected is None else format(checked.expected, "f"),
            formula=checked.reason,
        )

    for each in found.rows:
        if each.score.outcome is ReviewOutcome.DIFFERS:
            row = each.row.indicator
            yield line("row", each.score, row.place_of("score"), row.name)
    if found.execution.outcome is ReviewOutcome.DIFFERS:
        yield line("execution", found.execution, project.place_of("funds"))
    if found.total.outcome is ReviewOutcome.DIFFERS:
        yield line("total", found.total, project.place_of("total"))
    if found.grade is ReviewOutcome.DIFFERS:
        yield Difference(
            place=_text(project.place_of("grade")),
            department=project.department or department,
            agency=project.agency,
            project=project.name,
            item="grade",
            name="",
            printed=project.grade or "",
            expected=found.grade_expected or "",
            formula=_bands(found, profile),
        )


def _bands(found: ProjectReview, profile: Profile) -> Message:
    """Say which grade a total has, by the bands of the profile."""
    total = found.project.project.total
    shown = "" if total is None else amount(total)
    bands = [f"{each.name}≥{each.least}" for each in profile.grades]
    return Message(
        zh=f"总分{shown}分（{'，'.join(bands)}）",
        en=f"a total of {shown} ({', '.join(bands)})",
    )


def _text(place: Place | None) -> str | None:
    return None if place is None else str(place)
