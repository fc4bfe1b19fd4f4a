"""Functions for SQL of Spark."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from perftargets.frames import engine
from perftargets.frames.arrow import Arrow, arrow, one
from perftargets.frames.functions import Function, functions
from perftargets.profile import Profile
from perftargets.spark.types import spark, type_of

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def register(
    session: "SparkSession",
    *,
    profile: Profile | str | None = None,
    language: str = "en",
) -> None:
    """Add the functions to a session; those of an earlier call are replaced.

    They are those of ``perftargets.duckdb``:

    * ``pt_parse(text)``: a struct, what a phrase says, as ``frames.Phrase``.
    * ``pt_verdict(target, actual)``: ``met``, ``not_met`` …; after these may follow
      name, category, subcategory, direction and unit.
    * ``pt_points(target, actual, weight)``: DECIMAL; the same may follow.
    * ``pt_check(named_struct('target', …, 'actual', …))``: a struct, all of
      ``frames.Outcome``; the keys are those of ``check_columns`` on a frame.

    Args:
        session: a session of Spark.
        profile: the settings of points, as for ``check``.
        language: ``en`` or ``zh``, the language of reasons.

    Raises:
        UsageError: there is no such profile or language.
        OSError: the file of a profile cannot be opened.
        DataError: the file is not a valid profile.
        MissingExtraError: the extra ``spark`` is not installed.
    """
    module = spark().sql.functions
    for name, function in functions(engine.settings(profile, language)).items():
        made = module.arrow_udf(_called(function), type_of(function.type))
        session.udf.register(name, made)


def _called(function: Function) -> Callable[..., Arrow]:
    """Return a function as Spark calls it: arrays in, one array out."""
    pa = arrow()

    def compute(*columns: Any) -> Any:
        found = function.call(*columns)
        return one(found) if isinstance(found, pa.ChunkedArray) else found

    # By these Spark tells that it works row by row; pyarrow is not there to be named
    # when this module is loaded.
    compute.__annotations__ = {"columns": pa.Array, "return": pa.Array}
    return compute
