"""Freezes the command into one file by PyInstaller, and holds it: ``make exe``.

A frozen program has no interpreter beside it: it starts itself where a reader is to run
in another process. So each form is converted by it and by the command as installed, and
the two have to agree; workbooks that are damaged have to be told as such.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.safety import files
from tools.environments import Environment
from tools.stages import ROOT, Run, StageError, say

_MODULE = "import perftargets.__main__ as main; print(main.__file__)"
_ENDING = ".exe" if sys.platform == "win32" else ""


def main() -> int:
    """Freeze, compare, and say where the program lies; return the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        run = Run(Path(folder))
        try:
            hold(frozen(run, ROOT / "dist"), run.folder)
        except StageError as error:
            say(f"FAILED: {error}")
            return 1
    return 0


def frozen(run: Run, dist: Path) -> Path:
    """Return the program, made of the wheel with the readers that users install."""
    extras = ("cli", "docx", "pdf", "xlsx", "yaml")
    python = Environment(name="exe", extras=extras, groups=("exe",)).made(run)
    script = subprocess.run(
        [python, "-I", "-c", _MODULE], capture_output=True, check=True, encoding="utf-8"
    ).stdout.strip()
    run.command(
        *(python, "-m", "PyInstaller", "--noconfirm", "--onefile"),
        *("--name", "perftargets", "--distpath", dist),
        *("--workpath", run.folder / "build", "--specpath", run.folder),
        # Readers and writers are found by their names, and so are the words.
        *("--collect-submodules", "perftargets", "--collect-data", "perftargets"),
        *("--copy-metadata", "perftargets", script),
        folder=run.folder,
    )
    return dist / f"perftargets{_ENDING}"


def hold(program: Path, folder: Path) -> None:
    """Convert a file of each form by both commands, and damaged workbooks too.

    Raises:
        StageError: they do not agree.
    """
    installed = Path(sys.executable).with_name(f"perftargets{_ENDING}")
    made = folder / "files"
    made.mkdir()
    found = files.put_all(made)
    for form in ("ods", "xls"):
        data = found[form].read_bytes()
        found[f"cut {form}"] = made / f"cut.{form}"
        found[f"cut {form}"].write_bytes(data[: len(data) // 2])
    for form, path in found.items():
        frozen, whole = _converted(program, path), _converted(installed, path)
        # What is made is sound, apart from the XLSB and what is cut off.
        code = 1 if form == "xlsb" or form.startswith("cut ") else 0
        if frozen != whole or frozen[0] != code:
            message = f"{form}: {frozen} is not {whole} with {code}"
            raise StageError(message)
        say(f"{form}: {frozen[0]}, as installed")
    say(f"{program}  {program.stat().st_size:,} bytes")


def _converted(program: Path, path: Path) -> tuple[int, str, str]:
    done = subprocess.run(
        [program, "--lang", "en", "convert", path.name, "--to", "csv"],
        cwd=path.parent,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )
    return done.returncode, done.stdout, done.stderr


if __name__ == "__main__":
    sys.exit(main())
