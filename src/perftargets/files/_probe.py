"""A first reading of a workbook in a process of its own.

python-calamine ends its whole process where a damaged file asks it for more memory than
there is. That must not be the process of the caller.
"""

import subprocess
import sys

from perftargets.files._zip import UnusableError

_SECONDS = 120
"""How long the first reading may take."""

_UNKNOWN = 77
"""How the process ends where it does not find the library."""

_CODE = f"""
import io, sys
try:
    from python_calamine import CalamineWorkbook
except ImportError:
    sys.exit({_UNKNOWN})
try:
    import resource
    most = 4 * 1024 ** 3
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
except (ImportError, OSError, ValueError):
    pass
book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
for each in book.sheets_metadata:
    if "WorkSheet" in str(each.typ):
        book.get_sheet_by_name(each.name).to_python(skip_empty_area=True)
"""


def probe(data: bytes) -> None:
    """Read a workbook in another process, and forget what was read.

    Raises:
        UnusableError: that process failed, or took too long.
    """
    if not sys.executable:
        return
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own code
            [sys.executable, "-c", _CODE],
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as problem:
        raise UnusableError(
            zh=f"工作簿在 {_SECONDS} 秒内没有读完；请用办公软件打开后另存为 XLSX",
            en=f"the workbook could not be read within {_SECONDS} seconds; open it in "
            "an office program and save it as XLSX",
        ) from problem
    if done.returncode not in {0, _UNKNOWN}:
        raise UnusableError(
            zh="工作簿已损坏或设有密码；请用办公软件打开后另存为 XLSX",
            en="the workbook is damaged or locked; open it in an office program and "
            "save it as XLSX",
        )
