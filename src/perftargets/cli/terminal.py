"""What goes out: streams that can hold Chinese, safe characters, closed pipes."""

import codecs
import io
import os
import sys
from contextlib import suppress

from perftargets._escaping import one_for_one

SAMPLE = "中≥"

_SIMILAR_ERRORS = "perftargets-similar"
_SIMILAR = {"✓": "√", "✗": "×", "◐": "△", "›": ">", "−": "-", "⚠": "!", "␛": "?"}
"""Signs of the reports that GBK lacks, and what stands for them there."""


class Nowhere(io.TextIOBase):
    """Stands for a stream that was closed from outside."""

    def write(self, text: str, /) -> int:
        """Accept the text and forget it."""
        return len(text)


def prepare() -> None:
    """Make standard output and error able to take any text.

    A file or a pipe gets UTF-8, whatever the locale, unless ``PYTHONIOENCODING`` asks
    for another encoding; a terminal keeps its encoding if that can hold Chinese. A sign
    that cannot be encoded becomes a similar one that GBK has, anything else is escaped;
    nothing raises.
    """
    codecs.register_error(_SIMILAR_ERRORS, _similar)
    asked = bool(os.environ.get("PYTHONIOENCODING", "").partition(":")[0])
    # Python has None for a stream that was closed before it began.
    if sys.stdout is None:
        sys.stdout = Nowhere()
    if sys.stderr is None:
        sys.stderr = Nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            held = _holds(stream.encoding, SAMPLE)
            keep = held and (asked or stream.isatty())
            encoding = stream.encoding if keep else "utf-8"
            stream.reconfigure(encoding=encoding, errors=_SIMILAR_ERRORS)


def _similar(error: UnicodeError) -> tuple[str, int]:
    """Return what stands for characters that a stream cannot encode."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return (
        "".join(
            _SIMILAR.get(each) or each.encode("ascii", "backslashreplace").decode()
            for each in text
        ),
        error.end,
    )


def _holds(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def put(text: str) -> bool:
    """Write a line to standard output; False when nobody reads any more."""
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        hush()
        return False
    return True


def put_part(text: str) -> bool:
    """Write part of the output, which may end within a line; False as ``put`` does."""
    try:
        sys.stdout.write(text)
    except BrokenPipeError:
        hush()
        return False
    return True


def hush() -> None:
    """Send what is still written to standard output nowhere."""
    # The interpreter flushes once more at its end, and would complain there.
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())


def flush() -> None:
    """Hand over what is still in the buffer, where any failure can be reported."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        hush()


def complain(text: str) -> None:
    """Write a line to standard error."""
    with suppress(BrokenPipeError):
        sys.stdout.flush()
        sys.stderr.write(one_for_one(text, keep="\n") + "\n")
        sys.stderr.flush()


def restored(argument: str) -> str:
    """Return an argument, such as the name of a file, fit to be named in a message.

    Line ends and other control characters in it are visible signs: nothing it holds
    may look like a line of its own.
    """
    return one_for_one(as_utf8(argument))


def as_utf8(argument: str) -> str:
    """Return an argument as UTF-8 where the locale kept Python from reading it so.

    Bytes that are no UTF-8 become U+FFFD.
    """
    if not any("\udc80" <= character <= "\udcff" for character in argument):
        return argument
    return os.fsencode(argument).decode("utf-8", "replace")
