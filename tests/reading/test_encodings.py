"""Text in other encodings, and with bytes that cannot be read."""

import pytest

from perftargets.cli.limit import choice_of
from perftargets.errors import UsageError
from perftargets.model.project import Document
from perftargets.reading import read_bytes
from perftargets.reading.limits import Choice, Limits

SIMPLIFIED = "项目名称,一级指标,三级指标,指标值\n" + "".join(
    f"绿化工程,产出指标,植树数量{n},不少于{n}棵\n" for n in range(1, 41)
)
TRADITIONAL = "項目名稱,一級指標,三級指標,指標值\n" + "".join(
    f"綠化工程,產出指標,植樹數量{n},不少於{n}棵\n" for n in range(1, 41)
)


def _targets(document: Document) -> list[str]:
    return [row.target.text for _, row in document.rows()]


def _told(document: Document) -> list[tuple[str, str]]:
    return [(each.code, each.message.zh) for each in document.diagnostics]


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (SIMPLIFIED, "gb18030", "GB18030"),
        (TRADITIONAL, "big5", "Big5"),
        (TRADITIONAL, "gb18030", "GB18030"),
    ],
)
def test_the_encoding_is_told_by_its_characters(
    text: str, encoding: str, named: str
) -> None:
    """Big5 would be rare characters in GB18030; traditional text in GB18030 is not."""
    document = read_bytes(text.encode(encoding), path="a.csv")
    assert 40 == len(_targets(document))
    assert ("REA002", f"文件不是 UTF-8，按 {named} 读取") == _told(document)[0]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_one_bad_byte_costs_its_line_and_not_the_file(encoding: str) -> None:
    """The other lines are read as they are, and the bad one is quoted."""
    lines = SIMPLIFIED.splitlines(keepends=True)
    bad = bytearray(lines[20].encode(encoding))
    at = bad.index("植".encode(encoding))
    bad[at] = 0xFF
    data = (
        "".join(lines[:20]).encode(encoding)
        + bytes(bad)
        + "".join(lines[21:]).encode(encoding)
    )
    document = read_bytes(data, path="a.csv")
    assert [f"不少于{n}棵" for n in range(1, 41)] == _targets(document)
    errors = [each for each in document.diagnostics if each.code == "REA003"]
    assert [21] == [each.place and each.place.line for each in errors]
    assert "有读不出的字节" in errors[0].message.zh


def test_noise_is_no_text_of_any_encoding() -> None:
    """Where most bytes make no characters nothing is read."""
    data = bytes(0x80 + (n * 37) % 0x7F for n in range(4000))
    assert ["REA004"] == [code for code, _ in _told(read_bytes(data, path="a.csv"))]


def test_an_encoding_that_is_named_is_taken() -> None:
    """Nothing is guessed, and nothing is told of it."""
    limits = Limits(choice=Choice(encoding="big5"))
    document = read_bytes(TRADITIONAL.encode("big5"), path="a.csv", limits=limits)
    assert 40 == len(_targets(document))
    assert not any("UTF-8" in message for _, message in _told(document))


def test_an_encoding_that_nobody_knows_is_a_mistake_of_the_call() -> None:
    """Usual ones are named; codecs that make no text are none."""
    for name in ("gb-unknown", "hex"):
        with pytest.raises(UsageError, match="utf-8, gb18030, big5"):
            choice_of(encoding=name)


def test_pages_are_stretches_of_numbers() -> None:
    """1-3,5 in either comma; anything else is a mistake of the call."""
    assert ((1, 3), (5, 5)) == choice_of(pages="1-3，5").pages
    for wrong in ("0", "3-1", "a", "1-", ""):
        if wrong:
            with pytest.raises(UsageError, match="page numbers"):
                choice_of(pages=wrong)
    assert () == choice_of(pages="").pages
