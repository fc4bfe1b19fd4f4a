"""What a phrase says: ``parse(text)`` gives a ``Target``."""

from perftargets.phrase.parser import Parser
from perftargets.phrase.target import Target, write_with
from perftargets.phrase.wire import from_wire, to_wire

__all__ = ["Parser", "from_wire", "parse", "to_wire"]

_DEFAULT = Parser()


def _written(target: Target) -> str:
    # The words to write with are read when they are first needed.
    from perftargets.phrase.canonical import canonical

    return canonical(target, parse)


write_with(_written)


def parse(text: str) -> Target:
    """Read one indicator phrase, as ``不少于100条`` or ``处置率90%``.

    Never raises on text: every string has a reading, the last resort being
    ``Qualitative``, with a diagnostic where a measure was meant and not understood.
    Phrases longer than 2,000 characters are not read. Nothing is decided that the
    phrase does not say.

    Raises:
        UsageError: ``text`` is not text: None, or the NaN of an empty cell.
    """
    return _DEFAULT.parse(text)
