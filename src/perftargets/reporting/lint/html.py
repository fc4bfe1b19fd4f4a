"""A report as one page of HTML that needs nothing beside itself, for a reviewer.

Grouped by file, unit, project and row. Everything from a file is escaped; the one
script on the page only hides and shows, and a policy forbids any other.
"""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from perftargets import _escaping
from perftargets.findings import (
    Excerpt,
    Finding,
    Language,
    Message,
    Report,
    Severity,
)
from perftargets.linting.rule_page import page_of
from perftargets.reporting.common import SEVERITIES, outside_lines
from perftargets.reporting.lint.text import summary
from perftargets.reporting.totals import Totals
from perftargets.reporting.versions import TOOL, versions
from perftargets.reporting.writer import BaseWriter, WriterOptions

TITLE = Message(zh="绩效目标检查报告", en="Performance targets: what was found")
_ALL = Message(zh="全部规则", en="every rule")
_RULE = Message(zh="规则", en="rule")
_SEVERITY = Message(zh="级别", en="severity")
_HINT = Message(zh="怎么改", en="instead")
_CLAUSE = Message(zh="依据", en="rests on")
_SEE = Message(zh="参见", en="see")
_LINE = Message(zh="第{}行", en="line {}")
_NONE = Message(zh="没有发现问题。", en="Nothing was found.")
_RULES = Message(zh="规则说明", en="Why these are rules")
_CONTENTS = Message(zh="目录（{}个文件）", en="Files ({})")
_WHOLE = Message(zh="（整个文件）", en="(the whole file)")
_PROJECT = Message(zh="（项目本身）", en="(the project itself)")
_NOT_SHOWN = Message(zh="按所选条件没有可显示的内容。", en="Nothing fits the filter.")

_STYLE = """
:root{color-scheme:light}
body{font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",
sans-serif;margin:0 auto;max-width:60rem;padding:1.5rem;color:#1c2430;background:#fff}
h1{font-size:1.5rem;margin:0 0 .3rem}
h2{font-size:1.05rem;margin:2rem 0 .5rem;color:#4a5568;overflow-wrap:anywhere}
h3{font-size:1.15rem;margin:1.4rem 0 .4rem;border-bottom:2px solid #d7dde5;
padding-bottom:.2rem}
.unit{font-weight:600;margin-top:1.6rem}
h4{font-size:1rem;margin:1rem 0 .3rem}
.sum,.foot{color:#4a5568}
.foot{font-size:.85rem;margin-top:2.5rem;border-top:1px solid #d7dde5;padding-top:.6rem}
form{display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;align-items:center;margin:1rem 0;
padding:.6rem .8rem;background:#f3f5f8;border-radius:.4rem}
fieldset{border:0;margin:0;padding:0;display:flex;gap:.9rem}
select{font:inherit;max-width:22rem}
.f{border-left:.3rem solid;padding:.35rem .8rem;margin:.5rem 0;background:#fafbfc;
break-inside:avoid}
.error{border-color:#b3261e}.warning{border-color:#a86400}.info{border-color:#2f6fab}
.tag{font-weight:600}.error .tag{color:#b3261e}.warning .tag{color:#8a5200}
.info .tag{color:#24598a}
.where{color:#4a5568;font-size:.85rem;float:right;margin-left:1rem}
p{margin:.15rem 0;overflow-wrap:anywhere}
q{quotes:none;background:#fff;border:1px solid #d7dde5;border-radius:.25rem;
padding:.05rem .35rem;white-space:pre-wrap}
mark{background:#ffe08a;color:inherit}
dl{display:grid;grid-template-columns:max-content 1fr;gap:0 .8rem;margin:.2rem 0}
dt{color:#4a5568}dd{margin:0;overflow-wrap:anywhere}
[hidden]{display:none!important}
@media print{form{display:none}body{padding:0;max-width:none;font-size:11pt}
.f{background:#fff}}
"""

