"""The cases of others, each as a phrase and what it says in our terms.

Microsoft Recognizers-Text (a folder of its Chinese specifications) and cn2an (the tests
in the source package of its registry) are read as data; none of their code runs. Cases
are taken where the counterpart is clear: one result, a number, a share, an amount with
a unit that both know, or a range whose ends both take alike.
"""

import ast
import json
import re
import tarfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs

UNITS = {
    "Mu": "亩",
    "Kilogram": "公斤",
    "Centimeter": "厘米",
    "Ton": "吨",
    "Meter": "米",
    "Jin": "斤",
    "Kilometer": "公里",
    "Gram": "克",
    "Megahertz": "兆赫",
    "Hertz": "赫兹",
    "Kilowatt": "千瓦",
    "Kilocalorie": "千卡",
    "Microgram": "微克",
    "CNY": "元",
    "USD": "美元",
    "EUR": "欧元",
    "CHF": "瑞士法郎",
    "HKD": "港元",
    "TWD": "新台币",
    "JPY": "日元",
    "Year": "岁",
}
"""Their units that ours has a clear counterpart of."""

MEASURE = "个"
"""Put behind a numeral in words, which is no value alone in our language."""

_RANGE = re.compile(
    r"(?P<low_in>[\[(])(?P<low>[^,]*),(?P<high>[^\])]*)(?P<high_in>[\])])"
)
_NUMERAL = re.compile(
    r"[零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟萬億貳參陸兩]\Z"
)
_OTHER = re.compile("个 *百 *分 *点|個 *百 *分 *[點点]|[余多餘]|[A-Za-z]\\Z")
"""Points are no share here, 余 and 多 are more than the figure, letters are units."""

MISPRINTED = frozenset({"20万次以上"})
"""Cases whose result is a slip of the specification: 20,000 for 20万."""

_CONVENTION = re.compile("以上|以下|间|[到至~–-]|多|余|几|幾")
"""Words of whose ends they and the Civil Code say different things."""


@attrs.frozen(kw_only=True)
class Case:
    """One phrase of others, and what it says: a value or two ends, and the unit."""

    source: str
    phrase: str
    low: Fraction | None
    high: Fraction | None
    low_in: bool | None = None
    high_in: bool | None = None
    unit: str | None = None
    share: bool = False


def recognizers(folder: Path) -> Iterator[Case]:
    """Give the cases of Recognizers-Text with one result and a clear counterpart.

    Raises:
        OSError: a file of the specification is not in ``folder``.
    """
    for name in ("Percent", "Number", "NumberRange", "Currency", "Dimension", "Age"):
        path = folder / f"{name}Model.json"
        for entry in json.loads(path.read_text(encoding="utf-8-sig")):
            if len(entry["Results"]) == 1:
                (result,) = entry["Results"]
                case = _case(name, result["Text"], result["Resolution"])
                if case is not None:
                    yield case


def _case(name: str, text: str, resolution: dict[str, Any]) -> Case | None:
    value = resolution.get("value")
    if value is None or "E" in value or _OTHER.search(text) or text in MISPRINTED:
        return None
    if name == "NumberRange":
        return _range(text, value)
    number = _number(value.rstrip("%"))
    if number is None:
        return None
    if name == "Number":
        phrase = text + (MEASURE if _NUMERAL.search(text) else "")
        return Case(source=name, phrase=phrase, low=number, high=number)
    if name == "Percent":
        share = number / 100
        return Case(source=name, phrase=text, low=share, high=share, share=True)
    unit = UNITS.get(resolution.get("isoCurrency") or resolution.get("unit", ""))
    if unit is None:
        return None
    if text.endswith("周岁"):
        unit = "周岁"
    return Case(source=name, phrase=text, low=number, high=number, unit=unit)


def _range(text: str, value: str) -> Case | None:
    match = _RANGE.fullmatch(value)
    if match is None:
        return None
    low, high = _number(match["low"]), _number(match["high"])
    open_ended = _CONVENTION.search(text) is not None
    return Case(
        source="NumberRange",
        phrase=text + (MEASURE if _NUMERAL.search(text) else ""),
        low=low,
        high=high,
        low_in=None if open_ended else match["low_in"] == "[",
        high_in=None if open_ended else match["high_in"] == "]",
    )


def _number(text: str) -> Fraction | None:
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None


def cn2an(package: Path) -> Iterator[Case]:
    """Give the cases of cn2an's own tests, from the source package of its registry."""
    with tarfile.open(package) as archive:
        names = [name for name in archive.getnames() if name.endswith("cn2an_test.py")]
        for name in names:
            member = archive.extractfile(name)
            if member is None:
                continue
            tree = ast.parse(member.read().decode("utf-8"))
            for node in ast.walk(tree):
                if isinstance(node, ast.Dict):
                    yield from _numerals(node)


def _numerals(node: ast.Dict) -> Iterator[Case]:
    for key, value in zip(node.keys, node.values, strict=True):
        try:
            text, number = ast.literal_eval(key or value), ast.literal_eval(value)
        except ValueError:
            continue
        if not isinstance(text, str) or not isinstance(number, int | float):
            continue
        exact = Fraction(repr(number))
        money = re.search("[元圆角分]", text) is not None
        phrase = text if money or not _NUMERAL.search(text) else text + MEASURE
        yield Case(
            source="cn2an",
            phrase=phrase,
            low=exact,
            high=exact,
            unit="元" if money else None,
        )
