"""What goes out: streams that can hold Chinese, safe characters, closed pipes."""

import io
import os
import sys
import unicodedata
from contextlib import suppress

SAMPLE = "中≥"


class Nowhere(io.TextIOBase):
    """Stands for a stream that was closed from outside."""

    def write(self, text: str, /) -> int:
        """Take the text and forget it."""
        return len(text)


def prepare() -> None:
    """Make standard output and error able to take any text.

    A file or a pipe gets UTF-8, whatever the locale; a terminal keeps its encoding if
    that can hold Chinese. What cannot be encoded is escaped and never raises.
    """
    # Python has None for a stream that was closed before it began.
    if sys.stdout is None:
        sys.stdout = Nowhere()
    if sys.stderr is None:
        sys.stderr = Nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            keep = stream.isatty() and _holds(stream.encoding, SAMPLE)
            encoding = stream.encoding if keep else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


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
        sys.stderr.write(visible(text, keep="\n") + "\n")
        sys.stderr.flush()


def restored(argument: str) -> str:
    """Give an argument as UTF-8 where the locale kept Python from reading it so.

    Bytes that are no UTF-8 become U+FFFD.
    """
    if not any("\udc80" <= character <= "\udcff" for character in argument):
        return argument
    return os.fsencode(argument).decode("utf-8", "replace")


def visible(text: str, *, keep: str = "") -> str:
    """Put a visible sign in place of each control character, one for one.

    Text from files may hold terminal commands, or marks that turn the direction of
    writing round; neither may reach a terminal.
    """
    if text.isprintable():
        return text
    return "".join(
        character if character in keep else _sign(character) for character in text
    )


def _sign(character: str) -> str:
    match unicodedata.category(character):
        case "Cc" if ord(character) < ord(" "):
            return chr(0x2400 + ord(character))
        case "Cc" | "Cf" | "Zl" | "Zp":
            return "\N{REPLACEMENT CHARACTER}"
        case _:
            return character
