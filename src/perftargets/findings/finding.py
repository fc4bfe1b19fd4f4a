"""Findings: what was noticed about a file, how severe it is, and where it stands."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from hashlib import sha256
from pathlib import PurePath
from typing import Any

import attrs

from perftargets._renamed import warn_renamed
from perftargets._values import Language, Value, flat
from perftargets.errors import UsageError
from perftargets.text import Place, Span


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


class _MadeLater:
    """Texts that are made when one of them is first read.

    Most reasons of a lint run are never shown, and writing figures out costs more than
    comparing them. A thread that asks in the same moment makes the same texts.
    """

    __slots__ = ("_make",)

    def __getattr__(self, name: str) -> str:
        """Make the texts; only called while they are not set."""
        if name in {"zh", "en"}:
            make = object.__getattribute__(self, "_make")
            if make is not None:
                made = make()
                object.__setattr__(self, "zh", made.zh)
                object.__setattr__(self, "en", made.en)
                object.__setattr__(self, "_make", None)
        return str(object.__getattribute__(self, name))


@attrs.frozen(repr=False)
class Message(_MadeLater, Value):
    """One sentence in Chinese and in English."""

    zh: str
    en: str

    @classmethod
    def later(cls, make: "Callable[[], Message]") -> "Message":
        """Return the message that ``make`` gives, made when it is first read.

        What ``make`` holds on to is let go then; it must give the same each time.
        """
        message = cls.__new__(cls)
        object.__setattr__(message, "_make", make)
        return message

    def _flat(self, language: Language) -> str:
        return self.text(language)

    def made(self) -> "Message":
        """Return the message with its texts; one that is made later keeps none of them.

        An evaluation is written out row by row, and the texts of all of its rows take
        more than their figures.
        """
        try:
            make = object.__getattribute__(self, "_make")
        except AttributeError:
            return self
        return self if make is None else make()

    def text(self, language: Language = "en") -> str:
        """Return the sentence in one language."""
        message = self.made()
        return message.zh if language == "zh" else message.en

    def __str__(self) -> str:
        """Return the English sentence."""
        return self.en


@attrs.frozen(repr=False)
class Diagnostic(Value):
    """What a phrase left open or could not be understood for.

    ``code`` is a stable name such as ``operator-without-figure``; ``span`` points into
    the phrase as written.
    """

    code: str
    message: Message
    span: Span

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return code, message and stretch; the message in both languages."""
        return {
            "code": self.code,
            "message": self.message.to_dict(language),
            "span": [self.span.start, self.span.end],
        }


@attrs.frozen(repr=False)
class Excerpt(Value):
    """The text that a finding is about, as written, and the stretch at fault.

    ``field`` is the name that the model gives to where it stands: ``target``.
    """

    text: str
    span: Span
    field: str


@attrs.frozen(kw_only=True, repr=False)
class Fix(Value):
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


@attrs.frozen(kw_only=True, repr=False)
class Proposal(Value):
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

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return the fields that it changes, and whether nothing is to be filled in."""
        del language
        return {
            "complete": self.complete,
            "blanks": self.blanks,
            "changes": [
                {"field": field, "text": text} for field, text in self.changes()
            ],
        }

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


@attrs.frozen(kw_only=True, repr=False)
class Note(Value):
    """Another place that a finding has to do with, and why."""

    message: Message
    project: str | None = None
    indicator: str | None = None
    place: Place | None = attrs.field(default=None, eq=False)


@attrs.frozen(kw_only=True, repr=False)
class Finding(Value):
    """Something noticed about a file, by a reader, a rule or the checker.

    Attributes:
        code: the code of the rule: ``REA001``.
        name: its name.
        severity: how severe it is.
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
        title: the name of the rule in Chinese; outside equality too.
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
    title: str = attrs.field(default="", eq=False, repr=False)
    pointer: str | None = attrs.field(default=None, eq=False, repr=False)

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Return the finding as ``perftargets-report/1`` writes it."""
        (mark,) = fingerprints((self,))
        return finding_tree(self, mark, language)

    @property
    def label(self) -> str:
        """What reports call the rule: ``VAL003 hedged-number 数字含糊``."""
        return " ".join(part for part in (self.code, self.name, self.title) if part)

    @property
    def row(self) -> Place | None:
        """Return `row_place`; the deprecated name of it."""
        warn_renamed("Finding.row", "Finding.row_place")
        return self.row_place


def finding_tree(finding: Finding, mark: str, language: Language) -> dict[str, Any]:
    """Return a finding as what JSON can hold; ``mark`` is its fingerprint."""
    excerpt = finding.excerpt
    return {
        "code": finding.code,
        "name": finding.name,
        "title": finding.title,
        "severity": str(finding.severity),
        "message": finding.message.text(language),
        "hint": flat(finding.hint, language),
        "clause": finding.clause,
        "project": finding.project,
        "indicator": finding.indicator,
        "field": None if excerpt is None else excerpt.field,
        "excerpt": None if excerpt is None else excerpt.text,
        "span": None if excerpt is None else flat(excerpt.span, language),
        "place": flat(finding.place, language),
        "row": flat(finding.row_place, language),
        "pointer": finding.pointer,
        "related": flat(finding.related, language),
        "proposals": flat(finding.proposals, language),
        "fixable": finding.fix is not None,
        "fix": _fix_tree(finding),
        "fingerprint": mark,
    }


def _fix_tree(finding: Finding) -> dict[str, Any] | None:
    """Return a repair: the stretch, its new text, and the whole field with it."""
    fix, excerpt = finding.fix, finding.excerpt
    if fix is None or excerpt is None:
        return None
    return {
        "field": excerpt.field,
        "span": [fix.span.start, fix.span.end],
        "text": fix.text,
        "value": fix.applied(excerpt.text),
        "safe": fix.safe,
    }


def fingerprints(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return for each finding a name that stays when lines move."""
    seen: Counter[str] = Counter()
    marks = []
    for finding in findings:
        excerpt = finding.excerpt
        path = finding.place.path if finding.place else None
        parts = (
            finding.code,
            PurePath(path).as_posix() if path else "",
            finding.agency or "",
            finding.project or "",
            finding.indicator or "",
            f"{excerpt.field}={excerpt.text}" if excerpt else finding.message.zh,
        )
        text = "\0".join(parts)
        again = f"\0{seen[text]}" if seen[text] else ""
        seen[text] += 1
        data = (text + again).encode("utf-8", "surrogatepass")
        marks.append(sha256(data).hexdigest()[:32])
    return tuple(marks)


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
