"""Mistakes in a call, in words: what was wrong, and what was probably meant."""

import difflib
from collections.abc import Iterable
from typing import get_args

from cyclopts import (
    CoercionError,
    CycloptsError,
    MissingArgumentError,
    RepeatArgumentError,
    UnknownCommandError,
    UnknownOptionError,
)
from cyclopts.exceptions import UnusedCliTokensError

from perftargets.cli.language import OPTION
from perftargets.cli.terminal import restored
from perftargets.findings import Message


def explain(error: CycloptsError) -> Message:
    """Return in words what is wrong with the arguments, and where to read more."""
    said = _said(error)
    command = " ".join(["perftargets", *(error.command_chain or ())])
    return Message(
        f"{said.zh}\n{command} --help 会列出可用的写法",
        f"{said.en}\n{command} --help shows what can be used",
    )


def _said(error: CycloptsError) -> Message:
    match error:
        case UnknownOptionError():
            return _unknown_option(error)
        case UnknownCommandError(unused_tokens=[word, *_]):
            commands = [name for name in error.app or () if not name.startswith("-")]
            return _unknown(word, "没有命令", "there is no command", commands)
        case CoercionError():
            return _unfit_value(error)
        case MissingArgumentError():
            return _missing(error)
        case RepeatArgumentError():
            name = error.token.keyword
            return Message(f"“{name}”写了两次", f"“{name}” is given twice")
        case UnusedCliTokensError(unused_tokens=[word, *_]):
            word = restored(word)
            return Message(f"多出了“{word}”", f"“{word}” is one argument too many")
        case _:
            error.verbose = False
            return Message(f"参数有误：{error}", str(error))


def _unknown_option(error: UnknownOptionError) -> Message:
    word = error.token.keyword or error.token.value
    names = [name for one in error.argument_collection for name in one.names]
    options = [name for name in names if name.startswith("-")]
    said = _unknown(word, "没有选项", "there is no option", [*options, OPTION])
    if word.startswith("--") or not _of_parse(error):
        return said
    return Message(
        said.zh + "。以“-”开头的短语要写在“--”之后",
        said.en + ". A phrase that begins with “-” goes after “--”",
    )


def _of_parse(error: CycloptsError) -> bool:
    return list(error.command_chain or ()) == ["parse"]


def _unknown(word: str, zh: str, en: str, names: Iterable[str]) -> Message:
    bare = word.partition("=")[0]
    close = difflib.get_close_matches(bare, list(names), n=1)
    word = restored(word)
    meant = Message("", "")
    if close:
        meant = Message(f"，是不是“{close[0]}”？", f"; did you mean “{close[0]}”?")
    return Message(f"{zh}“{word}”{meant.zh}", f"{en} “{word}”{meant.en}")


def _unfit_value(error: CoercionError) -> Message:
    value = restored(error.token.value) if error.token else ""
    name = error.token.keyword if error.token else None
    choices = [str(one) for one in get_args(error.target_type)]
    if not choices:
        return Message(f"“{name}”不带“{value}”", f"“{name}” does not take “{value}”")
    close = difflib.get_close_matches(value.lower(), choices, n=1)
    zh, en = "", ""
    if close:
        zh, en = f"，是不是“{close[0]}”？", f"; did you mean “{close[0]}”?"
    return Message(
        f"“{name}”只能是 {'、'.join(choices)}，不能是“{value}”{zh}",
        f"“{name}” is one of {', '.join(choices)}, not “{value}”{en}",
    )


def _missing(error: MissingArgumentError) -> Message:
    name = error.keyword or (error.argument.name if error.argument else "")
    if name.startswith("-"):
        return Message(f"“{name}”后面缺少内容", f"“{name}” needs a value after it")
    return Message(f"缺少 {name}", f"{name} is missing")
