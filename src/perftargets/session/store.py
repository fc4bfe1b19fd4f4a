"""The files that a session holds open, each by its handle, within bounds."""

from collections import OrderedDict
from collections.abc import Hashable
from hashlib import sha256
from itertools import count

import attrs

from perftargets.findings import Finding, Message, Report
from perftargets.model.project import Document
from perftargets.reading.limits import Limits
from perftargets.session.failures import CallError

_REPORTS = 4
"""How many reports of one file are kept, each under settings of its own."""


@attrs.define(kw_only=True)
class Opened:
    """One open file.

    Attributes:
        handle: the name it has in calls.
        name: the name of the file.
        data: its bytes.
        form: the format, as ``recognise`` names it; None where it is not known.
        document: what was read.
        limits: the limits it was read with.
        year: the fiscal year where the file states none; None where none was asked for.
    """

    handle: str
    name: str
    data: bytes
    form: str | None
    document: Document
    limits: Limits
    year: int | None = None
    _reports: "OrderedDict[Hashable, Report]" = attrs.field(factory=OrderedDict)
    _findings: dict[str, Finding] = attrs.field(factory=dict)

    @property
    def digest(self) -> str:
        """The SHA-256 of its bytes."""
        return sha256(self.data).hexdigest()

    def report(self, settings: Hashable) -> Report | None:
        """Return the report that was made with these settings, while it is kept."""
        return self._reports.get(settings)

    def keep(self, settings: Hashable, report: Report) -> None:
        """Keep a report, and its findings by their fingerprints."""
        self._reports[settings] = report
        while len(self._reports) > _REPORTS:
            self._reports.popitem(last=False)
        self._findings = {
            mark: finding
            for each in self._reports.values()
            for mark, finding in zip(each.fingerprints(), each.findings, strict=True)
        }

    def finding(self, fingerprint: str) -> Finding | None:
        """Return the finding of a kept report with this fingerprint."""
        return self._findings.get(fingerprint)


class Store:
    """The open files of one session."""

    def __init__(self, *, handles: int, memory: int, limits: Limits) -> None:
        """Take how many files may be open, their bytes together, and what one holds."""
        self.limits = limits
        self._handles = handles
        self._memory = memory
        self._open: dict[str, Opened] = {}
        self._numbers = count(1)

    def check(self, size: int) -> None:
        """Refuse another file that there is no room for.

        Raises:
            CallError: too many files are open (``too-many``), or too many bytes
                (``too-large``).
        """
        if len(self._open) >= self._handles:
            raise CallError(
                code="too-many",
                message=Message(
                    f"最多同时打开 {self._handles} 个文件，请先关闭（close）",
                    f"at most {self._handles} files are open at once; close some",
                ),
            )
        held = sum(len(each.data) for each in self._open.values())
        if held + size > self._memory:
            raise CallError(
                code="too-large",
                message=Message(
                    f"打开的文件合计不超过 {self._memory} 字节，请先关闭一些",
                    f"open files may have {self._memory} bytes together; close some",
                ),
            )

    def add(
        self,
        *,
        name: str,
        data: bytes,
        form: str | None,
        document: Document,
        limits: Limits,
    ) -> Opened:
        """Keep a file and give it a handle; handles are never given twice."""
        handle = f"h{next(self._numbers)}"
        opened = Opened(
            handle=handle,
            name=name,
            data=data,
            form=form,
            document=document,
            limits=limits,
        )
        self._open[handle] = opened
        return opened

    def get(self, handle: str) -> Opened:
        """Return an open file.

        Raises:
            CallError: no file is open under this handle (``no-such-handle``).
        """
        opened = self._open.get(handle)
        if opened is None:
            raise CallError(
                code="no-such-handle",
                message=Message(
                    f"没有打开的文件“{handle[:40]}”",
                    f"no file is open under the handle “{handle[:40]}”",
                ),
            )
        return opened

    def close(self, handle: str) -> None:
        """Forget a file.

        Raises:
            CallError: as ``get``.
        """
        self.get(handle)
        del self._open[handle]

    def handles(self) -> list[str]:
        """Return the handles of the open files, in the order they were opened."""
        return list(self._open)
