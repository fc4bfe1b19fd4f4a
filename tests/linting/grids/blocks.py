"""What readers left, at places side by side and apart: a line for each block."""

from collections.abc import Iterator
from itertools import product

from perftargets.findings import Finding
from perftargets.linting.blocks import by_block
from perftargets.reading.notices import (
    guessed,
    no_indicator,
    table_unread,
    unplaced,
    unplaced_text,
)
from perftargets.text import Place

_PLACES = (
    *(Place(path="a.xlsx", sheet="表", cell=cell) for cell in ("A1", "B1", "A2", "A4")),
    *(Place(path="a.xlsx", sheet=sheet, cell="A2") for sheet in ("二", None)),
    *(Place(path="a.csv", line=line) for line in (1, 2, 3)),
    *(Place(path="a.docx", row=row) for row in (1, 2)),
    *(Place(path="a.pdf", page=page, row=1) for page in (1, 2)),
    *(Place(path="a.xlsx", sheet="表"), Place(path="a.xlsx")),
)
_TEXTS = (
    *("任务", "任 务", "一项很长的任务说明文字，超过二十个字符要截断的那种", "备注："),
    *("填报人：张三", "合计", ""),
)


def blocks() -> Iterator[str]:
    """Yield how two and more texts are joined, and what a table left unread tells."""
    for one, other in product(_PLACES, repeat=2):
        yield from _told(
            f"{one} {other}", unplaced("任务", one), unplaced("经费", other)
        )
        unread = table_unread("序号", 3, other)
        yield from _told(f"unread {one} {other}", unplaced("任务", one), unread)
    first, *_ = _PLACES
    for text, more in product(_TEXTS, repeat=2):
        yield from _told(f"{text} {more}", unplaced(text, first), unplaced(more, first))
    for many in (1, 2, 3, 4, 5):
        texts = [
            unplaced(f"事项{at}", Place(path="a.xlsx", sheet="表", cell=f"A{at}"))
            for at in range(1, many + 1)
        ]
        between = guessed("猜", "a guess", first)
        yield from _told(f"{many}", *texts)
        yield from _told(f"{many} and one apart", texts[0], between, *texts[1:])
        yield from _told(f"{many} of no table", *texts, no_indicator(first))
        unread = table_unread("序号", many, first)
        yield from _told(f"{many} unread", *texts, no_indicator(first), unread)


def _told(given: str, *findings: Finding) -> Iterator[str]:
    yield f"# {given}"
    for each in by_block(findings):
        own = unplaced_text(each) or " texts" in each.message.en
        said = f" {each.message.zh} {each.message.en}" if own else ""
        yield f"{each.code} {each.place}{said}"
