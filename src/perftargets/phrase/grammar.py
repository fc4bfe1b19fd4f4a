"""The phrase grammar: the files of ``grammar/`` put together and handed to lark."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from threading import Lock
from types import MappingProxyType
from typing import Any, Literal

import attrs
import lark
from lark.lexer import Lexer

from perftargets._data import read
from perftargets.phrase.beginnings import beginnings
from perftargets.phrase.constituents import (
    Chain,
    Constituent,
    Loose,
    SuffixedValue,
    Token,
    Word,
)
from perftargets.phrase.scanner import Scanner
from perftargets.units import Unit, UnitTable

REST = "TEXT"
"""The terminal that takes what no other one takes."""


def patterns(units: UnitTable, lists: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the regular expression of each ``«name»`` of the grammar.

    ``lists`` is ``grammar/lists.toml``; the patterns about units are made from the unit
    table.
    """
    found = {name: _words(words) for name, words in lists["words"].items()}
    found["currency"] = _words(sign for unit in units.units for sign in unit.prefixes)
    for name, kept in UNIT_LISTS.items():
        members = [unit for unit in units.units if kept(unit)]
        found[name] = _units(members)
        found[f"{name} start"] = _starts(members)
    found |= lists["patterns"]
    for name, parts in lists["parts"].items():
        found[name] = f"(?:{'|'.join(pattern for pattern, _ in parts.values())})"
    return {name: fill(pattern, found) for name, pattern in found.items()}


UNIT_LISTS: Mapping[str, Callable[[Unit], bool]] = MappingProxyType(
    {
        "unit": lambda unit: unit.counted,
        "numeral unit": lambda unit: unit.counted and unit.numeral,
        "per unit": lambda _: True,
        # What can be no date, age or duration: nothing else begins with such a figure.
        "plain unit": lambda unit: (
            unit.counted
            and not unit.period
            and unit.dimension not in {"time", "calendar", "workday"}
        ),
    }
)
"""Which units each list of the grammar holds."""


AHEAD_ONLY = (
    "absent_end",
    "ahead",
    "done",
    "end",
    "level",
    "not_unit",
    "noun_of_change",
)
"""Patterns that stand in look-aheads alone: nothing begins with them."""


def fill(text: str, found: Mapping[str, str]) -> str:
    """Replace names by their patterns, also names within these."""
    while "«" in text:
        text = re.sub("«([^»]+)»", lambda match: found[match[1]], text)
    return text


def _words(words: Iterable[str]) -> str:
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(_literal, longest_first))})"


def _literal(text: str) -> str:
    """Match a text as it stands, also one that looks like a name of the grammar."""
    return re.escape(text).replace("«", r"\u00ab").replace("»", r"\u00bb")


def _units(units: Iterable[Unit]) -> str:
    """Match the longest spelling that is not the beginning of another word.

    Spellings stand by their first character, so that most are passed over at once.
    """
    by_start: dict[str, list[tuple[str, str]]] = {}
    for unit in units:
        guard = f"(?!{_words(unit.unless_before)})" if unit.unless_before else ""
        for spelling in unit.written:
            # A Latin unit ends where the letters end: m is none in min.
            letters = (
                "(?![A-Za-z])"
                if spelling[-1].isascii() and spelling[-1].isalpha()
                else ""
            )
            rest = _literal(spelling[1:]) + letters + guard
            by_start.setdefault(spelling[0], []).append((spelling, rest))
    branches = []
    for start, spellings in sorted(by_start.items()):
        spellings.sort(key=lambda pair: (-len(pair[0]), pair[0]))
        rests = "|".join(rest for _, rest in spellings)
        branches.append((start, _literal(start) + f"(?:{rests})"))
    return f"(?:{'|'.join(_shelved(branches))})"


SHELF = 16
"""Branches that are passed over in one step."""


def _shelved(branches: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Group branches by their first characters, which are tried at once."""
    for at in range(0, len(branches), SHELF):
        shelf = branches[at : at + SHELF]
        starts = "".join(_literal(start) for start, _ in shelf)
        yield f"(?=[{starts}])(?:{'|'.join(branch for _, branch in shelf)})"


def _starts(units: Iterable[Unit]) -> str:
    starts = sorted({spelling[0] for unit in units for spelling in unit.written})
    return "[" + "".join(map(_literal, starts)) + "]"


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
    """lark's parser over sequences of kinds, and the scanner that makes them."""

    parser: lark.Lark
    scanner: Scanner
    kinds: Mapping[str, str]
    """The kind that each code of the scanner stands for."""

    @classmethod
    def from_patterns(cls, found: Mapping[str, str]) -> "Grammar":
        """Build the grammar with the patterns given."""
        parser = build()
        light = {**found, **{name: found[f"{name} start"] for name in UNIT_LISTS}}
        light |= dict.fromkeys(AHEAD_ONLY, "")
        raw = terminals(parser)
        names = [name for name, _ in raw]
        leaders = {name: name for name in names}
        for group in GROUPS:
            members = [
                str(rule.expansion[0].name)
                for rule in parser.rules
                if rule.origin.name == group
            ]
            leaders |= dict.fromkeys(members, members[0])
        kinds = {
            chr(0x100 + at): name
            for at, name in enumerate(sorted(set(leaders.values())))
        }
        codes = {name: code for code, name in kinds.items()}
        return cls(
            parser=parser,
            scanner=Scanner.from_terminals(
                [(name, fill(pattern, found)) for name, pattern in raw],
                {name: codes[leaders[name]] for name in names},
                REST,
                # Only the first characters of units count: quick to analyse.
                {
                    name: beginnings(name, fill(pattern, light))
                    for name, pattern in raw
                    if name != REST
                },
                beginnings("numeral", found["numeral"]),
            ),
            kinds=kinds,
        )

    def constituents(self, codes: str) -> tuple[Constituent, ...]:
        """Parse a sequence of kinds, given by their codes."""
        state = self.parser.parse_interactive()
        for at, code in enumerate(codes):
            state.feed_token(lark.Token(self.kinds[code], "", start_pos=at))
        tree = state.feed_eof()  # type: ignore[no-untyped-call] # lark leaves it bare
        return tuple(map(_part, tree.children))


def terminals(parser: lark.Lark) -> list[tuple[str, str]]:
    """Return names and patterns in the order in which lark's basic lexer tries them.

    Every terminal has a priority of its own, so that nothing else decides. The names
    are plain text: lark's are tokens, which a dictionary compares in Python.
    """
    ordered = sorted(parser.terminals, key=lambda terminal: -terminal.priority)
    return [(str(each.name), each.pattern.to_regexp()) for each in ordered]


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
