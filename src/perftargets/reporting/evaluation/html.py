"""Evaluations as one page of HTML that needs nothing beside itself, for print too.

What is open and why stands at the top; then departments, projects and rows. Everything
from a file is escaped; the page has no script, and a policy forbids any.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

import perftargets
from perftargets import _escaping
from perftargets.findings import Finding, Language, Message
from perftargets.judging.figures import amount, exact, percent, rounded
from perftargets.judging.verdict import Verdict
from perftargets.phrase.target import Number
from perftargets.reporting.rollup import listed
from perftargets.reporting.totals import Groups, Totals
from perftargets.reporting.versions import grammar_version
from perftargets.reporting.wording import (
    LIGHTS,
    UNUSED,
    VERDICTS,
    most_points,
    points_line,
    printed_line,
    progress_line,
    settings,
    text_of,
    unused_line,
)
from perftargets.reporting.writer import BaseWriter, WriterOptions, lines_in_pieces
from perftargets.scoring.monitoring import Light
from perftargets.scoring.result import (
    Evaluation,
    IndicatorEvaluation,
    ProjectEvaluation,
)
from perftargets.scoring.review import (
    CheckedFigure,
    ProjectReview,
    ReviewOutcome,
    review,
)
from perftargets.text import official_day

TITLE = Message(zh="绩效评价报告", en="Performance evaluation")
"""Of evaluations of several kinds."""
_OPEN = Message(zh="待人工判断或补充", en="Open: for a person to decide or fill in")
_OPEN_NONE = Message(zh="每一行都有结论和得分。", en="No row is open.")
_DIFFERS = Message(zh="填报的得分与计算不符", en="Printed scores that do not follow")
_BEHIND = Message(zh="进度落后", en="Behind")
_RESTS = Message(zh="计分依据", en="What the points rest on")
_NO_DEPARTMENT = Message(zh="（未写主管部门）", en="(no department is named)")
_TOTAL = Message(zh="总分", en="total")
_SO_FAR = Message(zh="已计", en="so far")
_INCOMPLETE = Message(zh="不完整，不评等级", en="incomplete, no grade")
_UNGRADED = Message(zh="不评等级", en="no grade")
_GRADE = Message(zh="等级", en="grade")
_EXECUTION = Message(zh="预算执行率", en="budget spent")
_PRINTED = Message(zh="填报{}，应为{}", en="printed {}, should be {}")
_OF_TOTAL = Message(zh="总分", en="the total")
_OF_GRADE = Message(zh="等级", en="the grade")
_AS_OF = Message(zh="截至{}", en="as of {}")
_COUNT = Message(zh="指标{}条", en="indicators: {}")
_NOTHING = Message(zh="这个项目没有指标。", en="This project has no rows.")
_COLUMNS = (
    Message(zh="序号", en="no."),
    Message(zh="指标", en="indicator"),
    Message(zh="目标值", en="target"),
    Message(zh="实际完成值", en="actual"),
    Message(zh="完成率", en="done"),
    Message(zh="结论", en="verdict"),
    Message(zh="得分／分值", en="points / of"),
)
_CLASSES = {
    Verdict.MET: "met",
    Verdict.NOT_MET: "missed",
    Verdict.PARTLY_MET: "partly",
    Verdict.UNDETERMINED: "open",
    Verdict.NOT_REPORTED: "open",
}


_STYLE = """
:root{color-scheme:light}
body{font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",
"Noto Serif CJK SC",sans-serif;margin:0 auto;max-width:72rem;padding:1.5rem;
color:#1c2430;background:#fff}
h1{font-size:1.5rem;margin:0 0 .3rem}
h2{font-size:1.2rem;margin:1.2rem 0 .3rem;overflow-wrap:anywhere}
h2.unit{margin-top:2rem;border-bottom:2px solid #1c2430}
h3{font-size:1.1rem;margin:0 0 .4rem;overflow-wrap:anywhere}
p{margin:.2rem 0;overflow-wrap:anywhere}
.sum,.agency,.foot,.notes{color:#4a5568}
.notes{font-size:.87rem;margin:.4rem 0}
.foot{font-size:.85rem;margin-top:2rem;border-top:1px solid #d7dde5;padding-top:.5rem}
.chip{display:inline-block;border-radius:1rem;padding:.05rem .7rem;margin:.15rem .4rem
.15rem 0;border:1px solid;font-weight:600}
.chip.met{color:#1b6b3a}.chip.missed{color:#b3261e}.chip.partly{color:#8a5200}
.chip.open{color:#4a5568}
.top{border-left:.35rem solid #8795a6;background:#f3f5f8;padding:.6rem .9rem;
margin:.9rem 0;break-inside:avoid-page}
.top.missed{border-color:#b3261e}.top.open{border-color:#a86400}
.top.none{border-color:#1b6b3a}
.top ul{margin:0;padding-left:1.2rem}.top li{overflow-wrap:anywhere;margin:.15rem 0}
.count{color:#4a5568;font-weight:400}
a{color:#24598a}
.project{margin:1.6rem 0;padding-top:.6rem;border-top:1px solid #d7dde5}
.score{display:flex;flex-wrap:wrap;gap:.4rem 2rem;align-items:baseline}
.figure{min-width:11rem}.figure b{font-size:1.35rem}
.grade b{font-size:1.35rem}.grade.open{color:#8a5200}
table{border-collapse:collapse;width:100%;table-layout:fixed;margin:.5rem 0}
th{text-align:left;font-size:.87rem;color:#4a5568;border-bottom:2px solid #d7dde5}
th,td{padding:.3rem .5rem .3rem 0;vertical-align:top;overflow-wrap:anywhere}
th:nth-child(1){width:2.6rem}th:nth-child(2){width:26%}th:nth-child(5){width:7rem}
th:nth-child(6){width:8rem}th:nth-child(7){width:9rem}
tbody{border-bottom:1px solid #e6eaf0;break-inside:avoid}
tbody:target{background:#fff6d6}
.cat{display:block;font-size:.8rem;color:#4a5568}
.verdict{font-weight:600}
.met .verdict{color:#1b6b3a}.missed .verdict{color:#b3261e}
.partly .verdict{color:#8a5200}.open .verdict{color:#4a5568}
.why td{font-size:.87rem;color:#3b4656;padding-top:0;padding-bottom:.5rem}
.bar{display:block;height:.45rem;background:#e6eaf0;border-radius:.25rem;
overflow:hidden;margin-top:.25rem;max-width:11rem}
.bar i{display:block;height:100%;background:#5b7fa6}
.bar.met i{background:#3f9160}.bar.missed i{background:#c9514a}
.bar.partly i{background:#c68a2e}
.light{display:inline-block;border-radius:.8rem;padding:0 .55rem;font-size:.85rem;
font-weight:600;color:#fff}
.light.red{background:#b3261e}.light.yellow{background:#ffd24d;color:#3d2f00}
.light.green{background:#1b6b3a}.light.blue{background:#24598a}
.printed{color:#b3261e}
.rests{margin-top:2rem;font-size:.87rem;break-inside:avoid}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:0}
dt{color:#4a5568}dd{margin:0;overflow-wrap:anywhere}
@media print{body{padding:0;max-width:none;font-size:10.5pt}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
th:nth-child(2){width:24%}th:nth-child(5){width:5rem}
th:nth-child(6){width:4.5rem}th:nth-child(7){width:6.5rem}
a{color:inherit;text-decoration:none}thead{display:table-header-group}}
@media (max-width:45rem){table{table-layout:auto;font-size:.9rem}
th:nth-child(n){width:auto}}
"""

ENDINGS = (".html", ".htm")
"""The endings of files that mean this form."""


class Writer(BaseWriter):
    """Writes the page: what several have together, then a section for each."""

    def __init__(self, options: WriterOptions) -> None:
        """Begin a page."""
        super().__init__(options)
        self._number = 0

    def head(self, totals: Totals) -> str:
        """Write the beginning, and what units and years give together."""
        # Reports of several kinds together are an evaluation of all of them.
        title = next(iter(totals.kinds)) if len(totals.kinds) == 1 else TITLE
        head = _head(title.text(self._language), totals.groups(), self._language)
        return head + _unused(totals.unused(), self._language)

    def pieces(self, evaluation: Evaluation) -> Iterator[str]:
        """Write the section of an evaluation."""
        self._number += 1
        page = _Page(evaluation, f"d{self._number}", self._language)
        yield from lines_in_pieces(page.lines())

    def tail(self, totals: Totals) -> str:  # noqa: ARG002 - the protocol passes it
        """Write the end of the page."""
        return "".join(f"{line}\n" for line in (_foot(), "</body>", "</html>"))


def _unused(found: Sequence[Finding], language: Language) -> str:
    """Return the rows of files of actuals that are used nowhere."""
    if not found:
        return ""
    title = _safe(UNUSED.text(language))
    lines = [
        f'<section class="top missed unused"><h3>{title} ',
        f'<span class="count">{len(found)}</span></h3><ul>',
        *(f"<li>{_safe(unused_line(each, language))}</li>" for each in found),
        "</ul></section>",
    ]
    return "".join(f"{line}\n" for line in lines)


def _head(title: str, groups: Groups, language: Language) -> str:
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{"zh-CN" if language == "zh" else "en"}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_safe(policy)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        f"<h1>{title}</h1>",
    ]
    for heading, said in listed(groups, language):
        lines.append(f'<section class="top groups"><h3>{_safe(heading)}</h3><ul>')
        lines += [f"<li>{_safe(line)}</li>" for line in said]
        lines.append("</ul></section>")
    return "".join(f"{line}\n" for line in lines)


def _foot() -> str:
    said = f"perftargets {perftargets.__version__} · grammar {grammar_version()}"
    return f'<p class="foot">{_safe(said)}</p>'


def _safe(text: str) -> str:
    return _escaping.html(text)


class _Page:
    """Writes one evaluation; ``prefix`` keeps its anchors apart from the others'."""

    def __init__(self, evaluation: Evaluation, prefix: str, language: Language) -> None:
        self._evaluation = evaluation
        self._prefix = prefix
        self._language = language
        self._reviews = review(evaluation).projects
        self._names = Counter(project.name for project in evaluation.projects)

    def lines(self) -> Iterator[str]:
        yield '<section class="document">'
        yield from self._head()
        yield from self._open()
        yield from self._differing()
        yield from self._behind()
        yield from self._departments()
        yield from self._settings()
        yield "</section>"

    def _text(self, message: Message | None) -> str:
        return _safe(text_of(message, self._language))

    def _head(self) -> Iterator[str]:
        document = self._evaluation.document
        if document.title:
            yield f"<h2>{_safe(document.title)}</h2>"
        counts = self._evaluation.counts()
        chips = [self._text(_COUNT).format(sum(counts.values()))]
        if self._evaluation.as_of is not None:
            day = self._evaluation.as_of
            shown = official_day(day) if self._language == "zh" else day.isoformat()
            chips.insert(0, self._text(_AS_OF).format(shown))
        yield '<p class="sum">' + " · ".join(chips) + "</p>"
        yield '<p class="chips">'
        for verdict, count in counts.items():
            if count:
                word = self._text(VERDICTS[verdict])
                yield f'<span class="chip {_CLASSES[verdict]}">{word} {count}</span>'
        yield "</p>"

    def _anchor(self, project: int, row: int | None = None) -> str:
        found = f"{self._prefix}p{project + 1}"
        return found if row is None else f"{found}r{row + 1}"

    def _listed(
        self, title: Message, kind: str, items: Iterable[tuple[str, str, str]]
    ) -> Iterator[str]:
        """List rows under a title: anchor, name, what is to be said; each escaped."""
        found = list(items)
        if not found:
            return
        yield f'<section class="top {kind}"><h3>{self._text(title)} '
        yield f'<span class="count">{len(found)}</span></h3><ul>'
        for anchor, name, said in found:
            yield f'<li><a href="#{anchor}">{name}</a> {said}</li>'
        yield "</ul></section>"

    def _open(self) -> Iterator[str]:
        items = []
        for number, project in enumerate(self._evaluation.projects):
            for index, row in enumerate(project.indicators):
                if row.points.applicable and row.points.points is None:
                    items.append(
                        (
                            self._anchor(number, index),
                            self._named(project, row),
                            self._why(row),
                        )
                    )
        if items:
            yield from self._listed(_OPEN, "open", items)
        else:
            yield f'<p class="top none">{self._text(_OPEN_NONE)}</p>'

    def _named(self, project: ProjectEvaluation, row: IndicatorEvaluation) -> str:
        return f"{self._of(project)} › {_safe(row.indicator.name)}"

    def _of(self, project: ProjectEvaluation) -> str:
        """Name a project, with its unit where several units have one of that name."""
        name, agency = _safe(project.name), project.project.agency
        shared = self._names[project.name] > 1 and agency
        return f"{_safe(agency)} › {name}" if shared and agency else name

    def _why(self, row: IndicatorEvaluation) -> str:
        decided = row.judgement.verdict in {Verdict.NOT_REPORTED, Verdict.UNDETERMINED}
        return self._text(row.judgement.reason if decided else row.points.reason)

    def _differing(self) -> Iterator[str]:
        items = []
        for number, found in enumerate(self._reviews):
            for index, row in enumerate(found.rows):
                if row.score.outcome is ReviewOutcome.DIFFERS:
                    name = self._named(found.project, row.row)
                    said = self._mismatch(row.score)
                    items.append((self._anchor(number, index), name, said))
            items += self._sums(number, found)
        yield from self._listed(_DIFFERS, "missed", items)

    def _sums(
        self, number: int, found: ProjectReview
    ) -> Iterator[tuple[str, str, str]]:
        anchor, name = self._anchor(number), self._of(found.project)
        for what, checked in (
            (_EXECUTION, found.execution),
            (_OF_TOTAL, found.total),
        ):
            if checked.outcome is ReviewOutcome.DIFFERS:
                said = self._mismatch(checked)
                yield anchor, f"{name} › {self._text(what)}", said
        if found.grade is ReviewOutcome.DIFFERS:
            said = self._text(_PRINTED).format(
                _safe(found.project.project.grade or ""),
                _safe(found.grade_expected or ""),
            )
            yield anchor, f"{name} › {self._text(_OF_GRADE)}", said

    def _mismatch(self, checked: CheckedFigure) -> str:
        printed, expected = (
            "" if each is None else format(each, "f")
            for each in (checked.printed, checked.expected)
        )
        said = self._text(_PRINTED).format(printed, expected)
        stop = "：" if self._language == "zh" else ": "
        return f"{said}{stop}{self._text(checked.reason)}"

    def _behind(self) -> Iterator[str]:
        items = [
            (
                self._anchor(number, index),
                self._named(project, row),
                self._light(row.progress.light) + self._text(row.progress.reason),
            )
            for number, project in enumerate(self._evaluation.projects)
            for index, row in enumerate(project.indicators)
            if row.progress is not None and row.progress.behind
        ]
        yield from self._listed(_BEHIND, "missed", items)

    def _light(self, light: Light | None) -> str:
        if light is None:
            return ""
        return f'<span class="light {light}">{self._text(LIGHTS[light])}</span> '

    def _departments(self) -> Iterator[str]:
        shared = self._evaluation.document.department
        groups: dict[str, list[int]] = {}
        for number, project in enumerate(self._evaluation.projects):
            name = project.project.department or shared or ""
            groups.setdefault(name, []).append(number)
        for name, numbers in groups.items():
            if name or len(groups) > 1:
                yield f'<h2 class="unit">{_safe(name) or self._text(_NO_DEPARTMENT)}'
                yield "</h2>"
            for number in numbers:
                yield from self._project(number)

    def _project(self, number: int) -> Iterator[str]:
        project = self._evaluation.projects[number]
        yield f'<section class="project" id="{self._anchor(number)}">'
        yield f"<h3>{_safe(project.name)}</h3>"
        if project.project.agency:
            yield f'<p class="agency">{_safe(project.project.agency)}</p>'
        yield from self._score(project)
        if not project.indicators:
            yield f"<p>{self._text(_NOTHING)}</p></section>"
            return
        titles = "".join(f"<th>{self._text(each)}</th>" for each in _COLUMNS)
        yield f"<table><thead><tr>{titles}</tr></thead>"
        for index, row in enumerate(project.indicators):
            checked = self._reviews[number].rows[index].score
            yield from self._row(row, checked, self._anchor(number, index))
        yield "</table></section>"

    def _score(self, project: ProjectEvaluation) -> Iterator[str]:
        score, money = project.score, project.score.execution
        yield '<div class="score">'
        if score.total is not None:
            total = format(score.total, "f")
            most = most_points(project)
            out_of = Fraction(100) if score.of_hundred else score.out_of
            share = exact(score.total) / out_of if out_of > 0 else Fraction(0)
            yield f'<div class="figure"><b>{total}</b> / {most} '
            word = _TOTAL if score.complete else _SO_FAR
            yield f"<span>{self._text(word)}</span>{self._bar(share, 'total')}</div>"
        if score.grade is not None:
            yield f'<div class="grade">{self._text(_GRADE)} <b>{_safe(score.grade)}</b>'
            yield "</div>"
        elif score.withheld is not None:
            yield f'<div class="grade open">{self._text(score.withheld)}</div>'
        elif not score.complete:
            yield f'<div class="grade open">{self._text(_INCOMPLETE)}</div>'
        else:
            yield f'<div class="grade open">{self._text(_UNGRADED)}</div>'
        if money.rate is not None:
            yield f'<div class="figure"><b>{percent(money.rate)}</b> '
            yield f"<span>{self._text(_EXECUTION)}</span>"
            yield f"{self._bar(money.rate, 'money')}</div>"
        if project.progress is not None:
            yield f"<div>{self._light(project.progress.light)}"
            yield f"{self._text(project.progress.reason)}</div>"
        yield "</div>"
        if score.notes or money.weight is not None:
            reasons = [money.reason] if money.weight is not None else []
            notes = [self._text(each) for each in (*reasons, *score.notes)]
            yield f'<p class="notes">{"<br>".join(notes)}</p>'

    def _row(
        self, row: IndicatorEvaluation, checked: CheckedFigure, anchor: str
    ) -> Iterator[str]:
        indicator, judgement = row.indicator, row.judgement
        kind = _CLASSES[judgement.verdict]
        number = "" if indicator.number is None else str(indicator.number)
        category = " › ".join(
            _safe(each) for each in (indicator.category, indicator.subcategory) if each
        )
        actual = "" if row.actual is None else row.actual.text
        yield f'<tbody id="{anchor}" class="{kind}"><tr>'
        yield f'<td class="no">{_safe(number)}</td>'
        yield f'<td><span class="cat">{category}</span>{_safe(indicator.name)}</td>'
        yield f"<td>{_safe(indicator.target.text)}</td><td>{_safe(actual)}</td>"
        yield f"<td>{self._completion(judgement.completion, kind)}</td>"
        yield f'<td class="verdict">{self._text(VERDICTS[judgement.verdict])}</td>'
        yield f"<td>{self._points(row)}</td></tr>"
        yield '<tr class="why"><td></td><td colspan="6">'
        yield f"{self._reasons(row, checked)}</td></tr></tbody>"

    def _completion(self, completion: Number | None, kind: str) -> str:
        if completion is None:
            return ""
        share = exact(completion)
        return f"{percent(share)}{self._bar(share, kind)}"

    def _points(self, row: IndicatorEvaluation) -> str:
        points = row.points
        if points.weight is None or not points.applicable:
            return "—"
        most = amount(points.weight)
        if points.points is None:
            return f"? / {most}"
        share = Fraction(0)
        if points.weight > 0 and points.exact is not None:
            share = points.exact / points.weight
        return f"{format(points.points, 'f')} / {most}{self._bar(share, 'points')}"

    def _reasons(self, row: IndicatorEvaluation, checked: CheckedFigure) -> str:
        said = [self._text(row.judgement.reason)]
        said += [self._text(note) for note in row.judgement.assumptions]
        lines = ["；".join(said) if self._language == "zh" else "; ".join(said)]
        points = points_line(row)
        if points is not None:
            lines.append(self._text(points))
        printed = printed_line(checked)
        if printed is not None:
            lines.append(f'<b class="printed">{self._text(printed)}</b>')
        if row.progress is not None:
            so_far = self._text(progress_line(row))
            lines.append(f"{self._light(row.progress.light)}{so_far}")
        return "<br>".join(line for line in lines if line)

    def _bar(self, share: Fraction, kind: str) -> str:
        width = rounded(max(Fraction(0), min(Fraction(1), share)) * 100, 1)
        return f'<span class="bar {kind}"><i style="width:{width}%"></i></span>'

    def _settings(self) -> Iterator[str]:
        yield f'<section class="rests"><h3>{self._text(_RESTS)}</h3><dl>'
        for name, value in settings(self._evaluation):
            yield f"<dt>{self._text(name)}</dt><dd>{self._text(value)}</dd>"
        yield "</dl></section>"
