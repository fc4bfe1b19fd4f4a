"""Money in the official forms, which count in 万元."""

import attrs
import pytest

from perftargets.model.project import Document, Funds, Project
from perftargets.writing import render
from tests.writing.documents import DOCUMENT


def _document(amount: str) -> Document:
    funds = Funds()
    total = attrs.evolve(funds.total, initial=amount)
    funds = attrs.evolve(funds, total=total)
    return attrs.evolve(DOCUMENT, projects=(Project(name="甲", funds=funds),))


def _told(amount: str, suffix: str, form: str) -> list[str]:
    written = render(_document(amount), suffix, form=form)
    return [each.message.zh for each in written.findings if each.code == "WRI005"]


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
@pytest.mark.parametrize("form", ["application", "self-evaluation"])
@pytest.mark.parametrize("amount", ["80", "1,200", "0.5"])
def test_an_amount_without_a_unit_is_told(suffix: str, form: str, amount: str) -> None:
    """The form lends it 万元, which the document did not say."""
    said = (
        f"年度资金总额年初预算数“{amount}”没有写单位，表中的金额都以万元计，"
        f"会被读作{amount}万元"
    )
    assert [said] == _told(amount, suffix, form)


@pytest.mark.parametrize("amount", ["80万元", "80元", "0", "约80", "—"])
def test_other_amounts_are_not(amount: str) -> None:
    """With a unit, nought, or not a figure: the form says the same as the document."""
    assert [] == _told(amount, ".xlsx", "application")
