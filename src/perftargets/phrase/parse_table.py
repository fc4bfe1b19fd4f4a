"""lark's parse table of the grammar, kept in ``grammar/table.json``.

To work it out takes lark as long as a hundred phrases. lark's own ``save`` writes a
pickle of 490 kB; this file holds the same table by its rows, and a row is taken apart
when a phrase first comes to its state. lark's machine runs over it and makes the trees.

The file names the grammar that it was made of by a checksum; with another grammar, or a
lark whose table nobody has compared yet, lark builds. ``make tables`` writes it anew.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, NamedTuple, cast

import lark
from lark.grammar import NonTerminal, Rule, RuleOptions, Symbol, Terminal
from lark.parse_tree_builder import ParseTreeBuilder
from lark.parsers.lalr_analysis import IntParseTable, Reduce, Shift
from lark.parsers.lalr_parser_state import ParseConf, ParserState

from perftargets._data import read
from perftargets.phrase.beginnings import sources

FILE = "table.json"

COMPARED = ("1.2.2", "1.3.0", "1.3.1")
"""The releases of lark that make the same table, and whose machine runs over it."""

START = "start"

Begin = Callable[[], "ParserState[int]"]
"""Returns lark's machine before the first token."""

Action = tuple[Any, Any]


class Machine(NamedTuple):
    """What of lark a grammar needs.

    Attributes:
        begin: returns the machine before the first token.
        terminals: names and patterns, in the order in which lark's lexer tries them.
        rules: the rules that are one terminal: their names, and that terminal.
    """

    begin: Begin
    terminals: list[tuple[str, str]]
    members: list[tuple[str, str]]


class _Rows(dict[int, "_Row"]):
    """The rows of the table by state, each made when it is first asked for."""

    def __init__(self, held: Mapping[str, Any]) -> None:
        super().__init__()
        self._rows: list[Any] = held["rows"]
        self._sets = [frozenset(text.split()) for text in held["sets"]]
        self._rules = [partial(_rule, *entry) for entry in held["rules"]]

    def __missing__(self, state: int) -> "_Row":
        shifts, reduces = self._rows[state]
        row = _Row({name: (Shift, to) for name, to in shifts.items()})
        for number, tokens in reduces:
            action = (Reduce, self._rules[number]())
            row.update(dict.fromkeys(self._sets[tokens], action))
        # Put down whole: another thread may come to the state meanwhile.
        self[state] = row
        return row


_Row = dict[str, Action]


class _Builders(dict[Rule, Callable[..., Any]]):
    """What makes a tree of each rule, as lark makes it, once it is asked for."""

    def __bool__(self) -> bool:
        """Return that there are some, which lark asks before the first is made."""
        return True

    def __missing__(self, rule: Rule) -> Callable[..., Any]:
        build = cast("Callable[..., Any]", ParseTreeBuilder)
        # No positions, no ambiguity, no placeholders: as the parser is built.
        made = build([rule], lark.Tree, False, False, False)  # noqa: FBT003
        self[rule] = builder = made.create_callback()[rule]
        return cast("Callable[..., Any]", builder)


def kept() -> Machine | None:
    """Return lark's machine over the table that is kept, None where it does not fit."""
    if lark.__version__ not in COMPARED:
        return None
    try:
        held = json.loads(read("grammar", FILE))
    except FileNotFoundError:
        return None
    if held["grammar"] != sources():
        return None
    # lark declares few of these types.
    table = cast("Callable[..., Any]", IntParseTable)
    state = cast("Callable[..., ParserState[int]]", ParserState)
    rows = table(_Rows(held), {START: held["start"]}, {START: held["end"]})
    conf = cast("Callable[..., Any]", ParseConf)(rows, _Builders(), START)
    return Machine(
        # It is handed its tokens, and asks no lexer for them.
        partial(state, conf, None),
        [(name, pattern) for name, pattern in held["terminals"]],
        [(name, member) for name, member in held["members"]],
    )


def machine_of(parser: lark.Lark) -> Machine:
    """Return the machine of a parser that lark has built."""
    return Machine(
        lambda: parser.parse_interactive().parser_state,
        terminals(parser),
        [
            (str(rule.origin.name), str(rule.expansion[0].name))
            for rule in parser.rules
            if len(rule.expansion) == 1 and isinstance(rule.expansion[0], Terminal)
        ],
    )


def terminals(parser: lark.Lark) -> list[tuple[str, str]]:
    """Return names and patterns in the order in which lark's basic lexer tries them.

    Every terminal has a priority of its own, so that nothing else decides. The names
    are plain text: lark's are tokens, which a dictionary compares in Python.
    """
    ordered = sorted(parser.terminals, key=lambda terminal: -terminal.priority)
    return [(str(each.name), each.pattern.to_regexp()) for each in ordered]


# -- written


def held_of(parser: lark.Lark, fed: Iterable[str]) -> dict[str, Any]:
    """Return the table of a parser as it is kept, for the kinds that it is fed."""
    conf = parser.parse_interactive().parser_state.parse_conf
    kinds = {*fed, "$END"}
    # lark numbers the states anew in each process: here they are numbered as they are
    # met from the first one on.
    numbers: dict[Any, int] = {conf.start_state: 0}
    rules: dict[Rule, int] = {}
    sets: dict[str, int] = {}
    rows: list[Any] = []
    waiting = [conf.start_state]
    for state in waiting:
        shifts: dict[str, int] = {}
        reduces: dict[int, list[str]] = {}
        for token, (action, to) in sorted(conf.states[state].items()):
            if token.isupper() and token not in kinds:
                continue
            if action is not Shift:
                number = rules.setdefault(to, len(rules))
                reduces.setdefault(number, []).append(str(token))
                continue
            if to not in numbers:
                numbers[to] = len(numbers)
                waiting.append(to)
            shifts[str(token)] = numbers[to]
        numbered = [
            [number, sets.setdefault(" ".join(tokens), len(sets))]
            for number, tokens in reduces.items()
        ]
        rows.append([shifts, numbered])
    machine = machine_of(parser)
    return {
        "grammar": sources(),
        "start": numbers[conf.start_state],
        "end": numbers[conf.end_state],
        "terminals": machine.terminals,
        "members": machine.members,
        "rules": [_entry(rule) for rule in rules],
        "sets": list(sets),
        "rows": rows,
    }


def _entry(rule: Rule) -> list[Any]:
    options = rule.options
    return [
        str(rule.origin.name),
        [str(symbol.name) for symbol in rule.expansion],
        None if rule.alias is None else str(rule.alias),
        bool(options.expand1),
    ]


def _rule(origin: str, expansion: list[str], alias: str | None, one: bool) -> Rule:  # noqa: FBT001 -- as the file has it
    symbols: list[Symbol] = [
        Terminal(name) if name.isupper() else NonTerminal(name) for name in expansion
    ]
    options = RuleOptions(keep_all_tokens=True, expand1=one)
    return Rule(NonTerminal(origin), symbols, alias=alias, options=options)
