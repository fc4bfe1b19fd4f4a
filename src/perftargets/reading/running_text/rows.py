"""The rows of the running-text form.

A row is ``N、<category>：<name>，年度指标值：<value>。``.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

import attrs

from perftargets.model.category import categories, classify
from perftargets.model.places import runs
from perftargets.reading import words
from perftargets.reading.running_text.flow import Flow
from perftargets.text import Place, Source, Span

ENDS = "。；;"
"""What a row ends with."""

_BETWEEN = "，,、" + ENDS
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_WIDE_DIGITS = {ord("０") + value: str(value) for value in range(10)}


@attrs.frozen
class FlowRow:
    """One row, by offsets into the flow.

    Attributes:
        start: where its number stands, or its category where it has none.
        number: the number printed, None where none is.
        category: what stands before the colon.
        subcategory: a second level printed after the first, as 产出指标-数量指标.
        body: from after the colon to the next row.
        label: the label of the value inside the body; None where there is none.
        split_digits: the number was cut out of a longer run of digits.
        named: where the name stands, where it is not what the body begins with.
    """

    start: int
    number: int | None
    category: str
    subcategory: str | None
    body: Span
    label: Span | None
    split_digits: bool = False
    named: Span | None = None

    @property
    def value_start(self) -> int:
        """Where the value begins, or the body where no label stands."""
        return self.label.end if self.label else self.body.start


@attrs.frozen
class _Head:
    """A place at which a row could begin."""

    start: int
    end: int
    digits: str | None
    mark: str
    category: str
    subcategory: str | None
    known: bool
    suffixed: bool


@cache
def _head_pattern() -> re.Pattern[str]:
    suffix = re.escape(words.word("row", "category_suffix"))
    spellings = {
        spelling.removesuffix(words.word("row", "category_suffix"))
        for category in categories()
        for spelling in (category.name, *category.aliases)
    }
    longest_first = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
    known = f"(?:{'|'.join(map(re.escape, longest_first))})(?:{suffix})?"
    other = rf"[\u4e00-\u9fff]{{1,12}}?{suffix}"
    return re.compile(
        rf"(?:[（(]?(?P<digits>[0-9０-９]{{1,9}})\s*(?P<mark>[、.．)）])\s*"
        rf"|(?P<circled>[{_CIRCLED}])\s*)?"
        rf"(?P<category>(?P<known>{known})|{other})"
        rf"(?:\s*[-—–－/／·]+\s*(?P<subcategory>{other}|{known}))?"
        rf"\s*[：:]"
    )


@cache
def _label_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:19|20)\d\d(?:{words.word('title', 'year')})?)?"
        rf"{words.any_of('row', 'value_labels')}\s*[：:]"
    )


def rows(flow: Flow, *, is_page: bool = False) -> tuple[FlowRow, ...]:
    """Find the rows in the flow, in order; a row's body runs up to the next row.

    Args:
        flow: the text of a cell, or of a whole table.
        is_page: whether it is a table, whose other columns hold text too.
    """
    heads = tuple(_heads(flow))
    labels = tuple(
        Span(found.start(), found.end())
        for found in _label_pattern().finditer(flow.text)
    )
    found = tuple(_numbered(flow, _accepted(heads, labels, len(flow.text)), labels))
    return found if found or is_page else tuple(_labelled(flow))


def _labelled(flow: Flow) -> Iterator[FlowRow]:
    """Find rows of text in which only categories are labelled, as in some provinces.

    数量指标：培育企业≥12家；举办培训≥5期 is two rows: each piece is one, and its value
    begins with the first sign, word or digit by which values begin. Where no piece has
    a value there is no row.
    """
    heads = [
        found
        for found in _category_pattern().finditer(flow.text)
        if flow.is_seam(found.start()) or flow.before(found.start()) in ("", *ENDS)
    ]
    made: list[FlowRow] = []
    above: str | None = None
    for index, head in enumerate(heads):
        end = heads[index + 1].start() if index + 1 < len(heads) else len(flow.text)
        category, subcategory = head["category"], None
        second = classify(category, level=2)
        if second is None or classify(category, level=1) is not None:
            above = category
        else:
            parents = [each.name for each in categories() if each.key in second.under]
            subcategory, category = category, above or (parents or [category])[0]
        first = head.start()
        for start, stop in _pieces(flow.text, head.end(), end):
            value = _value_pattern().search(flow.text, start, stop)
            at = value.start() if value else stop
            body = Span(start, stop)
            # 时效指标：2022年12月底前完成 has no name but that of its label.
            named = Span(*head.span("category")) if at == start else None
            label = Span(at, at)
            made.append(
                FlowRow(first, None, category, subcategory, body, label, named=named)
            )
            first = stop
    if any(row.label is not None and row.label.start < row.body.end for row in made):
        yield from made


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a text that its marks of punctuation part."""
    for found in re.finditer(r"[^；;。]+", text[start:end]):
        if found[0].strip():
            blank = len(found[0]) - len(found[0].lstrip())
            yield start + found.start() + blank, start + found.end()


