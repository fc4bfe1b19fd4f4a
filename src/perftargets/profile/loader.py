"""Load profiles: those that stand in ``profiles/``, or one that a user wrote."""

import os
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import attrs

from perftargets import _data
from perftargets._arguments import close_matches, is_path, unfit
from perftargets._convert import WrittenNumber, structure
from perftargets.errors import DataError, UsageError
from perftargets.profile.model import LEVEL1, Profile

DEFAULT = "mof2020"
"""The profile that is used where no other is named."""

SIZE_LIMIT = 1_000_000
"""How many bytes a profile may have."""

_SUFFIX = ".toml"


@cache
def shipped() -> tuple[str, ...]:
    """Return the names of the profiles that come with the library, sorted.

    Which are shipped is what stands in the folder ``profiles/``.
    """
    files = _data.names("profiles")
    return tuple(name.removesuffix(_SUFFIX) for name in files if name.endswith(_SUFFIX))


def load_profile(name: str | os.PathLike[str] = DEFAULT) -> Profile:
    """Return a shipped profile by its name, or a user's by the path of its file.

    A text that ends in ``.toml`` or holds a separator of paths is a path.

    Raises:
        UsageError: no profile has that name.
        OSError: the file cannot be opened.
        DataError: the file is not a valid profile; the message names the place.
    """
    text = os.fspath(name)
    if text in shipped():
        return _shipped(text)
    if not (text.endswith(".toml") or os.sep in text or "/" in text):
        near = close_matches(text, shipped())
        known = "、".join(shipped())
        raise UsageError(
            zh=f"没有方案“{text}”"
            + (f"，是不是“{near[0]}”？" if near else "；")
            + f"可用：{known}，或一个 .toml 文件的路径",
            en=f"there is no profile “{text}”; "
            + (f"did you mean “{near[0]}”? " if near else "")
            + f"available: {', '.join(shipped())}, or the path of a .toml file",
        )
    with Path(text).open("rb") as file:
        data = file.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        raise DataError(
            zh=f"{text}：方案文件超过 {SIZE_LIMIT} 字节",
            en=f"{text}: a profile has at most {SIZE_LIMIT} bytes",
        )
    try:
        written = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(
            zh=f"{text}：方案文件应为 UTF-8 编码", en=f"{text}: a profile is UTF-8"
        ) from error
    return _made(_tables(written, text), text, default_name=Path(text).stem)


def asked_profile(asked: Profile | str | os.PathLike[str]) -> Profile:
    """Return the profile that a caller asks for.

    Raises:
        UsageError: it cannot be used: no profile has the name, the file is not a valid
            profile, or the argument is of another kind.
        OSError: its file cannot be opened.
    """
    if isinstance(asked, Profile):
        return asked
    if not is_path(asked):
        raise unfit(
            asked,
            "profile",
            zh="方案名称、.toml 文件的路径或 Profile",
            en="the name of a profile, the path of a .toml file, or a Profile",
        )
    try:
        return load_profile(asked)
    except DataError as error:
        raise UsageError(zh=error.zh, en=error.en) from error


@cache
def _shipped(name: str) -> Profile:
    path = f"{name}.toml"
    return _made(_tables(_data.read("profiles", path), path), path, default_name=name)


def _tables(text: str, path: str) -> dict[str, Any]:
    """Read TOML; what the profile extends comes first, its own settings over it."""
    import tomllib

    try:
        own = tomllib.loads(text, parse_float=WrittenNumber)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise DataError(
            zh=f"{path}：不是有效的 TOML：{error}", en=f"{path}: no TOML: {error}"
        ) from error
    base = own.pop("extends", None)
    if base is None:
        return own
    if base not in shipped():
        known = "、".join(shipped())
        raise DataError(
            zh=f"{path}：extends 应为自带方案之一（{known}），读到 {_shown(base)}",
            en=f"{path}: extends names a shipped profile ({', '.join(shipped())}), "
            f"not {_shown(base)}",
        )
    below = f"{base}.toml"
    # How long its rules hold is said of the profile itself, not of what extends it.
    ends = {"until": False, "successor": False}
    return _over({**_tables(_data.read("profiles", below), below), **ends}, own)


