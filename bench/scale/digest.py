"""One hash for each column of a result, the rows in the order of their numbers."""

import hashlib
from typing import Any

from perftargets.frames.arrow import schema
from perftargets.frames.records import Outcome, Phrase

_SLICE = 1 << 16


def digest(table: Any) -> dict[str, str]:
    """Hash every column of ``Phrase`` and ``Outcome`` by its values.

    How an engine keeps them (chunks, views, dictionaries) makes no difference; a null
    and an empty text do.

    Raises:
        ValueError: a column is missing.
    """
    wanted = schema(Phrase, Outcome)
    missing = [name for name in wanted.names if name not in table.column_names]
    if missing:
        message = f"no columns {missing}"
        raise ValueError(message)
    table = table.select(["row", *wanted.names]).sort_by("row")
    return {
        name: _of_column(table[name].cast(wanted.field(name).type))
        for name in wanted.names
    }


def _of_column(column: Any) -> str:
    import pyarrow as pa

    found = hashlib.sha256()
    for start in range(0, len(column), _SLICE):
        part = pa.concat_arrays(column.slice(start, _SLICE).chunks)
        if pa.types.is_list(part.type):
            found.update(repr(part.to_pylist()).encode())
            continue
        # Distinct values in the order they are met: the same rows give the same bytes.
        coded = part.dictionary_encode()
        found.update(repr(coded.dictionary.to_pylist()).encode())
        found.update(coded.indices.fill_null(-1).to_numpy().tobytes())
    return found.hexdigest()
