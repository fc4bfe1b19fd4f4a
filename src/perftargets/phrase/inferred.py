"""Facts that no phrase writes but that follow from a convention, by their names."""

from collections.abc import Mapping
from types import MappingProxyType

from perftargets.findings import Message

INFERRED: Mapping[str, Message] = MappingProxyType(
    {
        "zero-in-words": Message("以文字表示为零", "the words mean none"),
        "all-in-words": Message("以文字表示为全部", "the words mean all"),
        "end-of-period": Message("取该时段的最后一天", "the last day of the period"),
        "operator-from-level": Message(
            "提高到、降至等词说明了方向", "the verb tells which way the level counts"
        ),
        "unit-from-other-end": Message(
            "一端的单位取自另一端", "one end takes its unit from the other"
        ),
        "scale-from-other-end": Message(
            "前一个数的万、亿取自后一个数",
            "the first figure takes its scale from the last",
        ),
    }
)
"""What each name in ``Target.inferred`` says."""