@cache
def _value_pattern() -> re.Pattern[str]:
    begins = words.any_of("row", "value_begins")
    return re.compile(rf"[≥≤＞＜><＝=]|{begins}|[0-9０-９]")


@cache
def _category_pattern() -> re.Pattern[str]:
    suffix = words.word("row", "category_suffix")
    bare = {
        spelling.removesuffix(suffix)
        for category in categories()
        for spelling in (category.name, *category.aliases)
    }
    longest_first = sorted(bare, key=lambda spelling: (-len(spelling), spelling))
    known = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?P<category>(?:{known}){re.escape(suffix)})\s*[：:]")


def name_of(flow: Flow, row: FlowRow, end: int) -> Source:
    """Return the name of a row, without the separator before the value's label."""
    if row.named is not None:
        return flow.cut(row.named.start, row.named.end).strip()
    stop = row.label.start if row.label else end
    name = flow.cut(row.body.start, stop).strip()
    return _without_tail(name, _BETWEEN)


def value_of(flow: Flow, row: FlowRow, end: int) -> Source:
    """Return the value of a row that ends at ``end``, without its closing mark."""
    if row.label is None:
        return flow.cut(end, end)
    return _without_tail(flow.cut(row.label.end, end).strip(), ENDS)


def places_of(
    flow: Flow, row: FlowRow, name: Source, value: Source
) -> dict[str, Place]:
    """Return the places of name and value, or where an empty one would stand."""
    return {
        "name": name.place() if name.text else flow.source.place(row.body.start),
        "target": value.place() if value.text else flow.source.place(row.value_start),
        **runs("name", name),
        **runs("target", value),
    }


def _without_tail(text: Source, marks: str) -> Source:
    kept = text.text.rstrip(marks + " \t\u3000")
    return text[: len(kept)]


def _heads(flow: Flow) -> Iterator[_Head]:
    text = flow.text
    suffix = words.word("row", "category_suffix")
    for found in _head_pattern().finditer(text):
        digits, circled = found["digits"], found["circled"]
        if digits is None and circled is None:
            before = flow.before(found.start())
            at_start = flow.is_seam(found.start()) or before in ("", *ENDS)
            if found["known"] is None or not at_start:
                continue
        yield _Head(
            start=found.start(),
            end=found.end(),
            digits=digits or (str(_CIRCLED.index(circled) + 1) if circled else None),
            mark=found["mark"] or circled or "",
            category=found["category"],
            subcategory=found["subcategory"],
            known=found["known"] is not None,
            suffixed=found["category"].endswith(suffix),
        )


def _accepted(
    heads: Sequence[_Head], labels: Sequence[Span], length: int
) -> list[_Head]:
    """Keep the heads that begin a row.

    A number with a known category and its suffix always does. Anything less has to be
    followed by a value's label before the next head, and to be numbered in the way
    the rows of the table are: a value may hold a list of its own.
    """
    sure = [head for head in heads if head.digits and head.known and head.suffixed]
    marks = {head.mark for head in sure}
    kept: list[_Head] = []
    for index, head in enumerate(heads):
        following = heads[index + 1].start if index + 1 < len(heads) else length
        if head.digits and head.known and head.suffixed:
            kept.append(head)
            continue
        due = bisect_left(labels, head.end, key=lambda label: label.start)
        if due == len(labels) or labels[due].start >= following:
            continue
        if not marks or (head.mark in marks if head.digits else head.suffixed):
            kept.append(head)
    return kept


def _numbered(
    flow: Flow, heads: Sequence[_Head], labels: Sequence[Span]
) -> Iterator[FlowRow]:
    expected = 1
    starts: list[tuple[_Head, int, int | None, bool]] = []
    for head in heads:
        start, number, cut = _number(flow, head, expected)
        starts.append((head, start, number, cut))
        expected = (number or 0) + 1
    position = 0
    for index, (head, start, number, cut) in enumerate(starts):
        end = starts[index + 1][1] if index + 1 < len(starts) else len(flow.text)
        while position < len(labels) and labels[position].start < head.end:
            position += 1
        label = labels[position] if position < len(labels) else None
        yield FlowRow(
            start=start,
            number=number,
            category=head.category,
            subcategory=head.subcategory,
            body=Span(head.end, end),
            label=label if label and label.end <= end else None,
            split_digits=cut,
        )


def _number(flow: Flow, head: _Head, expected: int) -> tuple[int, int | None, bool]:
    """Separate a row's number from digits that end the value before it.

    A value without a closing mark runs into the number of the next row: 100间 does
    not, but 100 followed by 2、 reads 1002、. The number that is due decides.
    """
    digits = head.digits
    if digits is None:
        return head.start, None, False
    plain = digits.translate(_WIDE_DIGITS)
    before = flow.before(head.start)
    whole = flow.is_seam(head.start) or before in ("", *ENDS) or before == "，"
    if not whole and flow.text[head.start] in "（(":
        whole = True
    if not whole and plain not in {str(expected), "1"}:
        for due in (str(expected), "1"):
            if plain.endswith(due):
                start = head.start + len(plain) - len(due)
                return start, int(due), not flow.is_seam(start)
    return head.start, int(plain), False
