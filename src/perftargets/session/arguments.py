"""The arguments of a call, held to the schema that documents them.

The schema is ``perftargets-session/1``; of JSON Schema it uses no more than is checked
here. Bytes are bytes in Python; in JSON they are an object with ``base64``.
"""

import base64
import binascii
from collections.abc import Iterator, Mapping
from typing import Any

from perftargets.findings import Message
from perftargets.session.failures import CallError

Schema = Mapping[str, Any]

_BYTES = "#/$defs/bytes"
_TYPES: dict[str, tuple[type, ...]] = {
    "array": (list, tuple),
    "boolean": (bool,),
    "integer": (int,),
    "null": (type(None),),
    "number": (int, float),
    "object": (Mapping,),
    "string": (str,),
}
_SHOWN = 40


def checked(args: object, schema: Schema, definitions: Schema) -> dict[str, Any]:
    """Return the arguments of a call, bytes decoded, if they are as documented.

    Raises:
        CallError: they are not (``bad-arguments``); every fault is named.
    """
    found = _Check(definitions)
    value = found.value(args, schema, "")
    if found.faults:
        zh = "；".join(fault.zh for fault in found.faults)
        en = "; ".join(fault.en for fault in found.faults)
        raise CallError(
            code="bad-arguments", message=Message(f"参数不对：{zh}", f"arguments: {en}")
        )
    result: dict[str, Any] = value
    return result


class _Check:
    """Walks through a value beside its schema and keeps every fault."""

    def __init__(self, definitions: Schema) -> None:
        self._definitions = definitions
        self.faults: list[Message] = []

    def value(self, value: Any, schema: Schema, where: str) -> Any:
        """Return the value as the call takes it."""
        reference = schema.get("$ref")
        if reference == _BYTES:
            return self._bytes(value, where)
        if reference is not None:
            name = str(reference).removeprefix("#/$defs/")
            return self.value(value, self._definitions[name], where)
        if not self._has_type(value, schema):
            self._fault(where, value, _kinds(schema))
            return value
        if "enum" in schema and value not in schema["enum"]:
            self._fault(where, value, " | ".join(map(str, schema["enum"])))
        if isinstance(value, Mapping):
            return dict(self._object(value, schema, where))
        if isinstance(value, list | tuple):
            return self._array(value, schema, where)
        if isinstance(value, str) and len(value) > schema.get("maxLength", len(value)):
            self._fault(where, value, f"≤ {schema['maxLength']}")
        if _is_number(value) and value < schema.get("minimum", value):
            self._fault(where, value, f"≥ {schema['minimum']}")
        return value

    def _has_type(self, value: Any, schema: Schema) -> bool:
        kinds = schema.get("type")
        if kinds is None:
            return True
        for kind in [kinds] if isinstance(kinds, str) else kinds:
            if isinstance(value, _TYPES[kind]):
                # To Python True is a number.
                return kind == "boolean" or not isinstance(value, bool)
        return False

    def _object(
        self, value: Mapping[Any, Any], schema: Schema, where: str
    ) -> Iterator[tuple[str, Any]]:
        known = schema.get("properties", {})
        for key in schema.get("required", ()):
            if key not in value:
                self.faults.append(
                    Message(
                        f"缺少 {_path(where, key)}", f"{_path(where, key)} is missing"
                    )
                )
        for key, each in value.items():
            if key in known:
                yield key, self.value(each, known[key], _path(where, key))
            elif "additionalProperties" in schema and isinstance(
                schema["additionalProperties"], Mapping
            ):
                inner = schema["additionalProperties"]
                yield str(key), self.value(each, inner, _path(where, key))
            else:
                name = _path(where, key)
                names = ", ".join(known)
                self.faults.append(
                    Message(
                        f"没有参数 {name}，可用：{names}",
                        f"there is no {name}; there are {names}",
                    )
                )

    def _array(self, value: Any, schema: Schema, where: str) -> list[Any]:
        if len(value) > schema.get("maxItems", len(value)):
            self._fault(where, value, f"≤ {schema['maxItems']}")
            return []
        items = schema.get("items", {})
        return [
            self.value(each, items, f"{where}[{index}]")
            for index, each in enumerate(value)
        ]

    def _bytes(self, value: Any, where: str) -> Any:
        if isinstance(value, bytes | bytearray | memoryview):
            return bytes(value)
        if isinstance(value, Mapping) and set(value) == {"base64"}:
            try:
                return base64.b64decode(value["base64"], validate=True)
            except (binascii.Error, TypeError, ValueError):
                pass
        self._fault(where, value, 'bytes / {"base64": …}')
        return b""

    def _fault(self, where: str, value: Any, wanted: str) -> None:
        shown = repr(value)
        shown = shown[:_SHOWN] + "…" if len(shown) > _SHOWN else shown
        self.faults.append(
            Message(
                f"{where or 'args'} 应为 {wanted}，给的是 {shown}",
                f"{where or 'args'} must be {wanted}, not {shown}",
            )
        )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _path(where: str, key: object) -> str:
    return f"{where}.{key}" if where else str(key)


def _kinds(schema: Schema) -> str:
    kinds = schema["type"]
    return kinds if isinstance(kinds, str) else " | ".join(kinds)


def plain(value: Any) -> Any:
    """Return a result of plain values alone: no tuples, no classes of text or number.

    What goes to another language by way of Python objects knows only those.
    """
    match value:
        case None | bool() | bytes():
            return value
        case str():
            return str.__str__(value)
        case dict():
            return {str(key): plain(each) for key, each in value.items()}
        case list() | tuple():
            return [plain(each) for each in value]
        case _:
            return value


def encoded(value: Any) -> Any:
    """Return a result as JSON can hold it: bytes become an object with ``base64``."""
    match value:
        case bytes():
            return {"base64": base64.b64encode(value).decode("ascii")}
        case dict():
            return {key: encoded(each) for key, each in value.items()}
        case list() | tuple():
            return [encoded(each) for each in value]
        case _:
            return value
