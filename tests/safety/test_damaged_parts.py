"""Damage to any one part of a file never costs a row without a word."""

import re
from pathlib import Path

import pytest

from perftargets.findings import UNREADABLE
from perftargets.model.project import Document
from perftargets.reading import read_bytes
from tests.safety import damage, files

PAGES = (
    "1 0 obj\n2 0 R\nendobj",
    "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n2 0 R\nendobj",
    (
        "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        "2 0 obj\n3 0 R\nendobj\n3 0 obj\n2 0 R\nendobj"
    ),
    (
        "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        "2 0 obj\n<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>\nendobj"
    ),
    (
        "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        "2 0 obj\n<</Type/Pages/Kids 2 0 R/Count 9999999>>\nendobj"
    ),
)
"""Objects of PDFs that refer to themselves."""


def rows(document: Document) -> int:
    """Count the rows of a document that have a name and a target."""
    return sum(1 for _, row in document.rows() if row.name and row.target.text)


def is_told(document: Document) -> bool:
    """Tell whether something is said not to have been read."""
    return any(finding.code in UNREADABLE for finding in document.diagnostics)


@pytest.mark.parametrize("form", [*sorted(damage.BY_FORM), "packed"])
def test_no_part_is_lost_without_a_word(form: str, tmp_path: Path) -> None:
    """Deleted, cut off, blank, or with one byte changed: fewer rows are told."""
    if form == "packed":
        form, data = "pdf", files.packed_pages()
    else:
        data = files.put_all(tmp_path)[form].read_bytes()
    whole = read_bytes(data, path=f"a.{form}")
    assert rows(whole) == 6
    assert not is_told(whole)
    tried, told = 0, 0
    for what, broken in damage.BY_FORM[form](data):
        found = read_bytes(broken, path=f"a.{form}")
        tried += 1
        told += is_told(found)
        assert rows(found) >= rows(whole) or is_told(found), what
        assert "internal fault" not in str(found.diagnostics), what
    # Some of the damage must matter, or nothing was tried.
    assert told >= tried // 6 > 0


def test_a_dictionary_of_a_pdf_that_has_lost_a_key_is_told(tmp_path: Path) -> None:
    """One key or value without its stroke: the library raises wherever it is asked."""
    data = files.put_all(tmp_path)["pdf"].read_bytes()
    firsts = {name: data.index(name) for name in re.findall(rb"/[A-Z][A-Za-z]+", data)}
    told = 0
    for name, at in firsts.items():
        broken = data[:at] + b" " + data[at + 1 :]
        found = read_bytes(broken, path="a.pdf")
        told += is_told(found)
        assert rows(found) == 6 or is_told(found), name
        assert "internal fault" not in str(found.diagnostics), name
    assert {b"/Kids", b"/Pages", b"/Parent", b"/Contents"} <= firsts.keys()
    assert told >= 4


@pytest.mark.parametrize("objects", PAGES)
def test_a_pdf_that_refers_to_itself_ends(objects: str) -> None:
    """At once, and with a word; it would go round for as long as it is let."""
    head = "%PDF-1.7\n"
    text = f"{head}{objects}\ntrailer <</Size 4 /Root 1 0 R>>\n%%EOF\n"
    found = read_bytes(text.encode(), path="a.pdf")
    assert is_told(found)


def test_a_sound_pdf_has_no_damage(tmp_path: Path) -> None:
    """A blank page, a page without content and a checksum left out are no damage."""
    data = files.put_all(tmp_path)["pdf"].read_bytes()
    assert not is_told(read_bytes(data, path="a.pdf"))
