"""The fiscal year that a call gives a file which states none."""

from tests.session.calling import Held

UNDATED = """\
项目名称,一级指标,三级指标,指标值,实际完成值
道路养护,产出指标,完工时间,12月底前,2023-11-30
""".encode()
DATED = b"""\
schema: perftargets/1
fiscal_year: 2024
projects: []
"""


def test_a_year_stands_where_the_file_states_none() -> None:
    """It decides a date without a year, and a repaired copy keeps it."""
    held = Held()
    undated = held.call("open", data=UNDATED, name="a.csv")
    with_year = held.call("open", data=UNDATED, name="a.csv", year=2023)

    assert 2023 == with_year["document"]["fiscal_year"]
    assert None is undated["document"]["fiscal_year"]
    assert ("undetermined", "met") == tuple(
        held.call("check", handle=handle)["evaluation"]["projects"][0]["indicators"][0][
            "verdict"
        ]
        for handle in (undated["handle"], with_year["handle"])
    )
    changed = held.call(
        "apply",
        handle=with_year["handle"],
        edits=[{"pointer": "/projects/0/indicators/0/target", "text": "11月底前"}],
    )
    assert 2023 == changed["document"]["fiscal_year"]
    assert 1 == len(changed["applied"])


def test_a_file_keeps_the_year_that_it_states() -> None:
    """A call does not overrule the file."""
    opened = Held().call("open", data=DATED, name="a.yaml", year=2020)
    assert 2024 == opened["document"]["fiscal_year"]