_SCRIPT = """
const form=document.querySelector("form");
function show(){
const kinds=new Set([...form.querySelectorAll("input:checked")].map(i=>i.value));
const rule=form.querySelector("select").value;let any=false;
for(const f of document.querySelectorAll(".f")){
f.hidden=!(kinds.has(f.dataset.severity)&&(!rule||f.dataset.code===rule));
any=any||!f.hidden;}
for(const g of document.querySelectorAll("section")){
g.hidden=!g.querySelector(".f:not([hidden])");}
document.getElementById("none").hidden=any;}
if(form){form.addEventListener("change",show);show();}
"""


class Writer(BaseWriter):
    """Writes the page: what holds for all files, then a section for each."""

    def __init__(self, options: WriterOptions) -> None:
        """Begin a page."""
        super().__init__(options)
        self._sections: dict[str, Counter[Severity]] = {}

    def head(self, totals: Totals) -> str:
        """Write the sum of all files, their list, and what filters the findings."""
        lines = _head(totals, self._language)
        if len(totals.paths) > 1:
            lines += _contents(totals.paths, self._sections, self._language)
        return "".join(f"{line}\n" for line in lines)

    def body(self, report: Report) -> str:
        """Write the findings of a file."""
        lines: list[str] = []
        for path, of_file in report.group("path").items():
            counted = self._sections.setdefault(path, Counter())
            counted.update(finding.severity for finding in of_file)
            at = list(self._sections).index(path) + 1
            lines += _file(path, at, of_file, self._language)
        return "".join(f"{line}\n" for line in lines)

    def tail(self, totals: Totals) -> str:
        """Write why each rule is one, and the end of the page."""
        lines = (
            *_reasons(totals, self._language),
            f'<p class="foot">{_safe(_foot())}</p>',
            f"<script>{_SCRIPT}</script>",
            "</body>",
            "</html>",
        )
        return "".join(f"{line}\n" for line in lines)


