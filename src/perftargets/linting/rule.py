"""What a rule is: a pure function with a code, and the defects that it yields."""

import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, overload

import attrs

from perftargets.findings import Message, Proposal, Severity
from perftargets.text import Place, Span, single_spaced

if TYPE_CHECKING:
    from perftargets.linting.context import Context
    from perftargets.linting.row_facts import RowFacts
    from perftargets.model.indicator import Indicator
    from perftargets.model.project import Document, Project

Scope = Literal["indicator", "project", "document"]
"""What a rule looks at in one call; its function takes this and the context."""

Field = Literal[
    "number",
    "category",
    "subcategory",
    "name",
    "target",
    "unit",
    "long_term_target",
    "weight",
    "direction",
    "actual",
    "expected",
    "likelihood",
    "score",
    "reason",
    "note",
    "goal",
    "period",
    "funds",
    "total",
    "grade",
]
"""A field of a row or of a project, by the name that the model gives it."""


@attrs.frozen(kw_only=True)
class Edit:
    """A repair: the stretch ``span`` of the field as written becomes ``text``.

    ``safe`` says that the meaning stays the same; others need ``--unsafe-fixes``.
    """

    span: Span
    text: str
    safe: bool = True


@attrs.frozen(kw_only=True)
class Related:
    """Another row or project that a defect has to do with, and why."""

    message: Message
    project: "Project | None" = attrs.field(default=None, eq=False)
    indicator: "Indicator | None" = attrs.field(default=None, eq=False)


@attrs.frozen(kw_only=True)
class Defect:
    """What a rule found; the engine adds code, name, severity and place.

    Attributes:
        zh: the message in Chinese: what is wrong and why it matters, quoting the text.
        en: the same in English.
        hint: what to write instead.
        proposals: the texts that the hint gives to choose from, by field.
        field: the field that is at fault; it gives the excerpt. Without it, an
            indicator's target and a project's name.
        span: the stretch of that field to mark; the whole of it where None.
        indicator: the row, where the rule looks at a project or a document.
        project: the project, where the rule looks at a document.
        place: where it stands, if that is not the place of row, goal or project.
        related: other rows that it has to do with.
        edit: the repair, for a rule marked fixable.
    """

    zh: str
    en: str
    hint: Message | None = None
    proposals: tuple[Proposal, ...] = ()
    field: Field | None = None
    span: Span | None = None
    indicator: "Indicator | None" = None
    project: "Project | None" = None
    place: Place | None = None
    related: tuple[Related, ...] = ()
    edit: Edit | None = None


DOUBT = "doubt"
"""Beside the kinds of measure: the target has diagnostics."""

SHARE = "share"
"""Beside the kinds of measure: a figure in %, ‰ and the like."""

WORDED = "worded"
"""Beside the kinds of measure: a figure in words, 全覆盖."""

HEDGED = "hedged"
"""Beside the kinds of measure: a figure about which it is, or with a word so soft."""

IDLE = "idle"
"""Beside the kinds of measure: a figure that is zero, or below."""

UNITLESS = "unitless"
"""Beside the kinds of measure: a figure or range without a unit."""

WITH_WORDS = "with-words"
"""Beside the kinds of measure: it has words of its own, 培训 in 培训2期."""

OTHER_UNIT = "other-unit"
"""Beside the kinds of measure: a figure in another unit than the unit column's."""

TIME, SATISFACTION = "time", "satisfaction"
"""Beside the kinds of measure: words of name or value for time, for satisfaction."""

EXECUTION, ROUTINE = "execution", "routine"
"""Beside the kinds of measure: words for the budget's spending, for routine work."""

OPEN, MET = "open", "met"
"""Of what a row reports: the verdict on a figure or range is left open, or is met."""

SIGNED = "signed"
"""Of what a row reports: it has an operator, as if it were a target."""

DEFERRED = "deferred"
"""Of what a row reports: it holds words of a plan, or points to another text."""

Check = Callable[[Any, "Context"], Iterable[Defect]]
"""The function of a rule, whatever it looks at."""


