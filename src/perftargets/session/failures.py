"""What a call of a session gives in place of a result: an error as a value."""

from perftargets.errors import DataError, MissingExtraError, PerftargetsError
from perftargets.findings import Message, tree_of
from perftargets.text import Place

Tree = dict[str, object]


class CallError(Exception):
    """A call that cannot be answered, by a code that stays and a message.

    The codes are those of ``perftargets-session/1``.
    """

    def __init__(
        self, *, code: str, message: Message, place: Place | None = None, **more: object
    ) -> None:
        """Keep what the error object says; ``more`` are further keys of it."""
        super().__init__(message.en)
        self.code = code
        self.message = message
        self.place = place
        self.more = more

    def tree(self) -> Tree:
        """Give the error object."""
        return {
            "code": self.code,
            "message": {"zh": self.message.zh, "en": self.message.en},
            "place": tree_of(self.place),
            **self.more,
        }


CANCELLED = CallError(
    code="cancelled", message=Message("已取消", "the call was cancelled")
)


def failure_of(error: Exception) -> CallError:
    """Return the error of a call for an exception of the library, or of Python."""
    match error:
        case CallError():
            return error
        case MissingExtraError():
            message = Message(error.zh, error.en)
            return CallError(code="missing-extra", message=message, extra=error.extra)
        case DataError():
            return CallError(code="data", message=Message(error.zh, error.en))
        case PerftargetsError():
            return CallError(code="usage", message=Message(error.zh, error.en))
        case MemoryError() | RecursionError():
            message = Message(
                "内存不足，无法处理；请拆分文件", "too little memory; split the file"
            )
            return CallError(code="too-large", message=message)
        case _:
            said = f"{type(error).__name__}: {error}".splitlines()[0][:300]
            message = Message(
                f"程序内部出错：{said}（请报告）",
                f"internal fault: {said} (please report it)",
            )
            return CallError(code="internal", message=message)
