"""The phrase grammar: the files of ``grammar/`` put together and handed to lark."""

import re
from collections.abc import Iterator, Mapping
from threading import Lock
from typing import Literal

import attrs
import lark
from lark.lexer import Lexer

from perftargets._data import read
from perftargets.phrase.constituents import (
    Chain,
    Constituent,
    Loose,
    SuffixedValue,
    Token,
    Word,
)
from perftargets.phrase.parse_table import Begin, Machine, kept, machine_of
from perftargets.phrase.scanner import Scanner
from perftargets.phrase.terminals import Terminal
from perftargets.phrase.vocabulary import Vocabulary, fill

REST = "TEXT"
"""The terminal that takes what no other one takes."""


class _NoLexer(Lexer):
    """The lexer of a parser that is only fed tokens; it compiles no terminal."""

    def __init__(self, _: object) -> None:
        """Keep the configuration that lark hands over."""

    def lex(self, *_: object) -> Iterator[lark.Token]:
        """Return no token."""
        return iter(())


def build(
    found: Mapping[str, str] | None = None,
    *,
    lexer: "Literal['basic'] | type[Lexer]" = _NoLexer,
) -> lark.Lark:
    """Build lark's parser of the phrase grammar, with patterns put in for their names.

    Without patterns the names stay in the terminals: lark reads the grammar sooner, and
    who compiles a terminal puts them in. With patterns and ``lexer="basic"`` the parser
    cuts text itself: the reference for the scanner.

    Raises:
        lark.exceptions.GrammarError: the grammar has a conflict.
    """
    escaped = {name: _SLASH.sub(r"\\/", text) for name, text in (found or {}).items()}

    def load(_base: object, path: str) -> tuple[str, str]:
        text = read("grammar", path)
        return path, text if found is None else fill(text, escaped)

    # lark reads literals by ast, which Python 3.11 cannot do in two threads at once.
    with _BUILDING:
        return lark.Lark(
            load(None, "target.lark")[1],
            parser="lalr",
            lexer=lexer,
            start="start",
            import_paths=[load],
            keep_all_tokens=True,
            maybe_placeholders=False,
        )


_BUILDING = Lock()
_SLASH = re.compile(r"(?<!\\)/")


GROUPS = ("text", "figure", "bare")
"""The rules of target.lark whose kinds read alike."""


@attrs.frozen(eq=False)
class Grammar:
    """lark's machine over sequences of kinds, and the scanner that makes them."""

    begin: Begin
    scanner: Scanner
    kinds: Mapping[str, str]
    """The kind that each code of the scanner stands for."""

    @classmethod
    def from_vocabulary(cls, vocabulary: Vocabulary) -> "Grammar":
        """Build the grammar with the patterns of a vocabulary."""
        machine = kept() or machine_of(build())
        leaders = leaders_of(machine)
        kinds = {
            chr(0x100 + at): name
            for at, name in enumerate(sorted(set(leaders.values())))
        }
        codes = {name: code for code, name in kinds.items()}
        clues = {
            name: vocabulary.clues(name, pattern)
            for name, pattern in machine.terminals
            if name != REST
        }
        return cls(
            begin=machine.begin,
            scanner=Scanner.from_terminals(
                [
                    Terminal(name, pattern, clues[name].needs, vocabulary)
                    for name, pattern in machine.terminals
                    if name != REST
                ],
                {name: codes[leader] for name, leader in leaders.items()},
                REST,
                {name: clue.starts for name, clue in clues.items()},
                vocabulary.clues("numeral", "«numeral»").starts,
            ),
            kinds=kinds,
        )

    def constituents(self, codes: str) -> tuple[Constituent, ...]:
        """Parse a sequence of kinds, given by their codes."""
        state = self.begin()
        for at, code in enumerate(codes):
            state.feed_token(lark.Token(self.kinds[code], "", start_pos=at))
        tree = state.feed_token(lark.Token("$END", ""), is_end=True)
        return tuple(map(_part, tree.children))


def leaders_of(machine: Machine) -> dict[str, str]:
    """Return the kind that lark is fed for each terminal, the first of its group."""
    leaders = {name: name for name, _ in machine.terminals}
    for group in GROUPS:
        members = [member for name, member in machine.members if name == group]
        leaders |= dict.fromkeys(members, members[0])
    return leaders


def _token(leaf: lark.Token) -> Token:
    return Token(str(leaf.type), leaf.start_pos or 0)


def _part(node: "lark.Tree[lark.Token] | lark.Token") -> Constituent:
    match node:
        case lark.Token():
            return Word(str(node.type), node.start_pos or 0)
        case lark.Tree(data="chain" | "bound"):
            operators, values = _chain(node)
            return Chain(operators, values)
        case lark.Tree(data="loose"):
            return Loose(tuple(_token(leaf) for leaf in node.scan_values(_is_token)))
        case _:
            leaf = next(node.scan_values(_is_token))
            return Word(str(leaf.type), leaf.start_pos or 0)


def _is_token(_: object) -> bool:
    return True


def _chain(
    node: "lark.Tree[lark.Token]",
) -> tuple[tuple[Token, ...], tuple[SuffixedValue, ...]]:
    operators: tuple[Token, ...] = ()
    values: list[SuffixedValue] = []
    # A chain nests to the left, once for every joiner: walk down, then back up.
    nodes = [node]
    while isinstance(first := nodes[-1].children[0], lark.Tree) and first.data in {
        "chain",
        "bound",
    }:
        nodes.append(first)
    for level in reversed(nodes):
        for child in level.children:
            if not isinstance(child, lark.Tree):
                continue
            if child.data == "operators":
                operators = tuple(_token(leaf) for leaf in child.scan_values(_is_token))
            elif child.data == "measured":
                leaves = [_token(leaf) for leaf in child.scan_values(_is_token)]
                values.append(
                    SuffixedValue(leaves[0].kind, leaves[0].at, tuple(leaves[1:]))
                )
    return operators, tuple(values)
