"""The grammar as the tests see it, built once, with lark's own lexer beside ours."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import attrs
import lark
from lark.lexer import BasicLexer, LexerThread

from perftargets.phrase import lists as word_lists
from perftargets.phrase.engine import Engine, folded_text
from perftargets.phrase.grammar import build
from perftargets.phrase.parse_table import terminals
from perftargets.phrase.vocabulary import patterns
from perftargets.units import default_units


@attrs.frozen
class Token:
    """A token that lark's lexer cuts: the terminal, and the text."""

    terminal: str
    text: str


@cache
def lists() -> Mapping[str, Any]:
    """Give ``grammar/lists.toml`` and ``parts.toml``."""
    return word_lists.lists()


@cache
def found() -> Mapping[str, str]:
    """Give the patterns of the grammar, by name."""
    return patterns(default_units(), lists())


@cache
def reference() -> lark.Lark:
    """Give lark's parser with lark's own lexer, the reference for both of ours."""
    return build(found(), lexer="basic")


@cache
def engine() -> Engine:
    """Give the engine of the default units."""
    return Engine.from_units(default_units())


@cache
def _lexer() -> BasicLexer:
    # lark makes a lexer anew at each call of lex(); its own maker gives one to keep.
    lexer = reference()._build_lexer()  # noqa: SLF001
    assert isinstance(lexer, BasicLexer)
    return lexer


def cut(folded: str) -> list[Token]:
    """Cut folded text into tokens as lark's basic lexer does."""
    thread = LexerThread.from_text(_lexer(), folded)
    stream = thread.lex(None)  # type: ignore[no-untyped-call] # lark types it not
    return [Token(str(token.type), str(token)) for token in stream]


def tokens(phrase: str) -> list[Token]:
    """Cut a phrase as written, once it is folded and rid of noise."""
    cleaned, _ = engine().noise.cleaned(folded_text(phrase))
    return cut(cleaned)


@cache
def terminal_patterns() -> Mapping[str, str]:
    """Give the regular expression of each terminal, in the order they are tried."""
    return dict(terminals(reference()))


@cache
def terminals_by_class() -> Mapping[str, frozenset[str]]:
    """Give the terminals of each class of the grammar, through groups of kinds."""
    classes = ("_plain", "_operator", "_value", "suffix", "_join")
    expansions: dict[str, set[str]] = {}
    for rule in reference().rules:
        if len(rule.expansion) == 1:
            (member,) = rule.expansion
            expansions.setdefault(rule.origin.name, set()).add(member.name)

    def leaves(name: str) -> frozenset[str]:
        inner = expansions.get(name)
        if inner is None:
            return frozenset({str(name)})
        return frozenset().union(*map(leaves, inner))

    return {name: leaves(name) for name in classes}
