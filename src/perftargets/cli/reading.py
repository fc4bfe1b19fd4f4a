"""A phrase as a terminal shows it."""

from perftargets.cli.terminal import visible
from perftargets.findings import Language, Message

EMPTY = Message("（空）", "(empty)")


def shown(text: str, language: Language) -> str:
    """Give a phrase fit for a terminal; a blank one gets a word in its place."""
    return visible(text) if text.strip() else EMPTY.text(language)
