"""How phrases are read, piece by piece: ``readings/*.txt``, one phrase a line.

``python -m tests.phrase.readings`` writes the files anew, after a change that is meant;
what it changes is to be looked at line by line. A line is the phrase and, behind a tab,

* each target it states: kind, canonical phrase, and every piece of the text with its
  place and what it is taken for;
* hedges, and facts that follow from a convention;
* diagnostics, each with the piece it points to.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path

import attrs

from perftargets.phrase import parse
from perftargets.phrase.target import Compound, Spans, Target
from tests.corpus.entries import cases

FOLDER = Path(__file__).parent / "readings"
PARTS = [field.name for field in attrs.fields(Spans)]

SUBJECTS = ("", "培训人次", "2022年培训", "每季度检查")
FIGURES = (
    *("≥{}", "不低于{}", "{}以上", "{}左右", "控制在{}以内", "约{}", "{}（含）以上"),
    *("≥{}且≤2{}", "{}-2{}", "{}≤X≤2{}", "{}≤", "每人{}", "较上年增长{}", "增长至{}"),
    *("（{}）", "不少于{}（不含）", "力争{}", "提高{}以上", "不增加{}", "低于上年{}"),
    *("{}；良好；2{}", "分别为{}、2{}", "前{}", "第{}", "{}或2{}", "2022年的{}", "-{}"),
)
UNITS = ("1", "1%", "1,100万元", "1.5个百分点", "三次", "12箩", "1人/年", "1/3", "1:2")
DATES = (
    *("{}", "{}前", "{}底前完成", "{}以后", "不晚于{}", "{}至12月", "截至{}", "{}内"),
    *("完成50%（{}前）", "{}开工", "前{}", "{}或次月"),
)
DAYS = (
    *(f"2023年{month}月" for month in range(1, 13)),
    *(
        f"{month}月{day}日"
        for month, day in ((1, 31), (2, 28), (2, 30), (4, 31), (12, 0))
    ),
    *(
        "2024年2月",
        "24年2月29日",
        "2023年2月29日",
        "第三季度",
        "上半年",
        "年",
        "次年4月",
    ),
    *(
        "2022年",
        "2022.12.31",
        "2022-06-30",
        "2022年第4季度",
        "上年12月",
        "月",
        "每月5日",
    ),
)
LISTS = (
    *(
        "1、2、3",
        "1；2；3",
        "12；1100",
        "5；良好；7",
        "5；良好",
        "≥1；2；3",
        "1、2、3次",
    ),
    *("5（场）；7（人次）；9（家）", "每人5；每户7；每村9", "检查5；走访7；回访9"),
    *(
        "累计增加就业5人",
        "2022年提升能力3个村",
        "不低于提高能力3个",
        "2022年减少用能5吨",
    ),
)
"""Lists of figures, and directions at the beginning, which no figure stands beside."""


@cache
def phrases() -> Mapping[str, list[str]]:
    """Return the phrases of each file: those of the corpus, and made of shapes."""
    found: dict[str, list[str]] = defaultdict(list)
    for case in cases():
        found[Path(case.file).stem].append(case.phrase)
    found["made_figures"] = [
        subject + figure.replace("{}", unit)
        for subject, figure, unit in product(SUBJECTS[:2], FIGURES, UNITS)
    ]
    found["made_figures"] += [
        subject + figure.replace("{}", unit)
        for subject, figure, unit in product(SUBJECTS[2:], FIGURES, UNITS[1:3])
    ]
    found["made_dates"] = [
        date.replace("{}", day) for date, day in product(DATES, DAYS)
    ]
    found["made_lists"] = list(LISTS)
    return {name: list(dict.fromkeys(each)) for name, each in found.items()}


def written(name: str) -> Iterator[tuple[str, str]]:
    """Yield the phrases of one file, each with how it is read."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        phrase, _, rest = line.partition("\t")
        yield re.sub(r"\\(.)", lambda match: _ESCAPES[match[1]], phrase), rest


def reading(phrase: str) -> str:
    """Return how a phrase is read, on one line."""
    target = parse(phrase)
    parts = [" + ".join(_one(each, phrase) for each in _targets(target))]
    if isinstance(target.measure, Compound):
        parts.append(f"= {_line(str(target))}")
    parts += [
        f"! {each.code} {_piece(phrase, each.span.start, each.span.end)}"
        for each in target.diagnostics
    ]
    return " ".join(parts)


def _targets(target: Target) -> Iterator[Target]:
    if isinstance(target.measure, Compound):
        for item in target.measure.items:
            yield from _targets(item)
    else:
        yield target


def _one(target: Target, text: str) -> str:
    found = [target.kind, f"“{_line(str(target))}”"]
    found += [
        f"{part} {_piece(text, span.start, span.end)}"
        for part in PARTS
        for span in getattr(target.spans, part)
    ]
    if target.hedges:
        found.append(f"hedges {'、'.join(target.hedges)}")
    if target.worded:
        found.append("worded")
    found += target.inferred
    return " ".join(found)


def _piece(text: str, start: int, end: int) -> str:
    return f"{start}:{_line(text[start:end])}"


_ESCAPES = {"\\": "\\", "n": "\n", "t": "\t", "r": "\r"}


def _line(text: str) -> str:
    """Write text on one line."""
    for short, long in _ESCAPES.items():
        text = text.replace(long, f"\\{short}")
    return text


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name in phrases():
        text = "".join(f"{_line(each)}\t{reading(each)}\n" for each in phrases()[name])
        (FOLDER / f"{name}.txt").write_text(text, encoding="utf-8")
