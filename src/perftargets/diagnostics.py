"""Findings: what was noticed, how grave it is, and where, in both languages."""

from enum import StrEnum
from typing import Literal

import attrs

from perftargets.text import Place, Span

Language = Literal["zh", "en"]


class Severity(StrEnum):
    """How grave a finding is; only errors fail a build unless told otherwise."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@attrs.frozen
class Message:
    """One sentence in Chinese and in English."""

    zh: str
    en: str

    def text(self, language: Language = "en") -> str:
        """Give the sentence in one language."""
        return self.zh if language == "zh" else self.en

    def __str__(self) -> str:
        """Give the English sentence."""
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


@attrs.frozen(kw_only=True)
class Finding:
    """Something noticed about a file, by a reader, a rule or the checker.

    ``code`` is a rule's code such as ``REA001``; ``name`` its name. ``project`` and
    ``indicator`` are names as written. The place counts for nothing in equality.
    """

    code: str
    name: str
    severity: Severity
    message: Message
    hint: Message | None = None
    project: str | None = None
    indicator: str | None = None
    place: Place | None = attrs.field(default=None, eq=False)