def _over(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Merge one level of tables over another; lists are replaced whole."""
    merged = dict(base)
    for key, value in own.items():
        below = merged.get(key)
        both = isinstance(value, dict) and isinstance(below, dict)
        merged[key] = {**below, **value} if both and below is not None else value
    return merged


def _made(tables: dict[str, Any], path: str, *, default_name: str) -> Profile:
    tables["name"] = default_name
    profile: Profile = _value(tables, Profile, path, "")
    _check(profile, path)
    return profile


def _value(value: object, kind: Any, path: str, key: str) -> Any:
    """Convert a value of the file into ``kind``; messages say where it stands."""
    if attrs.has(kind):
        return _table(value, kind, path, key)
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise DataError(
                zh=f"{path}：{key} 应为列表，读到 {_shown(value)}",
                en=f"{path}: {key} is a list, not {_shown(value)}",
            )
        (item, _) = get_args(kind)
        return tuple(
            _value(each, item, path, f"{key}[{number}]")
            for number, each in enumerate(value)
        )
    if isinstance(value, int) and not isinstance(value, bool):
        value = WrittenNumber(str(value))
    optional = type(None) in get_args(kind)
    # TOML has no null: false says that a setting which may be off is off.
    if optional and value is False:
        return None
    if get_origin(kind) is Literal:
        return _choice(value, get_args(kind), path, key)
    if optional and str in get_args(kind):
        kind = str
    try:
        return structure(value, kind)
    except DataError as error:
        raise DataError(
            zh=f"{path}：{key}：{error.zh}", en=f"{path}: {key}: {error.en}"
        ) from error


def _choice(value: object, choices: tuple[str, ...], path: str, key: str) -> str:
    if isinstance(value, str) and value in choices:
        return value
    raise DataError(
        zh=f"{path}：{key} 应为 {'、'.join(choices)} 之一，读到 {_shown(value)}",
        en=f"{path}: {key} is one of {', '.join(choices)}, not {_shown(value)}",
    )


def _table(value: object, kind: Any, path: str, key: str) -> Any:
    where = key or "profile"
    if not isinstance(value, dict):
        raise DataError(
            zh=f"{path}：{where} 应为表，读到 {_shown(value)}",
            en=f"{path}: {where} is a table, not {_shown(value)}",
        )
    fields = {field.name: field for field in attrs.fields(kind)}
    for name in value:
        if name not in fields:
            near = close_matches(str(name), fields)
            inside = f"{key}.{name}".lstrip(".")
            raise DataError(
                zh=f"{path}：没有设置“{inside}”"
                + (f"，是不是“{near[0]}”？" if near else ""),
                en=f"{path}: there is no setting “{inside}”"
                + (f"; did you mean “{near[0]}”?" if near else ""),
            )
    missing = [name for name in fields if name not in value]
    if missing:
        raise DataError(
            zh=f"{path}：{where} 缺少 {'、'.join(missing)}；"
            'extends = "mof2020" 可取用其余设置',
            en=f"{path}: {where} lacks {', '.join(missing)}; "
            'extends = "mof2020" takes the rest from there',
        )
    return kind(
        **{
            name: _value(value[name], field.type, path, f"{key}.{name}".lstrip("."))
            for name, field in fields.items()
        }
    )


def _check(profile: Profile, path: str) -> None:
    """Refuse settings that contradict each other."""
    levels, lights = profile.levels, profile.monitoring
    laws = (
        (profile.verdict.tolerance >= 0, "verdict.tolerance", "≥ 0"),
        (0 <= levels.partly <= levels.achieved <= 1, "levels", "0 ≤ partly ≤ achieved"),
        (profile.points.places in range(7), "points.places", "0–6"),
        (profile.points.far_above >= 1, "points.far_above", "≥ 1"),
        (bool(profile.weights.sums), "weights.sums", "≥ 1"),
        (
            lights.red_below <= lights.yellow_below <= lights.blue_from,
            "monitoring",
            "red_below ≤ yellow_below ≤ blue_from",
        ),
        (_falls(each.least for each in profile.grades), "grades", "90 > 80 > …"),
        (
            _falls(each.least for each in profile.satisfaction.bands),
            "satisfaction.bands",
            "90 > 80 > …",
        ),
    )
    for holds, key, wanted in laws:
        if not holds:
            raise DataError(
                zh=f"{path}：{key} 应满足 {wanted}",
                en=f"{path}: {key} must hold {wanted}",
            )
    _known_categories(profile, path)


def _falls(values: Iterable[Decimal]) -> bool:
    listed = list(values)
    return listed == sorted(set(listed), reverse=True)


def _known_categories(profile: Profile, path: str) -> None:
    allowed = profile.categories
    for key, names, known in (
        ("categories.level1", allowed.level1, LEVEL1),
        ("categories.required", allowed.required, allowed.level1),
        ("categories.output_aspects", allowed.output_aspects, allowed.level2),
    ):
        for name in names:
            if name not in known:
                near = close_matches(name, known)
                raise DataError(
                    zh=f"{path}：{key} 中没有类别“{name}”"
                    + (f"，是不是“{near[0]}”？" if near else ""),
                    en=f"{path}: {key} knows no category “{name}”"
                    + (f"; did you mean “{near[0]}”?" if near else ""),
                )


def _shown(value: object) -> str:
    if isinstance(value, WrittenNumber):
        return value.text
    if isinstance(value, int):
        return str(value).lower()
    return f"“{value}”" if isinstance(value, str) else type(value).__name__
