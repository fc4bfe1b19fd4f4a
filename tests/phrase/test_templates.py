"""What a template says of other digits is what the whole way says of them."""

from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import settings as rounds
from hypothesis import strategies as st

from perftargets.phrase import templates
from perftargets.phrase.engine import Engine
from perftargets.phrase.follows import parsed, tells_digits
from perftargets.phrase.target import Target
from perftargets.phrase.templates import Around, Template, Templates
from perftargets.units import default_units
from tests.phrase.made_up import STEADY
from tests.phrase.test_terminals import corpus

pytestmark = pytest.mark.sampled


class NoTemplates(Templates):
    """Remembers nothing, so that each phrase goes the whole way."""

    def find(self, text: str) -> tuple[Target | None, Around | None]:
        """Find none."""
        del text
        return None, None


@cache
def whole() -> Engine:
    """Give an engine without templates."""
    made = Engine.from_units(default_units())
    object.__setattr__(made, "templates", NoTemplates(made.grammar.scanner, made.noise))
    return made


@pytest.fixture(scope="module")
def settled() -> Engine:
    """Give an engine whose terminals are all looked at, as in a long run."""
    engine = Engine.from_units(default_units())
    scanner = engine.grammar.scanner
    for which in {*scanner.starts.values()}:
        for candidates in (which, which[:1], which[1:]):
            if candidates:
                place = scanner._place(candidates)  # noqa: SLF001
                place._tried = 10**9  # noqa: SLF001 -- as if it had been
    return engine


def template(engine: Engine, phrase: str) -> Template | None:
    """Give the template that an engine has of a phrase, if there is one."""
    target, key = engine.templates.find(phrase)
    return None if target is None or key is not None else _of(engine, phrase)


def _of(engine: Engine, phrase: str) -> Template | None:
    digits = "".join(filter(str.isdigit, phrase))
    before, _, behind = phrase.partition(digits)
    found = engine.templates._met[before, behind]  # noqa: SLF001
    return found if isinstance(found, Template) else None


def assert_read_alike(
    engine: Engine, before: str, numbers: list[str], behind: str
) -> None:
    """Hold each phrase, in turn, to what the whole way says."""
    for number in numbers:
        phrase = f"{before}{number}{behind}"
        assert engine.parse(phrase).to_dict() == whole().parse(phrase).to_dict()


NUMBERS = [
    *("5", "7", "1", "2", "3", "12", "31", "30", "19", "85", "100", "365", "110"),
    *("120", "119", "911", "999", "2022", "2023", "7532", "1949", "9999", "12345"),
    *("54321", "95598", "12306", "20221231", "99999999"),
]
BEFORE = [
    *("", "处置率", "不少于", "培训不低于", "≥", "≤", "至", "至少", "达到", "第"),
    *("同比增长", "提升", "下降到", "每", "人均", "约", "上年", "(", "-", "No."),
    *("；", "1", "、", "PM", "A", "增长率为", "不", "无", "其中：", "100%；", "三"),
    *("十", "前", "指标"),
]
BEHIND = [
    *("", "%", "条", "人次", "万元", "亿元", "千克", "个百分点", "年", "月", "日"),
    *("月底前", "日前", "年底", "热线接通率", "报警", "次/年", "元/人", "以上", "）"),
    *("人以内", "左右", "分", "名", "级", "项，", "%；", "岁以上老人", "户的农户"),
    *("天内", "小时", "个工作日内完成", "周年", "届", "分之一", "°", "m2", "km"),
    *("号", "时", "%以上", "余人", "千", "百"),
]


@pytest.mark.parametrize("before", BEFORE)
def test_other_digits_are_read_as_the_whole_way_reads_them(
    before: str, settled: Engine
) -> None:
    """In any order, each of many times: a template is made at the second."""
    for behind in BEHIND:
        assert_read_alike(settled, before, NUMBERS * 2, behind)


def test_the_digits_of_the_corpus_may_be_others(settled: Engine) -> None:
    """Every phrase of one number, with other digits, as many and more or fewer."""
    for phrase in dict.fromkeys(corpus()):
        match = templates._ONE_NUMBER.fullmatch(phrase)  # noqa: SLF001
        if match is None:
            continue
        before, digits, behind = match.groups()
        others = [digits, "9" * len(digits), "1" + "2" * (len(digits) - 1)]
        others += ["2" + "0" * (len(digits) - 1), "13579246"[: len(digits)]]
        others += ["7", "12", "365", "2023", "12345", "20240131"]
        assert_read_alike(settled, before, others, behind)


