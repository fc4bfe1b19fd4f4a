"""Who reads phrases beside perftargets: a regular expression, plain lark, two peers."""

import importlib
import re
import warnings
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

import attrs

from perftargets import Parser, parse
from perftargets.phrase.engine import Engine
from perftargets.phrase.phrase import TokenizedPhrase
from perftargets.phrase.select import select
from perftargets.phrase.target import (
    Change,
    Comparison,
    Compound,
    Missing,
    Number,
    Range,
    Reference,
    Target,
)
from perftargets.text import fold
from tests.phrase.grammar import cut

_SIGNS = MappingProxyType(
    {
        "不少于": ">=",
        "不低于": ">=",
        "至少": ">=",
        "达到": ">=",
        "达": ">=",
        "以上": ">=",
        "≥": ">=",
        ">=": ">=",
        "不超过": "<=",
        "以下": "<=",
        "以内": "<=",
        "≤": "<=",
        "<=": "<=",
        "超过": ">",
        ">": ">",
        "低于": "<",
        "<": "<",
        "=": "=",
        "约": "~",
        "左右": "~",
    }
)
_SCALES = MappingProxyType(
    {
        "百": Decimal(100),
        "千": Decimal(1000),
        "万": Decimal(10**4),
        "亿": Decimal(10**8),
    }
)
_EXPRESSION = re.compile(
    "(?P<subject>[^0-9]*?)"
    "(?P<before>不少于|不低于|不超过|至少|超过|低于|达到|达|约|≥|≤|>=|<=|>|<|=)?"
    r"(?P<figure>[0-9]+(?:\.[0-9]+)?)(?P<scale>[百千万亿])?"
    "(?P<unit>%|人次|[条份次人个家场户名元天])"
    "(?P<behind>以上|以下|以内|左右)?"
)

Simple = tuple[str, str | None, Decimal, str]
"""Subject, operator, value and unit of a phrase of one figure."""


def by_expression(text: str) -> Simple | None:
    """Read an easy phrase as one would by hand: one expression, and a Decimal."""
    match = _EXPRESSION.fullmatch(text)
    if match is None:
        return None
    subject, before, figure, scale, unit, behind = match.groups()
    value = Decimal(figure)
    if scale:
        value *= _SCALES[scale]
    word = before or behind
    return subject, _SIGNS[word] if word else None, value, unit


def simple(target: Target) -> Simple | None:
    """Give a target in the form that the expression gives, None for any other."""
    match target.measure:
        case Comparison(operator=operator, value=Decimal() as value, unit=str(unit)):
            return target.subject, operator, value, unit
    return None


def engine_of(parser: Parser) -> Engine:
    """Give what a parser works with; it is built by the first phrase."""
    parser.parse("1条")
    engine = parser._engine  # noqa: SLF001 -- what is forgotten between rounds
    assert engine is not None
    return engine


def forget(parser: Parser, *, shapes: bool = False) -> None:
    """Let a parser forget its phrases, and on request the shapes it has met.

    With phrases their templates go: the template of a phrase that no other is written
    by would be that phrase, remembered.
    """
    engine_of(parser).templates.forget()
    if shapes:
        engine_of(parser).plans.clear()
    parser._remembered.cache_clear()  # noqa: SLF001


def remembered(parser: Parser) -> int:
    """Say how many phrases a parser has in memory."""
    return parser._remembered.cache_info().currsize  # noqa: SLF001


def plain_lark() -> Callable[[str], Target]:
    """Make a reader of lark alone: its lexer, its parser, then selection and values.

    It remembers nothing, and it is what the scanner and the plans are held to. The
    lexer and the tables are made once.
    """
    engine = engine_of(Parser())
    codes, rest = engine.grammar.scanner.codes, engine.grammar.scanner.rest

    def read(text: str) -> Target:
        cleaned, offsets = engine.noise.cleaned(fold(text))
        if not cleaned or engine.noise.forms["missing"][0].fullmatch(cleaned):
            return Target(text=text, subject="", measure=Missing())
        tokens = cut(cleaned)
        kinds, begins, end = "", [], 0
        for token in tokens:
            # As the scanner does: what is left over becomes one token.
            code = codes[token.terminal]
            if code != rest or kinds[-1:] != rest:
                kinds += code
                begins.append(end)
            end += len(token.text)
        plan = select(engine.grammar.constituents(kinds), len(kinds))
        written = text if offsets is None else "".join(text[at] for at in offsets)
        phrase = TokenizedPhrase(text, written, cleaned, [*begins, end], offsets)
        return engine.builder.build(plan, phrase)

    return read


