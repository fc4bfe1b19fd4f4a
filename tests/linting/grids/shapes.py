"""What the engine makes of what rules yield: places, pieces, order, one for another."""

from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import Any, get_args

import attrs

from perftargets import lint
from perftargets.errors import UsageError
from perftargets.findings import Message, Proposal, Severity
from perftargets.linting.catalogue import CATALOGUE
from perftargets.linting.rule import Defect, Edit, Field, Related, Rule, rule
from perftargets.linting.select import select
from perftargets.model.project import Document
from perftargets.reading import read_bytes
from perftargets.text import Place, Span
from tests.linting.grids.making import lines_of, split

_YAML = """
schema: perftargets/1
fiscal_year: 2025
projects:
- name: 一号
  goal: 全年完成
  period: 2025年
  total: 100
  grade: 优
  indicators:
  - {category: 产出指标, name: 甲, target: ≥10件, weight: 10, score: 9.50, actual: 9件}
  - {category: 产出指标, name: 甲, target: ≥10件, weight: 10, score: 9.50, actual: 9件}
- name: 二号
  indicators:
  - {category: 产出指标, name: 乙, target: 约3次, unit: 次, note: 见附件}
"""
_SPANS = (
    *(None, Span(0, 0), Span(0, 1), Span(1, 2), Span(2, 2), Span(0, 3), Span(3, 3)),
    *(Span(0, 4), Span(4, 4), Span(4, 5), Span(2, 9)),
)


def _table() -> Document:
    return read_bytes(_YAML.encode(), path="t.yaml")


def _made(code: str, scope: Any, defects: list[Defect], **more: Any) -> Rule:
    def told(_value: object, _context: object) -> Iterable[Defect]:
        """说明。 | A summary."""
        return list(defects)

    severity = more.pop("severity", Severity.ERROR)
    made: Callable[[Any], Rule] = rule(
        code, severity, clause="测试", scope=scope, **more
    )
    return made(told)


def shapes() -> Iterator[str]:
    """Yield what comes of a defect of each field and stretch, by what it is about."""
    table = _table()
    (first, second), (third,) = (each.indicators for each in table.projects)
    whose: tuple[dict[str, Any], ...] = (
        *({}, {"indicator": first}, {"indicator": second}, {"indicator": third}),
        *({"project": each} for each in table.projects),
    )
    for scope, field, span, about in product(
        ("document", "project", "indicator"), (None, *get_args(Field)), _SPANS, whose
    ):
        if span is not None and field not in {None, "target", "goal", "name", "score"}:
            continue
        if about.get("project") is not None and scope != "document":
            continue
        defect = Defect(
            zh="一",
            en="one",
            field=field,
            span=span,
            edit=Edit(span=span or Span(0, 1), text="≥"),
            related=(Related(message=Message("另", "other"), indicator=first),),
            **about,
        )
        fixable = field != "name"
        made = _made("TST001", scope, [defect], fixable=fixable)
        report = lint(table, catalogue={"TST001": made})
        known = {key: value.name for key, value in about.items()}
        yield f"# {scope} {field} {span} {known}"
        for each in report.findings:
            place, line = split(each)
            yield f"{place} {line} {each.place} {each.row_place} {each.fix}"


def ways() -> Iterator[str]:
    """Yield which of two findings of a row is heard, by what their rules declare."""
    declared: tuple[dict[str, Any], ...] = (
        *({}, {"supersedes": ("TST",)}, {"settles": ("TST",)}),
        *({"supersedes": ("TST002",)}, {"settles": ("TST001",)}),
    )
    pieces: tuple[tuple[Field, Span | None], ...] = (
        *(("target", None), ("target", Span(0, 1)), ("target", Span(1, 3))),
        *(("target", Span(1, 1)), ("unit", None)),
    )
    table = attrs.evolve(_table(), projects=_table().projects[1:])
    proposals = (Proposal(unit="件"),)
    for of, others in product(declared, repeat=2):
        for first, second in product((Severity.ERROR, Severity.WARNING), repeat=2):
            heard = []
            for one, other in product(pieces, repeat=2):
                rules = {
                    "TST001": _made(
                        "TST001",
                        "indicator",
                        [_at(*one, () if one[1] is None else proposals)],
                        severity=first,
                        **of,
                    ),
                    "TST002": _made(
                        "TST002",
                        "indicator",
                        [_at(*other, ())],
                        severity=second,
                        **others,
                    ),
                }
                codes = [each.code[-1] for each in lint(table, catalogue=rules)]
                heard.append("".join(codes))
            yield f"{of} {others} {first} {second} {' '.join(heard)}"


