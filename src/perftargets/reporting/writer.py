"""What a form of a report is: a module of a folder, whose ``Writer`` writes it.

``reporting.lint``, ``reporting.evaluation`` and ``reporting.differences`` are such
folders. A module in one of
them is a form by its name; what forms share stands beside the folders.
"""

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import attrs

from perftargets.errors import UsageError
from perftargets.findings import FailOn, Language, Report
from perftargets.reporting.totals import Totals

if TYPE_CHECKING:
    from perftargets.scoring.differences import FileReview
    from perftargets.scoring.result import Evaluation

Content = TypeVar("Content", Report, "Evaluation", "FileReview")
FormT = TypeVar("FormT", bound=str)
Content_contra = TypeVar(
    "Content_contra", Report, "Evaluation", "FileReview", contravariant=True
)


@attrs.frozen(kw_only=True)
class WriterOptions:
    """How a report is to be written; a form looks at what concerns it.

    Attributes:
        language: of titles and messages.
        fail_on: from which severity on findings fail, for JUnit.
        several: whether several evaluations are written together, for JSON, in which
            a single one stands alone.
        to_file: whether the report goes to a file; CSV begins with a mark there.
        width: columns of the terminal, for text; None asks the terminal.
    """

    language: Language
    fail_on: FailOn = "error"
    several: bool = False
    to_file: bool = False
    width: int | None = None


class Writer(Protocol[Content_contra]):
    """Writes a report part by part, so that each part can go once it is written.

    The parts come in order. ``tail`` is asked for when all have come, and so is
    ``head``, unless the writer streams.
    """

    streams: bool
    """Whether ``head`` depends on no part, so that each part can be shown at once."""

    def head(self, totals: Totals) -> str:
        """Return what stands before all parts."""

    def body(self, content: Content_contra) -> str:
        """Return one part: the findings of a file, an evaluation, what differs."""

    def pieces(self, content: Content_contra) -> Iterable[str]:
        """Yield the same text piece by piece, so that no more of it need be kept."""

    def tail(self, totals: Totals) -> str:
        """Return what stands behind all parts."""


class BaseWriter:
    """What writers share: the options, and nothing around the parts."""

    streams = False

    def __init__(self, options: WriterOptions) -> None:
        """Keep how the report is to be written."""
        self._options = options
        self._language = options.language

    def head(self, totals: Totals) -> str:  # noqa: ARG002 - the protocol passes it
        """Return nothing."""
        return ""

    def body(self, content: Any) -> str:
        """Return the pieces of one part as one text."""
        return "".join(self.pieces(content))

    def pieces(self, content: Any) -> Iterable[str]:
        """Return one part in one piece; a writer has this function or ``body``."""
        return (self.body(content),)

    def tail(self, totals: Totals) -> str:  # noqa: ARG002 - the protocol passes it
        """Return nothing."""
        return ""


_LINES = 500
"""So many lines are joined to one piece."""


def lines_in_pieces(lines: Iterable[str]) -> Iterator[str]:
    """Join lines to pieces that are worth to be written, each with its end."""
    found = iter(lines)
    while some := list(islice(found, _LINES)):
        yield "\n".join(some) + "\n"


def load_writer(
    package: str, known: Sequence[str], form: str, options: WriterOptions
) -> Writer[Content]:
    """Return the writer of a form, from the module of its name in ``package``.

    Raises:
        UsageError: there is no such form.
    """
    if form not in known:
        raise UsageError(
            zh=f"没有报告格式“{form}”，可用：{'、'.join(known)}",
            en=f"no report format “{form}”; there are {', '.join(known)}",
        )
    module = import_module(f"{package}.{form}")
    made: Writer[Content] = module.Writer(options)
    return made


def endings_of(package: str, known: Sequence[FormT]) -> dict[str, FormT]:
    """Return the form that each ending of a file stands for, sorted by the ending.

    Each module of ``package`` names its own in ``ENDINGS``.
    """
    found = {
        ending: form
        for form in known
        for ending in import_module(f"{package}.{form}").ENDINGS
    }
    return dict(sorted(found.items()))


def written(
    writer: Writer[Content], contents: Iterable[Content], totals: Totals
) -> str:
    """Return a whole report; ``totals`` may hold the year before already."""
    bodies: list[str] = []
    for content in contents:
        totals.add(content)
        bodies.append(writer.body(content))
    # The parts first: what stands before them may count what is in them.
    return "".join((writer.head(totals), *bodies, writer.tail(totals)))