@rounds(STEADY, max_examples=300)
@given(
    st.lists(st.sampled_from(BEFORE), max_size=2).map("".join),
    st.lists(st.sampled_from(BEHIND), min_size=1, max_size=2).map("".join),
    st.lists(st.integers(1, 9_999_999).map(str), min_size=4, max_size=6),
)
def test_digits_of_made_up_phrases_may_be_others(
    settled: Engine, before: str, behind: str, numbers: list[str]
) -> None:
    """Of words and units that stand beside figures in any combination."""
    assert_read_alike(settled, before, numbers, behind)


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        *product(["", "培训", "培训不少于"], ["%", "人次", "万元", "条以上"]),
        *product(["≥", "至少"], ["%", "人次", "万元"]),
    ],
)
def test_the_values_of_most_tables_have_templates(
    before: str, behind: str, settled: Engine
) -> None:
    """Made when such a phrase is met for the second time, for however many digits."""
    assert_read_alike(settled, before, ["417", "418"], behind)

    assert template(settled, f"{before}4190{behind}") is not None
    assert_read_alike(settled, before, ["6", "52", "12365", "1" * 90], behind)


@pytest.mark.parametrize(
    "phrase", ["第3季度完成", "提高12345热线接通率", "12月完成", "2022年12月", "5；"]
)
def test_what_tells_digits_apart_has_none(phrase: str, settled: Engine) -> None:
    """Hotlines, months and years: another number says another thing."""
    for _ in range(20):
        settled.parse(phrase)

    assert template(settled, phrase) is None


def test_nothing_is_learnt_before_the_patterns_are_looked_at() -> None:
    """A short run never parses them for it."""
    engine = Engine.from_units(default_units())
    for _ in range(9):
        engine.parse("培训不少于417人次")

    assert engine.templates._met == {("培训不少于", "人次"): 9}  # noqa: SLF001


def test_so_many_are_remembered(
    settled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And then it begins anew."""
    monkeypatch.setattr(templates, "REMEMBERED", 5)
    for at, word in enumerate("甲乙丙丁戊己庚辛壬癸"):
        settled.parse(f"{word}队培训417人次")
        assert len(settled.templates._met) <= 5, at  # noqa: SLF001


@pytest.mark.parametrize(
    ("pattern", "character", "told"),
    [
        ("[0-9]+月", None, False),
        ("[0-9]*月", None, False),
        ("(?:[0-9])+月", None, False),
        ("[0-9A-Z]+", None, False),
        ("月人", None, False),
        # Some and not others.
        ("1[0-2]月", None, True),
        ("[1-9]+", None, True),
        ("(?:a|b2)", None, True),
        ("a(?![1-3])", None, True),
        ("(?<=[1-9])a", None, True),
        ("a[^1]+", None, True),
        (r"(a)\1", None, True),
        # So many of them.
        ("[0-9]月", None, True),
        ("月[0-9]{2}", None, True),
        ("[0-9]{2,}月", None, True),
        ("[0-9]{0,9}月", None, True),
        ("(?:[0-9]a)+", None, True),
        (r"a\d", None, True),
        ("a[^b]c", None, True),
        ("a.", None, True),
        (r"[^a]+\s*\d*", None, False),
        # One that is looked at, at the far end of what is.
        ("(?<=[0-9])a", None, False),
        ("a(?![0-9])", None, False),
        ("a(?=-?[0-9])", None, False),
        ("a(?=b|(?:c|d[0-9]))", None, False),
        ("a(?=[0-9]b)", None, True),
        ("a(?=[0-9]+[0-9])", None, True),
        ("a(?=[0-9]{2})", None, True),
        ("(?<=[0-9]b)a", None, False),
        ("(?<=b[0-9])a", None, True),
        # Behind a character, what is left of it alone.
        ("(?:a[02468]|b)c", "a", True),
        ("(?:a[02468]|b)c", "b", False),
        ("a(?:b|c{2})$", None, False),
    ],
)
def test_which_pattern_tells_digits_apart(
    pattern: str, character: str | None, *, told: bool
) -> None:
    """One that takes some of them and not others, or counts them."""
    assert tells_digits(parsed(pattern), character) is told
