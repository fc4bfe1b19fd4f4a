"""The known forms: which table is which, and from which cell each field comes."""

from collections.abc import Iterable

from perftargets.files._table import Grid
from perftargets.files._titles import Titles
from perftargets.model.project import Document


def documents(
    grids: Iterable[Grid], *, path: str | None = None, titles: Titles | None = None
) -> Document:
    """Turn the tables of one file into one document; never raises for content.

    Args:
        grids: the tables in the order of the file; taken one by one, so that a reader
            may make them as they are asked for.
        path: the file they came from.
        titles: the titles to know columns and labels by; those shipped without it.
    """
    raise NotImplementedError
