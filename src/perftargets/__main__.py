"""The command ``perftargets``, also ``python -m perftargets``."""

import gc
import sys
from collections.abc import Sequence

from perftargets.errors import MissingExtraError

COLLECTED_AFTER = 10_000
"""How many new objects the process waits for before it looks for garbage in cycles."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code.

    The command stands on the extra ``cli``. Where that is missing, standard error
    says what to install, and the exit code is 2.
    """
    # The objects of a long table all stay. Looking through them as often as Python does
    # by default took two fifths of the time that 100,000 rows of CSV were read in.
    gc.set_threshold(COLLECTED_AFTER)
    try:
        from perftargets.cli import main as run  # noqa: PLC0415 - needs the extra
    except ModuleNotFoundError as error:
        # Any other module that is missing is a fault and has to be seen.
        if (error.name or "").partition(".")[0] not in {"cyclopts", "rich"}:
            raise
        missing = MissingExtraError(extra="cli", purpose="perftargets")
        sys.stderr.write(f"{missing.zh}\n{missing.en}\n")
        return 2
    return run(argv)


if __name__ == "__main__":
    sys.exit(main())
