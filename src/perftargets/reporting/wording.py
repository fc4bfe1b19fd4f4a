"""Points, settings and lights in words, for every report of an evaluation."""

from perftargets.findings import Finding, Language, Message
from perftargets.judging.figures import amount, percent
from perftargets.judging.verdict import Verdict
from perftargets.profile import Profile
from perftargets.profile.model import ShareValue
from perftargets.scoring.monitoring import Light
from perftargets.scoring.result import (
    Evaluation,
    IndicatorEvaluation,
    ProjectEvaluation,
)
from perftargets.scoring.review import CheckedFigure, ProjectReview, ReviewOutcome

VERDICTS = {verdict: verdict.words for verdict in Verdict}
"""The words of each verdict."""

UNUSED = Message(zh="填报文件中没有采用的数据", en="Reported actuals that are not used")
"""The title over rows of a file of actuals that are used nowhere."""

NOT_USED = Message(zh="未采用", en="not used")

LIGHTS = {
    Light.RED: Message(zh="红灯", en="red"),
    Light.YELLOW: Message(zh="黄灯", en="yellow"),
    Light.BLUE: Message(zh="蓝灯", en="blue"),
    Light.GREEN: Message(zh="绿灯", en="green"),
}
"""The words of each light."""

_FORMULAS = {
    "ratio": Message(zh="分值×目标/实际", en="points × target/actual"),
    "linear": Message(
        zh="分值×[1−(实际−目标)/目标]，不低于0",
        en="points × [1 − (actual−target)/target], at least 0",
    ),
}
_ROUNDING = {
    "half-up": Message(zh="四舍五入", en="half up"),
    "half-even": Message(zh="银行家舍入", en="half to even"),
    "down": Message(zh="截尾", en="down"),
}
_OFF = Message(zh="无", en="none")


def settings(evaluation: Evaluation) -> tuple[tuple[Message, Message], ...]:
    """Return what decided where the regulations leave room: a name and a value each."""
    profile = evaluation.profile
    points, levels = profile.points, profile.levels
    formula = _FORMULAS[points.reverse]
    rounding = _ROUNDING[points.rounding]
    strict = evaluation.strict_equal
    bands = _bands(profile)
    shared = points.compound == "shared"
    whole = points.deadline_all_or_nothing
    adds = points.total == "rounded"
    return (
        (
            Message(zh="方案", en="profile"),
            Message(
                zh=f"{profile.name}（第{profile.version}版，{profile.title}）",
                en=f"{profile.name} (version {profile.version}: {profile.title_en})",
            ),
        ),
        (
            Message(zh="反向指标未达标", en="lower is better, target missed"),
            Message(
                zh=formula.zh,
                en=f"{formula.en} ({points.reverse})",
            ),
        ),
        (
            Message(zh="“约”的容差", en="tolerance of 约"),
            _same(f"±{percent(evaluation.tolerance)}"),
        ),
        (
            Message(zh="高于“=”的目标", en="above a target with ="),
            Message(
                zh="算未达到" if strict else "算达到",
                en="counts as missed" if strict else "counts as met",
            ),
        ),
        (
            Message(zh="定性指标", en="targets in words"),
            Message(
                zh=f"达成{percent(levels.achieved)}起，部分达成{percent(levels.partly)}起",
                en=f"reached from {percent(levels.achieved)}, partly from "
                f"{percent(levels.partly)}",
            ),
        ),
        (Message(zh="满意度按区间计分", en="bands of satisfaction"), bands),
        (
            Message(zh="日期与是否类", en="dates, yes or no"),
            Message(
                zh="未达到不得分" if whole else "未达到由人工计分",
                en="all points or none" if whole else "missed ones are for a person",
            ),
        ),
        (
            Message(zh="一格多项目标", en="several targets in a cell"),
            Message(
                zh="按各项得分的平均数计分" if shared else "未全部达到的由人工计分",
                en="the mean of the points of each"
                if shared
                else "for a person unless all are met",
            ),
        ),
        (Message(zh="及格线", en="pass mark"), _optional(points.pass_mark)),
        (
            Message(zh="远超目标", en="far above"),
            Message(
                zh=f"{percent(points.far_above)}起需说明，扣分："
                f"{_optional(points.far_above_cut).zh}",
                en=f"a reason from {percent(points.far_above)}, points taken off: "
                f"{_optional(points.far_above_cut).en}",
            ),
        ),
        (
            Message(zh="小数", en="rounding"),
            Message(
                zh=f"{points.places}位，{rounding.zh}，总分"
                f"{'按舍入后的得分' if adds else '按精确得分'}相加",
                en=f"{points.places} places, {rounding.en}; the total adds up "
                f"{'rounded' if adds else 'exact'} points",
            ),
        ),
        (
            Message(zh="等级", en="grades"),
            _same("，".join(f"{each.name}≥{each.least}" for each in profile.grades)),
        ),
    )


