"""The functions that engines of SQL get, over columns of Arrow.

``duckdb`` and ``spark`` translate types and register; what is computed stands here.
"""

from collections.abc import Callable
from typing import Any

import attrs

from perftargets.errors import UsageError
from perftargets.frames import columns as _columns
from perftargets.frames.arrow import Arrow, arrow, schema
from perftargets.frames.engine import Case, Settings
from perftargets.frames.records import Outcome, Phrase

FUNCTIONS = ("pt_parse", "pt_verdict", "pt_points", "pt_check")
"""The functions of SQL."""

_VERDICT = ("target", "actual", "name", "category", "subcategory", "direction", "unit")
_POINTS = ("target", "actual", "weight", *_VERDICT[2:])


@attrs.frozen(eq=False)
class Function:
    """A function over columns of Arrow, as long as each other.

    Attributes:
        call: takes the columns, gives one of as many rows.
        type: the type of Arrow of the result.
    """

    call: Callable[..., Arrow]
    type: Arrow


def functions(about: Settings) -> dict[str, Function]:
    """Return the functions by their names."""
    outcome = schema(Outcome)
    return {
        "pt_parse": Function(_parse, _struct(Phrase)),
        "pt_verdict": Function(
            _One("pt_verdict", _VERDICT, "verdict", about),
            outcome.field("verdict").type,
        ),
        "pt_points": Function(
            _One("pt_points", _POINTS, "points", about), outcome.field("points").type
        ),
        "pt_check": Function(_Check(about), _struct(Outcome)),
    }


def _struct(row: type) -> Arrow:
    return arrow().struct(list(schema(row)))


def _parse(*columns: Arrow) -> Arrow:
    if len(columns) != 1:
        raise UsageError(
            zh="pt_parse 只有一个参数：短语",
            en="pt_parse takes one argument, the phrase",
        )
    return _packed(_columns.parsed(columns[0]))


@attrs.frozen
class _One:
    """A function that gives one column of the outcome."""

    name: str
    fields: tuple[str, ...]
    wanted: str
    about: Settings

    def __call__(self, *columns: Arrow) -> Arrow:
        """Judge the rows."""
        fields, least = self.fields, self.fields.index("name")
        if not least <= len(columns) <= len(fields):
            listed = ", ".join(fields)
            raise UsageError(
                zh=f"{self.name} 的参数为 {listed}，至少前{least}个",
                en=f"{self.name} takes {listed}, at least the first {least}",
            )
        given = dict(zip(fields, columns, strict=False))
        return _columns.judged(given, self.about).column(self.wanted)


@attrs.frozen
class _Check:
    """The function that takes a structure, and gives all of the outcome."""

    about: Settings

    def __call__(self, *columns: Arrow) -> Arrow:
        """Judge the rows."""
        pa = arrow()
        if len(columns) != 1 or not pa.types.is_struct(columns[0].type):
            raise UsageError(
                zh="pt_check 的参数是一个结构（STRUCT），键为 target、actual 等",
                en="pt_check takes one STRUCT, with the keys target, actual …",
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
        return _packed(_columns.judged(given, self.about))


def _packed(table: Arrow) -> Any:
    """Return a table as one column of structures, null where the row says nothing."""
    pa = arrow()
    fields = list(table.schema)
    chunks = [
        pa.StructArray.from_arrays(
            batch.columns, fields=fields, mask=batch.column(0).is_null()
        )
        for batch in table.to_batches()
    ]
    return pa.chunked_array(chunks, pa.struct(fields))
