"""Programs that some tests need and pip cannot bring: Java, Chromium, LibreOffice."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import attrs

from tools.environments import install, wheel
from tools.stages import Run, StageError, say

SECONDS = 150
"""How long apt may take for one program."""


@attrs.frozen
class Program:
    """A program from outside.

    Attributes:
        title: what it is called.
        names: names of its executable, any of which will do.
        packages: packages of Debian that bring it.
        serves: what is not tested without it.
    """

    title: str
    names: Sequence[str]
    packages: Sequence[str]
    serves: str

    def there(self) -> bool:
        """Return whether it can be started."""
        return any(map(shutil.which, self.names))


JAVA = Program("Java", ("java",), ("openjdk-17-jre-headless",), "Spark")
CHROMIUM = Program(
    "Chromium",
    ("chromium", "chromium-browser", "google-chrome"),
    ("chromium", "fonts-noto-cjk"),
    "pages in a browser",
)
LIBREOFFICE = Program(
    "LibreOffice", ("soffice",), ("libreoffice-calc-nogui",), "workbooks that it saves"
)


def prepare(run: Run) -> None:
    """Install what is missing, where apt can and may: on a machine of CI, as root."""
    missing = [each for each in (JAVA, CHROMIUM, LIBREOFFICE) if not each.there()]
    may = os.environ.get("CI") == "true" and shutil.which("apt-get") is not None
    if missing and may and os.geteuid() == 0:
        _apt("update", "-qq")
        for program in missing:
            _apt("install", "-qq", "--no-install-recommends", *program.packages)
    for program in missing:
        if not program.there():
            run.skip(f"{program.serves} (there is no {program.title})")


def add_spark(run: Run, python: Path) -> None:
    """Add Spark to an environment where there is Java; about 490 MB."""
    if not JAVA.there():
        run.skip(f"{JAVA.serves} (there is no Java)")
        return
    try:
        install(run, python, f"{wheel(run)}[spark]")
    except StageError:
        run.skip("Spark (pyspark cannot be installed)")


def _apt(*arguments: str) -> None:
    """Run apt-get; what it does not bring is seen by who looks for it."""
    command = ["apt-get", arguments[0], "-y", *arguments[1:]]
    say(f"$ {' '.join(command)}")
    try:
        subprocess.run(
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            timeout=SECONDS,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
    except subprocess.TimeoutExpired:
        say(f"apt-get took longer than {SECONDS} s and was stopped")
