"""pyspark, loaded on use, and the types of Arrow as those of Spark."""

from typing import Any

from perftargets.errors import MissingExtraError
from perftargets.frames.arrow import Arrow, arrow

Spark = Any
"""Something of pyspark, which may not be installed where types are checked."""


def spark() -> Spark:
    """Load pyspark, with its functions and types.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import pyspark.sql.functions
        import pyspark.sql.types
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "pyspark":
            raise
        raise MissingExtraError(extra="spark", purpose="Spark") from None
    return pyspark


def failures() -> tuple[type[Exception], ...]:
    """Return what Spark raises: of Python, and of the virtual machine."""
    from py4j.protocol import Py4JError

    return (spark().errors.PySparkException, Py4JError)


def cause(error: Exception) -> str:
    """Return the line that says why: the innermost cause, or the first line."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    causes = [line for line in lines if line.startswith("Caused by: ")]
    return causes[-1].removeprefix("Caused by: ") if causes else lines[0]


def type_of(kind: Arrow) -> Spark:
    """Return a type of our columns as Spark's."""
    types, of_arrow = spark().sql.types, arrow().types
    if of_arrow.is_struct(kind):
        fields = [kind.field(place) for place in range(kind.num_fields)]
        return types.StructType([field_of(each.name, each.type) for each in fields])
    if of_arrow.is_list(kind):
        return types.ArrayType(type_of(kind.value_type))
    if of_arrow.is_decimal(kind):
        return types.DecimalType(kind.precision, kind.scale)
    return types.BooleanType() if of_arrow.is_boolean(kind) else types.StringType()


def field_of(name: str, kind: Arrow) -> Spark:
    """Return a column that may be null."""
    return spark().sql.types.StructField(name, type_of(kind), nullable=True)
