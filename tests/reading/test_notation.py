"""JSON, YAML and TOML are told by what they hold."""

from pathlib import Path

import pytest

from perftargets import read, write
from perftargets._data import data
from perftargets.reading import read_bytes
from perftargets.reading.recognise import notation


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ('{"a": 1}', None, "json"),
        ('{"a": 1}', "a.yaml", "json"),
        ("{", None, "json"),
        ("[\n{", None, "json"),
        ("{schema: perftargets/1}", None, "yaml"),
        ("schema: perftargets/1", "a.txt", "yaml"),
        ("schema：perftargets/1", None, "yaml"),
        ("# a remark\n项目:\n\n  # another\n  - 项目名称: 甲", None, "yaml"),
        ("a: 1", "a.yml", "yaml"),
        ("- 指标：1", "a.yaml", "yaml"),
        ("a: 1", "a.txt", None),
        ("主管部门: 教育局\n项目: 甲", "a.txt", None),
        ("云港市教育局绩效目标表\n1、产出指标", "a.yaml", None),
        ("[[projects]]\n", None, "toml"),
        ('"格式" = "perftargets/1"', "a.txt", "toml"),
        ("a = 1", "a.toml", "toml"),
        ("[[a]]\nb = 1", "a.toml", "toml"),
        ("[[1]]", "a.json", "json"),
        ("a = 1", "a.txt", None),
    ],
)
def test_content_decides(text: str, name: str | None, expected: str | None) -> None:
    """The ending is asked only where the content leaves it open."""
    assert expected == notation(text, name)


def test_the_bundled_yaml_is_the_table_as_text() -> None:
    """The Panyu table in YAML is the document that the running text gives."""
    as_text = read(str(data("example", "panyu-2022.txt")))
    as_yaml = read(str(data("example", "panyu-2022.yaml")))
    assert (as_text, ()) == (as_yaml, as_yaml.diagnostics)


@pytest.mark.parametrize("suffix", [".json", ".toml", ".yaml"])
def test_a_file_is_read_whatever_its_name(suffix: str, tmp_path: Path) -> None:
    """``write`` and ``read`` go round in each notation, under any name."""
    document = read(str(data("example", "panyu-2022.yaml")))
    write(document, tmp_path / f"a{suffix}")
    (tmp_path / f"a{suffix}").rename(tmp_path / "a.txt")
    back = read(tmp_path / "a.txt")
    assert (document, ()) == (back, back.diagnostics)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("json", '{"a": [1, 2, 3]}'),
        ("yaml", "schema: perftargets/1\na: [1, 2, 3]"),
        ("toml", "schema = 'perftargets/1'\na = [1, 2, 3]"),
    ],
)
def test_too_many_values_are_refused(
    form: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bound on values is the same in each notation."""
    for module in ("tree", f"{form}_tree"):
        monkeypatch.setattr(f"perftargets.reading.formats.tree.{module}.VALUE_LIMIT", 3)
    (finding,) = read_bytes(text.encode()).diagnostics
    assert "REA004" == finding.code
    assert "more than 3 values" in finding.message.en
