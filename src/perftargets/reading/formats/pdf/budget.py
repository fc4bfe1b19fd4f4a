"""What is left of the limits while one PDF is read, and how going over one is told."""

import time

import attrs

from perftargets.findings import Message
from perftargets.reading.limits import advice

_STREAMS = 256 * 1024 * 1024
"""How many bytes all streams that are read may unpack to."""

OBJECTS = 400_000
"""How many things one page may draw."""

_TICKS = 1024


_SPLIT = Message(zh="可拆分文件", en="split the file")


class LimitError(Exception):
    """A limit is passed; ``zh`` and ``en`` say which, and ``advice`` what to do."""

    def __init__(self, *, zh: str, en: str, limit: str | None = None) -> None:
        """Return what is too much; ``limit`` is the field that can be raised."""
        super().__init__(en)
        self.zh = zh
        self.en = en
        self.advice: Message = _SPLIT if limit is None else advice(limit)


class LockedError(Exception):
    """The file asks for a password."""


class BrokenError(Exception):
    """The file, or a page of it, cannot be read; the message is the library's."""

    def __init__(self, why: str, page: int = 0) -> None:
        """Return why, and of which page; 0 is the file."""
        super().__init__(why)
        self.page = page


@attrs.define
class Budget:
    """What is left of the limits while one file is read."""

    deadline: float
    seconds: int
    streams: int = _STREAMS
    objects: int = OBJECTS
    ticks: int = 0
    damage: Message | None = None

    def note(self, zh: str, en: str) -> None:
        """Keep in mind that something of the page could not be read, and what."""
        self.damage = self.damage or Message(zh=zh, en=en)

    def noted(self) -> Message | None:
        """Return what was kept in mind, and forget it."""
        damage, self.damage = self.damage, None
        return damage

    def tick(self) -> None:
        """Look at the clock now and then."""
        self.ticks += 1
        if self.ticks % _TICKS == 0:
            self.check_time()

    def check_time(self) -> None:
        """Stop where the time is over."""
        if time.monotonic() > self.deadline:
            raise LimitError(
                zh=f"读取时间超过上限 {self.seconds} 秒",
                en=f"reading takes longer than the limit of {self.seconds} seconds",
                limit="seconds",
            )

    def draw(self, count: int = 1) -> None:
        """Count what a page draws."""
        self.tick()
        self.objects -= count
        if self.objects < 0:
            raise LimitError(
                zh=f"一页的图文对象超过上限 {OBJECTS} 个",
                en=f"a page draws more than the limit of {OBJECTS} objects",
            )

    def unpack(self, size: int) -> None:
        """Count what streams unpack to."""
        self.streams -= size
        if self.streams < 0:
            raise too_large(_STREAMS)


def too_large(limit: int) -> LimitError:
    """Return the refusal of a stream that unpacks to too much."""
    return LimitError(
        zh=f"数据流解压后超过上限 {limit} 字节，像是压缩炸弹",
        en=f"a stream unpacks to more than the limit of {limit} bytes, like a bomb",
    )
