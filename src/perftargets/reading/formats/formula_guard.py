r"""Cells of CSV that a spreadsheet would take for a formula.

A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line end is run as a
formula, or read as one, by programs that open CSV. Writers put an apostrophe before
it, as spreadsheets themselves do; readers take it off again. An apostrophe that stood
there already gets a second one, so that the way back is exact.
"""

import re

# Programs drop control characters, marks of byte order and signs without a width, and
# take what follows for the beginning of the cell.
_DROPPED = "\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff"
_RUNS = re.compile(f"[{_DROPPED}']*[=+\\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(f"'{_RUNS.pattern}")
_QUOTED = re.compile(r'[=＝]\s*"((?:[^"]|"")*)"\s*')


def guarded(text: str) -> str:
    """Add an apostrophe before text that a spreadsheet would run."""
    return f"'{text}" if _RUNS.match(text) else text


def unguarded(text: str) -> str:
    """Remove the apostrophe that `guarded` added; other text stays.

    So is what keeps a spreadsheet from turning a text into a number: ``="95%"``.
    """
    if _GUARDED.match(text):
        return text[1:]
    quoted = _QUOTED.fullmatch(text)
    return quoted[1].replace('""', '"') if quoted else text
