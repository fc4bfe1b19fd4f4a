"""Repairs by way of a session: choices, blanks, edits by hand, going back."""

from typing import Any

import pytest

from tests.repairing.making import parts, workbook
from tests.session.calling import Held

pytestmark = pytest.mark.sampled

YAML = """\
schema: perftargets/1
fiscal_year: 2024
projects:
  - name: 培训项目
    goal: 全年完成干部培训
    indicators:
      - {category: 产出指标, name: "培训 人次", target: ≧1200人次}  # 保留
      - {category: 产出指标, name: 合格率, target: 95%左右}
      - {category: 效益指标, name: 满意度, target: 明显提升}
""".encode()


def _findings(held: Held, handle: str) -> list[dict[str, Any]]:
    report = held.call("lint", handle=handle, select=["ALL"])["report"]
    found: list[dict[str, Any]] = report["findings"]
    return found


def _one(held: Held, handle: str, code: str) -> dict[str, Any]:
    (found,) = [each for each in _findings(held, handle) if each["code"] == code]
    return found


def test_a_fix_is_taken_by_its_finding() -> None:
    """The changed file has a handle of its own; the old one stays as it was."""
    held = Held()
    handle = held.open(YAML, "a.yaml")
    finding = _one(held, handle, "TXT003")
    assert "/projects/0/indicators/0/name" == finding["pointer"]
    assert "培训人次" == finding["fix"]["value"]

    done = held.call(
        "apply", handle=handle, choices=[{"fingerprint": finding["fingerprint"]}]
    )

    assert YAML.replace("培训 人次".encode(), "培训人次".encode()) == done["data"]
    assert [
        {
            "pointer": finding["pointer"],
            "place": finding["place"] | {"column": 33},
            "before": "培训 人次",
            "after": "培训人次",
            "fingerprints": [finding["fingerprint"]],
        }
    ] == [each | {"place": each["place"] | {"column": 33}} for each in done["applied"]]
    assert [] == done["left"]
    assert handle != done["handle"]
    assert "TXT003" not in {each["code"] for each in _findings(held, done["handle"])}
    assert _one(held, handle, "TXT003") == finding


def test_several_repairs_of_one_cell_go_in_one_call() -> None:
    """Stretches that do not touch: the sign and the unit of one target."""
    data = YAML.replace("≧1200人次".encode(), "≧95百分比".encode())
    held = Held()
    handle = held.open(data, "a.yaml")
    target = "/projects/0/indicators/0/target"
    marks = [
        {"fingerprint": each["fingerprint"]}
        for each in _findings(held, handle)
        if each["fix"] is not None and each["pointer"] == target
    ]
    assert 2 == len(marks)

    done = held.call("apply", handle=handle, choices=marks)

    (made,) = done["applied"]
    assert ("≧95百分比", "≥95%") == (made["before"], made["after"])
    assert {each["fingerprint"] for each in marks} == set(made["fingerprints"])


def test_blanks_are_filled_in_their_order() -> None:
    """A proposal with a blank is refused without fills, and made with them."""
    held = Held()
    handle = held.open(YAML, "a.yaml")
    finding = next(
        each
        for each in _findings(held, handle)
        if each["pointer"] == "/projects/0/indicators/2/target"
        and any(proposal["blanks"] for proposal in each["proposals"])
    )
    number, proposal = next(
        (n, each) for n, each in enumerate(finding["proposals"]) if each["blanks"]
    )
    choice = {"fingerprint": finding["fingerprint"], "proposal": number}

    refused = held.call("apply", handle=handle, choices=[choice])
    fills = [str(90 + n) for n in range(proposal["blanks"])]
    done = held.call("apply", handle=handle, choices=[choice | {"fills": fills}])

    assert (["blanks"], YAML) == (
        [each["reason"] for each in refused["left"]],
        refused["data"],
    )
    (made,) = [
        each
        for each in done["applied"]
        if each["pointer"] == "/projects/0/indicators/2/target"
    ]
    (wanted,) = [
        each["text"] for each in proposal["changes"] if each["field"] == "target"
    ]
    assert wanted.replace("__", "90") == made["after"]


def test_edits_by_hand_go_beside_repairs() -> None:
    """One of the same field as a repair gives way; one that goes nowhere is told."""
    held = Held()
    handle = held.open(YAML, "a.yaml")
    finding = _one(held, handle, "TXT003")

    done = held.call(
        "apply",
        handle=handle,
        choices=[{"fingerprint": finding["fingerprint"]}, {"fingerprint": "gone"}],
        edits=[
            {"pointer": "/projects/0/indicators/1/target", "text": "≥95%"},
            {"pointer": "/projects/0/indicators/0/name", "text": "别的名称"},
            {"pointer": "/projects/7/indicators/0/name", "text": "无"},
            {"pointer": "/projects/0/goal", "text": "无"},
        ],
    )

    rows = done["document"]["projects"][0]["indicators"]
    assert ["培训人次", "≥95%"] == [rows[0]["name"], rows[1]["target"]]
    assert {
        ("no-such-finding", None),
        ("conflict", "/projects/0/indicators/0/name"),
        ("no-such-row", "/projects/7/indicators/0/name"),
        ("no-such-row", "/projects/0/goal"),
    } == {(each["reason"], each["pointer"]) for each in done["left"]}


@pytest.mark.parametrize(
    "text", ["=1+1", "<b>&", "第一行\n第二行", " ", '"', "'", "=SUM(A1)"]
)
def test_whatever_is_written_into_a_workbook_is_text(text: str) -> None:
    """No formula, no markup; what would not be read as it is written is left."""
    held = Held()
    data = workbook()
    handle = held.open(data, "a.xlsx")
    pointer = "/projects/0/indicators/1/note"

    done = held.call("apply", handle=handle, edits=[{"pointer": pointer, "text": text}])

    sheet = parts(done["data"])["xl/worksheets/sheet1.xml"]
    if done["applied"]:
        row = done["document"]["projects"][0]["indicators"][1]
        assert text == row["note"]
        assert b"<b>" not in sheet
    else:
        assert ["not-kept"] == [each["reason"] for each in done["left"]]
        assert data == done["data"]
    assert 1 == sheet.count(b"<f>")


def test_a_page_is_not_changed() -> None:
    """It is told of each repair, and the file stays."""
    held = Held()
    html = (
        "<meta charset=utf-8><table><tr><td>一级指标<td>三级指标<td>指标值</tr>"
        "<tr><td>产出指标<td>培训 人次<td>≧12人次</tr></table>"
    ).encode()
    opened = held.call("open", data=html, name="a.html")
    assert None is opened["repairs"]
    finding = _one(held, opened["handle"], "TXT003")

    done = held.call(
        "apply",
        handle=opened["handle"],
        choices=[{"fingerprint": finding["fingerprint"]}],
    )

    assert (["unsupported"], html) == (
        [each["reason"] for each in done["left"]],
        done["data"],
    )
