"""Messages that are made when they are read are like any other."""

import copy
import pickle
import threading

import attrs
import pytest

from perftargets import judge
from perftargets.findings import Message

TEXTS = ("达到", "met")


def later() -> Message:
    """Return a message that is not made yet."""
    return Message.later(lambda: Message(*TEXTS))


def test_a_message_made_later_is_equal_to_one_made_at_once() -> None:
    """So are its hash, representation, flat form and copies."""
    plain = Message(*TEXTS)

    assert later() == plain
    assert plain == later()
    assert hash(later()) == hash(plain)
    assert repr(later()) == repr(plain)
    assert later().to_dict("zh") == plain.to_dict("zh")
    assert attrs.astuple(later()) == TEXTS
    assert attrs.evolve(later(), en="missed") == Message("达到", "missed")
    assert copy.copy(later()) == copy.deepcopy(later()) == plain
    assert pickle.loads(pickle.dumps(later())) == plain  # noqa: S301 - our own


def test_it_is_made_once_and_lets_go() -> None:
    """Both texts are made together, and what made them is not kept."""
    made = []

    def make() -> Message:
        made.append(1)
        return Message(*TEXTS)

    message = Message.later(make)
    assert not made
    assert (message.zh, message.en, message.text("zh"), str(message)) == (
        *TEXTS,
        "达到",
        "met",
    )
    assert made == [1]
    assert getattr(message, "_make", None) is None


def test_a_text_that_is_asked_for_is_not_kept() -> None:
    """Whoever writes out many rows asks for texts, and each message stays as it was."""
    made = []

    def make() -> Message:
        made.append(1)
        return Message(*TEXTS)

    message = Message.later(make)
    assert (message.text("zh"), message.text("en"), message.made()) == (
        *TEXTS,
        Message(*TEXTS),
    )
    assert made == [1, 1, 1]
    assert getattr(message, "_make", None) is make
    plain = Message(*TEXTS)
    assert plain.made() is plain
    assert message.zh == TEXTS[0]
    assert message.made() is message


def test_what_fails_fails_again() -> None:
    """A text that cannot be made is not taken for an empty one."""

    def make() -> Message:
        raise ZeroDivisionError

    message = Message.later(make)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            _ = message.zh


def test_other_attributes_are_not_there() -> None:
    """Only the texts are made."""
    with pytest.raises(AttributeError):
        _ = later().hint
    with pytest.raises(AttributeError):
        _ = Message(*TEXTS).hint


def test_threads_that_read_together_read_the_same() -> None:
    """Eight threads, one message."""
    judgement = judge("≥100人", "实际95人", name="培训人数")
    found: list[str] = []
    gate = threading.Barrier(8)

    def read() -> None:
        gate.wait()
        found.append(judgement.reason.zh)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["实际95人，目标≥100人，未达到"] * 8
