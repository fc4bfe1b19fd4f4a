"""A review of a filled self-evaluation: what is printed against what the rules give."""

import csv
import io
from collections.abc import Iterator

from perftargets._escaping import csv_cell, html, json_text, terminal
from perftargets.errors import UsageError
from perftargets.findings import Language, Message
from perftargets.reporting.cells import pad, width
from perftargets.scoring.review import Review, ReviewOutcome

FORMS = ("text", "json", "html", "csv")
"""The forms of a review."""

SCHEMA = "perftargets-review/1"

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = (
    "body{font:15px/1.6 sans-serif}td,th{text-align:left;padding:.2rem .6rem;"
    "vertical-align:top;border-bottom:1px solid #d7dde5}"
)

_OUTCOMES = {
    ReviewOutcome.FOLLOWS: Message(zh="相符", en="follows"),
    ReviewOutcome.DIFFERS: Message(zh="不符", en="differs"),
    ReviewOutcome.OPEN: Message(zh="无法核对", en="open"),
    ReviewOutcome.NOT_PRINTED: Message(zh="未填", en="not printed"),
}
_TITLES = (
    ("project", Message(zh="项目名称", en="project")),
    ("name", Message(zh="项", en="item")),
    ("printed", Message(zh="填报", en="printed")),
    ("expected", Message(zh="应为", en="expected")),
    ("outcome", Message(zh="结论", en="outcome")),
    ("reason", Message(zh="依据", en="reason")),
)
_ITEMS = {
    "execution": Message(zh="预算执行率", en="execution"),
    "total": Message(zh="总分", en="total"),
    "grade": Message(zh="等级", en="grade"),
}


def review_text(review: Review, form: str, *, language: Language) -> str:
    """Return a review in one form.

    Raises:
        UsageError: there is no such form.
    """
    match form:
        case "text":
            return _text(review, language)
        case "json":
            return _json(review, language)
        case "csv":
            return _csv(review, language)
        case "html":
            return _html(review, language)
        case _:
            raise UsageError(
                zh=f"没有复核报告格式“{form}”，可用：{'、'.join(FORMS)}",
                en=f"no format “{form}” of a review; there are {', '.join(FORMS)}",
            )


def _rows(review: Review, language: Language) -> Iterator[list[str]]:
    """Return the cells of each line, in the order of the titles."""
    yield [title.text(language) for _, title in _TITLES]
    for each in review.to_dicts(language):
        item = _ITEMS.get(str(each["item"]))
        cells = {
            **each,
            "name": each["name"] if item is None else item.text(language),
            "outcome": _OUTCOMES[ReviewOutcome(str(each["outcome"]))].text(language),
        }
        yield [str(cells[key] or "") for key, _ in _TITLES]


def _text(review: Review, language: Language) -> str:
    rows = [[terminal(cell) for cell in row] for row in _rows(review, language)]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return "".join("  ".join(map(pad, row, widths)).rstrip() + "\n" for row in rows)


def _json(review: Review, language: Language) -> str:
    tree = {
        "schema": SCHEMA,
        "language": language,
        **review.to_dict(language),
    }
    return json_text(tree) + "\n"


def _csv(review: Review, language: Language) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in _rows(review, language):
        writer.writerow([csv_cell(cell) for cell in row])
    return out.getvalue()


def _html(review: Review, language: Language) -> str:
    head, *rows = _rows(review, language)
    title = Message(zh="绩效自评复核", en="Review of a self-evaluation").text(language)
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{"zh-CN" if language == "zh" else "en"}"><head>',
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<title>{title}</title>",
        f"<style>{_STYLE}</style>",
        f"</head><body><h1>{title}</h1><table>",
        _line("th", head),
        *(_line("td", row) for row in rows),
        "</table></body></html>",
    ]
    return "\n".join(lines) + "\n"


def _line(tag: str, cells: list[str]) -> str:
    inner = "".join(f"<{tag}>{html(cell)}</{tag}>" for cell in cells)
    return f"<tr>{inner}</tr>"
