"""What the job sets, unless the user has: parts of a table, and the collector."""

from types import SimpleNamespace

import pytest

from perftargets.spark.job import local_settings, spread

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


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({}, "-XX:+UseSerialGC"),
        ({"JAVA_TOOL_OPTIONS": "-Xmx2g"}, "-XX:+UseSerialGC"),
        ({"JAVA_TOOL_OPTIONS": "-XX:+UseG1GC"}, None),
        ({"JDK_JAVA_OPTIONS": "-XX:+UseParallelGC"}, None),
    ],
)
def test_a_session_on_one_machine_has_one_collector(
    environment: dict[str, str], wanted: str | None
) -> None:
    """Java does not start with two of them, so that the user's stays alone."""
    found = local_settings(environment)

    assert found.get("spark.driver.extraJavaOptions") == wanted
    assert found["spark.driver.host"] == "127.0.0.1"