@attrs.frozen
class Stated:
    """What a phrase states, for counting: its operators and its figures, in order."""

    operators: tuple[str, ...] = ()
    values: tuple[Number, ...] = ()


def stated(target: Target) -> Stated:
    """Give what a target states; dates are no figures, and items follow each other."""
    match target.measure:
        case Comparison(operator=operator, value=value):
            return Stated((operator,) if operator else (), (value,))
        case Range(low=low, high=high):
            return Stated((), (low, high))
        case Change(operator=operator, value=amount):
            return Stated(
                (operator,) if operator else (), () if amount is None else (amount,)
            )
        case Reference(operator=operator):
            return Stated((operator,), ())
        case Compound(items=items):
            each = [stated(item) for item in items]
            return Stated(
                tuple(sign for item in each for sign in item.operators),
                tuple(value for item in each for value in item.values),
            )
    return Stated()


def expression_states(text: str) -> Stated:
    """Give what the regular expression finds in a phrase."""
    found = by_expression(text)
    if found is None:
        return Stated()
    _, operator, value, _ = found
    return Stated((operator,) if operator else (), (value,))


def peers() -> Iterator[tuple[str, Callable[[str], Stated] | None]]:
    """Give the peers by name; None for one that is not installed."""
    for name, make in (("cn2an", _cn2an), ("jionlp", _jionlp)):
        try:
            yield name, make()
        except ImportError:
            yield name, None


_LAST_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:/[0-9]+)?[百千万亿]*")


def _cn2an() -> Callable[[str], Stated]:
    """Read with cn2an: numerals become figures, and the last figure is the value.

    It knows no operators. A scale behind a figure is multiplied out by it as well.
    """
    cn2an = importlib.import_module("cn2an")

    def read(text: str) -> Stated:
        with warnings.catch_warnings():
            # It warns of what it cannot read and gives the text back.
            warnings.simplefilter("ignore")
            try:
                figures = _LAST_FIGURE.findall(cn2an.transform(text, "cn2an"))
                value = figures[-1] if figures else ""
                if value and value[-1] in _SCALES:
                    value = str(cn2an.cn2an(value, "smart"))
                return Stated((), (_number(value),)) if value else Stated()
            except _REFUSALS:
                return Stated()

    return read


_DEFINED = MappingProxyType(
    {"accurate": (), "blur": ("~",), "blur+": (">= >",), "blur-": ("<= <",)}
)
"""What JioNLP says of a figure; it does not tell at least from more than."""


def _jionlp() -> Callable[[str], Stated]:
    """Read with JioNLP's parser of sums of money: the phrase, else the sums in it."""
    jionlp = importlib.import_module("jionlp")

    def read(text: str) -> Stated:
        try:
            found = [jionlp.parse_money(text)]
        except _REFUSALS:
            try:
                parts = jionlp.ner.extract_money(text, with_parsing=True)
            except _REFUSALS:
                return Stated()
            found = [part["detail"] for part in parts or ()]
        if not found:
            return Stated()
        operators: tuple[str, ...] = ()
        values: tuple[Number, ...] = ()
        for sum_ in found:
            if isinstance(sum_["num"], list):
                values += tuple(map(Decimal, sum_["num"]))
            else:
                operators += _DEFINED[sum_["definition"]]
                values += (Decimal(sum_["num"]),)
        return Stated(operators, values)

    return read


_REFUSALS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What the peers raise on phrases that are not for them."""


def as_money(read: Callable[[str], Stated]) -> Callable[[str], Stated]:
    """Help a reader that knows money only: each unit of the phrase becomes 元."""

    def helped(text: str) -> Stated:
        for span in reversed(parse(text).spans.unit):
            text = f"{text[: span.start]}元{text[span.end :]}"
        return read(text)

    return helped


def _number(text: str) -> Number:
    return Fraction(text) if "/" in text else Decimal(text)
