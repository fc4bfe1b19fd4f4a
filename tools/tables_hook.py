"""Puts the tables of TOML into the wheel as JSON too, which is read in no time.

TOML is what people write, and its parser is the slowest part of a short call. The
wheel carries what it gives beside it; whoever runs the sources reads the TOML itself.
"""

import json
import tempfile
import tomllib
from pathlib import Path
from typing import Any
from zlib import crc32

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDERS = {"words": "src/perftargets/words", "grammar": "grammar"}
"""The folders of the package whose tables are carried, and where they lie here."""

GOAL = "perftargets/_tables"


def table(text: str) -> str:
    """Return a file of TOML as JSON, under the checksum of the text."""
    tree = tomllib.loads(text)
    written = json.dumps(tree, ensure_ascii=False, separators=(",", ":"))
    if json.loads(written) != tree:
        message = "a table of TOML that JSON cannot hold"
        raise ValueError(message)
    return f"{crc32(text.encode()):08x}\n{written}\n"


class TablesHook(BuildHookInterface[Any]):
    """Writes the tables into a folder that goes once the wheel is built."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add a file of JSON for each table; an editable install has none."""
        if version == "editable":
            return
        # Kept until the end of the process, which builds and ends.
        self._folder = tempfile.TemporaryDirectory()
        for name, source in FOLDERS.items():
            for file in sorted((Path(self.root) / source).glob("*.toml")):
                made = Path(self._folder.name) / f"{name}-{file.name}.json"
                made.write_text(
                    table(file.read_text(encoding="utf-8")),
                    encoding="utf-8",
                    newline="\n",
                )
                build_data["force_include"][str(made)] = f"{GOAL}/{made.name}"

    def finalize(self, *_: object) -> None:
        """Remove the folder."""
        folder = getattr(self, "_folder", None)
        if folder is not None:
            folder.cleanup()
