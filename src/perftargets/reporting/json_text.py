"""JSON as the reports write it: readable, always encodable, lists part by part."""

from collections.abc import Iterable

from perftargets._escaping import json_text


class Items:
    """Writes the items of a list a few at a time, as if all were written at once."""

    def __init__(self, *, depth: int) -> None:
        """Keep how many objects and lists stand around the list."""
        self._margin = "  " * depth
        self._any = False

    def begin(self) -> str:
        """Write what stands before a further item that is written elsewhere."""
        mark = "," if self._any else "["
        self._any = True
        return f"{mark}\n{self._margin}  "

    def add(self, items: Iterable[object]) -> str:
        """Write further items."""
        margin = f"\n{self._margin}  "
        parts = []
        for item in items:
            parts.append("," if self._any else "[")
            # Lines end in texts as well, by other characters than this one.
            parts.append(f"\n{dumped(item)}".removesuffix("\n").replace("\n", margin))
            self._any = True
        return "".join(parts)

    def end(self) -> str:
        """Close the list."""
        return f"\n{self._margin}]" if self._any else "[]"


def around(tree: object, key: str) -> tuple[str, str]:
    """Write a tree without the list under a key, for which 0 stands in it.

    Return what stands before the list and what stands behind it. No text of the tree
    can be taken for the key, since its quotes are escaped there.
    """
    before, _, behind = dumped(tree).partition(f'"{key}": 0')
    return f'{before}"{key}": ', behind


def dumped(tree: object) -> str:
    """Write JSON as readable text that can always be encoded."""
    return json_text(tree) + "\n"
