"""The Panyu table as the transcription has it, to be put into other forms."""

import tomllib
from pathlib import Path
from typing import Any

from perftargets._data import data
from perftargets.model.project import Document
from perftargets.reading import read

TRANSCRIPTION: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("panyu-2022.toml").read_text(encoding="utf-8")
)
TITLE: str = TRANSCRIPTION["title"]
COLUMNS = ("主管部门", "预算单位", "项目名称", "绩效目标", "绩效指标")


def rows() -> list[tuple[str, ...]]:
    """Give the cells of the table, without its column titles."""
    return [
        (
            TRANSCRIPTION["department"],
            project["agency"],
            project["name"],
            project["goal"],
            "".join(
                f"{number}、{category}：{name}，年度指标值：{value}。"
                for number, category, name, value in project["rows"]
            ),
        )
        for project in TRANSCRIPTION["projects"]
    ]


def as_text() -> Document:
    """Read the table in the form it was published in."""
    return read(str(data("example", "panyu-2022.txt")))
