"""The command ``perftargets``, also ``python -m perftargets``."""

import gc
import os
import sys
from collections.abc import Sequence

from perftargets.errors import MissingExtraError

HELPER = "--perftargets-helper"
"""The argument by which this program, once frozen, runs a reader in another process.

It is that of ``reading.formats.helper``, and tells it that this program is frozen.
"""

COLLECTED_AFTER = 10_000
"""How many new objects the process waits for before it looks for garbage in cycles."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code.

    The command stands on the extra ``cli``. Where that is missing, standard error
    says what to install, and the exit code is 2.
    """
    if argv is None and sys.argv[1:2] == [HELPER] and getattr(sys, "frozen", False):
        from perftargets.reading.formats.helper import main as help_out

        return help_out(sys.argv[2:])
    # The objects of a long table all stay. Looking through them as often as Python does
    # by default took two fifths of the time that 100,000 rows of CSV were read in.
    gc.set_threshold(COLLECTED_AFTER)
    try:
        from perftargets.cli import main as run

        return run(argv)
    except ModuleNotFoundError as error:
        # Any other module that is missing is a fault and has to be seen.
        if (error.name or "").partition(".")[0] not in {"cyclopts", "rich"}:
            raise
        missing = MissingExtraError(extra="cli", purpose="perftargets")
        sys.stderr.write(f"{missing.zh}\n{missing.en}\n")
        return 2


def _without_current_folder() -> None:
    """Take the current folder off the path, where ``python -m`` puts it first.

    What lies there is to be read, and no module in it may take the place of one that
    is still to be imported. Where this package itself was found there, it stays.
    """
    here = os.getcwd()  # noqa: PTH109 - as the interpreter writes it
    package = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 - or a ZIP
    if sys.path[0] in {"", here} and os.path.realpath(package) != here:
        del sys.path[0]


if __name__ == "__main__":
    _without_current_folder()
    sys.exit(main())
