"""Streams that take any text, and characters that may not reach a terminal."""

import io
import sys

import pytest

from perftargets._escaping import one_for_one
from perftargets.cli.terminal import prepare, restored


def test_control_characters_become_one_for_one() -> None:
    """Each control character gets one sign, so that columns stay where they are."""
    text = "1\x1b[31m\n2\t3\x7f\x9b4\u202e5\u2028"
    assert one_for_one(text) == "1␛[31m␊2␉3��4�5�"


def test_chinese_text_is_left_alone() -> None:
    """Chinese, full-width signs and the ideographic space are shown as they are."""
    text = "≥７０％且　<85％"
    assert one_for_one(text) == text


def test_line_breaks_can_be_kept() -> None:
    """A message of several lines keeps its breaks and nothing else."""
    assert one_for_one("a\nb\r", keep="\n") == "a\nb␍"


def test_arguments_of_an_ascii_locale_are_read_as_utf8() -> None:
    """Python hands over the bytes of an argument as surrogates in the C locale."""
    argument = "不少于100条".encode().decode("ascii", "surrogateescape")
    assert restored(argument) == "不少于100条"


def test_bytes_that_are_not_utf8_are_replaced() -> None:
    """What no encoding explains becomes U+FFFD."""
    assert restored("a\udcff") == "a�"


def test_ascii_stream_becomes_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe in the C locale gets UTF-8, and a lone surrogate is escaped."""
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    prepare()
    sys.stdout.write("≥中\ud800")
    sys.stdout.flush()
    assert raw.getvalue() == "≥中\\ud800".encode()


class Terminal(io.TextIOWrapper):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_terminal_keeps_an_encoding_that_holds_chinese(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A GBK terminal goes on being written in GBK; what it lacks is escaped."""
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", Terminal(raw, encoding="gbk"))
    prepare()
    sys.stdout.write("≥中𠮷")
    sys.stdout.flush()
    assert raw.getvalue() == "≥中".encode("gbk") + b"\\U00020bb7"
