"""Templates: all of a phrase but its digits, so that the next one needs no scanner.

In a table most values are written by a few templates: ≥…%, 不少于…人次. What such a
phrase says is worked out once; of the next one only the number is read. That holds
where nothing that is tried at the characters around takes some digits and not others,
or counts them, as names of months and numbers of hotlines do; the patterns themselves
tell (``phrase/follows.py``). Other phrases are read as ever.
"""

import re
from decimal import Decimal

import attrs

from perftargets.phrase.follows import DIGITS, parsed, takes_digits
from perftargets.phrase.noise import Noise
from perftargets.phrase.plan import Marks
from perftargets.phrase.scanner import Scanner
from perftargets.phrase.target import Comparison, Operator, Target, compared

REMEMBERED = 4096
"""How many templates are remembered, with those that were met and are none."""

LONGEST = 60
"""Characters of the longest phrase that a template is made of."""

_ONE_NUMBER = re.compile(r"([^0-9]*+)([1-9][0-9]*+)([^0-9]*+)")

Around = tuple[str, str]
"""What stands before the digits, and behind them."""


@attrs.frozen(eq=False)
class Template:
    """What every phrase with the same words around its digits says.

    ``marks`` tells where its parts stand, by the number of digits.
    """

    subject: str
    operator: Operator | None
    unit: str | None
    scale: int
    inferred: tuple[str, ...]
    marks: dict[int, Marks]

    def target(self, text: str, digits: str) -> Target:
        """Return what a phrase with some digits says."""
        scale = self.scale
        value = Decimal(digits) if scale == 1 else Decimal(int(digits) * scale)
        marks = self.marks.get(len(digits)) or self._moved(len(digits))
        return compared(
            text, self.subject, self.operator, value, self.unit, self.inferred, marks
        )

    def _moved(self, count: int) -> Marks:
        """Return the marks of a phrase with so many digits, and remember them."""
        known, marks = next(iter(self.marks.items()))
        by, figure = count - known, marks.item.figures[0]
        begins = [
            begin + by if at > figure else begin
            for at, begin in enumerate(marks.begins)
        ]
        moved = Marks(marks.item, begins, marks.unit + by)
        if count <= LONGEST:
            self.marks[count] = moved
        return moved


@attrs.define(eq=False)
class Templates:
    """The templates that were met; a number of them, and no more, is remembered.

    Attributes:
        scanner: tells where other digits would make other tokens.
        noise: tells what may be a label, which may hold digits.
    """

    scanner: Scanner
    noise: Noise
    _met: dict[Around, Template | int] = attrs.field(
        factory=dict, init=False, repr=False
    )
    """The template; or how often its like was met; 0 where there can be none."""
    _missing_takes: bool | None = attrs.field(default=None, init=False, repr=False)

    def find(self, text: str) -> tuple[Target | None, Around | None]:
        """Return what a folded phrase says by its template, and what to learn it by.

        No target where there is no template, and nothing to learn it by where there can
        be none.
        """
        match = _ONE_NUMBER.fullmatch(text)
        if match is None:
            return None, None
        before, digits, behind = match.groups()
        key = before, behind
        known = self._met.get(key)
        if type(known) is Template:
            return known.target(text, digits), None
        return None, None if known == 0 or len(text) > LONGEST else key

    def learn(self, key: Around, target: Target, codes: str) -> None:
        """Make a template of what was found for one phrase, once it is met again.

        ``codes`` are those of its tokens, as the scanner gave them.
        """
        if key not in self._met and len(self._met) >= REMEMBERED:
            self._met.clear()
        met = self._met.get(key, 0)
        if not isinstance(met, int):
            return
        made: Template | int | None = met + 1
        # Again at twice as often: the patterns may not have been looked at yet.
        if met and met & (met + 1) == 0:
            made = self._made(key, target, codes)
        self._met[key] = met + 1 if made is None else made

    def forget(self) -> None:
        """Forget every template, and what was met of others."""
        self._met.clear()

    def _made(self, key: Around, target: Target, codes: str) -> Template | int | None:
        """Return the template of a target; 0 where there is none, None for not yet."""
        before, behind = key
        measure, marks = target.measure, target._marks  # noqa: SLF001 -- its own package
        if not isinstance(measure, Comparison) or type(marks) is not Marks:
            return 0
        figure, start = marks.item.figures[0], len(before)
        digits = target.text[start : len(target.text) - len(behind)]
        scale, rest = divmod(measure.value, int(digits))
        if marks.begins[figure] != start or rest or self._may_be_noise(before, behind):
            return 0
        tells = self.scanner.tells_digits(target.text, codes, marks.begins, figure)
        if tells is None:
            return None
        if tells:
            return 0
        return Template(
            target.subject,
            measure.operator,
            measure.unit,
            int(scale),
            target.inferred,
            {len(digits): marks},
        )

    def _may_be_noise(self, before: str, behind: str) -> bool:
        """Return whether other digits may make a label of it, or no target at all."""
        noise = self.noise
        if before[:1] in noise.leads or not before:
            present = {*before, *behind} | DIGITS
            if not any(needed.isdisjoint(present) for needed in noise.needs):
                return True
        if self._missing_takes is None:
            form, *_ = noise.forms["missing"]
            self._missing_takes = takes_digits(parsed(form.pattern))
        return self._missing_takes
