"""A phrase as a terminal shows it."""

from perftargets._escaping import one_for_one
from perftargets.findings import Language, Message

EMPTY = Message("（空）", "(empty)")


def shown(text: str, language: Language) -> str:
    """Give a phrase fit for a terminal; a blank one gets a word in its place."""
    return one_for_one(text) if text.strip() else EMPTY.text(language)
