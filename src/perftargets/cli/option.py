"""How a command declares its options: a field of an attrs class each.

A field holds its help in both languages. ``localized`` makes of such a class the one
that cyclopts reads, with the help of one language; a field whose type is a class of
options stands for the options of that class, so that commands share them.
"""

import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_type_hints

import attrs

from perftargets.findings import Language, Message

if TYPE_CHECKING:
    from cyclopts import Parameter

Options = TypeVar("Options")

Help = Message | Callable[[], Message]
"""The help of an option; a function where it lists what is found at each call."""


def option(
    zh: str | Callable[[], Message],
    en: str = "",
    *,
    default: Any = None,
    required: bool = False,
    **parameter: Any,
) -> Any:
    """Declare one option: the field of a class.

    Args:
        zh: the help in Chinese, or a function that returns it in both languages.
        en: the help in English.
        default: the value where the option is not given.
        required: whether it has to be given.
        **parameter: what else cyclopts is told, such as ``name`` and ``metavar``.
    """
    text = Message(zh=zh, en=en) if isinstance(zh, str) else zh
    return attrs.field(
        default=attrs.NOTHING if required else default,
        metadata={"help": text, "parameter": parameter},
    )


def shared(options: type[Options]) -> Options:
    """Declare the options of another class, at this place of the help."""
    declared: Options = attrs.field(factory=options)
    return declared


def localized(options: type[Options], language: Language) -> type[Options]:
    """Return a class of options as cyclopts reads it, with the help of a language.

    Cyclopts goes by what ``__init__`` is said to take, so that is all that the class
    adds to the one it comes from; what it makes is an instance of that one.
    """
    from cyclopts import Parameter

    hints = get_type_hints(options)
    annotations: dict[str, Any] = {}
    for field in attrs.fields(options):  # type: ignore[arg-type]
        kind = hints[field.name]
        if "help" in field.metadata:
            annotations[field.name] = Annotated[kind, _parameter(field, language)]
        else:
            inner = localized(kind, language)
            annotations[field.name] = Annotated[inner, Parameter(name="*")]

    def __new__(_cls: type, **values: Any) -> Options:  # noqa: N807 - of the class below
        return options(**values)

    def __init__(self: Any) -> None:  # noqa: N807 - of the class below
        del self

    __init__.__signature__ = inspect.signature(options.__init__)  # type: ignore[attr-defined]
    __init__.__annotations__ = annotations
    names = {"__new__": __new__, "__init__": __init__, "__module__": options.__module__}
    return type(options.__name__, (options,), names)


def _parameter(field: "attrs.Attribute[Any]", language: Language) -> "Parameter":
    from cyclopts import Parameter

    text = field.metadata["help"]
    message = text if isinstance(text, Message) else text()
    return Parameter(help=message.text(language), **field.metadata["parameter"])
