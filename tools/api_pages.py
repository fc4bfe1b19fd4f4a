"""Makes the pages of the API, docs/reference/api/, out of the docstrings.

``python -m tools.api_pages``, or ``make reference``.
"""

import enum
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

import attrs

import perftargets

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference" / "api"

PAGES = MappingProxyType(
    {
        "phrases": (
            "What a phrase says",
            (
                *("parse", "Parser", "default_units", "Target", "Measure"),
                *("Comparison", "Range", "Deadline", "Change", "Reference"),
                *("Ratio", "Ranking", "Compound", "Qualitative", "Missing"),
                *("Operator", "Direction"),
                *("Spans", "Span", "Diagnostic"),
            ),
        ),
        "documents": (
            "What a file says, and files written",
            (
                *("read", "write", "read_actuals", "Document", "Project", "Goal"),
                *("Funds", "Amounts", "Indicator", "Actual", "Actuals"),
                *("ReportedActual", "Place"),
            ),
        ),
        "lint": (
            "Whether it is fit to submit",
            ("lint", "Report", "Finding", "Severity", "Fault", "Message"),
        ),
        "check": (
            "Whether it was done, and for how many points",
            (
                *("judge", "Judgement", "Verdict", "check", "Evaluation"),
                *("ProjectEvaluation", "IndicatorEvaluation", "Points", "Score"),
                *("review", "Review", "fill_form", "by_department", "trends"),
                *("load_profile", "Profile"),
            ),
        ),
        "reports": ("Reports", ("render",)),
        "errors": (
            "What is raised",
            (
                *("PerftargetsError", "UsageError", "DataError"),
                *("MissingExtraError", "FindingsError"),
            ),
        ),
    }
)
"""The pages, each with a title and its names in order."""

EXAMPLES = MappingProxyType(
    {
        "parse": 'str(parse("处置率不低于90%"))',
        "Parser": 'Parser(words={"unwanted": ["积水"]}).parse("无积水").kind',
        "default_units": 'default_units().convert(3, "公里", "米")',
        "judge": 'judge("不少于100条", "95条").reason.zh',
        "Target": 'parse("≥95%").measure.value',
        "Severity": 'max(Severity), Severity.ERROR >= "warning"',
        "Indicator": 'Indicator(category="产出", name="培训", target="≥5期").target',
        "Project": 'Project(name="培训", goal="培训100人次").goal.text',
        "Document": 'Document(projects=[Project(name="培训")]).projects[0].name',
        "Verdict": "[str(each) for each in Verdict]",
        "Place": 'str(Place(path="a.xlsx", sheet="表1", cell="B4"))',
        "Span": 'Span(0, 2).of("处置率90%")',
        "lint": "lint(Document()).counts()[Severity.ERROR]",
        "check": "check(Document(), tolerance=0.05).tolerance",
        "load_profile": 'load_profile("sichuan").version',
        "review": 'render(review(check(Document())), "csv", language="zh")',
        "render": 'render(lint(Document()), "concise")',
        "Message": 'Message(zh="好", en="good").text("zh")',
    }
)
"""An expression for a name; what it gives stands beside it."""


def pages() -> dict[str, str]:
    """Return the text of every page by the name of its file."""
    made = {f"{key}.md": _page(title, names) for key, (title, names) in PAGES.items()}
    return {"index.md": _index(), **made}