def _at(field: Field, span: Span | None, proposals: tuple[Proposal, ...]) -> Defect:
    return Defect(zh="一", en="one", field=field, span=span, proposals=proposals)


_MARKS = (
    *(
        "ignore",
        "ignore[VAL005]",
        "ignore[VAL]",
        "ignore[val005]",
        "ignore[VAL005,UNT]",
    ),
    *(
        "ignore[no-direction]",
        "ignore[NONE]",
        "ignore[VAL001]",
        "ignore[ALL]",
        "ignore[]",
    ),
    *("ignore[REA002]", "ignore[REA]", "ignore[IGN001]", "ignore[VAL005][UNT004]", "x"),
)
_MARKED = """
schema: perftargets/1{0}
fiscal_year: 2025
profile: mof2020
projects:{1}
- name: 一号{2}
  goal: 全年完成培训工作任务
  indicators:{3}
  - {{category: 产出指标, name: 培训人数, target: 10人, note: "{4}"}}{5}
  - {{category: 产出指标, name: 培训人数, target: 若干}}{6}
- name: 二号
  indicators:
  - {{category: 产出指标, name: 培训人数, target: "10"}}{7}
"""


def marks() -> Iterator[str]:
    """Yield what a mark sets aside, by where it stands and what it names."""
    for text, at in product(_MARKS, range(8)):
        mark = f"perftargets: {text}"
        filled = ["" for _ in range(8)]
        filled[at] = mark if at == 4 else f"  # {mark}"
        table = read_bytes(_MARKED.format(*filled).encode(), path="t.yaml")
        for chosen in (["ALL"], ["VAL", "IGN"], None):
            report = lint(table, select=chosen)
            yield f"# {text} {at} {chosen}"
            aside = [f"{each.code} {each.pointer}" for each in report.suppressed]
            yield str(sorted(aside))
            if chosen is None:
                continue
            yield from (
                line for line in lines_of(report) if "IGN" in line or chosen[0] == "VAL"
            )
        shown = lint(table, select=["VAL", "IGN"], inline_ignores=False)
        yield f"shown {[each.code for each in shown.findings]}"


_NAMES = (
    *(
        "VAL003",
        "val003",
        "VAL",
        "V",
        "ALL",
        "all",
        "hedged-number",
        "hedged",
        "",
        " VAL ",
    ),
    *("VAL999", "REA", "REA001", "IGN", "Hedged-number", "hedged_number", "WGT01", "X"),
)


def chosen() -> Iterator[str]:
    """Yield which rules run, by what is asked for."""
    for asked, more, ignored in (
        *((each, (), ()) for each in (None, *((name,) for name in _NAMES))),
        *((("VAL",), (name,), ()) for name in _NAMES),
        *((None, (), (name,)) for name in _NAMES),
        *((("VAL",), ("UNT",), (name,)) for name in _NAMES),
    ):
        try:
            found = select(CATALOGUE, asked, extend=more, ignore=ignored)
        except UsageError as error:
            yield f"{asked} {more} {ignored} {error.zh} {error.en}"
        else:
            yield f"{asked} {more} {ignored} {len(found)} {' '.join(sorted(found))}"
    for names in product(("VAL", "VAL003", "hedged-number", "REA", "REA001"), repeat=2):
        severities = dict(zip(names, ("error", "info"), strict=True))
        report = lint(_table(), severities=severities, select=["ALL"])
        told = [f"{each.code} {each.severity}" for each in report.findings]
        yield f"{severities} {told}"
    without = attrs.evolve(_table(), path=None)
    yield from lines_of(lint(without, select=["ALL"], kept=1))
    yield from lines_of(lint(without, select=["ALL"], kept=2))


_NOWHERE = Place(path="elsewhere.yaml")
"""A place that a rule may state itself."""


def stated() -> Iterator[str]:
    """Yield where a finding stands whose rule says it itself, and in what order."""
    table = _table()
    rows = [row for _, row in table.rows()]
    defects = [
        Defect(
            zh=zh,
            en="one",
            indicator=row,
            place=place,
            span=Span(start, start + 1),
            field="target",
        )
        for zh in ("二", "一")
        for place in (None, _NOWHERE)
        for row in reversed(rows)
        for start in (1, 0)
    ]
    rules = {code: _made(code, "document", defects) for code in ("TST002", "TST001")}
    for each in lint(table, catalogue=rules).findings:
        place, line = split(each)
        yield f"{place} {line} {each.place}"
