"""Settings of ``lint``: perftargets.toml, or a table of pyproject.toml."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, get_args

import attrs

from perftargets._arguments import close_matches
from perftargets.cli.terminal import restored
from perftargets.errors import UsageError
from perftargets.findings import FailOn

OWN = "perftargets.toml"
SHARED = "pyproject.toml"
TABLE = ("tool", "perftargets")

SIZE_LIMIT = 1_000_000
"""How many bytes a file of settings may have."""

DEEPEST = 8
"""How many files may extend each other."""


@attrs.frozen(kw_only=True)
class Settings:
    """What a project asks for; the options of a call come over it.

    Attributes:
        path: the file; None where there is none.
        select: the rules to run; None for those that run without being asked for.
        extend_select: more rules.
        ignore: rules that do not run.
        severity: another severity for some rules.
        per_file_ignores: rules that do not count for files, by a pattern of paths
            relative to the folder of the settings.
        exclude: files that a walk through a folder leaves out, by the same patterns; a
            file that is named is read all the same.
        profile: name or path of a profile.
        fail_on: from which severity on the call ends with 1.
        baseline: the file of findings that are known.
        inline_ignores: whether markers in and beside the files set findings aside.
    """

    path: Path | None = None
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    exclude: tuple[str, ...] = ()
    profile: str | None = None
    fail_on: FailOn | None = None
    baseline: Path | None = None
    inline_ignores: bool = True


KEYS = (
    "select",
    "extend-select",
    "ignore",
    "severity",
    "per-file-ignores",
    "exclude",
    "profile",
    "fail-on",
    "baseline",
    "inline-ignores",
    "extend",
)


def find(folder: Path) -> Path | None:
    """Find the settings that hold for a folder: its own, else those further up.

    A pyproject.toml without the table is passed over; one that is no TOML too, since
    it is not this command's to judge.
    """
    for each in (folder, *folder.parents):
        own = each / OWN
        if own.is_file():
            return own
        shared = each / SHARED
        if shared.is_file() and _has_table(shared):
            return shared
    return None


def load(path: Path | None) -> Settings:
    """Read settings; none where there is no file.

    Raises:
        UsageError: the file cannot be used; the message names the key.
        OSError: it cannot be opened.
    """
    return Settings() if path is None else _load(path, ())


def _load(path: Path, before: tuple[Path, ...]) -> Settings:
    where = path.resolve()
    if where in before or len(before) >= DEEPEST:
        name = restored(str(path))
        raise UsageError(
            zh=f"{name}：extend 转成了圈，或层数超过 {DEEPEST}",
            en=f"{name}: extend goes round, or deeper than {DEEPEST}",
        )
    table = _table(path)
    _known(table, KEYS, path)
    base = Settings()
    if "extend" in table:
        below = path.parent / _text(table["extend"], "extend", path)
        base = _load(below, (*before, where))
    return _over(base, table, path)


def _over(base: Settings, table: Mapping[str, Any], path: Path) -> Settings:
    changed: dict[str, Any] = {"path": path}
    for key in ("select", "extend-select", "ignore"):
        if key in table:
            changed[key.replace("-", "_")] = _texts(table[key], key, path)
    if "severity" in table:
        severities = _pairs(table["severity"], "severity", path)
        own = {name: _text(each, f"severity.{name}", path) for name, each in severities}
        changed["severity"] = tuple({**dict(base.severity), **own}.items())
    if "per-file-ignores" in table:
        ignores = _pairs(table["per-file-ignores"], "per-file-ignores", path)
        changed["per_file_ignores"] = base.per_file_ignores + tuple(
            (pattern, _texts(each, f"per-file-ignores.{pattern}", path))
            for pattern, each in ignores
        )
    if "exclude" in table:
        changed["exclude"] = base.exclude + _texts(table["exclude"], "exclude", path)
    if "profile" in table:
        name = _text(table["profile"], "profile", path)
        inside = path.parent / name
        changed["profile"] = str(inside) if name.endswith(".toml") else name
    if "fail-on" in table:
        changed["fail_on"] = _choice(table["fail-on"], path)
    if (key := "inline-ignores") in table:
        changed["inline_ignores"] = _flag(table[key], key, path)
    if "baseline" in table:
        changed["baseline"] = path.parent / _text(table["baseline"], "baseline", path)
    return attrs.evolve(base, **changed)


def of_key(error: UsageError, key: str, path: Path | None) -> UsageError:
    """Return the mistake with the file, under which key, a mistake stands."""
    name = "" if path is None else restored(str(path))
    return UsageError(zh=f"{name}：{key}：{error.zh}", en=f"{name}: {key}: {error.en}")


def _has_table(path: Path) -> bool:
    try:
        return bool(_inside(tomllib.loads(_read(path))))
    except (UsageError, tomllib.TOMLDecodeError, RecursionError):
        return False


def _inside(tree: Mapping[str, Any]) -> Mapping[str, Any]:
    for key in TABLE:
        below = tree.get(key, {})
        tree = below if isinstance(below, dict) else {}
    return tree


def _table(path: Path) -> Mapping[str, Any]:
    try:
        tree = tomllib.loads(_read(path))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        name = restored(str(path))
        raise UsageError(
            zh=f"{name}：不是有效的 TOML：{error}", en=f"{name}: no TOML: {error}"
        ) from error
    return _inside(tree) if path.name == SHARED else tree


def _read(path: Path) -> str:
    name = restored(str(path))
    with path.open("rb") as file:
        data = file.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        raise UsageError(
            zh=f"{name}：设置文件超过 {SIZE_LIMIT} 字节",
            en=f"{name}: settings have at most {SIZE_LIMIT} bytes",
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            zh=f"{name}：设置文件应为 UTF-8 编码", en=f"{name}: settings are UTF-8"
        ) from error


def _known(table: Mapping[str, Any], keys: Iterable[str], path: Path) -> None:
    for key in table:
        if key not in keys:
            near = close_matches(key, list(keys))
            name = restored(str(path))
            raise UsageError(
                zh=f"{name}：没有设置“{key}”"
                + (f"，是不是“{near[0]}”？" if near else ""),
                en=f"{name}: there is no setting “{key}”"
                + (f"; did you mean “{near[0]}”?" if near else ""),
            )


def _unfit(key: str, path: Path, *, zh: str, en: str) -> UsageError:
    name = restored(str(path))
    return UsageError(zh=f"{name}：{key} 应为{zh}", en=f"{name}: {key} is {en}")


def _text(value: object, key: str, path: Path) -> str:
    if not isinstance(value, str):
        raise _unfit(key, path, zh="文字", en="a text")
    return value


def _flag(value: object, key: str, path: Path) -> bool:
    if not isinstance(value, bool):
        raise _unfit(key, path, zh=" true 或 false", en="true or false")
    return value


def _texts(value: object, key: str, path: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise _unfit(key, path, zh="文字的列表", en="a list of texts")
    return tuple(value)


def _pairs(value: object, key: str, path: Path) -> list[tuple[str, object]]:
    if not isinstance(value, dict):
        raise _unfit(key, path, zh="表", en="a table")
    return list(value.items())


def _choice(value: object, path: Path) -> FailOn:
    choices: tuple[FailOn, ...] = get_args(FailOn)
    for choice in choices:
        if value == choice:
            return choice
    listed = ", ".join(choices)
    key = "fail-on"
    raise _unfit(key, path, zh=f" {listed} 之一", en=f"one of {listed}")
