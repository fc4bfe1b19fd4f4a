"""``python -m perftargets.spark IN OUT``."""

import sys

from perftargets.spark._job import main

if __name__ == "__main__":
    sys.exit(main())
