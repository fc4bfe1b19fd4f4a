"""DOCX made with python-docx, its XML changed where it has no call for something."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
from docx.document import Document as Word

Rows = Sequence[Sequence[str]]


def with_table(rows: Rows, *paragraphs: str) -> Word:
    """Make a document of paragraphs and a table below them."""
    word = docx.Document()
    for text in paragraphs:
        word.add_paragraph(text)
    add_table(word, rows)
    return word


def add_table(word: Word, rows: Rows) -> None:
    """Put a table at the end."""
    table = word.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def saved(word: Word, folder: Path) -> Path:
    """Save a document."""
    path = folder / "a.docx"
    word.save(str(path))
    return path


def changed(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """Change the text of one part of a saved document."""
    data = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                content = change(content.decode("utf-8")).encode("utf-8")
            new.writestr(name, content)
    path.write_bytes(data.getvalue())
    return path


def with_run(rows: Rows, marker: str, run: str, folder: Path) -> Path:
    """Make a table in which the run that says ``marker`` is other XML."""

    def change(text: str) -> str:
        old = f"<w:r><w:t>{marker}</w:t></w:r>"
        assert old in text
        return text.replace(old, run)

    path = saved(with_table(rows), folder)
    return changed(path, "word/document.xml", change)
