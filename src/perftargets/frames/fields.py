"""Which column of a table is what, by names and by the titles that forms use."""

from collections.abc import Mapping, Sequence

from perftargets.errors import UsageError
from perftargets.frames.engine import Case
from perftargets.reading.tables import titles as _titles


def fields_of(
    there: Sequence[str], columns: Mapping[str, str], table: str
) -> dict[str, str]:
    """Find the column of each field: as told, by its name, by a title of forms.

    Args:
        there: the names of all columns.
        columns: what the caller has said.
        table: what the table is called in messages.

    Raises:
        UsageError: no such field or column; no column holds targets.
    """
    for field, name in columns.items():
        if field not in Case._fields:
            known = ", ".join(Case._fields)
            raise UsageError(
                zh=f"没有字段“{field}”，可用：{known}",
                en=f"there is no field “{field}”; there are {known}",
            )
        if name not in there:
            raise UsageError(
                zh=f"{table}：没有列“{name}”，有：{'、'.join(there)}",
                en=f"{table}: there is no column “{name}”; there are "
                f"{', '.join(there)}",
            )
    found = dict(columns)
    for field in Case._fields:
        if field in there:
            found.setdefault(field, field)
    titles = _titles.shipped()
    for name in there:
        title = titles.column(name)
        if title in Case._fields and name not in found.values():
            found.setdefault(str(title), name)
    if "target" not in found:
        raise UsageError(
            zh=f"{table}：没有指标值一列，有：{'、'.join(there)}；请指明",
            en=f"{table}: no column holds targets; there are "
            f"{', '.join(there)}; say which",
        )
    return {field: found[field] for field in Case._fields if field in found}
