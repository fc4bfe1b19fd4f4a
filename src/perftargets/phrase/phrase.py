"""One phrase under way: its tokens, and the way back to the text as written."""

from collections.abc import Sequence

import attrs

from perftargets.findings import Diagnostic
from perftargets.phrase.messages import diagnostic
from perftargets.phrase.plan import Run
from perftargets.phrase.target import Mark
from perftargets.text import Span


@attrs.frozen(eq=False)
class TokenizedPhrase:
    """One phrase under way: its tokens, and the way back to the text as written.

    Attributes:
        text: as written.
        written: the same without white space and wrappers; offsets are those of
            ``folded``.
        folded: in usual characters.
        begins: where each token begins in ``folded``, and its length.
        offsets: for each character of ``folded`` its place in ``text``; None when the
            two agree.
    """

    text: str
    written: str
    folded: str
    begins: Sequence[int]
    offsets: Sequence[int] | None

    def token(self, at: int) -> str:
        """Return a token in usual characters."""
        return self.folded[self.begins[at] : self.begins[at + 1]]

    def usual(self, run: Run) -> str:
        """Return a run of tokens in usual characters."""
        return self.folded[self.begins[run[0]] : self.begins[run[1]]]

    def words(self, run: Run) -> str:
        """Return a run of tokens as written, but for white space."""
        return self.written[self.begins[run[0]] : self.begins[run[1]]]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return a stretch of ``folded`` as one of ``text``."""
        if self.offsets is None or end <= start:
            return (start, end)
        return (self.offsets[start], self.offsets[end - 1] + 1)

    def mark(self, part: str, run: Run) -> Mark:
        """Mark what a run of tokens is."""
        return (part, *self.place(self.begins[run[0]], self.begins[run[1]]))

    def report(self, code: str, run: Run) -> Diagnostic:
        """Return what is wrong with a run of tokens."""
        return self.report_at(code, self.begins[run[0]], self.begins[run[1]])

    def report_at(self, code: str, start: int, end: int) -> Diagnostic:
        """Return what is wrong with a stretch of ``folded``."""
        return diagnostic(code, self.text, Span(*self.place(start, end)))
