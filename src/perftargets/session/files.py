"""Calls about files as such: open, apply, close, and the demonstration."""

from typing import Any

import attrs

from perftargets import _data
from perftargets.findings import Language, Message, Report, tree_of
from perftargets.model.account import Account, Region
from perftargets.model.indicator import Indicator
from perftargets.model.pointers import Pointer
from perftargets.model.project import Document
from perftargets.reading import read_bytes
from perftargets.reading.formats.encodings import is_encoding
from perftargets.reading.limits import Choice, Limits
from perftargets.reading.native.document import to_plain
from perftargets.reading.recognise import recognise
from perftargets.repairing import FIELDS, Change, Left, Made, method, repair
from perftargets.repairing import Choice as Repair
from perftargets.session.failures import CallError
from perftargets.session.settings import Args, language_of
from perftargets.session.store import Opened, Store

Tree = dict[str, Any]

_DEMO = (
    ("table", "panyu-2022.txt"),
    ("actuals", "panyu-2022-actuals.csv"),
)


def open_file(store: Store, args: Args) -> Tree:
    """Read the bytes of a file and keep it under a handle."""
    data: bytes = args["data"]
    store.check(len(data))
    limits = attrs.evolve(store.limits, choice=_choice(args))
    opened = _opened(store, args["name"], data, limits, args.get("year"))
    return opened_tree(opened, args)


def _choice(args: Args) -> Choice:
    encoding = args.get("encoding")
    if encoding is not None and not is_encoding(encoding):
        raise CallError(
            code="bad-arguments",
            message=Message(
                f"没有编码“{encoding[:40]}”", f"there is no encoding “{encoding[:40]}”"
            ),
        )
    return Choice(
        encoding=encoding,
        sheets=tuple(args.get("sheets") or ()),
        pages=tuple((first, last) for first, last in args.get("pages") or ()),
    )


def _read(name: str, data: bytes, limits: Limits, year: int | None) -> Document:
    """Read a file; a year that was asked for stands where the file states none."""
    document = read_bytes(data, path=name, limits=limits)
    if year is None or document.fiscal_year is not None:
        return document
    return attrs.evolve(document, fiscal_year=year)


def _opened(
    store: Store, name: str, data: bytes, limits: Limits, year: int | None
) -> Opened:
    document = _read(name, data, limits, year)
    form = None
    if len(data) <= limits.size:
        form = recognise(data, path=name, limits=limits).form
    opened = store.add(
        name=name, data=data, form=form, document=document, limits=limits
    )
    opened.year = year
    return opened


def opened_tree(opened: Opened, args: Args) -> Tree:
    """Give an open file as the result of the call that opened it."""
    document = opened.document
    report = Report(findings=document.diagnostics)
    return {
        "handle": opened.handle,
        "name": opened.name,
        "size": len(opened.data),
        "sha256": opened.digest,
        "form": opened.form,
        "repairs": method(opened.form),
        "document": to_plain(document, places=args.get("places", True)),
        "account": _account(document.account),
        "diagnostics": report.to_dicts(language_of(args)),
    }


def _account(account: Account | None) -> Tree | None:
    if account is None:
        return None
    return {"regions": [_region(each) for each in account.regions]}


def _region(region: Region) -> Tree:
    return {
        "name": region.name,
        "used": region.used,
        "titles": region.titles,
        "remarks": region.remarks,
        "skipped": region.skipped,
        "left": region.left,
        "place": tree_of(region.place),
    }


def apply(store: Store, args: Args) -> Tree:
    """Make repairs in a copy of an open file, and open the copy."""
    opened = store.get(args["handle"])
    store.check(len(opened.data))
    language = language_of(args)
    choices: list[Repair] = []
    numbers: list[int] = []
    left: list[Tree] = []
    wanted = args.get("choices") or []
    for number, each in enumerate(wanted):
        finding = opened.finding(each["fingerprint"])
        if finding is None:
            gone = Left(reason="no-such-finding")
            left.append(_left_tree(gone, [number], wanted, language))
            continue
        choices.append(
            Repair(
                finding=finding,
                proposal=each.get("proposal"),
                fills=tuple(each.get("fills") or ()),
            )
        )
        numbers.append(number)
    edits, bad = _edits(opened.document, args.get("edits") or [], language)
    left += bad
    done = repair(
        opened.data,
        opened.document,
        choices,
        edits=edits,
        form=opened.form,
        read=lambda data: _read(opened.name, data, opened.limits, opened.year),
        limits=opened.limits,
    )
    left += [
        _left_tree(each, [numbers[at] for at in each.of], wanted, language)
        for each in done.left
    ]
    copy = store.add(
        name=opened.name,
        data=done.data,
        form=opened.form,
        document=done.document,
        limits=opened.limits,
    )
    copy.year = opened.year
    return {
        **opened_tree(copy, args),
        "data": done.data,
        "applied": [_made_tree(each, numbers, wanted) for each in done.made],
        "left": left,
        "losses": [{"zh": each.zh, "en": each.en} for each in done.losses],
    }


def _edits(
    document: Document, wanted: list[Tree], language: Language
) -> tuple[list[Change], list[Tree]]:
    """Return the changes that a user wrote by hand, and those that go nowhere."""
    found: dict[Pointer, Change] = {}
    left: list[Tree] = []
    for each in wanted:
        pointer = Pointer.parse(each["pointer"])
        known = (
            pointer is not None
            and pointer.field in FIELDS
            and isinstance(pointer.within(document), Indicator)
        )
        if pointer is None or not known or pointer in found:
            reason = Left(reason="conflict" if known else "no-such-row")
            tree = _left_tree(reason, [], [], language)
            left.append({**tree, "pointer": each["pointer"]})
        else:
            found[pointer] = Change(pointer=pointer, text=each["text"])
    return list(found.values()), left


def _made_tree(made: Made, numbers: list[int], wanted: list[Tree]) -> Tree:
    return {
        "pointer": str(made.pointer),
        "place": tree_of(made.place),
        "before": made.before,
        "after": made.after,
        "fingerprints": [wanted[numbers[at]]["fingerprint"] for at in made.of],
    }


def _left_tree(
    left: Left, numbers: list[int], wanted: list[Tree], language: Language
) -> Tree:
    return {
        "reason": left.reason,
        "message": left.message.text(language),
        "pointer": None if left.pointer is None else str(left.pointer),
        "fingerprints": [wanted[number]["fingerprint"] for number in numbers],
    }


def close(store: Store, args: Args) -> Tree:
    """Forget an open file."""
    store.close(args["handle"])
    return {"open": store.handles()}


def demo(store: Store, args: Args) -> Tree:
    """Give the files of the demonstration: a published table and made-up actuals."""
    del store, args
    return {
        "files": [
            {
                "role": role,
                "name": name,
                "data": _data.data("example", name).read_bytes(),
            }
            for role, name in _DEMO
        ]
    }
