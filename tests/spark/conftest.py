"""One session of Spark for all tests of the folder; skipped where there is none."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def session() -> Iterator[Any]:
    """Start Spark with two workers, and nothing of it on the network."""
    sql = pytest.importorskip("pyspark.sql")
    java = shutil.which("java") or Path(os.environ.get("JAVA_HOME", "/-"), "bin/java")
    if not Path(java).exists():
        pytest.skip("there is no Java, which Spark needs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        builder = sql.SparkSession.builder.master("local[2, 3]")
        for name, value in {
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.ui.enabled": "false",
            "spark.sql.shuffle.partitions": "2",
        }.items():
            builder = builder.config(name, value)
        started = builder.getOrCreate()
        started.sparkContext.setLogLevel("OFF")
        yield started
        started.stop()
