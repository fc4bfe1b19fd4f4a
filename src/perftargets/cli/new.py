"""``perftargets new``: an empty form to be filled in, with lists to choose from."""

from pathlib import Path

from perftargets.cli.options import NewOptions
from perftargets.cli.terminal import restored
from perftargets.errors import UsageError
from perftargets.writing.empty import empty
from perftargets.writing.save import save

_ENDING = ".xlsx"


def run(file: Path, options: NewOptions) -> int:
    """Write an empty form.

    Raises:
        UsageError: the name has another ending, or a number is out of bounds.
        FileExistsError: the file is there already and ``force`` is not set.
        OSError: the file cannot be written.
    """
    if file.suffix.lower() != _ENDING:
        name = restored(str(file))
        raise UsageError(
            zh=f"空表只写成 {_ENDING} 文件，“{name}”不是",
            en=f"an empty form is an {_ENDING} file, and “{name}” is none",
        )
    made = empty(options.form, year=options.year, rows=options.rows)
    save(file, made, force=options.force)
    return 0
