"""A table is split into several parts for each core, unless the session says else."""

from types import SimpleNamespace

import pytest

from perftargets.spark.job import spread

PARTS = "spark.sql.files.minPartitionNum"


class Settings(dict[str, str]):
    """The settings of a session, as Spark has them."""

    def set(self, name: str, value: str) -> None:
        """Change one."""
        self[name] = value


@pytest.mark.parametrize(
    ("given", "wanted"), [({}, {PARTS: "8"}), ({PARTS: "3"}, {PARTS: "3"})]
)
def test_parts_follow_the_cores(given: dict[str, str], wanted: dict[str, str]) -> None:
    """Two cores read eight parts; what the session was given stays."""
    settings = Settings(given)
    context = SimpleNamespace(defaultParallelism=2)

    spread(SimpleNamespace(conf=settings, sparkContext=context))

    assert wanted == settings
