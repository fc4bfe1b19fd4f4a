"""Tables of TOML while they are being filled: headers and dotted keys open them."""

import attrs

from perftargets.reading.formats.tree.tree import Entry, Listing, Mapping, Node
from perftargets.text import Place


@attrs.define
class OpenTable:
    """A table that is being filled; ``known`` finds the one that a key opens again."""

    place: Place
    entries: "list[tuple[str, Place, Node | OpenTable | list[OpenTable]]]" = (
        attrs.field(factory=list)
    )
    known: "dict[str, OpenTable | list[OpenTable] | None]" = attrs.field(factory=dict)
    by_header: bool = False

    def add(
        self, key: str, place: Place, value: "Node | OpenTable | list[OpenTable]"
    ) -> None:
        """Add one entry; the first of a name is the one to be opened again."""
        self.entries.append((key, place, value))
        self.known.setdefault(
            key, value if isinstance(value, OpenTable | list) else None
        )

    def below(self, key: str, place: Place) -> "OpenTable":
        """Give the table that a key leads to, made where there is none yet."""
        match self.known.get(key):
            case OpenTable() as table:
                return table
            case [*_, last]:
                return last
        table = OpenTable(place)
        self.add(key, place, table)
        return table

    def finished(self) -> Mapping:
        """Give the whole table as a part of the tree."""
        return Mapping(
            tuple(Entry(key, at, _finished(value)) for key, at, value in self.entries),
            self.place,
        )


def _finished(value: "Node | OpenTable | list[OpenTable]") -> Node:
    match value:
        case OpenTable():
            return value.finished()
        case list():
            return Listing(tuple(each.finished() for each in value), value[0].place)
        case _:
            return value
