"""Old office files by LibreOffice, where it is installed: converted apart, then read.

The program gets a folder of its own, with a profile that runs no macro and follows no
link, an environment without anything of the caller's, and bounds on time and size.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

_PROGRAMS = ("soffice", "libreoffice")
_MOST = 64 * 1024 * 1024
"""How many bytes the converted file may have."""

_SECURITY = "Office.Common/Security/Scripting"
_PROXY = "Inet/Settings"
_ITEMS = (
    (_SECURITY, "MacroSecurityLevel", "3"),
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Office.Writer/Content/Update", "Link", "2"),
    (_PROXY, "ooInetProxyType", "2"),
    (_PROXY, "ooInetHTTPProxyName", "127.0.0.1"),
    (_PROXY, "ooInetHTTPProxyPort", "9"),
    (_PROXY, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_PROXY, "ooInetHTTPSProxyPort", "9"),
)
"""No macro, no link to anything outside, no update of links, a proxy nobody answers."""

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{items}
</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.{path}">'
    '<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)

_NOWHERE = "http://127.0.0.1:9"
"""A proxy that nobody answers, so that nothing is fetched."""


def program() -> str | None:
    """Return the path of LibreOffice; None where it is not installed."""
    return next(filter(None, map(shutil.which, _PROGRAMS)), None)


def converted(data: bytes, suffix: str, wanted: str, *, seconds: int) -> bytes | None:
    """Return a file in another format; None where that could not be done.

    Args:
        data: the file.
        suffix: the ending by which LibreOffice knows its format, as ``.doc``.
        wanted: the format to convert to, ``docx`` or ``xlsx``.
        seconds: how long it may take.
    """
    office = program()
    if office is None:
        return None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place)
        source = folder / f"source{suffix}"
        source.write_bytes(data)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        items = (
            _ITEM.format(path=path, name=name, value=value)
            for path, name, value in _ITEMS
        )
        text = _SETTINGS.format(items="".join(items))
        settings.write_text(text, encoding="utf-8")
        if not _run(office, folder, source, wanted, seconds):
            return None
        made = folder / "made" / f"source.{wanted}"
        if not made.is_file() or not 0 < made.stat().st_size <= _MOST:
            return None
        return made.read_bytes()


def _run(office: str, folder: Path, source: Path, wanted: str, seconds: int) -> bool:
    """Run LibreOffice in a group of processes, which is ended in any case."""
    process = subprocess.Popen(  # noqa: S603 - a fixed program, no shell, no user's words
        [
            office,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault"),
            *("--convert-to", wanted, "--outdir", str(folder / "made")),
            str(source),
        ],
        cwd=folder,
        env={
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(folder),
            "TMPDIR": str(folder),
            "LANG": "C.UTF-8",
            **dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), _NOWHERE),
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(timeout=seconds) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the program and what it started; it leaves a process of its own behind."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (OSError, AttributeError):
        process.kill()
    process.wait()
