"""Findings: what was noticed about a file, how severe it is, and where it stands."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Literal

import attrs

from perftargets._renamed import warn_renamed
from perftargets.errors import UsageError
from perftargets.text import Place, Span

Language = Literal["zh", "en"]


class Severity(StrEnum):
    """The severity of a finding; only errors fail a build unless told otherwise.

    Severities are ordered: ``INFO < WARNING < ERROR``, so that ``max`` gives the worst
    and ``finding.severity >= "warning"`` holds for warnings and errors.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    def __lt__(self, other: str) -> bool:
        """Return whether this one is less severe."""
        return self._rank < severity_of(other)._rank

    def __le__(self, other: str) -> bool:
        """Return whether this one is less severe, or the same."""
        return self._rank <= severity_of(other)._rank

    def __gt__(self, other: str) -> bool:
        """Return whether this one is more severe."""
        return self._rank > severity_of(other)._rank

    def __ge__(self, other: str) -> bool:
        """Return whether this one is more severe, or the same."""
        return self._rank >= severity_of(other)._rank

    @property
    def _rank(self) -> int:
        return -list(Severity).index(self)


@attrs.frozen
class Message:
    """One sentence in Chinese and in English."""

    zh: str
    en: str

    def text(self, language: Language = "en") -> str:
        """Return the sentence in one language."""
        return self.zh if language == "zh" else self.en

    def __str__(self) -> str:
        """Return the English sentence."""
        return self.en


@attrs.frozen
class Diagnostic:
    """What a phrase left open or could not be understood for.

    ``code`` is a stable name such as ``operator-without-figure``; ``span`` points into
    the phrase as written.
    """

    code: str
    message: Message
    span: Span


@attrs.frozen
class Excerpt:
    """The text that a finding is about, as written, and the stretch at fault.

    ``field`` is the name that the model gives to where it stands: ``target``.
    """

    text: str
    span: Span
    field: str


@attrs.frozen(kw_only=True)
class Fix:
    """A repair of the excerpt: the stretch ``span`` of it becomes ``text``.

    ``safe`` says that the meaning stays the same.
    """

    span: Span
    text: str
    safe: bool = True

    def applied(self, text: str) -> str:
        """Return the text of the excerpt with the repair made."""
        return text[: self.span.start] + self.text + text[self.span.end :]


BLANK = "__"
"""Stands in a proposal where only the writer knows the figure or the word."""


@attrs.frozen(kw_only=True)
class Proposal:
    """What a hint says to write: the new text of one or several fields of the row.

    A text that holds ``__`` is to be filled in. With a proposal applied the defect is
    gone, and no other above a hint appears; a property of the tests.
    """

    name: str | None = None
    target: str | None = None
    unit: str | None = None
    category: str | None = None
    subcategory: str | None = None
    direction: str | None = None

    def changes(self) -> tuple[tuple[str, str], ...]:
        """Return the fields that it changes, each with its new text."""
        found = (
            (each.name, getattr(self, each.name)) for each in attrs.fields(type(self))
        )
        return tuple((name, text) for name, text in found if text is not None)

    @property
    def complete(self) -> bool:
        """Whether nothing in it is left to be filled in."""
        return not self.blanks

    @property
    def blanks(self) -> int:
        """How many blanks are left to be filled in, over all its texts."""
        return sum(text.count(BLANK) for _, text in self.changes())

    def filled(self, fills: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Return the fields that it changes, with the blanks filled in their order.

        Blanks beyond the last of ``fills`` stay.
        """
        rest = list(fills)
        found = []
        for name, text in self.changes():
            head, *parts = text.split(BLANK)
            for part in parts:
                head += (rest.pop(0) if rest else BLANK) + part
            found.append((name, head))
        return tuple(found)


@attrs.frozen(kw_only=True)
class Note:
    """Another place that a finding has to do with, and why."""

    message: Message
    project: str | None = None
    indicator: str | None = None
    place: Place | None = attrs.field(default=None, eq=False)


@attrs.frozen(kw_only=True)
class Finding:
    """Something noticed about a file, by a reader, a rule or the checker.

    Attributes:
        code: the code of the rule: ``REA001``.
        name: its name.
        severity: how grave it is.
        message: what is wrong.
        hint: what to write instead.
        project: the name of the project as written.
        indicator: the name of the row as written.
        agency: the unit (预算单位) that the project belongs to, where it is known.
        clause: what the rule rests on.
        excerpt: the text that is at fault.
        related: other places that it has to do with.
        fix: a repair, where there is one.
        proposals: the texts that the hint gives to choose from, by field.
        place: where the text at fault stands; it counts for nothing in equality.
        row_place: where the row begins that it belongs to, or the project; by this rows
            of one name are told apart. Outside equality like ``place``.
        pointer: the row or field that it belongs to, as a JSON Pointer into the
            document: ``/projects/0/indicators/2/target``. Outside equality too.
    """

    code: str
    name: str
    severity: Severity
    message: Message
    hint: Message | None = None
    project: str | None = None
    indicator: str | None = None
    agency: str | None = None
    clause: str | None = None
    excerpt: Excerpt | None = None
    related: tuple[Note, ...] = ()
    fix: Fix | None = None
    proposals: tuple[Proposal, ...] = ()
    place: Place | None = attrs.field(default=None, eq=False)
    row_place: Place | None = attrs.field(default=None, eq=False, repr=False)
    pointer: str | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def row(self) -> Place | None:
        """Return `row_place`; the deprecated name of it."""
        warn_renamed("Finding.row", "Finding.row_place")
        return self.row_place


def severity_of(text: Severity | str) -> Severity:
    """Convert ``error`` into a severity.

    Raises:
        UsageError: there is no such severity.
    """
    try:
        return Severity(text)
    except ValueError as error:
        known = [str(each) for each in Severity]
        raise UsageError(
            zh=f"没有级别“{text}”，可用：{'、'.join(known)}",
            en=f"there is no severity “{text}”; there are {', '.join(known)}",
        ) from error
