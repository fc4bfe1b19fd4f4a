"""Environments that hold the wheel as a user would install it, made by uv."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from tools.stages import ROOT, Run, StageError

MINORS = (11, 12, 13, 14)
"""Minor releases of Python 3 that the library is for."""

FREE_THREADED = ("3.13t", "3.14t")
"""Releases without the global lock, which are tried where one is found."""

UV = Path(sys.executable).with_name("uv")
_VERSION = "import sys; print(*sys.version_info[:2])"
_LOCK = (
    "import sys, sysconfig; "
    "print(*sys.version_info[:2], sysconfig.get_config_var('Py_GIL_DISABLED') or 0)"
)
_LIBRARY = "import perftargets; print(perftargets.__file__)"


def interpreters() -> dict[int, Path]:
    """Find an interpreter for each of `MINORS`, by names on PATH and in pyenv.

    The one that runs this stands for its own release.
    """
    found = {sys.version_info.minor: Path(sys.executable)}
    for minor in MINORS:
        for candidate in _candidates(f"3.{minor}"):
            if minor not in found and _says(candidate, _VERSION) == f"3 {minor}":
                found[minor] = candidate
    return {minor: found[minor] for minor in MINORS if minor in found}


def free_threaded() -> dict[str, Path]:
    """Find interpreters without the global lock, by names on PATH and in pyenv."""
    found: dict[str, Path] = {}
    for release in FREE_THREADED:
        version = release.removesuffix("t")
        for candidate in _candidates(release):
            if _says(candidate, _LOCK) == f"{version.replace('.', ' ')} 1":
                found.setdefault(release, candidate)
    return found


def _candidates(release: str) -> Iterator[Path]:
    named = shutil.which(f"python{release}")
    if named is not None:
        yield Path(named)
    pyenv = shutil.which("pyenv")
    if pyenv is not None:
        root = subprocess.run(
            [pyenv, "root"], capture_output=True, check=False, encoding="utf-8"
        ).stdout.strip()
        version, lock = release.removesuffix("t"), "t" * release.endswith("t")
        yield from sorted(
            Path(root, "versions").glob(f"{version}.*{lock}/bin/python"), reverse=True
        )


def _says(python: Path, code: str) -> str | None:
    """Return what an interpreter prints for some code; None if it does not start."""
    try:
        done = subprocess.run(
            [python, "-I", "-c", code],
            capture_output=True,
            check=True,
            encoding="utf-8",
            timeout=30,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


def wheel(run: Run) -> Path:
    """Return the wheel of this checkout, built from its sdist once a run."""
    folder = run.folder / "dist"
    if not folder.exists():
        return built(run, folder)
    (found,) = folder.glob("*.whl")
    return found


def built(run: Run, folder: Path) -> Path:
    """Build the sdist, and the wheel from it, into a folder; return the wheel."""
    run.command(
        sys.executable, "-m", "build", "--installer=uv", "--outdir", folder, ROOT
    )
    (found,) = folder.glob("*.whl")
    return found


@attrs.frozen(kw_only=True)
class Environment:
    """An environment that holds the wheel, and never the checkout.

    Attributes:
        name: the name of its folder.
        extras: extras of the wheel.
        groups: dependency groups of pyproject.toml.
        python: the interpreter that it is made of.
        lowest: whether each requirement of ours gets the lowest release it allows.
    """

    name: str
    extras: Sequence[str] = ()
    groups: Sequence[str] = ()
    python: Path = Path(sys.executable)
    lowest: bool = False

    def made(self, run: Run) -> Path:
        """Return its interpreter; the environment is made once a run.

        Raises:
            StageError: the library in it is not that of the wheel.
        """
        folder = run.folder / self.name
        windows = platform.system() == "Windows"
        python = folder / ("Scripts" if windows else "bin") / "python"
        if folder.exists():
            return python
        shipped = wheel(run)
        run.command(UV, "venv", "--quiet", "--python", self.python, folder)
        if self.lowest:
            # Only what is named to uv is direct, and so lowest: not what a wheel asks.
            lowest = ("--resolution", "lowest-direct", "-r", ROOT / "pyproject.toml")
            asked = [part for extra in self.extras for part in ("--extra", extra)]
            install(run, python, *lowest, *asked, groups=self.groups)
            install(run, python, "--no-deps", shipped)
        else:
            extras = f"[{','.join(self.extras)}]" if self.extras else ""
            install(run, python, f"{shipped}{extras}", groups=self.groups)
        library = subprocess.run(
            [python, "-I", "-c", _LIBRARY],
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout.strip()
        if not Path(library).resolve().is_relative_to(folder):
            message = f"the environment {self.name} takes the library from {library}"
            raise StageError(message)
        return python


def install(
    run: Run,
    python: Path,
    *wanted: str | os.PathLike[str],
    groups: Sequence[str] = (),
) -> None:
    """Install packages, and dependency groups of ours, into an environment."""
    named = [f"{ROOT / 'pyproject.toml'}:{group}" for group in groups]
    run.command(
        *(UV, "pip", "install", "--quiet", "--python", python),
        *wanted,
        *(argument for group in named for argument in ("--group", group)),
        environment={"UV_PYTHON_DOWNLOADS": "never"},
    )


def copy_of_tests(run: Run) -> Path:
    """Return a folder that holds tests/ and docs/ alone, away from src/."""
    folder = run.folder / "copy"
    if not folder.exists():
        for name in ("tests", "docs"):
            shutil.copytree(
                ROOT / name,
                folder / name,
                ignore=shutil.ignore_patterns("__pycache__"),
            )
    return folder
