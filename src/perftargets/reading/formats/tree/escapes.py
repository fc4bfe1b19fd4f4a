"""Text in double quotes, as JSON, YAML and TOML read it alike."""

import json

from perftargets._escaping import COMMAND

_HALVES = range(0xD800, 0xE000)
_FOUR_DIGITS = 0xFFFF


def escaped(text: str) -> str:
    """Write a text in double quotes; what cannot be seen is escaped.

    YAML and TOML know the escapes of JSON, and longer ones for code points beyond
    U+FFFF. Half a character becomes U+FFFD, since neither can hold it.
    """
    written = json.dumps(text, ensure_ascii=False)
    if not written.isprintable():
        written = "".join(map(_visible, written))
    return COMMAND.sub(lambda found: f"\\u{ord(found[0]):04X}", written)


def _visible(character: str) -> str:
    # The wide space of Chinese text counts as unprintable and is none the worse.
    if character.isprintable() or character == "\u3000":
        return character
    code = ord(character)
    if code in _HALVES:
        return "\N{REPLACEMENT CHARACTER}"
    return f"\\u{code:04X}" if code <= _FOUR_DIGITS else f"\\U{code:08X}"
