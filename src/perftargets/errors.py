"""The few exceptions that a caller of perftargets may catch.

Content never raises: what is wrong with a file or a phrase is a diagnostic. These
are for mistakes of the caller.
"""


class PerftargetsError(Exception):
    """Base of every exception of this package; says itself in both languages."""

    def __init__(self, *, zh: str, en: str) -> None:
        """Keep the message in Chinese and in English."""
        super().__init__(zh, en)
        self.zh = zh
        self.en = en

    def __str__(self) -> str:
        """Return the English message, the one that tracebacks show."""
        return self.en

    def __reduce__(self) -> tuple[object, ...]:
        """Return how pickle makes the exception anew: it has arguments by name alone.

        Without it, a pool of processes waits forever for what a worker raised.
        """
        return _remade, (type(self), self.args), self.__dict__


def _remade(kind: type[PerftargetsError], args: tuple[str, ...]) -> PerftargetsError:
    """Make an exception whose attributes pickle puts in place."""
    return kind.__new__(kind, *args)


class UsageError(PerftargetsError, ValueError):
    """An argument that cannot be used: an unknown format, a name that is not there."""


class DataError(PerftargetsError, ValueError):
    """Data that does not have the shape it must have; the message names the place."""


class MissingExtraError(PerftargetsError, ImportError):
    """A library of an optional extra is needed and is not installed."""

    def __init__(self, *, extra: str, purpose: str) -> None:
        """Name the extra to install and what for."""
        command = f'pip install "perftargets[{extra}]"'
        super().__init__(
            zh=f"{purpose}：缺少附加组件“{extra}”，请运行 {command}",
            en=f"{purpose}: the extra “{extra}” is missing; run {command}",
        )
        self.extra = extra


class FindingsError(PerftargetsError, ValueError):
    """A report has findings that its caller does not accept; it is ``report``."""

    def __init__(self, *, zh: str, en: str, report: object) -> None:
        """Keep the report that the findings stand in."""
        super().__init__(zh=zh, en=en)
        self.report = report
