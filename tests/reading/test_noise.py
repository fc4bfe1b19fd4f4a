"""Numbers of JSON that carry the noise of a binary float."""

import pytest

from perftargets.reading.native.json import loads


def _document(number: str) -> str:
    return (
        '{"schema": "perftargets/1", "projects": [{"name": "甲", "indicators": ['
        f'{{"name": "一", "target": "≥1", "weight": {number}}}]}}]}}'
    )


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("12.299999999999999", "12.3"),
        ("0.30000000000000004", "0.3"),
        ("3.3000000000000003", "3.3"),
        ("1.1000000000000001", "1.1"),
    ],
)
def test_a_number_of_16_or_17_digits_is_taken_at_15_and_told(
    written: str, taken: str
) -> None:
    """A program wrote a binary float; what it wrote is quoted."""
    document = loads(_document(written))
    ((_, row),) = document.rows()
    assert taken == str(row.weight)
    said = (
        f"数值带有浮点误差，按 15 位有效数字读取：“{written}”读作“{taken}”"
        "（共 1 处，第 1 行）"
    )
    assert [("REA002", said)] == [
        (each.code, each.message.zh) for each in document.diagnostics
    ]


@pytest.mark.parametrize(
    "written",
    ["12.3", "0.10", "1234567890123456", "12.34567890123456789", "0.123456789012345"],
)
def test_every_other_number_stays_as_written(written: str) -> None:
    """Integers, numbers of fewer or of more digits, zeros at the end."""
    document = loads(_document(written))
    ((_, row),) = document.rows()
    assert (written, ()) == (str(row.weight), document.diagnostics)
