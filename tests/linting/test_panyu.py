"""The published Panyu table is reported as it deserves."""

from collections import Counter

from perftargets.findings import Severity
from tests.linting.panyu import SNAPSHOT, rendered, report


def test_the_report_is_the_reviewed_one() -> None:
    """Places, messages and hints are those that were read and agreed to."""
    assert SNAPSHOT.read_text(encoding="utf-8") == rendered()


def test_the_empty_value_is_the_one_error() -> None:
    """年度指标值：。 with nothing in it is wrong; all else is a warning or a hint."""
    errors = [
        (finding.code, finding.project, finding.indicator)
        for finding in report(hints=False)
        if finding.severity is Severity.ERROR
    ]
    assert [
        (
            "STR009",
            "区城市运行指挥中心综合业务经费",
            "保障重大活动、重要节假日不少于5次",
        )
    ] == errors


def test_each_kind_is_found_as_often_as_it_stands_there() -> None:
    """Outputs as benefits, satisfaction, hedges, mismatches, numbering, repetition."""
    found = Counter(finding.code for finding in report(hints=False))
    assert {
        "CAT004": 6,
        "CAT006": 1,
        "DUP001": 1,
        "NAM005": 5,
        "NAM006": 3,
        "STR005": 1,
        "STR009": 1,
        "STR011": 1,
        "VAL001": 3,
        "VAL002": 1,
        "VAL003": 2,
        "VAL004": 2,
        "VAL011": 1,
    } == found
