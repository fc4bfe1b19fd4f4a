"""How phrases are read, piece by piece: ``readings/*.txt``, one phrase a line.

The phrases come from the corpus, from shapes that are made here, and those of
``various.txt`` from the file itself: spoiled phrases, of a great many such that each
line of the package is run by at least twenty phrases of these files. So do those of
``edges.txt``, on both sides of what decides a reading.

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
        "较上年提高",
        "较上年大幅提高5%",
        "较大幅提高5%",
        "与相比提高5%",
        "10%-20箩",
        "10-20箩",
    ),
    *(
        "培训2次和检查",
        "同一项目10个和20个",
        "60%左右且≤75%",
        "不少于5个（含）",
        "5个，6个，7个",
    ),
    *(
        "每周保养完成率100%",
        "每周完成率100%",
        "每周检查5次",
        "5-5人",
        "90%-90%",
        "1-1万元",
    ),
    *("10-10万元", "20-10万元", "100-20万元", "十至二十万元", "3-2万", "20万-10元"),
    *("较前三年平均水平提高5%", "与上年同期相比大幅增长10%", "比上年同期明显提高5%"),
    *(
        "较提高5%",
        "比增长5%",
        "较上年、前年提高5%",
        "比上年不明显降低",
        "较上年增长不明显",
    ),
    *("由70%提升至85%", "2022年由70%提升至85%", "从5次降至3次", "提升3次至5次"),
    *(
        "较上年末提高2个百分点",
        "比去年同期持续下降3%",
        "不高于上年同期水平",
        "同比略有增长",
    ),
    *(
        "1月至第一季度",
        "4月至第二季度",
        "7月至下半年",
        "1月至上半年",
        "6月底前全部完成",
    ),
    *("全部于6月底前完成", "12月底前实现全覆盖", "5（场）", "≥5（场）", "100（万元）"),
    *(
        "满意度90（%）",
        "完成率≥90（%）",
        "1亿5000万元",
        "1/2亿元",
        "2小时30分",
        "1年半",
    ),
    *("三个半月", "一个半小时", "3天1小时", "1公里500米", "1/3万元", "2又1/3"),
    *(
        "同比不上升5%",
        "较上年不下降3个百分点",
        "5次不增加",
        "不增加5次",
        "2022年不增加5次",
    ),
    *("第二季度至12月", "第二季度至3月", "下半年至9月", "下半年至5月", "3月至第一季度"),
    *("5月至上半年", "2022年第四季度至2023年2月", "1/8", "3/4以上", "≥1/16", "7/20人"),
    *("良好；5次", "优秀，95%", "检查到位，5次以上，12月底前", "12月底前；良好；5%"),
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
    for name in ("various", "edges"):
        found[name] = [phrase for phrase, _ in written(name)]
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
    for name in phrases():
        text = "".join(f"{_line(each)}\t{reading(each)}\n" for each in phrases()[name])
        (FOLDER / f"{name}.txt").write_text(text, encoding="utf-8")
