"""Terminals cut down to the text at hand match what the whole ones match."""

import re
from functools import cache
from itertools import pairwise

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perftargets._data import names, read
from perftargets.phrase import terminals
from perftargets.phrase.engine import Engine, folded_text
from perftargets.phrase.grammar import build
from perftargets.phrase.needs import needed_characters
from perftargets.phrase.parse_table import machine_of
from perftargets.phrase.scanner import Scanner
from perftargets.phrase.terminals import ONE_BY_ONE, WIDENED, Match, Terminal
from perftargets.phrase.vocabulary import Vocabulary
from perftargets.units import default_units
from tests.corpus.entries import cases
from tests.phrase.grammar import cut, engine, found, lists
from tests.phrase.made_up import STEADY, phrases

pytestmark = pytest.mark.sampled


def fresh() -> Scanner:
    """Give a scanner that has compiled nothing."""
    return Engine.from_units(default_units()).grammar.scanner


def ends(terminal: Terminal, whole: re.Pattern[str], text: str) -> list[int]:
    """Give the places of a text where a terminal matches another stretch than whole."""
    return [
        at
        for at in range(len(text))
        if _end(terminal.match(text, at)) != _end(whole.match(text, at))
    ]


def _end(match: re.Match[str] | None) -> int:
    return -1 if match is None else match.end()


@cache
def corpus() -> list[str]:
    """Give the phrases of the corpus as the scanner has them."""
    folded = (folded_text(case.phrase) for case in cases())
    return [engine().noise.cleaned(text)[0] for text in folded]


@pytest.mark.parametrize("terminal", fresh().terminals, ids=lambda each: each.name)
def test_a_terminal_cut_down_matches_what_the_whole_one_matches(
    terminal: Terminal,
) -> None:
    """At every place of some phrases, while it takes in ever more units."""
    whole = re.compile(terminal.pattern)
    texts = corpus()[::150]

    assert [] == [text for text in texts if ends(terminal, whole, text)]


@settings(STEADY, max_examples=30)
@given(phrases(), st.data())
def test_a_terminal_cut_down_matches_as_the_whole_one_anywhere(
    text: str, data: st.DataObject
) -> None:
    """On made-up phrases, when it knows the units of no other text."""
    shipped = data.draw(st.sampled_from(engine().grammar.scanner.terminals))
    terminal = Terminal(
        shipped.name,
        dict(machine_of(build()).terminals)[shipped.name],
        shipped.needs,
        Vocabulary(default_units(), lists()),
    )

    assert [] == ends(terminal, re.compile(shipped.pattern), text)


def test_a_scanner_cuts_few_phrases_as_it_cuts_many() -> None:
    """Whatever is compiled so far: the corpus at once, and in pieces."""
    texts = corpus()
    pieces = [(texts[at : at + 600], fresh()) for at in range(0, len(texts), 600)]
    whole = engine().grammar.scanner

    assert [] == [
        text
        for piece, scanner in pieces
        for text in piece
        if scanner.scan(text) != whole.scan(text)
    ]


@settings(STEADY, max_examples=15)
@given(st.lists(phrases(), min_size=1, max_size=8))
def test_a_scanner_cuts_its_first_texts_as_lark_does(texts: list[str]) -> None:
    """What is compiled for one text does for the next, or is compiled anew."""
    scanner = fresh()
    for text in texts:
        codes, begins = scanner.scan(text)
        found = [
            (code, text[first:last])
            for code, (first, last) in zip(codes, pairwise(begins), strict=True)
        ]
        expected: list[tuple[str, str]] = []
        for token in cut(text):
            code = scanner.codes[token.terminal]
            if expected and code == expected[-1][0] == scanner.rest:
                expected[-1] = code, expected[-1][1] + token.text
            else:
                expected.append((code, token.text))

        assert expected == found


