"""The command ``perftargets``, also ``python -m perftargets``."""

import sys
from collections.abc import Sequence

from perftargets.errors import MissingExtraError


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code.

    The command stands on the extra ``cli``. Where that is missing, standard error
    says what to install, and the exit code is 2.
    """
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
