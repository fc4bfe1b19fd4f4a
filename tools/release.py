"""Builds what is published and holds it: ``make release``.

Nothing is uploaded. What a person has to do, or to decide, is printed at the end; a
fault of what was built ends with 1.
"""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from email.parser import HeaderParser
from pathlib import Path
from zipfile import ZipFile

from packaging.version import Version

from tools.ci import check_files
from tools.environments import built
from tools.stages import ROOT, Run, StageError, say


def main() -> int:
    """Build into dist/, check, and print what is left; return the exit code."""
    dist = ROOT / "dist"
    for old in dist.glob("perftargets-*"):
        old.unlink()
    run = Run(dist)
    try:
        wheel = built(run, dist)
        check_files(run, wheel)
    except StageError as error:
        say(f"FAILED: {error}")
        return 1
    say("\nBuilt and checked:")
    for file in sorted(dist.iterdir()):
        say(f"  {file.relative_to(ROOT)}  {file.stat().st_size:,} bytes")
    say("\nLeft to do by hand:")
    for number, step in enumerate(left(wheel), start=1):
        say(f"  {number}. {step}")
    return 0


def left(wheel: Path) -> Iterator[str]:
    """Yield what is left to do before and after the upload, in order."""
    metadata = _metadata(wheel)
    version = Version(metadata["Version"])
    release = version.base_version
    if version.is_prerelease:
        yield f"set __version__ to {release}: {version} is no release"
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    if not dated(changes, release):
        yield f"give CHANGELOG.md the heading “## {release} (YYYY-MM-DD)”"
    urls = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    if "urls" not in urls["project"]:
        yield "add [project.urls] (source, issues, changelog) once there is a host"
    if _changed():
        yield "commit what is changed, then run this again: the tree is not clean"
    yield "run .ci/run, and read its last line: what was not run there"
    yield f"git tag -s v{release}, and push it"
    yield "make web, and publish dist/web/预算绩效目标检查.html beside the wheel"
    yield "twine upload dist/*, or the trusted publisher of the host"
    yield f"in an empty environment: pip install 'perftargets[cli]=={release}'"
    yield "set __version__ to the next .dev0, and begin a section in CHANGELOG.md"


def dated(changes: str, release: str) -> bool:
    """Return whether the changes have a section of a release with its date."""
    heading = rf"^## {re.escape(release)} \(\d{{4}}-\d{{2}}-\d{{2}}\)$"
    return re.search(heading, changes, re.MULTILINE) is not None


def _metadata(wheel: Path) -> dict[str, str]:
    with ZipFile(wheel) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith("/METADATA"))
        text = archive.read(name).decode()
    return dict(HeaderParser().parsestr(text).items())


def _changed() -> bool:
    done = subprocess.run(
        ["git", "status", "--porcelain"],  # noqa: S607 - the git of whoever releases
        cwd=ROOT,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    return bool(done.stdout)


if __name__ == "__main__":
    sys.exit(main())
