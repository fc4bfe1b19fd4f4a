"""Requests to set findings aside: comments in YAML and TOML, and a file beside it.

``# perftargets: ignore[VAL003] 理由`` behind a row counts for that row; on a line of
its own, for what begins below it. ``ignore-file`` counts for the whole file. The file
beside a table is named as the table with ``.ignore.toml`` behind it.
"""

import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from perftargets._arguments import close_matches
from perftargets.findings import Message
from perftargets.model.suppression import Suppression, markers, split_codes
from perftargets.text import Place

COMMENTED = frozenset({"toml", "yaml"})
"""The forms that have comments."""

BESIDE = ".ignore.toml"
LIMIT = 1_000_000
"""How many bytes the file beside a table may have."""

_COMMENT = re.compile(r"(?:^|(?<=[\s,\]}\"']))#\s*(?=perftargets\b)", re.IGNORECASE)
_KEYS = ("rule", "project", "indicator", "reason")


def read_comments(text: str, path: str | None) -> tuple[Suppression, ...]:
    """Return the requests in the comments of a text."""
    return tuple(_comments(text, path)) if "perftargets" in text.lower() else ()


def read_sidecar(path: str) -> tuple[Suppression, ...]:
    """Return the requests in the file beside a table; none where there is no such file.

    What is wrong with that file is a mark with a problem.
    """
    name = path + BESIDE
    # Unlike `Path.is_file`, it does not raise where access is not allowed.
    if not os.path.isfile(name):  # noqa: PTH113
        return ()
    place = Place(path=name)
    try:
        with Path(name).open("rb") as file:
            data = file.read(LIMIT + 1)
        if len(data) > LIMIT:
            return (_problem(place, f"超过 {LIMIT} 字节", f"over {LIMIT} bytes"),)
        tree = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        return (_problem(place, f"不是有效的 TOML：{error}", f"no TOML: {error}"),)
    except OSError as error:
        said = error.strerror or type(error).__name__
        return (_problem(place, f"打不开：{said}", f"cannot be opened: {said}"),)
    return tuple(_requests(tree, place))


def _comments(text: str, path: str | None) -> Iterator[Suppression]:
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        match = _COMMENT.search(line)
        if match is None:
            continue
        alone = not line[: match.start()].strip()
        for marker in markers(line[match.start() :]):
            column = match.start() + 1
            place = Place(path=path, line=number, column=column)
            for code in marker.codes or ("",):
                yield Suppression(
                    code=code,
                    line=None if marker.file else number,
                    below=alone,
                    place=place,
                    problem=marker.problem,
                )


def _requests(tree: Mapping[str, object], place: Place) -> Iterator[Suppression]:
    yield from _unknown(tree, ("ignore",), place)
    entries = tree.get("ignore", [])
    for entry in entries if isinstance(entries, list) else [entries]:
        if not isinstance(entry, dict) or not isinstance(entry.get("rule"), str):
            yield _problem(
                place,
                '每个 [[ignore]] 都要有 rule = "…"',
                'each [[ignore]] has a rule = "…"',
            )
            continue
        wrong = [*_unknown(entry, _KEYS, place), *_no_text(entry, place)]
        yield from wrong
        # An entry with a slip in it would set aside more than its writer meant.
        if wrong:
            continue
        for code in split_codes(entry["rule"]):
            yield Suppression(
                code=code,
                project=entry.get("project"),
                indicator=entry.get("indicator"),
                place=place,
            )


def _no_text(entry: Mapping[str, object], place: Place) -> Iterator[Suppression]:
    for key in ("project", "indicator"):
        if not isinstance(entry.get(key, ""), str):
            yield _problem(place, f"“{key}”要写文字", f"“{key}” is a text")


def _unknown(
    table: Iterable[str], keys: tuple[str, ...], place: Place
) -> list[Suppression]:
    return [_misnamed(key, keys, place) for key in table if key not in keys]


def _misnamed(key: str, keys: tuple[str, ...], place: Place) -> Suppression:
    near = close_matches(key[:100], keys)
    return _problem(
        place,
        f"没有设置“{key}”" + (f"，是不是“{near[0]}”？" if near else ""),
        f"there is no setting “{key}”"
        + (f"; did you mean “{near[0]}”?" if near else ""),
    )


def _problem(place: Place, zh: str, en: str) -> Suppression:
    return Suppression(place=place, problem=Message(zh=zh, en=en))
