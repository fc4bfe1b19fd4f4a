"""A session whose every call is held to the shapes that are documented."""

import json
from typing import Any

import jsonschema

from perftargets._data import read
from perftargets.session import Session, schema
from perftargets.session.arguments import encoded

_REPORT = json.loads(read("schema", "perftargets-report-1.json"))
_EVALUATION = json.loads(read("schema", "perftargets-evaluation-1.json"))
_DOCUMENT = json.loads(read("schema", "perftargets-1.json"))
_NESTED = {"report": _REPORT, "evaluation": _EVALUATION, "document": _DOCUMENT}


def validated(value: object, name: str) -> None:
    """Hold a value to one definition of the schema of sessions."""
    wanted = {"$ref": f"#/$defs/{name}", "$defs": schema()["$defs"]}
    jsonschema.validate(value, wanted, cls=jsonschema.Draft202012Validator)


class Held:
    """A session; what goes in and what comes out must have the shapes documented."""

    def __init__(self, **settings: Any) -> None:
        """Begin with no file open."""
        self.session = Session(**settings)

    def answer(self, name: str, /, **args: Any) -> dict[str, Any]:
        """Give the whole answer to a call."""
        answer = self.session.call(name, args)
        tree = encoded(answer)
        # Nothing but JSON comes out, and it survives the way there and back.
        assert tree == json.loads(json.dumps(tree))
        jsonschema.validate(
            tree,
            dict(schema()),
            cls=jsonschema.Draft202012Validator,
        )
        if answer["ok"]:
            validated(encoded(args), f"{name}.arguments")
            validated(tree["result"], f"{name}.result")
            for key, nested in _NESTED.items():
                if key in answer["result"]:
                    jsonschema.validate(
                        answer["result"][key],
                        nested,
                        cls=jsonschema.Draft202012Validator,
                    )
            for finding in _findings(answer["result"]):
                wanted = {"$ref": "#/$defs/finding", "$defs": _REPORT["$defs"]}
                jsonschema.validate(
                    finding, wanted, cls=jsonschema.Draft202012Validator
                )
        return answer

    def call(self, name: str, /, **args: Any) -> dict[str, Any]:
        """Give the result of a call that must succeed."""
        answer = self.answer(name, **args)
        assert answer["ok"], answer["error"]
        result: dict[str, Any] = answer["result"]
        return result

    def open(self, data: bytes, name: str, /, **args: Any) -> str:
        """Open a file and give its handle."""
        handle: str = self.call("open", data=data, name=name, **args)["handle"]
        return handle


def _findings(result: dict[str, Any]) -> list[Any]:
    return [each for key in ("diagnostics", "findings") for each in result.get(key, ())]


def code_of(answer: dict[str, Any]) -> str:
    """Give the code of the error of a call that must fail."""
    assert not answer["ok"]
    code: str = answer["error"]["code"]
    return code
