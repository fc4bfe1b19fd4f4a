"""Functions for SQL on one machine: ``register(connection)``.

Needs the extra ``duckdb``. The functions are vectorised over Arrow and compute what
``perftargets.frames`` does. The owner of duckdb.
"""

from typing import TYPE_CHECKING, Any

from perftargets.errors import MissingExtraError
from perftargets.frames import engine
from perftargets.frames.arrow import arrow
from perftargets.frames.functions import FUNCTIONS, functions
from perftargets.profile import Profile

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["FUNCTIONS", "register"]


def register(
    connection: "DuckDBPyConnection",
    *,
    profile: Profile | str | None = None,
    language: str = "en",
) -> None:
    """Add the functions to a connection; those of an earlier call are replaced.

    * ``pt_parse(text)``: a STRUCT, what a phrase says, as ``frames.Phrase``.
    * ``pt_verdict(target, actual)``: ``met``, ``not_met`` …; after these may follow
      name, category, subcategory, direction and unit.
    * ``pt_points(target, actual, weight)``: DECIMAL; the same may follow.
    * ``pt_check({target: …, actual: …, …})``: a STRUCT, all of ``frames.Outcome``; the
      keys are those of ``check_columns`` on a frame.

    Arguments may be of any type and are read by their text. NULL for a target is NULL;
    for an actual, nothing was reported. Nothing raises on content.

    Args:
        connection: a connection of duckdb.
        profile: the settings of points, as for ``check``.
        language: ``en`` or ``zh``, the language of reasons.

    Raises:
        UsageError: there is no such profile or language.
        OSError: the file of a profile cannot be opened.
        DataError: the file is not a valid profile.
        MissingExtraError: the extra ``duckdb`` is not installed.
    """
    _needed()
    made = functions(engine.settings(profile, language))
    known = {
        name
        for (name,) in connection.execute(
            "select distinct function_name from duckdb_functions() "
            "where function_name like 'pt\\_%' escape '\\'"
        ).fetchall()
    }
    # Names stand for the members of enumerations, whose module moved between versions.
    create: Any = connection.create_function
    for name, function in made.items():
        if name in known:
            connection.remove_function(name)
        create(
            name,
            function.call,
            None,
            connection.dtype(_sql(function.type)),
            type="arrow",
            null_handling="special",
        )


def _needed() -> None:
    try:
        import duckdb  # noqa: F401 - only to say what is missing
    except ModuleNotFoundError as error:
        if error.name != "duckdb":
            raise
        raise MissingExtraError(extra="duckdb", purpose="DuckDB") from None


def _sql(kind: Any) -> str:
    types = arrow().types
    if types.is_struct(kind):
        inner = ", ".join(
            f'"{kind.field(place).name}" {_sql(kind.field(place).type)}'
            for place in range(kind.num_fields)
        )
        return f"STRUCT({inner})"
    if types.is_list(kind):
        return f"{_sql(kind.value_type)}[]"
    if types.is_decimal(kind):
        return f"DECIMAL({kind.precision},{kind.scale})"
    return "BOOLEAN" if types.is_boolean(kind) else "VARCHAR"
