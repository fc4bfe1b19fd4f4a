"""Help pages as plain aligned lines, in the language of the run."""

from typing import Any

import attrs
from cyclopts.help import HelpEntry, HelpPanel
from rich.console import Console, ConsoleOptions
from rich.text import Text

from perftargets.cli.terminal import hush
from perftargets.findings import Language


@attrs.frozen
class Formatter:
    """Prints usage, description and panels; cyclopts calls it for each part."""

    language: Language

    def render_usage(
        self, console: Console, _options: ConsoleOptions, usage: object
    ) -> None:
        """Print the line that shows the shape of the call."""
        label = "用法：" if self.language == "zh" else "Usage: "
        console.print(Text(f"{label}{str(usage).rstrip()}", style="bold"))

    def render_description(
        self,
        console: Console,
        _options: ConsoleOptions,
        description: Any,
    ) -> None:
        """Print what the command does."""
        console.print()
        console.print(Text(str(description.primary_renderable).rstrip()))

    def __call__(
        self,
        console: Console,
        options: ConsoleOptions,  # noqa: ARG002 -- cyclopts passes it
        panel: HelpPanel,
    ) -> None:
        """Print the commands or options of one panel."""
        if not panel.entries:
            return
        colon = "：" if self.language == "zh" else ":"
        console.print()
        console.print(Text(f"{panel.title}{colon}", style="bold"))
        labels = [_label(entry) for entry in panel.entries]
        indent = max(len(label) for label in labels) + 4
        for label, entry in zip(labels, panel.entries, strict=True):
            # A table would fill each line with spaces up to the edge.
            lines = _text(entry).wrap(console, max(console.width - indent, 20))
            for number, line in enumerate(lines or [Text()]):
                start = Text(f"  {'' if number else label}".ljust(indent), style="cyan")
                line.rstrip()
                console.print(start + line, soft_wrap=True)


class Screen(Console):
    """A console for the help; a reader that is gone ends nothing and says nothing."""

    def on_broken_pipe(self) -> None:
        """Go on into nowhere, where rich would end the process with 1."""
        hush()


def _text(entry: HelpEntry) -> Text:
    return Text(str(getattr(entry.description, "primary_renderable", "")))


def _label(entry: HelpEntry) -> str:
    if entry.positional_label:
        return entry.positional_label
    return ", ".join(entry.display_labels_with_metavar)
