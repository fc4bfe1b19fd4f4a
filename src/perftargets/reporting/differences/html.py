"""An auditor's sheet as one page of HTML that needs nothing beside itself."""

import perftargets
from perftargets import _escaping
from perftargets.reporting.sheet_lines import (
    PROBLEMS,
    TITLE,
    TITLES,
    difference_lines,
    problem_lines,
    sums,
)
from perftargets.reporting.totals import Totals
from perftargets.reporting.writer import BaseWriter
from perftargets.scoring.differences import FileReview

ENDINGS = (".html", ".htm")
"""The endings of files that mean this form."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"
_STYLE = """
body{font:14px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",
sans-serif;margin:0 auto;max-width:90rem;padding:1.5rem;color:#1c2430}
h1{font-size:1.4rem;margin:0 0 .3rem}.sum{color:#4a5568}
table{border-collapse:collapse;width:100%}
th{text-align:left;color:#4a5568;border-bottom:2px solid #d7dde5;white-space:nowrap}
td,th{padding:.3rem .6rem .3rem 0;vertical-align:top;overflow-wrap:anywhere}
tbody{border-bottom:1px solid #d7dde5}td.n{white-space:nowrap;color:#b3261e}
td.d{font:11px/1.5 monospace;color:#4a5568;max-width:9rem}
td.p{color:#8a5200}
@media print{body{padding:0;max-width:none;font-size:9pt}
thead{display:table-header-group}tr{break-inside:avoid}}
"""
_FIGURES = (6, 7)
_DIGEST = 9


class Writer(BaseWriter):
    """Writes the page: the sums, then a part of the table for each file."""

    def head(self, totals: Totals) -> str:
        """Write the beginning of the page, and the sums."""
        language = self._language
        title = _escaping.html(TITLE.text(language))
        cells = "".join(
            f"<th>{_escaping.html(each.text(language))}</th>" for each in TITLES
        )
        policy = _escaping.html(_POLICY)
        lines = (
            "<!DOCTYPE html>",
            f'<html lang="{"zh-CN" if language == "zh" else "en"}"><head>',
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title>",
            f"<style>{_STYLE}</style>",
            f"</head><body><h1>{title}</h1>",
            f'<p class="sum">{_escaping.html(sums(totals).text(language))}</p>',
            f"<table><thead><tr>{cells}</tr></thead>",
        )
        return "".join(f"{line}\n" for line in lines)

    def body(self, found: FileReview) -> str:
        """Write the lines of a file; nothing where there are none."""
        rows = [
            "".join(_cell(index, cell) for index, cell in enumerate(cells))
            for cells in difference_lines(found, self._language)
        ]
        problem = _escaping.html(PROBLEMS.text(self._language))
        for file, place, code, message, digest in problem_lines(found, self._language):
            told = f"{problem} {_safe(code)} {_safe(message)}"
            said = f'<td class="p" colspan="7">{told}</td>'
            rows.append(
                f"{_cell(0, file)}{_cell(1, place)}{said}{_cell(_DIGEST, digest)}"
            )
        if not rows:
            return ""
        lines = "".join(f"<tr>{row}</tr>\n" for row in rows)
        return f"<tbody>\n{lines}</tbody>\n"

    def tail(self, totals: Totals) -> str:  # noqa: ARG002 - the protocol passes it
        """Write the end of the page."""
        version = f'<p class="sum">perftargets {perftargets.__version__}</p>'
        return f"</table>\n{version}\n</body></html>\n"


def _cell(index: int, text: str) -> str:
    kind = ""
    if index in _FIGURES:
        kind = ' class="n"'
    elif index == _DIGEST:
        kind = ' class="d"'
    return f"<td{kind}>{_safe(text)}</td>"


def _safe(text: str) -> str:
    return _escaping.html(_escaping.terminal(text))
