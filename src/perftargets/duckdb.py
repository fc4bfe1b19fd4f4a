"""Functions for SQL on one machine: ``register(connection)``.

Needs the extra ``duckdb``. The functions are vectorised over Arrow and compute what
``perftargets.frames`` does. The owner of duckdb.
"""

from typing import TYPE_CHECKING, Any

from perftargets.errors import MissingExtraError, UsageError
from perftargets.frames import _columns, _engine
from perftargets.frames._arrow import arrow, schema
from perftargets.frames._engine import Case, Settings
from perftargets.frames._rows import Outcome, Phrase
from perftargets.profile import Profile

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["register"]

FUNCTIONS = ("pt_parse", "pt_verdict", "pt_points", "pt_check")
"""The functions that ``register`` adds."""

_VERDICT = ("target", "actual", "name", "category", "subcategory", "direction", "unit")
_POINTS = ("target", "actual", "weight", *_VERDICT[2:])


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
        DataError: the file of a profile is none.
        MissingExtraError: the extra ``duckdb`` is not installed.
    """
    _needed()
    about = _engine.settings(profile, language)
    made: dict[str, tuple[Any, str]] = {
        "pt_parse": (_parse, _struct(Phrase)),
        "pt_verdict": (_one("pt_verdict", _VERDICT, "verdict", about), "VARCHAR"),
        "pt_points": (_one("pt_points", _POINTS, "points", about), "DECIMAL(38,6)"),
        "pt_check": (_check(about), _struct(Outcome)),
    }
    known = {
        name
        for (name,) in connection.execute(
            "select distinct function_name from duckdb_functions() "
            "where function_name like 'pt\\_%' escape '\\'"
        ).fetchall()
    }
    # Names stand for the members of enumerations, whose module moved between versions.
    create: Any = connection.create_function
    for name, (function, result) in made.items():
        if name in known:
            connection.remove_function(name)
        create(
            name,
            function,
            None,
            connection.dtype(result),
            type="arrow",
            null_handling="special",
        )


def _needed() -> None:
    try:
        import duckdb  # noqa: F401, PLC0415 - only to say what is missing
    except ModuleNotFoundError as error:
        if error.name != "duckdb":
            raise
        raise MissingExtraError(extra="duckdb", purpose="DuckDB") from None


def _struct(row: type) -> str:
    """Give the type of a row as DuckDB writes it."""
    return _sql(arrow().struct(list(schema(row))))


def _sql(kind: Any) -> str:  # noqa: ANN401 - of pyarrow
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


def _parse(*columns: Any) -> Any:  # noqa: ANN401 - of pyarrow
    if len(columns) != 1:
        raise UsageError(
            zh="pt_parse 只有一个参数：短语",
            en="pt_parse takes one argument, the phrase",
        )
    return _packed(_columns.parsed(columns[0]))


def _one(name: str, fields: tuple[str, ...], wanted: str, about: Settings) -> Any:  # noqa: ANN401 - a function over pyarrow
    least = fields.index("name")

    def function(*columns: Any) -> Any:  # noqa: ANN401 - of pyarrow
        if not least <= len(columns) <= len(fields):
            listed = ", ".join(fields)
            raise UsageError(
                zh=f"{name} 的参数为 {listed}，至少前{least}个",
                en=f"{name} takes {listed}, at least the first {least}",
            )
        given = dict(zip(fields, columns, strict=False))
        return _columns.judged(given, about).column(wanted)

    return function


def _check(about: Settings) -> Any:  # noqa: ANN401 - a function over pyarrow
    def pt_check(*columns: Any) -> Any:  # noqa: ANN401 - of pyarrow
        pa = arrow()
        if len(columns) != 1 or not pa.types.is_struct(columns[0].type):
            raise UsageError(
                zh="pt_check 的参数是一个 STRUCT，如 {target: …, actual: …}",
                en="pt_check takes one STRUCT, as {target: …, actual: …}",
            )
        rows = pa.Table.from_struct_array(columns[0])
        strange = [name for name in rows.column_names if name not in Case._fields]
        if strange or "target" not in rows.column_names:
            known = ", ".join(Case._fields)
            raise UsageError(
                zh=f"pt_check 的键为 {known}，其中 target 必有",
                en=f"pt_check takes the keys {known}; target must be there",
            )
        given = {name: rows.column(name) for name in rows.column_names}
        return _packed(_columns.judged(given, about))

    return pt_check


def _packed(table: Any) -> Any:  # noqa: ANN401 - of pyarrow
    """Give a table as one column of structures, NULL where the row says nothing."""
    pa = arrow()
    fields = list(table.schema)
    chunks = [
        pa.StructArray.from_arrays(
            batch.columns, fields=fields, mask=batch.column(0).is_null()
        )
        for batch in table.to_batches()
    ]
    return pa.chunked_array(chunks, pa.struct(fields))
