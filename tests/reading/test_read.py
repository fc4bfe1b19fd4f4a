"""``read`` and ``write``: forms told by content, refusals, files left whole."""

import os
import sys
from pathlib import Path
from threading import Thread

import pytest

from perftargets.errors import UsageError
from perftargets.model.project import Document
from perftargets.reading import read
from perftargets.writing import write

TABLE = (
    "云港市教育局2023年项目支出绩效目标表\n"
    "主管部门 预算单位 项目名称 绩效目标 绩效指标\n"
    "云港市教育局 局本级 校园安全改造项目\n消除隐患。\n"
    "1、产出指标：改造长度，年度指标值：5米。\n"
)


def test_content_decides_the_form_and_not_the_name(tmp_path: Path) -> None:
    """JSON in a .txt and running text in a .json are read as what they are."""
    text, as_json = tmp_path / "a.json", tmp_path / "b.txt"
    text.write_text(TABLE, encoding="utf-8")
    document = read(text)
    write(document, tmp_path / "c.json")
    as_json.write_bytes((tmp_path / "c.json").read_bytes())
    assert ["校园安全改造项目"] == [each.name for each in document.projects]
    assert document == read(as_json)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_every_usual_encoding_gives_the_same_document(
    tmp_path: Path, encoding: str
) -> None:
    """Only GB18030, which no mark shows, is reported as a guess."""
    path = tmp_path / "table.txt"
    path.write_text(TABLE, encoding=encoding)
    document = read(path)
    assert ["改造长度"] == [row.name for _, row in document.rows()]
    assert (["REA002"] if encoding == "gb18030" else []) == [
        each.code for each in document.diagnostics
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"PK\x03\x04", "the file is damaged or cut off"),
        (b"abc\x00def", "this is binary (0x00)"),
        (b"abc\n\xff\xff\xff", "line 2 is neither UTF-8 nor GB18030"),
        ("会议通知：请准时参加。".encode(), "no such table in the file"),
        (b"{", "the JSON is cut off"),
        (b"{a}", "this is no JSON"),
    ],
)
def test_what_cannot_be_read_says_what_was_found(
    tmp_path: Path, content: bytes, message: str
) -> None:
    """Bad content never raises: one error says what was found and what is wanted."""
    path = tmp_path / "table.txt"
    path.write_bytes(content)
    document = read(path)
    assert () == document.projects
    assert ["REA004"] == [each.code for each in document.diagnostics]
    assert message in document.diagnostics[0].message.en


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    """The limit is the caller's to change."""
    path = tmp_path / "table.txt"
    path.write_text(TABLE, encoding="utf-8")
    size = path.stat().st_size
    assert ["REA004"] == [each.code for each in read(path, limit=size - 1).diagnostics]
    assert () == read(path, limit=size).diagnostics


def test_a_missing_file_and_a_folder_are_mistakes_of_the_caller(tmp_path: Path) -> None:
    """They raise, as opening them does."""
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "none.txt")
    with pytest.raises(IsADirectoryError):
        read(tmp_path)


def test_nothing_is_written_over_unless_forced(tmp_path: Path) -> None:
    """An existing file stays as it was; with ``force`` it is replaced whole."""
    path = tmp_path / "out.json"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write(Document(title="新"), path)
    assert "old" == path.read_text(encoding="utf-8")
    write(Document(title="新"), path, force=True)
    assert "新" == read(path).title
    assert [path] == list(tmp_path.iterdir())


def test_a_form_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The message names those that can."""
    with pytest.raises(UsageError, match=r"cannot write “\.pdf”; known: \.csv, "):
        write(Document(), tmp_path / "out.pdf")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
def test_a_pipe_is_read_to_its_end_and_not_over_the_limit(tmp_path: Path) -> None:
    """A file that states no size is read as any other, one byte over its limit too."""
    pipe, data = tmp_path / "table", TABLE.encode()
    os.mkfifo(pipe)

    def through(limit: int) -> Document:
        writer = Thread(target=pipe.write_bytes, args=(data,))
        writer.start()
        try:
            return read(pipe, limit=limit)
        finally:
            writer.join()

    assert ["改造长度"] == [row.name for _, row in through(len(data)).rows()]
    assert ["REA004"] == [each.code for each in through(len(data) - 1).diagnostics]
