"""``lint --fix`` and ``--diff``: small repairs, kept only where they hold."""

from pathlib import Path

import pytest

from perftargets.reading import read
from tests.cli.conftest import Result, Run

BEFORE = """\
schema: perftargets/1
fiscal_year: 2024
projects:
  - name: 培训项目
    goal: 全年完成干部培训，参训人员持证上岗
    indicators:
      - {category: 产出指标, name: "培训 人次", target: ≧1200人次}  # 保留
      - category: 产出指标
        name: 合格率
        target: '≧95百分比'
      - {category: 效益指标, name: 能力, target: ≥5次, note: ≧8}
"""
AFTER = (
    BEFORE.replace("培训 人次", "培训人次")
    .replace("≧1200", "≥1200")
    .replace("'≧95百分比'", "'≥95%'")
)
FIX = ("lint", "a.yaml", "--fix", "--select", "TXT003,TXT004,UNT002")


def write(folder: Path, text: str | bytes, name: str = "a.yaml") -> Path:
    """Write a file that may be repaired."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_repairs_are_as_small_as_they_can_be(run: Run, folder: Path) -> None:
    """Only the signs at fault change: comments, quotes and other cells stay."""
    path = write(folder, BEFORE)

    result = run(*FIX)

    assert AFTER == path.read_text(encoding="utf-8")
    assert (0, "repaired: 4\n") == (result.code, result.err)
    assert result.out.startswith("nothing found; ")


def test_a_second_run_changes_nothing(run: Run, folder: Path) -> None:
    """What is repaired is in order."""
    path = write(folder, AFTER)

    assert "repaired: 0\n" == run(*FIX).err
    assert AFTER == path.read_text(encoding="utf-8")


def test_repairs_run_without_being_asked_for(run: Run, folder: Path) -> None:
    """The rules that repair are hints; ``--fix`` alone asks for them."""
    path = write(folder, BEFORE)

    run("lint", "a.yaml", "--fix")

    assert AFTER == path.read_text(encoding="utf-8")


def test_what_is_ignored_is_not_repaired(run: Run, folder: Path) -> None:
    """Neither by an option, nor by a comment."""
    path = write(
        folder, BEFORE.replace("# 保留", "# perftargets: ignore[TXT] 原表如此")
    )

    run("lint", "a.yaml", "--fix", "--ignore", "UNT")

    text = path.read_text(encoding="utf-8")
    assert '"培训 人次", target: ≧1200人次' in text
    assert "'≥95百分比'" in text


def test_diff_shows_and_changes_nothing(run: Run, folder: Path) -> None:
    """A unified diff, and 1 where there is something to repair."""
    path = write(folder, BEFORE.replace("'≧95百分比'", "≥95%"))

    assert run("lint", "a.yaml", "--diff") == Result(
        1,
        "--- a.yaml\n"
        "+++ a.yaml\n"
        "@@ -4,7 +4,7 @@\n"
        "   - name: 培训项目\n"
        "     goal: 全年完成干部培训，参训人员持证上岗\n"
        "     indicators:\n"
        '-      - {category: 产出指标, name: "培训 人次", target: ≧1200人次}  # 保留\n'
        '+      - {category: 产出指标, name: "培训人次", target: ≥1200人次}  # 保留\n'
        "       - category: 产出指标\n"
        "         name: 合格率\n"
        "         target: ≥95%\n",
    )
    assert "≧1200" in path.read_text(encoding="utf-8")
    write(folder, AFTER)
    assert Result(0, "") == run("lint", "a.yaml", "--diff")


def test_what_would_break_the_file_is_put_in_quotes(run: Run, folder: Path) -> None:
    """A bare > begins a block of text in YAML, so the value gets quotes."""
    broken = BEFORE.replace("≧1200人次", "﹥1200人次")
    path = write(folder, broken)

    result = run("lint", "a.yaml", "--fix", "--select", "TXT004")

    text = path.read_text(encoding="utf-8")
    assert 'target: ">1200人次"}' in text
    assert "'≥95百分比'" in text
    assert "repaired: 2\n" == result.err
    assert [">1200人次", "≥95百分比", "≥5次"] == [
        row.target.text for _, row in read(path).rows()
    ]


def test_a_text_that_stands_twice_in_its_row_is_repaired_in_its_field(
    run: Run, folder: Path
) -> None:
    """The place of the field tells which of the two was read."""
    twice = BEFORE.replace("note: ≧8", "note: ≧5次").replace("≥5次", "≧5次")
    path = write(folder, twice)

    result = run("lint", "a.yaml", "--fix", "--select", "TXT004")

    assert "target: ≥5次, note: ≧5次" in path.read_text(encoding="utf-8")
    assert "repaired: 3\n" == result.err


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_and_the_byte_order_mark_stay(
    run: Run, folder: Path, ending: str
) -> None:
    """The file stays as its editor wrote it."""
    path = write(folder, "\ufeff" + BEFORE.replace("\n", ending))

    run(*FIX)

    assert ("\ufeff" + AFTER.replace("\n", ending)).encode() == path.read_bytes()


def test_json_is_repaired_too(run: Run, folder: Path) -> None:
    """Any form that is text and has lines."""
    text = (
        '{"schema": "perftargets/1", "projects": [{"name": "培训", "indicators": [\n'
        '  {"category": "产出指标", "name": "人次", "target": "≧5人次"}\n]}]}\n'
    )
    path = write(folder, text, "a.json")

    run("lint", "a.json", "--fix")

    assert text.replace("≧", "≥") == path.read_text(encoding="utf-8")


def test_an_encoding_that_is_not_utf_8_is_left_alone(run: Run, folder: Path) -> None:
    """A file in GB 18030 is read, and not rewritten."""
    text = "项目名称,一级指标,三级指标,指标值\n培训项目,产出指标,培训 人次,≥1200人次\n"
    path = write(folder, text.encode("gb18030"), "a.csv")

    result = run("lint", "a.csv", "--fix", "--ignore", "STR,REA")

    assert text.encode("gb18030") == path.read_bytes()
    assert "repaired: 0; left alone, since no repair was certain: 1\n" == result.err


def test_standard_input_cannot_be_repaired(run: Run) -> None:
    """There is no file to write."""
    assert run("lint", "-", "--fix", stdin=BEFORE.encode()) == Result(
        2, "", "perftargets: standard input cannot be repaired\n"
    )
