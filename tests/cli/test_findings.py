"""Findings as lines on standard error."""

import pytest

from perftargets.cli.findings import report, sentence
from perftargets.findings import Finding, Message, Severity
from perftargets.text import Place

UNPLACED = Finding(
    code="REA001",
    name="unplaced-text",
    title="未识别的文字",
    severity=Severity.WARNING,
    message=Message("无法归位的文字“注：”", "“注：” could not be placed"),
    hint=Message("请核对原表", "compare the table"),
    place=Place(path="表.txt", line=12, column=3),
)
UNMATCHED = Finding(
    code="ACT001",
    name="unmatched-actual",
    severity=Severity.ERROR,
    message=Message("没有这项指标", "there is no such indicator"),
    project="工作经费",
    indicator="处置率",
)


def test_place_comes_first() -> None:
    """A line begins with the place, as editors read it, and ends with the hint."""
    assert sentence(UNPLACED, "en") == (
        "表.txt:12:3: warning REA001 unplaced-text 未识别的文字: “注：” could not be "
        "placed; compare the table"
    )
    assert sentence(UNPLACED, "zh") == (
        "表.txt:12:3: 警告 REA001 unplaced-text 未识别的文字："
        "无法归位的文字“注：”；请核对原表"
    )


def test_names_stand_for_a_place() -> None:
    """Without a place the project and the indicator say what is meant."""
    assert sentence(UNMATCHED, "zh") == (
        "工作经费 / 处置率: 错误 ACT001 unmatched-actual：没有这项指标"
    )


def test_report_tells_whether_an_error_was_among_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """All findings go to standard error; only an error counts."""
    assert not report([UNPLACED], "en")
    assert report([UNMATCHED, UNPLACED], "en")
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        sentence(UNPLACED, "en"),
        sentence(UNMATCHED, "en"),
        sentence(UNPLACED, "en"),
    ]