def _bands(profile: Profile) -> Message:
    if not profile.satisfaction.by_bands:
        return Message(zh="否，按自身目标", en="off: by the row's own target")
    bands = "，".join(
        f"≥{band.least}%→{percent(band.share)}" for band in profile.satisfaction.bands
    )
    return _same(bands)


def _optional(share: ShareValue | None) -> Message:
    return _OFF if share is None else _same(percent(share))


def _same(text: str) -> Message:
    return Message(zh=text, en=text)


def points_line(row: IndicatorEvaluation) -> Message | None:
    """Return in words what a row got and how; None where it counts for nothing."""
    points = row.points
    if not points.applicable:
        return None
    if points.points is not None:
        line = Message(zh=f"得分：{points.reason.zh}", en=f"points: {points.reason.en}")
    else:
        line = _unscored(row)
    return Message(
        zh="；".join((line.zh, *(note.zh for note in points.notes))),
        en="; ".join((line.en, *(note.en for note in points.notes))),
    )


def _unscored(row: IndicatorEvaluation) -> Message:
    points = row.points
    zh, en = "未计分", "no points"
    if points.weight is not None:
        zh += f"（满分{amount(points.weight)}）"
        en += f" of {amount(points.weight)}"
    if row.judgement.verdict in {Verdict.NOT_REPORTED, Verdict.UNDETERMINED}:
        # The reason of the verdict stands beside it and says the same.
        return Message(zh=zh, en=en)
    return Message(zh=f"{zh}：{points.reason.zh}", en=f"{en}: {points.reason.en}")


def progress_line(row: IndicatorEvaluation) -> Message | None:
    """Return how far a row is; None where the verdict beside it says the same."""
    if row.progress is None or row.progress.reason == row.judgement.reason:
        return None
    return row.progress.reason


def total_line(project: ProjectEvaluation) -> Message:
    """Return what a project got in all, and out of how many points."""
    score = project.score
    if score.withheld is not None:
        return score.withheld
    if score.total is None:
        return Message(zh="总分：无可计分的行", en="total: no row could be scored")
    total, most = format(score.total, "f"), most_points(project)
    if not score.complete:
        return Message(
            zh=f"总分：已计{total}分（满分{most}分），不完整，不评等级",
            en=f"total: {total} of {most} so far, incomplete, no grade",
        )
    if score.grade is None:
        return Message(
            zh=f"总分：{total}分（满分{most}分），不评等级",
            en=f"total: {total} of {most}, no grade",
        )
    return Message(
        zh=f"总分：{total}分（满分{most}分），等级：{score.grade}",
        en=f"total: {total} of {most}, grade: {score.grade}",
    )


def most_points(project: ProjectEvaluation) -> str:
    """Return the points that the total is out of: 100, unless the form has others."""
    score = project.score
    return "100" if score.of_hundred else amount(score.out_of)


def text_of(message: Message | None, language: Language) -> str:
    """Return a message in one language; nothing for none."""
    return "" if message is None else message.text(language)


def printed_line(checked: CheckedFigure) -> Message | None:
    """Report a printed score that does not follow, or that nothing can be held to."""
    if checked.printed is None:
        return None
    printed = format(checked.printed, "f")
    if checked.outcome is ReviewOutcome.OPEN:
        return Message(
            zh=f"填报{printed}分，没有可核对的算式",
            en=f"printed {printed}; there is nothing to hold it against",
        )
    if checked.outcome is not ReviewOutcome.DIFFERS or checked.expected is None:
        return None
    expected = format(checked.expected, "f")
    return Message(
        zh=f"填报{printed}分，应为{expected}分",
        en=f"printed {printed}, should be {expected}",
    )


def differing(found: ProjectReview) -> int:
    """Count what a form prints and the rules do not give."""
    outcomes = [row.score.outcome for row in found.rows]
    outcomes += [found.execution.outcome, found.total.outcome, found.grade]
    return outcomes.count(ReviewOutcome.DIFFERS)


def kind_of(evaluation: Evaluation) -> Message:
    """Return what a report of an evaluation is, by what was read.

    A form that prints scores, or calls itself 自评, is a self-evaluation; a day within
    the year makes it 绩效运行监控.
    """
    title = evaluation.document.title or ""
    if evaluation.as_of is not None:
        return Message(zh="绩效运行监控报告", en="Performance monitoring")
    own = any(
        project.project.total is not None
        or project.score.execution.printed is not None
        or any(row.indicator.score is not None for row in project.indicators)
        for project in evaluation.projects
    )
    if "自评" in title or (own and "评价" not in title):
        return Message(zh="绩效自评报告", en="Performance self-evaluation")
    return Message(zh="绩效评价报告", en="Performance evaluation")


def unused_line(finding: Finding, language: Language) -> str:
    """Return a row of a file of actuals that is not used: its place and the reason."""
    place = "" if finding.place is None else f"{finding.place} "
    return f"{place}{finding.message.text(language)}"
