"""Charts of an evaluation, by altair: completion, points and verdicts.

They come with the extra ``plot``. A chart shows itself in a notebook and saves itself
as a page (``chart.save("chart.html")``); its fonts are the browser's, so Chinese needs
no set-up. Figures are rounded for the drawing only.
"""

from typing import TYPE_CHECKING

from perftargets.errors import MissingExtraError
from perftargets.findings import Language, Message
from perftargets.judging.verdict import Verdict
from perftargets.model.category import classify
from perftargets.phrase.target import Number
from perftargets.reporting.wording import VERDICTS

if TYPE_CHECKING:
    from types import ModuleType

    from altair import Chart, LayerChart

    from perftargets.scoring.result import Evaluation

_COLOURS = {
    Verdict.MET: "#3f9160",
    Verdict.NOT_MET: "#c9514a",
    Verdict.PARTLY_MET: "#c68a2e",
    Verdict.UNDETERMINED: "#8795a6",
    Verdict.NOT_REPORTED: "#c9d1db",
}
_COMPLETION = Message(zh="完成率（%）", en="completion (%)")
_INDICATOR = Message(zh="指标", en="indicator")
_PROJECT = Message(zh="项目", en="project")
_POINTS = Message(zh="得分", en="points")
_STATE = Message(zh="状态", en="state")
_SCORED = Message(zh="已得", en="points")
_LOST = Message(zh="失分", en="lost")
_OPEN = Message(zh="未计分", en="open")
_VERDICT = Message(zh="结论", en="verdict")
_CATEGORY = Message(zh="一级指标", en="category")
_ROWS = Message(zh="指标数", en="indicators")
_FURTHEST = 2
"""Completion beyond 200 % is drawn at 200 %; the label says how much it is."""


def completion_chart(
    evaluation: "Evaluation", *, language: Language = "zh"
) -> "LayerChart":
    """Draw the completion of each indicator that has one, with a line at 100 %.

    Raises:
        MissingExtraError: altair is not installed.
    """
    alt = _altair()
    values = [
        {
            "indicator": f"{number}. {row.indicator.name}",
            "project": project.name,
            "completion": _percent(min(row.judgement.completion, _FURTHEST)),
            "real": _percent(row.judgement.completion),
            "verdict": VERDICTS[row.judgement.verdict].text(language),
        }
        for number, (project, row) in enumerate(evaluation.rows(), start=1)
        if row.judgement.completion is not None
    ]
    bars = (
        alt.Chart(alt.Data(values=values))
        .mark_bar()
        .encode(
            x=alt.X("completion:Q", title=_COMPLETION.text(language)),
            y=alt.Y("indicator:N", sort=None, title=_INDICATOR.text(language)),
            color=_colour(alt, language),
            tooltip=["project:N", "indicator:N", "real:Q", "verdict:N"],
        )
    )
    line = (
        alt.Chart(alt.Data(values=[{"full": 100}]))
        .mark_rule(strokeDash=[4, 3])
        .encode(x="full:Q")
    )
    chart: LayerChart = alt.layer(bars, line)
    return chart


def points_chart(evaluation: "Evaluation", *, language: Language = "zh") -> "Chart":
    """Draw the points of each project: what it got, what it lost, what is open.

    Raises:
        MissingExtraError: altair is not installed.
    """
    alt = _altair()
    values = []
    for number, project in enumerate(evaluation.projects, start=1):
        score = project.score
        got = float(score.total or 0)
        left = float(score.open_points)
        lost = max(0.0, float(score.out_of) - got - left)
        values += [
            {
                "project": f"{number}. {project.name}",
                "state": state.text(language),
                "points": round(points, 2),
                "order": order,
            }
            for order, (state, points) in enumerate(
                ((_SCORED, got), (_LOST, lost), (_OPEN, left))
            )
        ]
    states = [each.text(language) for each in (_SCORED, _LOST, _OPEN)]
    chart: Chart = (
        alt.Chart(alt.Data(values=values))
        .mark_bar()
        .encode(
            x=alt.X("points:Q", title=_POINTS.text(language)),
            y=alt.Y("project:N", sort=None, title=_PROJECT.text(language)),
            color=alt.Color(
                "state:N",
                title=_STATE.text(language),
                scale=alt.Scale(domain=states, range=["#5b7fa6", "#c9514a", "#c9d1db"]),
            ),
            order="order:Q",
            tooltip=["project:N", "state:N", "points:Q"],
        )
    )
    return chart


def verdicts_chart(evaluation: "Evaluation", *, language: Language = "zh") -> "Chart":
    """Draw how many indicators of each category have which verdict.

    Raises:
        MissingExtraError: altair is not installed.
    """
    alt = _altair()
    counts: dict[tuple[str, Verdict], int] = {}
    for _, row in evaluation.rows():
        known = classify(row.indicator.category, level=1)
        name = row.indicator.category if known is None else known.name
        key = (name, row.judgement.verdict)
        counts[key] = counts.get(key, 0) + 1
    values = [
        {
            "category": name,
            "verdict": VERDICTS[verdict].text(language),
            "rows": count,
        }
        for (name, verdict), count in counts.items()
    ]
    chart: Chart = (
        alt.Chart(alt.Data(values=values))
        .mark_bar()
        .encode(
            # Half a row is none.
            x=alt.X(
                "rows:Q",
                title=_ROWS.text(language),
                axis=alt.Axis(format="d", tickMinStep=1),
            ),
            y=alt.Y("category:N", sort=None, title=_CATEGORY.text(language)),
            color=_colour(alt, language),
            tooltip=["category:N", "verdict:N", "rows:Q"],
        )
    )
    return chart


def _percent(share: Number | int) -> float:
    return round(float(share) * 100, 2)


def _colour(alt: "ModuleType", language: Language) -> object:
    words = [VERDICTS[each].text(language) for each in _COLOURS]
    return alt.Color(
        "verdict:N",
        title=_VERDICT.text(language),
        scale=alt.Scale(domain=words, range=list(_COLOURS.values())),
    )


def _altair() -> "ModuleType":
    try:
        import altair  # noqa: ICN001 - on use; the callers shorten the name
    except ImportError as error:
        raise MissingExtraError(extra="plot", purpose="altair") from error
    return altair
