"""``perftargets --install-completion``: the shell completes commands and options."""

from cyclopts import App
from cyclopts.completion.detect import ShellDetectionError

from perftargets.cli.options import CompletionOptions
from perftargets.cli.terminal import put, restored
from perftargets.errors import UsageError
from perftargets.findings import Language, Message


def run(app: App, options: CompletionOptions, language: Language) -> int:
    """Write the script of completion where the shell looks for it, and say where.

    Raises:
        UsageError: the running shell is not known and none is named.
        OSError: the script cannot be written.
    """
    try:
        path = app.install_completion(shell=options.shell)
    except ShellDetectionError as error:
        raise UsageError(
            zh="看不出当前是哪种 shell；请写 --shell bash、zsh、fish 或 powershell",
            en="the running shell is not known; write --shell bash, zsh, fish or "
            "powershell",
        ) from error
    name = restored(str(path))
    put(
        Message(
            zh=f"补全脚本已写到“{name}”，重新打开 shell 后生效",
            en=f"the script of completion is in “{name}”; open the shell anew to use "
            "it",
        ).text(language)
    )
    return 0
