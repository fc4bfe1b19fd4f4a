"""A first reading of a workbook in a process of its own.

python-calamine ends its whole process where a damaged file asks it for more memory than
there is.
"""

import subprocess

from perftargets.reading.formats import isolated
from perftargets.reading.formats.zip import UnusableError

_MEMORY = 4 * 1024**3
"""How many bytes the first reading may take."""

_UNKNOWN = 77
"""How the process ends where it does not find the library."""

_CODE = f"""
import io, sys
try:
    from python_calamine import CalamineWorkbook
except ImportError:
    sys.exit({_UNKNOWN})
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
    try:
        done = isolated.run(_CODE, data, memory=_MEMORY)
    except subprocess.TimeoutExpired as problem:
        raise UnusableError(
            zh=f"工作簿在 {isolated.SECONDS} 秒内没有读完；"
            "请用办公软件打开后另存为 XLSX",
            en=f"the workbook could not be read within {isolated.SECONDS} seconds; "
            "open it in an office program and save it as XLSX",
        ) from problem
    if done is not None and done[0] not in {0, _UNKNOWN}:
        raise UnusableError(
            zh="工作簿已损坏或设有密码；请用办公软件打开后另存为 XLSX",
            en="the workbook is damaged or locked; open it in an office program and "
            "save it as XLSX",
        )
