"""``python -m perftargets.spark IN OUT``."""

import sys

from perftargets.spark.job import main

if __name__ == "__main__":
    sys.exit(main())