def _head(totals: Totals, language: Language) -> list[str]:
    title = TITLE.text(language)
    digest = b64encode(sha256(_SCRIPT.encode()).digest()).decode("ascii")
    policy = (
        "default-src 'none'; style-src 'unsafe-inline'; "
        f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    return [
        "<!DOCTYPE html>",
        f'<html lang="{"zh-CN" if language == "zh" else "en"}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_safe(policy)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        f"<h1>{title}</h1>",
        f'<p class="sum">{_safe(summary(totals, language))}</p>',
        *_faults(totals, language),
        *(_filter(totals, language) if totals.by_code else _nothing(language)),
    ]


def _nothing(language: Language) -> Iterator[str]:
    yield f"<p>{_NONE.text(language)}</p>"


def _foot() -> str:
    known = versions()
    return (
        f"{TOOL} {known['version']} · grammar {known['grammar']} · "
        f"rules {known['rules']}"
    )


def _faults(totals: Totals, language: Language) -> Iterator[str]:
    for fault in totals.faults:
        yield f'<p class="f error">{_safe(fault.message.text(language))}</p>'


def _filter(totals: Totals, language: Language) -> Iterator[str]:
    yield f'<form autocomplete="off"><fieldset aria-label="{_SEVERITY.text(language)}">'
    for severity, count in totals.counts().items():
        if count:
            said = SEVERITIES[severity].text(language)
            yield (
                f'<label><input type="checkbox" value="{severity}" checked> '
                f"{said} {count}</label>"
            )
    yield f"</fieldset><label>{_RULE.text(language)} <select>"
    yield f'<option value="">{_ALL.text(language)}</option>'
    for code, found in sorted(totals.by_code.items()):
        name = f"{found.first.label} ({found.count})"
        yield f'<option value="{_safe(code)}">{_safe(name)}</option>'
    yield "</select></label></form>"
    yield f'<p id="none" hidden>{_NOT_SHOWN.text(language)}</p>'


def _contents(
    paths: Sequence[str], sections: Mapping[str, Counter[Severity]], language: Language
) -> Iterator[str]:
    """List the files, each with how much was found in it; all those of the report."""
    numbers = {path: at for at, path in enumerate(sections, start=1)}
    yield "<details open><summary>"
    yield f"{_CONTENTS.text(language).format(len(paths))}</summary><ol>"
    for path in dict.fromkeys(paths):
        if path not in numbers:
            yield f"<li>{_safe(path)}</li>"
            continue
        said = " ".join(
            f"{SEVERITIES[severity].text(language)} {count}"
            for severity in Severity
            if (count := sections[path][severity])
        )
        yield f'<li><a href="#file-{numbers[path]}">{_safe(path)}</a> {said}</li>'
    yield "</ol></details>"


def _reasons(totals: Totals, language: Language) -> Iterator[str]:
    """Say of each rule that found something why it is one, the Chinese first."""
    if not totals.by_code:
        return
    yield f"<h2>{_RULES.text(language)}</h2>"
    for code, found in sorted(totals.by_code.items()):
        why = page_of(found.first).why
        yield f'<div id="rule-{_safe(code)}"><h4>{_safe(found.first.label)}</h4>'
        for key, text in (("zh-CN", why.zh), ("en", why.en)):
            if text:
                yield f'<p lang="{key}">{_safe(" ".join(text.split()))}</p>'
        yield "</div>"


def _file(path: str, at: int, report: Report, language: Language) -> Iterator[str]:
    yield f'<section id="file-{at}">'
    if path:
        yield f"<h2>{_safe(path)}</h2>"
    for agency, of_agency in report.group("agency").items():
        yield from _agency(agency, of_agency, language)
    yield "</section>"


def _agency(agency: str, report: Report, language: Language) -> Iterator[str]:
    yield "<section>"
    if agency:
        yield f'<p class="unit">{_safe(agency)}</p>'
    for project, of_project in report.group("project").items():
        yield f"<section><h3>{_safe(project or _WHOLE.text(language))}</h3>"
        for row, of_row in of_project.group("indicator").items():
            yield "<section>"
            if row or project:
                yield f"<h4>{_safe(row or _PROJECT.text(language))}</h4>"
            for finding in of_row:
                yield from _finding(finding, language)
            yield "</section>"
        yield "</section>"
    yield "</section>"


def _finding(finding: Finding, language: Language) -> Iterator[str]:
    severity = SEVERITIES[finding.severity].text(language)
    yield (
        f'<div class="f {finding.severity}" data-severity="{finding.severity}" '
        f'data-code="{_safe(finding.code)}">'
    )
    where = _where(finding, language)
    if where:
        yield f'<span class="where">{_safe(where)}</span>'
    yield (
        f'<p><span class="tag">{severity}</span> '
        f'<a href="#rule-{_safe(finding.code)}">{_safe(finding.label)}</a></p>'
    )
    yield f"<p>{_safe(finding.message.text(language))}</p>"
    if finding.excerpt is not None and finding.excerpt.text:
        yield f"<p>{_marked(finding.excerpt)}</p>"
    rows = []
    if finding.hint is not None:
        rows.append((_HINT, finding.hint.text(language)))
    for note in finding.related:
        place = "" if note.place is None else f" ({note.place})"
        rows.append((_SEE, f"{note.message.text(language)}{place}"))
    if finding.clause:
        rows.append((_CLAUSE, finding.clause))
    if rows:
        yield "<dl>"
        for name, text in rows:
            yield f"<dt>{name.text(language)}</dt><dd>{_safe(text)}</dd>"
        yield "</dl>"
    yield "</div>"


def _where(finding: Finding, language: Language) -> str:
    place = finding.place
    if place is not None and place.line is not None:
        return _LINE.text(language).format(place.line)
    return outside_lines(finding)


def _marked(excerpt: Excerpt) -> str:
    text, span = excerpt.text, excerpt.span
    before, middle = text[: span.start], text[span.start : span.end]
    after = text[span.end :]
    return f"<q>{_safe(before)}<mark>{_safe(middle)}</mark>{_safe(after)}</q>"


def _safe(text: str) -> str:
    return _escaping.html(text)