@attrs.frozen(kw_only=True)
class Rule:
    """One rule of the catalogue; the function may be called through it.

    Attributes:
        code: ``VAL003``.
        name: ``hedged-number``, the name of the function.
        title: the same in Chinese, 数字含糊; empty where its author gives none.
        severity: how grave what it finds is, unless the settings say otherwise.
        summary: the docstring of the function, in both languages.
        clause: what the rule rests on.
        scope: what the function looks at in one call.
        needs: the field of a row without which there is nothing to look at; the engine
            passes over rows that do not have it.
        states: kinds of measure, ``comparison`` or ``missing``: the engine passes over
            rows whose target states none of them, by itself or as one of several.
            `SHARE` is a figure in %, `DOUBT` a target in which something was not read
            or left open; the others are beside them.
        named: kinds of measure: the engine passes over rows whose name states none of
            them.
        under: keys of categories, at level 1 or 2: the engine passes over rows that
            stand under none of them.
        reports: the engine passes over rows whose actual is, or comes to, none of
            these: a kind of measure, `OPEN` or `MET` as the verdict, `SHARE`, `HEDGED`,
            `SIGNED`, `DEFERRED`.
        by_category: it looks at both category cells and the profile alone: where it
            finds nothing, the engine passes over rows with the same cells.
        fixable: whether its defects may carry a repair.
        supersedes: codes or prefixes of rules that say less of the same stretch of a
            row; where both would speak, this one does.
        settles: codes or prefixes of rules that see the same cause elsewhere in the
            row: what this one asks for (the row goes, the figure is another) leaves
            them without an object. No finding hides a more severe one.
        module: the module that the function stands in.
        check: the function; None for what readers notice themselves (REA codes).
    """

    code: str
    name: str
    severity: Severity
    summary: Message
    clause: str
    scope: Scope
    title: str = ""
    needs: Field | None = None
    states: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    by_category: bool = False
    fixable: bool = False
    supersedes: tuple[str, ...] = ()
    settles: tuple[str, ...] = ()
    module: str = ""
    check: Check | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def prefix(self) -> str:
        """The letters of the code: ``VAL``."""
        return self.code.rstrip("0123456789")

    @property
    def default(self) -> bool:
        """Whether the rule runs without being asked for; hints do not."""
        return self.severity is not Severity.INFO

    def looks_at(self, row: "RowFacts", reported: frozenset[str] | None) -> bool:
        """Return whether a row has, states and stands under what the rule declares.

        ``reported`` is what its actual is and comes to; None where that is not known.
        """
        if self.reports and reported is not None and reported.isdisjoint(self.reports):
            return False
        if self.needs is not None and getattr(row.indicator, self.needs) is None:
            return False
        if self.states and row.states.isdisjoint(self.states):
            return False
        if self.named and row.name.measure.kind not in self.named:
            return False
        return not self.under or not {row.level_1, row.level_2}.isdisjoint(self.under)

    def __call__(self, subject: Any, context: "Context") -> Iterator[Defect]:
        """Run the function on an indicator, a project or a document."""
        if self.check is None:
            return
        if self.scope == "indicator":
            reported = context.reported(subject) if self.reports else None
            if not self.looks_at(context.row(subject), reported):
                return
        yield from self.check(subject, context)


def _takes_two(check: Check) -> bool:
    try:
        inspect.signature(check).bind(None, None)
    except TypeError:
        return False
    return True


@overload
def rule(
    code: str,
    severity: Severity,
    *,
    clause: str,
    title: str = "",
    scope: Literal["indicator"] = "indicator",
    needs: Field | None = None,
    states: tuple[str, ...] = (),
    named: tuple[str, ...] = (),
    under: tuple[str, ...] = (),
    reports: tuple[str, ...] = (),
    by_category: bool = False,
    fixable: bool = False,
    supersedes: tuple[str, ...] = (),
    settles: tuple[str, ...] = (),
) -> "Callable[[Callable[[Indicator, Context], Iterable[Defect]]], Rule]": ...
@overload
def rule(
    code: str,
    severity: Severity,
    *,
    clause: str,
    title: str = "",
    scope: Literal["project"],
    fixable: bool = False,
    supersedes: tuple[str, ...] = (),
    settles: tuple[str, ...] = (),
) -> "Callable[[Callable[[Project, Context], Iterable[Defect]]], Rule]": ...
@overload
def rule(
    code: str,
    severity: Severity,
    *,
    clause: str,
    title: str = "",
    scope: Literal["document"],
    fixable: bool = False,
    supersedes: tuple[str, ...] = (),
    settles: tuple[str, ...] = (),
) -> "Callable[[Callable[[Document, Context], Iterable[Defect]]], Rule]": ...
def rule(  # noqa: PLR0913 - one keyword for each thing a rule declares
    code: str,
    severity: Severity,
    *,
    clause: str,
    title: str = "",
    scope: Scope = "indicator",
    needs: Field | None = None,
    states: tuple[str, ...] = (),
    named: tuple[str, ...] = (),
    under: tuple[str, ...] = (),
    reports: tuple[str, ...] = (),
    by_category: bool = False,
    fixable: bool = False,
    supersedes: tuple[str, ...] = (),
    settles: tuple[str, ...] = (),
) -> Callable[[Any], Rule]:
    """Make a rule of a function: its name names the defect, its docstring sums it up.

    The docstring is ``中文。 | English.``. Nothing is registered: the catalogue is made
    of the rules that stand in the modules of this package.
    """

    def make(check: Check) -> Rule:
        zh, bar, en = single_spaced(check.__doc__ or "").partition(" | ")
        if not bar:
            message = (
                f"{check.__name__}: the docstring of a rule is “中文。 | English.”"
            )
            raise TypeError(message)
        if not _takes_two(check):
            message = (
                f"{code} {check.__name__}: the function of a rule takes two arguments, "
                "what it looks at and the context"
            )
            raise TypeError(message)
        return Rule(
            code=code,
            name=check.__name__.replace("_", "-"),
            severity=severity,
            summary=Message(zh=zh, en=en),
            clause=clause,
            title=title,
            scope=scope,
            needs=needs,
            states=states,
            named=named,
            under=under,
            reports=reports,
            by_category=by_category,
            fixable=fixable,
            supersedes=supersedes,
            settles=settles,
            module=check.__module__,
            check=check,
        )

    return make
