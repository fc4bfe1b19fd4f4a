"""``perftargets/1``: a tree of keys and values to a document, and back.

docs/reference/format.md lists the keys. Each has its Chinese name as an alias.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs

from perftargets import _convert
from perftargets._arguments import close_matches
from perftargets.errors import DataError
from perftargets.findings import Message, tree_of
from perftargets.findings.tally import Further
from perftargets.model.indicator import Actual, Indicator
from perftargets.model.places import Places, runs
from perftargets.model.pointers import Pointer, fields_at
from perftargets.model.project import (
    SCHEMA,
    Amounts,
    Document,
    Funds,
    Goal,
    Project,
)
from perftargets.phrase import parse
from perftargets.phrase.target import Target
from perftargets.reading import words
from perftargets.reading.formats.tree.tree import (
    Entry,
    Leaf,
    Listing,
    Mapping,
    Node,
    shown,
)
from perftargets.reading.notices import (
    by_place,
    guessed,
    no_table,
    unplaced,
    unreadable_cell,
    unreadable_file,
)
from perftargets.text import Place, Source

if TYPE_CHECKING:
    from perftargets.findings import Finding

_AMOUNTS: dict[str, object] = {"weight": Decimal | None, "score": Decimal | None}
"""What is a number among the values of a line of money; the rest are phrases."""

_MARKED = frozenset({"name", "target"})
"""The texts of which a stretch can be pointed at."""

_NEVER_READ = frozenset({"parsed", "pointer", "place", "places"})


def to_plain(
    document: Document, *, parsed: bool = False, places: bool = False
) -> dict[str, Any]:
    """Return a document as what JSON, YAML and TOML can hold, keys in their order.

    Args:
        document: what to write.
        parsed: give every indicator ``parsed``, what was read of its target.
        places: give every project and indicator ``pointer``, ``place`` and ``places``,
            where it and its fields stand in the file it was read from.

    Raises:
        DataError: a project states the points of one category twice.
    """
    tree = document.to_dict(parsed=parsed)
    if places:
        for number, project in enumerate(document.projects):
            plain = tree["projects"][number]
            for index, row in enumerate(project.indicators):
                plain["indicators"][index] |= _where(row, Pointer(number, index))
            plain |= _where(project, Pointer(number))
    return tree


def _where(what: Project | Indicator, pointer: Pointer) -> dict[str, Any]:
    """Return where something and its fields stand, as far as it is known."""
    places = {field: place.to_dict() for field, place in fields_at(what)}
    found = {"pointer": str(pointer), "place": tree_of(what.place), "places": places}
    return {key: value for key, value in found.items() if value}


def from_tree(node: Node, *, path: str | None = None) -> Document:
    """Build a document; keys and values that cannot be used are findings."""
    if not isinstance(node, Mapping):
        finding = no_table(
            f"需要 {SCHEMA} 的文档（最外层是键和值），读到：{shown(node, limit=40)}",
            f"a document of {SCHEMA} is expected, keys and values at the top; found: "
            f"{shown(node, limit=40)}",
            node.place,
            hinted=False,
        )
        return Document(diagnostics=(finding,), path=path)
    builder = _Builder()
    document = builder.document(node)
    found = tuple(sorted(builder.findings, key=by_place))
    return attrs.evolve(document, diagnostics=found, path=path)


def _suggested(word: str, table: str) -> Message:
    """Return which key was probably meant, or else which keys there are."""
    close = close_matches(word, words.aliases("fields", table))
    if close:
        return Message(f"是不是“{close[0]}”？", f"did you mean “{close[0]}”?")
    keys = [key for key in words.keys("fields", table) if not key.startswith("$")]
    return Message(
        f"这里可以写的键：{'、'.join(keys)}",
        f"keys that can stand here: {', '.join(keys)}",
    )


class _Builder:
    """Builds one document and gathers what was noticed on the way."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def document(self, node: Mapping) -> Document:
        fields = self._fields("document", node, "")
        if not self._right_schema(fields, node):
            return Document()
        title = self._leaf(fields, "title", str | None)
        return Document(
            title=title,
            fiscal_year=self._leaf(fields, "fiscal_year", int | None),
            department=self._leaf(fields, "department", str | None),
            profile=self._leaf(fields, "profile", str | None),
            projects=tuple(
                self._project(each, where)
                for each, where in self._mappings(fields, "projects")
            ),
        )

    def _right_schema(self, fields: "_Fields", node: Mapping) -> bool:
        found = fields.nodes.get("schema")
        if found is None:
            if "projects" not in fields.nodes:
                self.findings.append(
                    no_table(
                        f"不是 {SCHEMA} 的文档：没有 schema，也没有 projects",
                        f"this is no document of {SCHEMA}: it has neither schema nor "
                        "projects",
                        node.place,
                        hinted=False,
                    )
                )
                return False
            self.findings.append(
                guessed(
                    f"文档没有 schema，按 {SCHEMA} 读取",
                    f"the document has no schema and was read as {SCHEMA}",
                    node.place,
                )
            )
            return True
        if isinstance(found, Leaf) and found.value == SCHEMA:
            self._without_projects(fields, node)
            return True
        self.findings.append(
            unreadable_file(
                f"schema 是“{shown(found, limit=40)}”，本程序只读 {SCHEMA}",
                f"the schema is “{shown(found, limit=40)}”; only {SCHEMA} can be read",
                found.place,
            )
        )
        return False

    def _without_projects(self, fields: "_Fields", node: Mapping) -> None:
        """Report a document that holds nothing; an empty list says so itself."""
        projects = fields.nodes.get("projects")
        if projects is None or projects == Leaf(None, projects.place):
            self.findings.append(
                unreadable_file(
                    "文档没有项目：没有 projects，或其值是空的",
                    "the document has no projects: the key projects is missing or "
                    "has no value",
                    node.place if projects is None else projects.place,
                )
            )

    def _project(self, node: Mapping, path: str) -> Project:
        fields = self._fields("project", node, path)
        name = self._leaf(fields, "name", str | None) or ""
        goal = self._goal(fields)
        return Project(
            name=name,
            code=self._leaf(fields, "code", str | None),
            agency=self._leaf(fields, "agency", str | None),
            department=self._leaf(fields, "department", str | None),
            period=self._leaf(fields, "period", str | None),
            goal=goal,
            funds=self._funds(fields),
            weights=tuple(self._weights(fields)),
            total=self._leaf(fields, "total", Decimal | None),
            grade=self._leaf(fields, "grade", str | None),
            file=self._leaf(fields, "file", str | None),
            digest=self._leaf(fields, "digest", str | None),
            indicators=tuple(
                self._indicator(each, where, name)
                for each, where in self._mappings(fields, "indicators")
            ),
            place=attrs.evolve(node.place, project=name),
            places=fields.places(node.place),
        )

    def _goal(self, fields: "_Fields") -> Goal | None:
        text = self._leaf(fields, "goal", str | None)
        actual = self._leaf(fields, "goal_actual", str | None)
        if text is None and actual is None:
            return None
        node = fields.nodes.get("goal") or fields.nodes["goal_actual"]
        return Goal(text or "", actual=actual, place=node.place)

    def _funds(self, fields: "_Fields") -> Funds | None:
        node = self._mapping(fields, "funds")
        if node is None:
            return None
        inner = self._fields("funds", node, fields.at("funds"))
        sources: dict[str, Amounts] = {}
        for key in inner.nodes:
            amounts = self._mapping(inner, key)
            if amounts is None:
                continue
            line = self._fields("amounts", amounts, inner.at(key))
            sources[key] = Amounts(
                **{
                    each: self._leaf(line, each, _AMOUNTS.get(each, str | None))
                    for each in line.nodes
                }
            )
        return Funds(**sources, place=node.place)

    def _weights(self, fields: "_Fields") -> Iterator[tuple[str, Decimal]]:
        node = self._mapping(fields, "weights")
        if node is None:
            return
        inner = _Fields(fields.at("weights"))
        for entry in node.entries:
            if entry.key in inner.nodes:
                self._twice(entry, entry.key, inner)
                continue
            inner.nodes[entry.key] = entry.node
            weight = self._leaf(inner, entry.key, Decimal | None)
            if weight is not None:
                yield entry.key, weight

    def _indicator(self, node: Mapping, path: str, project: str) -> Indicator:
        fields = self._fields("indicator", node, path)
        name = self._leaf(fields, "name", str | None) or ""
        actual = self._leaf(fields, "actual", str | None)
        return Indicator(
            number=self._leaf(fields, "number", int | str | None),
            category=self._leaf(fields, "category", str | None) or "",
            subcategory=self._leaf(fields, "subcategory", str | None),
            name=name,
            target=self._target(fields, "target") or parse(""),
            unit=self._leaf(fields, "unit", str | None),
            long_term_target=self._target(fields, "long_term_target"),
            weight=self._leaf(fields, "weight", Decimal | None),
            direction=self._leaf(fields, "direction", str | None),
            actual=None
            if actual is None
            else Actual(actual, place=fields.nodes["actual"].place),
            expected=self._leaf(fields, "expected", str | None),
            likelihood=self._leaf(fields, "likelihood", str | None),
            score=self._leaf(fields, "score", Decimal | None),
            reason=self._leaf(fields, "reason", str | None),
            note=self._leaf(fields, "note", str | None),
            place=attrs.evolve(node.place, project=project, indicator=name),
            places=fields.places(node.place),
        )

    def _target(self, fields: "_Fields", key: str) -> Target | None:
        text = self._leaf(fields, key, str | None)
        return None if text is None else parse(text)

    def _fields(self, table: str, node: Mapping, path: str) -> "_Fields":
        """Sort the entries of a mapping by the keys of the format."""
        names = words.aliases("fields", table)
        fields = _Fields(path)
        for entry in node.entries:
            key = names.get(entry.key.strip())
            if key is None:
                self._unknown(entry, table, fields)
            elif key in fields.nodes:
                self._twice(entry, key, fields)
            else:
                fields.nodes[key] = entry.node
        return fields

    def _unknown(self, entry: Entry, table: str, fields: "_Fields") -> None:
        """Report a key that the format does not have, and what was probably meant."""
        finding = unplaced(f"{fields.at(entry.key)}: {shown(entry.node)}", entry.place)
        if not isinstance(finding, Further):
            # One that is counted alone needs no advice, which takes a millisecond.
            hint = _suggested(entry.key.strip(), table)
            finding = attrs.evolve(finding, hint=hint)
        self.findings.append(finding)

    def _twice(self, entry: Entry, key: str, fields: "_Fields") -> None:
        self.findings.append(
            unreadable_cell(
                f"{fields.at(key)} 写了两次，后一次没有采用：{shown(entry.node)}",
                f"{fields.at(key)} stands there twice; not used: {shown(entry.node)}",
                entry.place,
            )
        )

    def _leaf(self, fields: "_Fields", key: str, kind: object) -> Any:
        """Read one value; one that is not of its kind is a finding and left out."""
        node = fields.nodes.get(key)
        if node is None:
            return None
        if not isinstance(node, Leaf):
            self._not_a(fields.at(key), node, "单个值", "a single value")
            return None
        try:
            structured = _convert.structure(node.value, kind)
        except DataError as problem:
            self.findings.append(
                unreadable_cell(
                    f"{fields.at(key)}：{problem.zh}",
                    f"{fields.at(key)}: {problem.en}",
                    node.place,
                )
            )
            return None
        if isinstance(structured, str):
            return self._encodable(structured, fields.at(key), node.place)
        return structured

    def _encodable(self, text: str, path: str, place: Place) -> str:
        """Replace halves of characters, which JSON can escape and no file can hold."""
        clean = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if clean != text:
            self.findings.append(
                unreadable_cell(
                    f"{path}：有不成字的编码，已换成“\ufffd”：{clean}",
                    f"{path}: half a character was replaced by “\ufffd”: {clean}",
                    place,
                )
            )
        return clean

    def _mapping(self, fields: "_Fields", key: str) -> Mapping | None:
        node = fields.nodes.get(key)
        if isinstance(node, Mapping):
            return node
        if node is not None and node != Leaf(None, node.place):
            self._not_a(fields.at(key), node, "键和值", "keys and values")
        return None

    def _mappings(self, fields: "_Fields", key: str) -> Iterator[tuple[Mapping, str]]:
        node = fields.nodes.get(key)
        if node is None or node == Leaf(None, node.place):
            return
        if not isinstance(node, Listing):
            self._not_a(fields.at(key), node, "列表", "a list")
            return
        for index, item in enumerate(node.items):
            path = f"{fields.at(key)}[{index}]"
            if isinstance(item, Mapping):
                yield item, path
            else:
                self._not_a(path, item, "键和值", "keys and values")

    def _not_a(self, path: str, node: Node, zh: str, en: str) -> None:
        found = shown(node)
        self.findings.append(
            unreadable_cell(
                f"{path}：需要{zh}，读到 {found}",
                f"{path}: {en} wanted and {found} found",
                node.place,
            )
        )


@attrs.define
class _Fields:
    """The values of one mapping by key, and where in the document it stands."""

    path: str
    nodes: dict[str, Node] = attrs.field(factory=dict)

    def at(self, key: str) -> str:
        """Return the path of a key: ``projects[2].name``."""
        return f"{self.path}.{key}" if self.path else key

    def places(self, start: Place) -> Places | None:
        """Return the places of the values, besides that of the mapping."""
        found: dict[str, Place] = {}
        for key, node in self.nodes.items():
            if isinstance(node, Leaf) and key not in _NEVER_READ:
                found[key] = node.place
                if key in _MARKED and node.shift is not None:
                    inside = Source.at(str(node.value), node.place.moved(node.shift))
                    found |= runs(key, inside)
        return Places.of(start, found)
