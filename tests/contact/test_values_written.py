"""How values are made and compared is as it is written down."""

from tests.contact.values_written import FILE, classes, line


def test_values_are_made_and_compared_as_written_down() -> None:
    """By which names, with which defaults, and what counts for nothing in equality."""
    written = FILE.read_text(encoding="utf-8").splitlines()
    assert written == [line(each) for each in classes()]