@pytest.mark.parametrize("piece", ["一百二十三", "12月", "办结率≥90%；", "次5"])
def test_a_text_is_looked_through_once_for_a_terminal(
    piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And not once for each of its places: a long text must not cost its square."""
    scanner, looks = fresh(), 0
    look = Terminal._look  # noqa: SLF001 -- what looks through a text

    def counting(self: Terminal, present: frozenset[str]) -> Match | None:
        nonlocal looks
        looks += 1
        return look(self, present)

    monkeypatch.setattr(Terminal, "_look", counting)
    scanner.scan(piece * 150)

    assert 0 < looks <= len(scanner.terminals)


def test_a_place_that_is_tried_often_is_settled() -> None:
    """And cuts as before, without trying terminals one by one."""
    scanner = fresh()
    first = scanner.scan("培训不少于120人次")
    for _ in range(ONE_BY_ONE * len(scanner.starts["不"]) + 1):
        scanner.scan("培训不少于120人次")

    settled = scanner._settled["不少"]  # noqa: SLF001 -- what it remembers
    assert None not in settled
    # Of all that can begin with 不, what can go on with 少.
    assert 0 < len(settled) < len(scanner.starts["不"])
    assert first == scanner.scan("培训不少于120人次")


def test_what_nothing_goes_on_with_is_settled_too() -> None:
    """Where a character begins a terminal, and no terminal goes on with the next."""
    scanner = fresh()
    for _ in range(ONE_BY_ONE * len(scanner.starts["不"]) + 1):
        scanner.scan("不〓")

    settled = scanner._settled["不〓"]  # noqa: SLF001 -- what it remembers
    assert settled == ()
    assert scanner.scan("不〓") == (scanner.rest, [0, 2])


def test_a_terminal_takes_in_all_units_after_a_few_texts() -> None:
    """It is not compiled anew for each unit there is."""
    terminal = next(each for each in fresh().terminals if each.name == "FIGURE_ALONE")
    # One unit after the other, each with another first character.
    units = ("条", "份", "次", "个", "家", "名", "%", "元", "户", "台")
    matched = [terminal.match(f"5{unit}", 0) for unit in units]

    assert len(units) > WIDENED
    assert all(matched)
    fitted = terminal._fitted  # noqa: SLF001 -- what it remembers
    assert fitted is not None
    assert fitted.known is None


@cache
def without_the_plainest() -> Scanner:
    """Give a scanner that has no terminal for the plainest figures."""
    whole = fresh()
    left = {
        character: tuple(
            each for each in which if whole.terminals[each].name != whole.plainest
        )
        for character, which in whole.starts.items()
    }
    return attrs.evolve(whole, starts=left)


FIGURES = st.one_of(
    st.integers(1, 10**9).map(str),
    st.integers(1, 10**9).map("{:,}".format),
    st.decimals(0, 3_000, places=2).map(str),
    st.decimals(0, 10**7, places=1).map("{:,}".format),
    st.from_regex(r"[1-9][0-9.,]{0,7}[0-9]", fullmatch=True),
    st.sampled_from(["2022.12", "2022.6", "12.31", "1.2", "20,200", "1,2000", "1.2.3"]),
)
ANY_UNIT = st.sampled_from(sorted(default_units().exact))


@settings(STEADY, max_examples=400)
@given(
    st.sampled_from(
        ["", "合格率", "不少于", "≥", "GB", "PM", "1.", "第", "2022年", "-"]
    ),
    FIGURES,
    st.sampled_from(["", "", "万", "亿", "余"]),
    ANY_UNIT,
    st.sampled_from(
        ["", "以上", "以上的人", "，", "；3.5%", "）", "左右", "-3%", "/年", "5"]
    ),
)
def test_the_plainest_figure_takes_what_the_others_would(
    before: str, figure: str, scale: str, unit: str, behind: str
) -> None:
    """Without its terminal, each text is cut into the same tokens."""
    text = folded_text(f"{before}{figure}{scale}{unit}{behind}")
    scanner = engine().grammar.scanner
    codes, begins = scanner.scan(text)
    # A figure is the same to the grammar by either terminal.
    alone, figure_code = scanner.codes[scanner.plainest], scanner.codes["FIGURE"]
    cut_so = codes.replace(alone, figure_code), begins
    assert cut_so == without_the_plainest().scan(text)


def test_a_thread_that_asks_while_a_terminal_widens_is_answered_rightly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It takes no pattern of before for the one that is being compiled."""
    terminal = next(each for each in fresh().terminals if each.name == "FIGURE_ALONE")
    assert _end(terminal.match("5条", 0)) == len("5条")
    asked: list[int | None] = []

    class Slow:
        """Compiles, and lets another thread ask in the meantime."""

        def compile(self, pattern: str) -> re.Pattern[str]:
            if not asked:
                asked.append(None)
                asked.append(_end(terminal.match("5份", 0)))
            return re.compile(pattern)

    monkeypatch.setattr(terminals, "re", Slow())
    assert _end(terminal.match("5份", 0)) == len("5份")
    assert asked == [None, len("5份")]


def test_what_a_pattern_needs_is_found() -> None:
    """In a sequence, in branches, and ahead of it; never before it."""
    assert (frozenset("年"), frozenset("12")) == needed_characters("[12]年")
    assert (frozenset("月日"),) == needed_characters("(?:月|日)号?")
    assert (frozenset("率"),) == needed_characters("(?<=成)(?=率)")
    assert () == needed_characters("(?:月|)")
    assert () == needed_characters("[^月]*")


def test_no_look_behind_holds_what_is_cut_down() -> None:
    """It is cut down to what stands behind a place, not before it."""
    cut_down = {*lists()["parts"], *(name for name in found() if "unit" in name)}
    held = [
        (file, match[0])
        for file in names("grammar")
        if file.endswith((".lark", ".toml"))
        for match in re.finditer(r"\(\?<[=!][^()]*«([^»]*)»", read("grammar", file))
        if match[1] in cut_down
    ]

    assert [] == held


def test_a_pattern_without_what_a_text_asks_for_matches_nothing() -> None:
    """Of the parts and units of a date a text without any asks for none."""
    date = next(each for each in fresh().terminals if each.name == "DATE")

    assert frozenset() == date.asks.of("条")
    assert {"date: all year"} <= date.asks.of("全年底")
    assert "date: all year" not in date.asks.of("半年底")


@settings(STEADY, max_examples=400)
@given(
    FIGURES | st.sampled_from(["0", "007", "0.50", "1,234.50", "12,34", "三百", "5千"]),
    st.sampled_from(["", "万", "亿", "千", "余", "个"]),
    ANY_UNIT | st.sampled_from(["", "箩", "元5角", "小时20分"]),
)
def test_a_plain_figure_is_read_as_the_form_of_all_figures_reads_it(
    figure: str, scale: str, unit: str
) -> None:
    """Value, unit, scales, and where the unit begins."""
    figures, text = engine().builder.figures, f"{figure}{scale}{unit}"

    assert figures.figure(text) == figures.figure_in_full(text)
