"""The word lists of the grammar, and what a user adds to them."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from perftargets._data import toml
from perftargets.errors import UsageError


@cache
def lists() -> Mapping[str, Any]:
    """Read ``grammar/lists.toml``, and ``parts.toml`` as its key ``parts``, once."""
    return {
        **toml("grammar", "lists.toml"),
        "parts": toml("grammar", "parts.toml"),
    }


def extended(more: Mapping[str, tuple[str, ...]]) -> Mapping[str, Any]:
    """Return the lists with words added to some of them."""
    if not more:
        return lists()
    words = dict(lists()["words"])
    for name, added in more.items():
        words[name] = [*words[name], *added]
    return {**lists(), "words": words}


def check(more: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse what cannot be added.

    Raises:
        UsageError: there is no list of such a name, or a word is empty.
    """
    known = lists()["words"]
    for name, words in more.items():
        if name not in known:
            names = ", ".join(sorted(known))
            raise UsageError(
                zh=f"没有名为“{name}”的词表；可用的有：{names}",
                en=f"there is no word list “{name}”; there are: {names}",
            )
        if not all(word.strip() for word in words):
            raise UsageError(
                zh=f"词表“{name}”里有空的词",
                en=f"a word for the list “{name}” is empty",
            )
