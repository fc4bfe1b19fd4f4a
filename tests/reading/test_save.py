"""Files written whole or not at all."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from perftargets.errors import UsageError
from perftargets.writing.save import save


def test_text_and_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    """Text is UTF-8 with the line ends it has; nothing else is left in the folder."""
    goal = tmp_path / "a"
    save(goal, "甲\n乙\r\n", force=False)
    assert "甲\n乙\r\n".encode() == goal.read_bytes()
    save(goal, b"\xff", force=True)
    assert (b"\xff", [goal]) == (goal.read_bytes(), list(tmp_path.iterdir()))


def test_a_new_file_gets_the_mode_of_any_new_file(tmp_path: Path) -> None:
    """Not that of a private draft."""
    plain, goal = tmp_path / "plain", tmp_path / "goal"
    plain.touch()
    save(goal, "x", force=False)
    assert plain.stat().st_mode == goal.stat().st_mode


def test_a_file_that_is_there_is_kept(tmp_path: Path) -> None:
    """Without ``force`` nothing is replaced, and the error names the file."""
    goal = tmp_path / "a"
    goal.write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError) as caught:
        save(goal, "x", force=False)
    assert (str(goal), "mine") == (
        caught.value.filename,
        goal.read_text(encoding="utf-8"),
    )


def test_a_replaced_file_keeps_its_mode(tmp_path: Path) -> None:
    """Who may read it does not change."""
    goal = tmp_path / "a"
    goal.touch()
    goal.chmod(0o640)
    save(goal, "x", force=True)
    assert 0o640 == stat.S_IMODE(goal.stat().st_mode)


@pytest.mark.parametrize("force", [False, True])
def test_through_a_link_the_file_it_names_is_written(
    tmp_path: Path, *, force: bool
) -> None:
    """The link stays a link, also one to a file that is not there yet."""
    goal, link = tmp_path / "goal", tmp_path / "link"
    link.symlink_to(goal)
    save(link, "x", force=force)
    assert (True, "x") == (link.is_symlink(), goal.read_text(encoding="utf-8"))


def test_a_device_is_written_where_it_is() -> None:
    """It is never replaced by a file."""
    save(os.devnull, "x", force=False)
    assert not Path(os.devnull).is_file()


def test_a_folder_that_is_not_there_is_the_mistake_of_the_caller(
    tmp_path: Path,
) -> None:
    """The folder is named."""
    with pytest.raises(UsageError, match="there is no folder"):
        save(tmp_path / "none" / "a", "x", force=False)


def test_a_failure_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old content stays, and the draft goes."""
    goal = tmp_path / "a"
    goal.write_text("old", encoding="utf-8")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left") as caught:
        save(goal, b"new", force=True)
    assert str(goal) == caught.value.filename
    assert ("old", [goal]) == (
        goal.read_text(encoding="utf-8"),
        list(tmp_path.iterdir()),
    )


def test_a_disk_without_links_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some file systems have no hard links."""

    def refused(_draft: Path, _goal: Path) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refused)
    goal = tmp_path / "a"
    save(goal, "x", force=False)
    assert ("x", [goal]) == (
        goal.read_text(encoding="utf-8"),
        list(tmp_path.iterdir()),
    )


def test_a_folder_that_takes_no_file_is_named_as_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name of the draft would mean nothing to anybody."""

    def refused(_draft: Path, *, exist_ok: bool) -> None:
        del exist_ok
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "touch", refused)
    with pytest.raises(PermissionError) as caught:
        save(tmp_path / "a", "x", force=False)
    assert str(tmp_path / "a") == caught.value.filename


@pytest.mark.parametrize("step", ["touch", "chmod", "replace"])
def test_ctrl_c_leaves_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """It comes at any moment, also right after a call of the system that did its work.

    What was there before is there still, unless the new file has its name already.
    """
    goal = tmp_path / "a"
    goal.write_text("before", encoding="utf-8")
    real = getattr(Path, step)

    def interrupted(*args: object, **named: object) -> None:
        real(*args, **named)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, step, interrupted)
    with pytest.raises(KeyboardInterrupt):
        save(goal, "after", force=True)
    monkeypatch.undo()
    assert [goal] == list(tmp_path.iterdir())
    whole = "after" if step == "replace" else "before"
    assert whole == goal.read_text(encoding="utf-8")


def test_a_text_may_come_in_parts(tmp_path: Path) -> None:
    """A long report is never whole in memory; a failure among the parts writes none."""
    goal = tmp_path / "a"
    save(goal, iter(["一\n", "", "二"]), force=True)
    assert "一\n二".encode() == goal.read_bytes()

    def broken() -> Iterator[str]:
        yield "三"
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with pytest.raises(OSError, match="Input/output error"):
        save(goal, broken(), force=True)
    assert ("一\n二".encode(), [goal]) == (goal.read_bytes(), list(tmp_path.iterdir()))


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("content", ["x", b"x", ["x", "y"]])
def test_the_content_is_on_the_disk_before_the_name(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    content: str | bytes | list[str],
    *,
    force: bool,
) -> None:
    """A rename may reach the disk first, and a power cut leave a file of nothing."""
    goal = tmp_path / "a"
    steps: list[tuple[str, int]] = []
    sync, replace, link = os.fsync, Path.replace, os.link

    def synced(descriptor: int) -> None:
        steps.append(("sync", os.fstat(descriptor).st_size))
        sync(descriptor)

    def replaced(draft: Path, target: Path) -> Path:
        steps.append(("name", draft.stat().st_size))
        return replace(draft, target)

    def linked(draft: Path, target: Path) -> None:
        steps.append(("name", draft.stat().st_size))
        link(draft, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "link", linked)
    monkeypatch.setattr(Path, "replace", replaced)
    save(goal, content, force=force)
    assert steps == [("sync", len(content)), ("name", len(content))]


def test_a_disk_that_cannot_be_waited_for_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some network shares answer that they cannot."""

    def refused(_descriptor: int) -> None:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    monkeypatch.setattr(os, "fsync", refused)
    save(tmp_path / "a", "x", force=False)
    assert "x" == (tmp_path / "a").read_text(encoding="utf-8")


@pytest.mark.parametrize("force", [False, True])
def test_a_link_that_goes_round_is_named(tmp_path: Path, *, force: bool) -> None:
    """It leads to no file, and is no fault of the program."""
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(OSError, match="symbolic links") as caught:
        save(tmp_path / "a", "x", force=force)
    assert (errno.ELOOP, str(tmp_path / "a")) == (
        caught.value.errno,
        caught.value.filename,
    )


def test_what_nobody_may_write_stays(tmp_path: Path) -> None:
    """A rename would replace it all the same."""
    goal = tmp_path / "a"
    goal.write_text("old", encoding="utf-8")
    goal.chmod(0o444)
    with pytest.raises(PermissionError) as caught:
        save(goal, "new", force=True)
    assert str(goal) == caught.value.filename
    assert ("old", [goal]) == (
        goal.read_text(encoding="utf-8"),
        list(tmp_path.iterdir()),
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("content", ["x", b"x", ["x"] * 9])
def test_a_full_device_is_named(content: str | bytes | list[str]) -> None:
    """As a full disk is."""
    with pytest.raises(OSError, match="No space left") as caught:
        save("/dev/full", content, force=True)
    assert "/dev/full" == caught.value.filename
