"""``parse`` and ``check`` over a DataFrame of Spark, by ``mapInArrow``."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from perftargets.errors import UsageError
from perftargets.frames import columns as _columns
from perftargets.frames import engine
from perftargets.frames.arrow import Arrow, arrow, schema
from perftargets.frames.engine import Case, Settings
from perftargets.frames.records import Outcome, Phrase
from perftargets.profile import Profile
from perftargets.spark.types import field_of, spark

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def parse(
    frame: "DataFrame", column: str = "target", *, prefix: str = ""
) -> "DataFrame":
    """Read a column of phrases; the columns of ``frames.Phrase`` follow those there.

    Args:
        frame: a DataFrame of Spark.
        column: which column holds the phrases.
        prefix: what the names of the new columns begin with.

    Raises:
        UsageError: there is no such column, or there are two; a name is taken; the
            frame holds a type that Spark cannot hand to Python.
        MissingExtraError: the extra ``spark`` is not installed.
    """
    spark()
    return _mapped(frame, _Work({"target": _place(frame, column)}), (Phrase,), prefix)


def check(
    frame: "DataFrame",
    *,
    columns: Mapping[str, str] | None = None,
    profile: Profile | str | None = None,
    language: str = "en",
    prefix: str = "",
) -> "DataFrame":
    """Check actuals against targets; those of ``frames.Phrase`` and ``Outcome`` follow.

    Args:
        frame: a DataFrame of Spark.
        columns: which column is what, as for ``frames.check_columns``.
        profile: the settings, as for ``check``.
        language: ``en`` or ``zh``, the language of reasons.
        prefix: what the names of the new columns begin with.

    Raises:
        UsageError: there is no such column, profile or language; a name is taken; the
            frame holds a type that Spark cannot hand to Python.
        OSError: the file of a profile cannot be opened.
        DataError: the file is not a valid profile.
        MissingExtraError: the extra ``spark`` is not installed.
    """
    spark()
    about = engine.settings(profile, language)
    names = dict(columns or {})
    unknown = [field for field in names if field not in Case._fields]
    if unknown:
        known = ", ".join(Case._fields)
        raise UsageError(
            zh=f"columns 中没有“{unknown[0]}”，可用：{known}",
            en=f"there is no “{unknown[0]}” in `columns`; there are {known}",
        )
    for field in Case._fields:
        if field in frame.columns:
            names.setdefault(field, field)
    names.setdefault("target", "target")
    places = {field: _place(frame, name) for field, name in names.items()}
    return _mapped(frame, _Work(places, about), (Phrase, Outcome), prefix)


@attrs.frozen
class _Work:
    """What a worker of Python does with the batches of a partition.

    Attributes:
        places: which column is what.
        about: the settings of verdicts; None where phrases are only read.
    """

    places: dict[str, int]
    about: Settings | None = None

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        """Return every batch with its new columns."""
        for batch in batches:
            given = {field: batch.column(at) for field, at in self.places.items()}
            made = [_columns.parsed(given["target"])]
            if self.about is not None:
                made.append(_columns.judged(given, self.about))
            columns = [*batch.columns, *(each for new in made for each in new.columns)]
            names = [f"_{at}" for at in range(len(columns))]
            # Long texts stay in the pieces they come in: one would be too large.
            yield from arrow().table(columns, names=names).to_batches()


def _place(frame: "DataFrame", name: str) -> int:
    """Find the one column of a name."""
    places = [at for at, each in enumerate(frame.columns) if each == name]
    if len(places) == 1:
        return places[0]
    listed = frame.columns
    if places:
        raise UsageError(
            zh=f"有{len(places)}列都叫“{name}”，请先改名",
            en=f"{len(places)} columns are called “{name}”; rename them first",
        )
    raise UsageError(
        zh=f"没有列“{name}”，有：{'、'.join(listed)}",
        en=f"there is no column “{name}”; there are {', '.join(listed)}",
    )


def _mapped(
    frame: "DataFrame", work: _Work, rows: tuple[type, ...], prefix: str
) -> "DataFrame":
    """Return the rows of a frame with new columns, batch by batch."""
    new: Arrow = schema(*rows)
    names = [f"{prefix}{each.name}" for each in new]
    _free(frame, names)
    made = [field_of(name, each.type) for name, each in zip(names, new, strict=True)]
    wanted = spark().sql.types.StructType([*frame.schema.fields, *made])
    # Columns are known by their place: Spark finds none whose name holds a dot, and
    # hands over no two of one name.
    numbered = frame.toDF(*(f"_{at}" for at in range(len(frame.columns))))
    errors = spark().errors
    try:
        return _renamed(numbered.mapInArrow(work, _numbered(wanted)), wanted)
    except errors.PySparkNotImplementedError as error:
        said = str(error)
        raise UsageError(
            zh=f"表中有 Spark 不能交给 Python 的类型，请先去掉或转换：{said}",
            en="the frame holds a type that Spark cannot hand to Python; drop or cast "
            f"it first: {said}",
        ) from None


def _numbered(wanted: Any) -> Any:
    types = spark().sql.types
    return types.StructType(
        [
            types.StructField(f"_{at}", each.dataType, each.nullable, each.metadata)
            for at, each in enumerate(wanted.fields)
        ]
    )


def _renamed(frame: "DataFrame", wanted: Any) -> "DataFrame":
    return frame.toDF(*wanted.names)


def _free(frame: "DataFrame", names: list[str]) -> None:
    """Return which names are taken, as far as Spark can tell names apart."""
    strict = frame.sparkSession.conf.get("spark.sql.caseSensitive") == "true"
    there = {each if strict else each.lower() for each in frame.columns}
    taken = [name for name in names if (name if strict else name.lower()) in there]
    if taken:
        raise UsageError(
            zh=f"表中已有列：{'、'.join(taken)}；请用 prefix 给新列加前缀",
            en=f"the frame has {', '.join(taken)} already; give the new columns a "
            "prefix with `prefix`",
        )
