"""A target shows itself in a notebook: parts in colour, the reading, every note."""

from perftargets import parse

MARK = '<mark title="{}" style="background:{}">{}</mark>'
LEFT = 'style="text-align:left"'
ROW = f"<tr><th {LEFT}>{{}}</th><td {LEFT}>{{}}</td></tr>"


def test_the_parts_of_a_phrase_stand_in_colour() -> None:
    """Operator, number and unit are marked where they stand; the reading follows."""
    marked = (
        MARK.format("operator", "#ffe3b3", "控制在")
        + MARK.format("number", "#cfe8cf", "8")
        + MARK.format("unit", "#d5e3f7", "%")
        + MARK.format("operator", "#ffe3b3", "以内")
    )

    assert (
        "<table>"
        + ROW.format("comparison", marked)
        + ROW.format("=", "≤8%")
        + "</table>"
        == parse("控制在8%以内")._repr_html_()
    )


def test_what_is_html_in_a_phrase_is_text() -> None:
    """A cell that holds signs of HTML shows them, and a tag in it is no tag."""
    assert (
        ROW.format("qualitative", "R&amp;D“甲”&quot;乙&quot;")
        in parse('R&D“甲”"乙"')._repr_html_()
    )
    assert "<script" not in parse("<script>处置率90%</script>")._repr_html_()


def test_parts_of_items_are_marked_in_the_whole_phrase() -> None:
    """The items of a compound share its text; none of it is shown twice."""
    shown = parse("培训2期，每期不少于40人")._repr_html_()

    assert shown.count("<mark") == len(
        ["培训", "2", "期", "每期", "不少于", "40", "人"]
    )
    assert ROW.format("=", "培训2期；每期≥40人") in shown


def test_notes_are_shown_in_both_languages() -> None:
    """What was not understood stands beside the phrase."""
    shown = parse("不低于10家以下")._repr_html_()

    assert (
        ROW.format(
            "contradicting-operators",
            "“不低于10家以下”前后的比较词互相矛盾<br>"
            "the operators in “不低于10家以下” contradict each other",
        )
        in shown
    )
