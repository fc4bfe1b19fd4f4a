"""What is to be changed: fields of rows and their new texts, out of findings.

Several repairs of one field become one change, as far as they touch different stretches
of it.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

import attrs

from perftargets.findings import BLANK, Finding, Message
from perftargets.model.indicator import Indicator
from perftargets.model.pointers import Pointer
from perftargets.model.project import Document, Project
from perftargets.text import Place

FIELDS = frozenset(
    {
        *("name", "target", "unit", "category", "subcategory", "direction"),
        *("actual", "weight", "score", "reason", "note"),
    }
)
"""The fields of a row that can be changed."""

Reason = Literal[
    "no-such-finding",
    "no-such-proposal",
    "no-such-row",
    "blanks",
    "conflict",
    "not-found",
    "shared",
    "formula",
    "unsupported",
    "not-kept",
]
"""Why a change is not made; the codes that programs see."""

REASONS: Mapping[Reason, Message] = {
    "no-such-finding": Message("没有这条检查结果", "there is no such finding"),
    "no-such-proposal": Message("没有这条修改建议", "there is no such proposal"),
    "no-such-row": Message("没有这一行或这一栏", "there is no such row or field"),
    "blanks": Message(
        "建议中还有空白没有填写", "blanks of the proposal are not filled"
    ),
    "conflict": Message(
        "与同一单元格的另一处修改冲突，请修改后重新检查",
        "it conflicts with another change of the same cell; check again afterwards",
    ),
    "not-found": Message(
        "在文件中找不到对应的文字，或不止一处",
        "its text was not found in the file, or stands there more than once",
    ),
    "shared": Message(
        "这个单元格由几行共用，改了会影响其他行",
        "several rows share this cell, and the change is of one of them",
    ),
    "formula": Message(
        "单元格是公式，不能改成文字", "the cell holds a formula and is left as it is"
    ),
    "unsupported": Message(
        "这种文件不能直接修改，请另存为 XLSX 或 DOCX",
        "files of this kind are not changed; save it as XLSX or DOCX",
    ),
    "not-kept": Message(
        "改后重新读取，结果与预期不符，没有改动",
        "read again, the file would not say what was meant; it was not changed",
    ),
}


@attrs.frozen(kw_only=True)
class Choice:
    """One repair that a user takes.

    Attributes:
        finding: the finding.
        proposal: the number of one of its proposals; None for its fix.
        fills: what to write into the blanks of the proposal, in their order.
    """

    finding: Finding
    proposal: int | None = None
    fills: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Change:
    """A field and the text it is to have.

    Attributes:
        pointer: the field of a row.
        text: the whole new text.
        of: the numbers of the choices that it comes from.
    """

    pointer: Pointer
    text: str
    of: tuple[int, ...] = ()


@attrs.frozen(kw_only=True)
class Left:
    """A change that is not made, and why.

    Attributes:
        reason: why.
        of: the numbers of the choices that it comes from.
        pointer: the field, where it is known.
    """

    reason: Reason
    of: tuple[int, ...] = ()
    pointer: Pointer | None = None

    @property
    def message(self) -> Message:
        """Say why."""
        return REASONS[self.reason]


@attrs.frozen(kw_only=True)
class Made:
    """A change that was made.

    Attributes:
        pointer: the field.
        place: where the field stands.
        before: the whole text of the cell or field before.
        after: the same after.
        of: the numbers of the choices that it comes from.
    """

    pointer: Pointer
    place: Place | None
    before: str
    after: str
    of: tuple[int, ...] = ()


def text_of(row: Indicator, field: str) -> str:
    """Return the text of a field of a row as written; empty where it has none."""
    value: object = getattr(row, field)
    match field:
        case "target":
            return row.target.text
        case "actual":
            return "" if row.actual is None else row.actual.text
        case "weight" | "score":
            return "" if value is None else format(value, "f")
        case _:
            return "" if value is None else str(value)


def place_of(row: Indicator, field: str) -> Place | None:
    """Return where a field of a row stands, as far as it is known."""
    if field == "actual" and row.actual is not None and row.actual.place is not None:
        return row.actual.place
    known = None if row.places is None else row.places.of_field(field, row.place)
    # Where a row begins its name stands, unless it is known better.
    return known or row.place


@attrs.frozen(kw_only=True)
class Target:
    """The cell that a change goes to, and what of its text is meant.

    Attributes:
        place: the cell.
        before: the text of the field in this cell.
        after: what is to stand there.
    """

    place: Place
    before: str
    after: str


def runs_of(row: Indicator, field: str) -> list[tuple[int, int, Place]]:
    """Return the stretches of a field that stand in cells of their own.

    None where the whole field stands in one. A target may be made of the cells of its
    sign, its figure and its unit.
    """
    if row.places is None:
        return []
    mark = f"{field}@"
    known = sorted(
        (int(name.removeprefix(mark)), place)
        for name, place in row.places.all(row.place)
        if name.startswith(mark)
    )
    if not known:
        return []
    ends = [start for start, _ in known[1:]] + [len(text_of(row, field))]
    found = [
        (start, end, place) for (start, place), end in zip(known, ends, strict=True)
    ]
    cells = {(place.sheet, place.cell) for _, _, place in found}
    return found if len(cells) > 1 else []


def target_of(row: Indicator, change: "Change") -> Target | None:
    """Return the cell that a change of a field with a text goes to.

    None where the change touches several cells.
    """
    field = change.pointer.field or ""
    before = text_of(row, field)
    start, end, text = stretch(before, change.text)
    for first, behind, place in runs_of(row, field):
        last = behind == len(before)
        if first <= start and end <= behind and (start < behind or last):
            part = before[first:behind]
            after = part[: start - first] + text + part[end - first :]
            return Target(place=place, before=part, after=after)
    place_of_all = None if runs_of(row, field) else place_of(row, field)
    if place_of_all is None:
        return None
    return Target(place=place_of_all, before=before, after=change.text)


def with_implied(
    document: Document, changes: Iterable["Change"]
) -> "tuple[Change, ...]":
    """Add what a change says of the other field of its cell.

    The unit in a column of its own is a stretch of the target too: where one changes,
    so does the other.
    """
    given = {change.pointer: change for change in changes}
    found = dict(given)
    for change in given.values():
        row = change.pointer.within(document)
        other = {"unit": "target", "target": "unit"}.get(change.pointer.field or "")
        if other is None or not isinstance(row, Indicator) or not row.unit:
            continue
        pointer = change.pointer.to(other)
        run = next(
            (each for each in runs_of(row, "target") if _is_unit(row, each)), None
        )
        if run is None or pointer in given:
            continue
        first, behind, place = run
        text = row.target.text
        if other == "target":
            implied = text[:first] + change.text + text[behind:]
        else:
            goal = target_of(row, change)
            if goal is None or goal.place != place:
                continue
            implied = goal.after
        found[pointer] = Change(pointer=pointer, text=implied, of=change.of)
    return tuple(found.values())


def _is_unit(row: Indicator, run: tuple[int, int, Place]) -> bool:
    first, behind, place = run
    known = place_of(row, "unit")
    same = known is not None and (known.sheet, known.cell) == (place.sheet, place.cell)
    return same and row.target.text[first:behind].strip() == (row.unit or "").strip()


def changes_of(
    document: Document, choices: Mapping[int, Choice]
) -> tuple[tuple[Change, ...], tuple[Left, ...]]:
    """Return the changes that numbered choices come to, and those that come to none."""
    wanted: dict[Pointer, list[tuple[int, str]]] = {}
    left: list[Left] = []
    for number, choice in choices.items():
        texts = _texts(document, choice)
        if isinstance(texts, str):
            pointer = Pointer.parse(choice.finding.pointer or "")
            left.append(Left(reason=texts, of=(number,), pointer=pointer))
            continue
        for field, text in texts:
            wanted.setdefault(field, []).append((number, text))
    changes: list[Change] = []
    for pointer, several in wanted.items():
        row = pointer.within(document)
        assert isinstance(row, Indicator)  # noqa: S101 - `_texts` has looked
        before = text_of(row, pointer.field or "")
        made, refused = _merged(before, several)
        if made is not None:
            changes.append(attrs.evolve(made, pointer=pointer))
        left += [
            Left(reason="conflict", of=(number,), pointer=pointer) for number in refused
        ]
    return tuple(changes), tuple(left)


def _texts(document: Document, choice: Choice) -> list[tuple[Pointer, str]] | Reason:
    """Return the fields that a choice changes, or why it changes none."""
    finding = choice.finding
    pointer = Pointer.parse(finding.pointer or "")
    if pointer is None or not isinstance(pointer.within(document), Indicator):
        return "no-such-row"
    if choice.proposal is None:
        excerpt, fix = finding.excerpt, finding.fix
        if fix is None or excerpt is None:
            return "no-such-proposal"
        if excerpt.field not in FIELDS:
            return "no-such-row"
        return [(pointer.to(excerpt.field), fix.applied(excerpt.text))]
    if not 0 <= choice.proposal < len(finding.proposals):
        return "no-such-proposal"
    texts = finding.proposals[choice.proposal].filled(choice.fills)
    if any(BLANK in text for _, text in texts):
        return "blanks"
    return [(pointer.to(field), text) for field, text in texts]


@attrs.frozen(order=True)
class _Stretch:
    """The stretch of a text that a new text replaces, as short as it can be."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, before: str, after: str) -> "_Stretch":
        """Compare two texts from both ends."""
        start = 0
        most = min(len(before), len(after))
        while start < most and before[start] == after[start]:
            start += 1
        end = 0
        while end < most - start and before[-1 - end] == after[-1 - end]:
            end += 1
        return cls(start, len(before) - end, after[start : len(after) - end])

    def touches(self, other: "_Stretch") -> bool:
        """Tell whether two stretches overlap or meet."""
        return self.start <= other.end and other.start <= self.end


