"""A baseline: findings that are known already, by their fingerprints."""

import json
from collections.abc import Mapping
from pathlib import Path

import attrs

from perftargets._escaping import json_text
from perftargets.cli.terminal import restored
from perftargets.errors import UsageError
from perftargets.findings import Finding, Message, Report
from perftargets.writing.save import save

SCHEMA = "perftargets-baseline/1"
SIZE_LIMIT = 100_000_000


def write(report: Report, path: Path) -> Message:
    """Write every finding of a report as known; a file that is there is replaced.

    Raises:
        UsageError: the folder is not there.
        OSError: the file cannot be written.
    """
    entries = sorted(
        (
            {
                "fingerprint": mark,
                "code": finding.code,
                "path": finding.place.path if finding.place else None,
                "project": finding.project,
                "indicator": finding.indicator,
            }
            for finding, mark in zip(report, report.fingerprints(), strict=True)
        ),
        key=lambda entry: [str(entry[key]) for key in ("path", "code", "fingerprint")],
    )
    tree = {"schema": SCHEMA, "findings": entries}
    text = json_text(tree) + "\n"
    save(path, text, force=True)
    name = restored(str(path))
    return Message(
        f"已把 {len(entries)} 处问题记入“{name}”",
        f"“{name}” now holds {len(entries)} findings as known",
    )


@attrs.define
class Baseline:
    """The findings that are known, and which of them were found again."""

    _known: dict[str, Mapping[str, object]]
    _seen: set[str] = attrs.field(factory=set, init=False)
    _paths: set[str] = attrs.field(factory=set, init=False)
    _rules: set[str] = attrs.field(factory=set, init=False)

    @classmethod
    def load(cls, path: Path) -> "Baseline":
        """Read a baseline.

        Raises:
            UsageError: the file is no baseline.
            OSError: it cannot be opened.
        """
        return cls(_load(path))

    def subtract(self, report: Report) -> Report:
        """Set aside what is known."""
        kept: list[Finding] = []
        aside: list[Finding] = []
        for finding, mark in zip(report, report.fingerprints(), strict=True):
            if mark in self._known:
                self._seen.add(mark)
                aside.append(finding)
            else:
                kept.append(finding)
        self._paths.update(report.paths)
        self._rules.update(report.rules)
        return attrs.evolve(
            report,
            findings=tuple(kept),
            suppressed=(*report.suppressed, *aside),
            known=(*report.known, *aside),
        )

    def stale(self) -> tuple[Message, ...]:
        """Return the entries that match nothing any more.

        An entry about a file that was not looked at, or a rule that did not run, is
        not told.
        """
        return tuple(
            _stale(entry)
            for mark, entry in self._known.items()
            if mark not in self._seen
            and entry.get("code") in self._rules
            and entry.get("path") in self._paths
        )


def _stale(entry: Mapping[str, object]) -> Message:
    names = [entry.get(key) for key in ("path", "project", "indicator")]
    what = " / ".join(str(each) for each in names if each)
    return Message(
        f"基线中的 {entry.get('code')}（{what}）已不存在，可用 --write-baseline 更新",
        f"{entry.get('code')} of the baseline ({what}) is found no more; "
        "--write-baseline brings it up to date",
    )


def _load(path: Path) -> dict[str, Mapping[str, object]]:
    name = restored(str(path))
    unfit = UsageError(
        zh=f"“{name}”不是基线文件（{SCHEMA}）", en=f"“{name}” is no {SCHEMA}"
    )
    with path.open("rb") as file:
        data = file.read(SIZE_LIMIT + 1)
    try:
        tree = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise unfit from error
    if not isinstance(tree, dict) or tree.get("schema") != SCHEMA:
        raise unfit
    entries = tree.get("findings")
    if not isinstance(entries, list):
        raise unfit
    found: dict[str, Mapping[str, object]] = {}
    for entry in entries:
        if not isinstance(entry, dict) or not isinstance(entry.get("fingerprint"), str):
            raise unfit
        found[entry["fingerprint"]] = entry
    return found
