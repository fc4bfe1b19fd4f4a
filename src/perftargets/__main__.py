"""The command ``perftargets``, also ``python -m perftargets``."""

import sys

from perftargets.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