def stretch(before: str, after: str) -> tuple[int, int, str]:
    """Return the shortest stretch that differs, and what is to stand there."""
    found = _Stretch.of(before, after)
    return found.start, found.end, found.text


def _merged(
    before: str, texts: Iterable[tuple[int, str]]
) -> tuple[Change | None, list[int]]:
    """Make one change of several texts of a field; those in the way are refused."""
    kept: list[tuple[int, _Stretch]] = []
    refused: list[int] = []
    numbers: list[int] = []
    for number, text in texts:
        one = _Stretch.of(before, text)
        if any(one == other for _, other in kept):
            numbers.append(number)
        elif any(one.touches(other) for _, other in kept):
            refused.append(number)
        else:
            kept.append((number, one))
            numbers.append(number)
    text = before
    for _, one in sorted(kept, key=lambda pair: pair[1], reverse=True):
        text = text[: one.start] + one.text + text[one.end :]
    made = Change(pointer=Pointer(0), text=text, of=tuple(numbers))
    return (made if kept else None), refused


def holds(before: Document, after: Document, changes: Iterable[Change]) -> bool:
    """Return whether a document differs in the changed fields alone, and as meant."""
    meant = _written(before)
    for change in changes:
        pointer = change.pointer
        fields = meant.get((pointer.project, pointer.row or 0))
        if fields is None or pointer.row is None or pointer.field is None:
            return False
        fields[pointer.field] = change.text
    same = attrs.evolve(before, projects=()) == attrs.evolve(after, projects=())
    heads = [_head(each) for each in before.projects]
    return (
        same
        and heads == [_head(each) for each in after.projects]
        and meant == _written(after)
    )


def _head(project: Project) -> Project:
    return attrs.evolve(project, indicators=())


def _written(document: Document) -> dict[tuple[int, int], dict[str, object]]:
    """Give every field of every row as written; an empty one as an empty text."""
    return {
        (number, index): _fields(row)
        for number, project in enumerate(document.projects)
        for index, row in enumerate(project.indicators)
    }


_PLAIN = tuple(
    field.name
    for field in attrs.fields(Indicator)
    if field.name not in {"place", "places", *FIELDS}
)


def _fields(row: Indicator) -> dict[str, object]:
    later = row.long_term_target
    return {
        **{name: getattr(row, name) for name in _PLAIN},
        **{name: text_of(row, name) for name in FIELDS},
        "long_term_target": None if later is None else later.text,
    }
