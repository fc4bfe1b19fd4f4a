r"""Cells of CSV that a spreadsheet would take for a formula.

A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line end is run as a
formula, or read as one, by programs that open CSV. Writers put an apostrophe before
it, as spreadsheets themselves do; readers take it off again. An apostrophe that stood
there already gets a second one, so that the way back is exact.
"""

import re

_RUNS = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")
_QUOTED = re.compile(r'[=＝]\s*"((?:[^"]|"")*)"\s*')


def guarded(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run."""
    return f"'{text}" if _RUNS.match(text) else text


def unguarded(text: str) -> str:
    """Take off the apostrophe that `guarded` put there; other text stays.

    So is what keeps a spreadsheet from turning a text into a number: ``="95%"``.
    """
    if _GUARDED.match(text):
        return text[1:]
    quoted = _QUOTED.fullmatch(text)
    return quoted[1].replace('""', '"') if quoted else text
