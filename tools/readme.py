"""Put into the READMEs what the library and the command print now: ``make readme``."""

import re
import sys

from tests.test_readme import LEFT_OUT, LOCALES, ROOT, Shown, blocks, commands, printed


def current(shown: Shown, locale: str) -> str:
    """Give the output of a program, cut after as many lines as are shown of it."""
    output = printed(shown.program, locale=locale)
    if not shown.output.endswith(f"{LEFT_OUT}\n"):
        return output
    kept = shown.output.count("\n") - 1
    return "".join(output.splitlines(keepends=True)[:kept]) + f"{LEFT_OUT}\n"


def refreshed(readme: str, locale: str) -> str:
    """Give a README with every block of output as it is now."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    (code,) = blocks(readme, "python")
    output = printed((sys.executable, "-c", code), locale=locale)
    pattern = re.compile(r"(?<=^```text\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
    text = pattern.sub(lambda _: output, text, count=1)
    for body, shown in zip(blocks(readme, "console"), commands(readme), strict=True):
        command, _, _ = body.partition("\n")
        text = text.replace(body, f"{command}\n{current(shown, locale)}")
    return text


if __name__ == "__main__":
    for page, language in LOCALES.items():
        (ROOT / page).write_text(refreshed(page, language), encoding="utf-8")
