"""A folder of its own for every test, with a table that has faults in it."""

from pathlib import Path

import pytest

TABLE = """\
schema: perftargets/1
fiscal_year: 2024
projects:
  - name: 培训项目
    goal: 全年完成干部培训，参训人员持证上岗
    indicators:
      - {category: 产出指标, subcategory: 数量指标, name: 培训人次, target: 约1200人次}
      - {category: 产出指标, subcategory: 质量指标, name: 考试合格率, target: ≥95%}
      - {category: 效益指标, name: 持证上岗率, target: ""}
"""
"""A hedged figure on line 7, no value on line 9."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder that holds ``table.yaml``."""
    (tmp_path / "table.yaml").write_text(TABLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path
