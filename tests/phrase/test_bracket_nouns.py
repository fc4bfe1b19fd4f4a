"""Bounds in brackets behind a figure: targets of their own, or of the noun there."""

import pytest

from perftargets import parse


@pytest.mark.parametrize(
    ("phrase", "canonical", "codes"),
    [
        ("5家（90%以上）", "5家；≥90%", []),
        ("5家（企业90%以上）", "5家；企业≥90%", []),
        ("5家（达标率90%以上企业）", "5家；达标率企业≥90%", []),
        ("5家（企业60人以上）", "5家；企业≥60人", []),
        ("5家（≥90%达标企业）", "5家；达标企业≥90%", []),
        ("5家（不少于60人企业）", "5家；企业≥60人", []),
        ("5家（90%以上，达标企业）", "5家；≥90%", []),
        # The bound is that of the noun behind it, and no target.
        ("5家（90%以上达标企业）", "5家", ["unread-bracket"]),
        ("5家（60人以上企业）", "5家", ["unread-bracket"]),
        ("5家（90%以上的企业）", "5家", ["unread-bracket"]),
        ("5家（2023年前企业）", "5家", ["unread-bracket"]),
        ("5家（企业2023年前建成）", "5家", ["unread-bracket"]),
        ("5人（80岁以上老人）", "5人", []),
    ],
)
def test_a_bound_of_a_noun_in_brackets_is_no_target(
    phrase: str, canonical: str, codes: list[str]
) -> None:
    """Where it stands first there, without an operator, and a noun behind it."""
    target = parse(phrase)
    assert str(target) == canonical
    assert [each.code for each in target.diagnostics] == codes
