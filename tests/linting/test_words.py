"""The word lists of the rules: each word once, each allowance for something."""

import re
import tomllib
from collections import Counter
from typing import Any

import pytest

from perftargets._data import read
from perftargets.linting.lists import contained, ending, matched, words

TABLE: dict[str, Any] = tomllib.loads(read("words", "rules.toml"))
_LISTS = [
    pytest.param(words, id=f"{section}.{key}")
    for section, entries in TABLE.items()
    if isinstance(entries, dict)
    for key, words in entries.items()
    if isinstance(words, list)
]


@pytest.mark.parametrize("listed", _LISTS)
def test_no_list_holds_a_word_twice(listed: list[str]) -> None:
    """Each word stands once in its list, and none is empty."""
    assert [] == [word for word, many in Counter(listed).items() if many > 1]
    assert "" not in listed


@pytest.mark.parametrize("section", ["capital", "beneficiaries", "vague"])
def test_what_is_allowed_would_be_found_otherwise(section: str) -> None:
    """An allowance for what no word of the list stands in does nothing."""
    idle = [
        allowed
        for allowed in TABLE[section]["allowed"]
        if not any(word in allowed for word in TABLE[section]["words"])
    ]
    assert [] == idle


@pytest.mark.parametrize("section", ["capital", "beneficiaries", "vague"])
def test_what_is_allowed_is_not_found(section: str) -> None:
    """国有企业 is no beneficiary, 有效期 not vague."""
    assert [] == [
        allowed for allowed in TABLE[section]["allowed"] if contained(allowed, section)
    ]


@pytest.mark.parametrize("section", ["template", "deferring"])
def test_patterns_are_regular_expressions_that_fit_no_empty_text(section: str) -> None:
    """A pattern that fits nothing at all would fire everywhere."""
    assert [] == [
        pattern for pattern in TABLE[section]["patterns"] if re.search(pattern, "")
    ]


def test_the_first_word_of_a_text_is_found_and_the_longest_there() -> None:
    """持续改善 is found whole, before the 明显 behind it."""
    assert "持续改善" == contained("持续改善，明显见效", "vague")
    assert "" == contained("证件在有效期内换发", "vague")


def test_an_ending_is_the_longest() -> None:
    """预算资金 is found before 资金 would be."""
    assert "工作经费" == ending("窗口工作经费", "money")
    assert "" == ending("经费管理制度", "money")


@pytest.mark.parametrize(
    ("section", "key"),
    [
        (section, key)
        for section, entries in TABLE.items()
        if isinstance(entries, dict)
        for key in ("endings", "words", "heads", "satisfaction")
        if key in entries
    ],
)
def test_every_word_of_a_list_is_found_at_the_end(section: str, key: str) -> None:
    """Whatever stands before it: of those that end so the longest."""
    known = words(section, key)
    for word in known:
        text = f"全市{word}"
        assert ending(text, section, key) == max(
            (each for each in known if text.endswith(each)), key=len
        )
    assert ending("", section, key) == ""


def test_a_pattern_is_found_where_it_stands() -> None:
    """What defers is quoted as it stands in the value."""
    assert "按相关规定执行" == matched("会议费按相关规定执行", "deferring")
    assert "" == matched("按期完成", "deferring")
