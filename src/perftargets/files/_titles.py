"""The one table of titles: which columns and labels stand for which field."""

import attrs


@attrs.frozen
class Titles:
    """Titles of columns and labels, shipped and of the user's own."""
