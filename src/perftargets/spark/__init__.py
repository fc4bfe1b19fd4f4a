"""Spark, where one machine is outgrown: ``parse``, ``check``, and functions for SQL.

Needs the extra ``spark`` and Java 17. Every partition is worked on in batches of Arrow
by what ``perftargets.frames`` does, so results are equal row for row. A task that
fails, or whose worker is killed, is done anew by Spark: it depends on its rows alone.
``python -m perftargets.spark IN OUT`` is the same as a job. The owner of pyspark.
"""

from perftargets.spark.frames import check, parse
from perftargets.spark.job import main
from perftargets.spark.sql import register

__all__ = ["check", "main", "parse", "register"]
