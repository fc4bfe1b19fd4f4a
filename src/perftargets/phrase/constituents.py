"""The constituents of a phrase, as the grammar groups them.

They hold kinds of tokens and their indexes, never text: what is decided over them can
be remembered by the sequence of kinds.
"""

import attrs


@attrs.frozen
class Token:
    """One token: its kind, and the index of it in the phrase."""

    kind: str
    at: int


@attrs.frozen
class SuffixedValue:
    """A figure or date with the suffixes behind it."""

    kind: str
    at: int
    suffixes: tuple[Token, ...] = ()


@attrs.frozen
class Chain:
    """One value with its operators, or several with joiners between them."""

    operators: tuple[Token, ...]
    values: tuple[SuffixedValue, ...]

    @property
    def first(self) -> int:
        """The index of its first token."""
        return self.operators[0].at if self.operators else self.values[0].at

    @property
    def last(self) -> int:
        """The index of its last token."""
        value = self.values[-1]
        return value.suffixes[-1].at if value.suffixes else value.at


@attrs.frozen
class Loose:
    """A run of operators with no figure behind it."""

    operators: tuple[Token, ...]

    @property
    def first(self) -> int:
        """The index of its first token."""
        return self.operators[0].at

    @property
    def last(self) -> int:
        """The index of its last token."""
        return self.operators[-1].at


@attrs.frozen
class Word:
    """Any other token."""

    kind: str
    at: int

    @property
    def first(self) -> int:
        """The index of its token."""
        return self.at

    @property
    def last(self) -> int:
        """The index of its token."""
        return self.at


Constituent = Chain | Loose | Word
