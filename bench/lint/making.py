"""The documents that are linted, and the small files of the other linters."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from perftargets import Document, Indicator, Project, parse

ROWS = 8
"""Rows of each project."""

CATEGORIES = (
    ("产出指标", "数量指标", "培训人次", "≥{}人次"),
    ("产出指标", "数量指标", "发布预警信息数量", "不少于{}条"),
    ("产出指标", "质量指标", "设备验收合格数", "≥{}台"),
    ("产出指标", "时效指标", "办结时间", "≤{}天"),
    ("效益指标", "社会效益指标", "惠及群众人数", "≥{}人"),
    ("效益指标", "社会效益指标", "带动就业人数", "{}人以上"),
    ("效益指标", "生态效益指标", "减少污水排放量", "≥{}吨"),
    ("满意度指标", "服务对象满意度指标", "服务对象满意人数", "约{}人"),
)


def document(projects: int) -> Document:
    """Make a document of so many projects, in which values seldom repeat."""
    return Document(
        fiscal_year=2022,
        projects=tuple(
            Project(
                name=f"第{number:05d}号工作经费",
                indicators=tuple(_row(number, index) for index in range(ROWS)),
            )
            for number in range(projects)
        ),
    )


def _row(number: int, index: int) -> Indicator:
    first, second, name, value = CATEGORIES[index]
    figure = (number * ROWS + index) * 37 % 99_991 + 1
    return Indicator(
        number=index + 1,
        category=first,
        subcategory=second,
        name=name,
        target=parse(value.format(figure)),
        weight=Decimal(10),
    )


def table(rows: int) -> str:
    """Write a small table as YAML."""
    lines = ["schema: perftargets/1", "fiscal_year: 2022", "projects:"]
    lines += ["  - name: 工作经费", "    goal: 完成全年工作", "    indicators:"]
    for index in range(rows):
        first, second, name, value = CATEGORIES[index % ROWS]
        lines += [
            f"      - category: {first}",
            f"        subcategory: {second}",
            f"        name: {name}",
            f'        target: "{value.format(index * 37 + 1)}"',
        ]
    return "\n".join(["---", *lines]) + "\n"


def program(size: int) -> str:
    """Write a Python file of about so many bytes of UTF-8."""
    lines = ['"""Figures of a table."""', ""]
    count = 0
    while len("\n".join(lines).encode()) < size:
        lines.append(f'VALUE_{count} = ("培训人次", {count * 37 + 1})')
        count += 1
    return "\n".join(lines) + "\n"


def query(size: int) -> str:
    """Write a well-made SQL query of about so many bytes of UTF-8."""
    head, tail, lines = "SELECT\n", "\nFROM figures\n", ["    value_0"]
    while len((head + ",\n".join(lines) + tail).encode()) < size:
        lines.append(
            f"    value_{len(lines)} + {len(lines) * 37 + 1} AS sum_{len(lines)}"
        )
    return head + ",\n".join(lines) + tail


SCHEMA = '{"type": "object", "required": ["schema", "projects"]}\n'
"""What check-jsonschema holds the table to."""


def write_small(folder: Path) -> Mapping[str, Path]:
    """Write the small files, and give them by what they are."""
    text = table(2 * ROWS)
    found = {
        "yaml": folder / "table.yaml",
        "python": folder / "table.py",
        "sql": folder / "table.sql",
        "schema": folder / "schema.json",
    }
    found["yaml"].write_text(text, encoding="utf-8")
    found["python"].write_text(program(len(text.encode())), encoding="utf-8")
    found["sql"].write_text(query(len(text.encode())), encoding="utf-8")
    found["schema"].write_text(SCHEMA, encoding="utf-8")
    return MappingProxyType(found)
