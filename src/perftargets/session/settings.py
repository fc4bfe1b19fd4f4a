"""What several calls take alike: language, profile, last year's file, the rules."""

from typing import Any

from perftargets.errors import UsageError
from perftargets.findings import Language, Message, Report
from perftargets.linting.lint import lint
from perftargets.model.actuals import Actuals
from perftargets.model.project import Document
from perftargets.profile import Profile, load_profile
from perftargets.profile.loader import shipped
from perftargets.reading.actuals import actuals_of
from perftargets.scoring.check import check
from perftargets.scoring.given import asked_prior
from perftargets.scoring.result import Evaluation
from perftargets.session.failures import CallError
from perftargets.session.store import Opened, Store

Args = dict[str, Any]


def language_of(args: Args) -> Language:
    """Return the language of messages; Chinese where the call names none."""
    return "en" if args.get("language") == "en" else "zh"


def profile_of(args: Args) -> Profile | None:
    """Return the profile that a call names; a session opens no file by its path.

    Raises:
        UsageError: no profile of this name is shipped.
    """
    name = args.get("profile")
    if name is None:
        return None
    if name not in shipped():
        raise UsageError(
            zh=f"没有方案“{name[:40]}”，可用：{'、'.join(shipped())}",
            en=f"there is no profile “{name[:40]}”; there are {', '.join(shipped())}",
        )
    return load_profile(name)


def prior_of(store: Store, args: Args) -> Document | None:
    """Return the document of last year's file, by its handle.

    Raises:
        UsageError: nothing could be read of it.
    """
    handle = args.get("prior")
    return None if handle is None else asked_prior(store.get(handle).document)


def report_of(store: Store, args: Args) -> tuple[Opened, Report]:
    """Return the report of an open file under the settings of a call."""
    opened = store.get(args["handle"])
    chosen = args.get("select")
    select = None if chosen is None else tuple(chosen)
    extended = tuple(args.get("extend_select") or ())
    ignored = tuple(args.get("ignore") or ())
    severities = tuple(sorted((args.get("severities") or {}).items()))
    inline = bool(args.get("inline_ignores", True))
    settings = (
        args.get("profile"),
        args.get("prior"),
        (select, extended, ignored),
        severities,
        inline,
    )
    known = opened.report(settings)
    if known is not None:
        return opened, known
    report = lint(
        opened.document,
        profile=profile_of(args),
        prior=prior_of(store, args),
        select=select,
        extend_select=extended,
        ignore=ignored,
        severities=dict(severities),
        inline_ignores=inline,
    )
    opened.keep(settings, report)
    return opened, report


def evaluation_of(
    store: Store, args: Args
) -> tuple[Opened, Evaluation, Evaluation | None]:
    """Return the evaluation of an open file, and that of last year's where given."""
    opened = store.get(args["handle"])
    profile, prior = profile_of(args), prior_of(store, args)
    evaluation = check(
        opened.document,
        _actuals(store, args),
        profile=profile,
        prior=prior,
        as_of=args.get("as_of"),
        tolerance=args.get("tolerance"),
        strict_equal=args.get("strict_equal"),
    )
    before = None if prior is None else check(prior, profile=profile)
    return opened, evaluation, before


def _actuals(store: Store, args: Args) -> Actuals | None:
    """Return the actuals of a second file: a list of actuals, or a filled-in table."""
    handle = args.get("actuals")
    if handle is None:
        return None
    opened = store.get(handle)
    found = actuals_of(opened.data, opened.document, path=opened.name)
    if found is None:
        raise CallError(
            code="no-actuals",
            message=Message(
                f"“{opened.name}”里没有实际完成值",
                f"“{opened.name}” holds no actuals",
            ),
        )
    return found
