"""What a reviewer objects to is reported, under these codes and no others."""

import pytest

from tests.linting.objections import FOLDER, Fault, Table, faults, findings, tables

_FILES = sorted(FOLDER.glob("*.txt"))
_FAULTS = [fault for path in _FILES for fault in faults(path)]
_TABLES = [table for path in _FILES for table in tables(path)]


@pytest.mark.parametrize("table", _TABLES, ids=lambda table: table.head["name"])
def test_a_table_that_is_fine_has_no_finding(table: Table) -> None:
    """A reviewer has nothing to say of it, and neither have the rules."""
    assert () == findings(table)


@pytest.mark.parametrize(
    "fault", _FAULTS, ids=[f"{each.table.head['name']} {each.said}" for each in _FAULTS]
)
def test_a_fault_is_reported_as_what_it_is(fault: Fault) -> None:
    """One fault planted in it is reported; the codes are those judged right by hand."""
    assert fault.codes == {each.code for each in fault.found()}
    assert fault.codes != set()


def test_many_kinds_are_planted() -> None:
    """The faults reach most families of rules, in goal tables and in reports."""
    codes = {code for fault in _FAULTS for code in fault.codes}
    assert len(_FAULTS) > 100
    assert {"CAT", "DUP", "FND", "LOG", "NAM", "SCR", "STR", "TXT", "UNT", "VAL"} == {
        code[:3] for code in codes
    } - {"WGT"}