def main() -> None:
    """Write the pages."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


def _index() -> str:
    lines = [
        "# The API",
        "",
        "Every public name, made from the docstrings by `make reference`. How they are",
        "used together: [in your own program](../../how-to/in-your-own-program.md).",
        "",
        "| page | names |",
        "|---|---|",
    ]
    lines += [
        f"| [{title}]({key}.md) | {', '.join(f'`{name}`' for name in names)} |"
        for key, (title, names) in PAGES.items()
    ]
    return "\n".join(lines) + "\n"


def _page(title: str, names: tuple[str, ...]) -> str:
    parts = [f"# {title}\n"]
    parts += ["\n".join(_entry(name)) for name in names]
    return "\n".join(parts) + "\n"


def _entry(name: str) -> Iterator[str]:
    value = getattr(perftargets, name)
    yield f"## {name}"
    yield ""
    yield "```python"
    yield _signature(name, value)
    yield "```"
    yield ""
    yield _prose(inspect.getdoc(value) if callable(value) else None, name)
    if isinstance(value, enum.EnumType):
        yield ""
        members: dict[str, enum.Enum] = dict(value.__members__)
        yield from (f"* `{name}.{key}` is `{members[key].value}`" for key in members)
    if name in EXAMPLES:
        shown = _shown(EXAMPLES[name])
        yield ""
        yield "```python"
        yield f">>> {EXAMPLES[name]}"
        yield shown
        yield "```"
    if inspect.isclass(value) and not isinstance(value, enum.EnumType):
        yield from _methods(name, value)
    yield ""


def _signature(name: str, value: object) -> str:
    if isinstance(value, enum.EnumType):
        return f"class {name}(StrEnum)"
    if inspect.isclass(value) and attrs.has(value):
        fields = [
            f"    {field.alias}: {_type(field.type)}"
            + ("" if field.default is attrs.NOTHING else " = …")
            for field in attrs.fields(value)
            if field.init and not field.name.startswith("_")
        ]
        return "\n".join([f"class {name}(", *(f"{each}," for each in fields), ")"])
    if inspect.isclass(value):
        return f"class {name}{_parameters(value.__init__)}"
    if callable(value):
        return f"{name}{_parameters(value)}"
    return f"{name} = {_type(value)}"


def _parameters(function: object) -> str:
    text = str(inspect.signature(function))  # type: ignore[arg-type]
    text = _type(text).replace("(self, ", "(").replace("(self)", "()")
    return re.sub(r"<[^>]*>", "…", text)


def _type(kind: object) -> str:
    text = kind if isinstance(kind, str) else str(kind)
    if inspect.isclass(kind):
        text = kind.__name__
    text = re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Z])", "", text)
    return re.sub(r"['\"]([^'\"]+)['\"]", r"\1", text.replace("NoneType", "None"))


def _methods(name: str, owner: type) -> Iterator[str]:
    for key, member in vars(owner).items():
        if key.startswith("_"):
            continue
        function = member.__func__ if isinstance(member, classmethod) else member
        if isinstance(function, property):
            doc = inspect.getdoc(function)
            yield ""
            yield f"### {name}.{key}"
        elif inspect.isfunction(function):
            doc = inspect.getdoc(function)
            yield ""
            yield f"### {name}.{key}{_parameters(function)}"
        else:
            continue
        yield ""
        yield _prose(doc, f"{name}.{key}")


_SECTION = re.compile(r"(Args|Raises|Attributes|Returns|Yields):")


def _prose(doc: str | None, name: str) -> str:
    """Return a docstring as Markdown: sections become lists."""
    if doc is None:
        return "Any kind of measure." if name == "Measure" else ""
    lines: list[str] = []
    inside = False
    for line in doc.splitlines():
        section = _SECTION.fullmatch(line)
        if section is not None:
            inside = True
            lines += [f"**{section[1]}**", ""]
            continue
        if line and not line.startswith(" "):
            inside = False
        item = re.match(r"    (\w+): (.*)", line) if inside else None
        if item is not None:
            lines.append(f"* `{item[1]}`: {item[2]}")
        else:
            lines.append(f"  {line.strip()}" if inside and line.strip() else line)
    return "\n".join(lines).replace("``", "`")


def _shown(expression: str) -> str:
    names = {name: getattr(perftargets, name) for name in perftargets.__all__}
    value = eval(expression, names)  # noqa: S307 - expressions of our own
    return re.sub(r" at 0x[0-9a-f]+", "", repr(value))


if __name__ == "__main__":
    main()
