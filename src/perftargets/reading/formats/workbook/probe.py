"""A first reading of a workbook in a process of its own.

python-calamine ends its whole process where a damaged file asks it for more memory than
there is.
"""

import subprocess

from perftargets.reading.formats import isolated
from perftargets.reading.formats.zip import UnusableError

_MEMORY = 4 * 1024**3
"""How many bytes the first reading may take."""


def probe(data: bytes) -> bool:
    """Read a workbook in another process, and forget what was read.

    Gives whether that could be done. Where no other process can be had, it is read in
    this one, which has to be told, unless this one is in a sandbox itself.

    Raises:
        UnusableError: the reading failed, or took too long.
    """
    try:
        done = isolated.run("probe", "python_calamine", data, memory=_MEMORY)
    except subprocess.TimeoutExpired as problem:
        raise UnusableError(
            zh=f"工作簿在 {isolated.SECONDS} 秒内没有读完；"
            "请用办公软件打开后另存为 XLSX",
            en=f"the workbook could not be read within {isolated.SECONDS} seconds; "
            "open it in an office program and save it as XLSX",
        ) from problem
    here = isolated.run_here("probe", data) if done is None else done
    if here.code:
        raise UnusableError(
            zh="工作簿已损坏或设有密码；请用办公软件打开后另存为 XLSX",
            en="the workbook is damaged or locked; open it in an office program and "
            "save it as XLSX",
        )
    return done is not None or isolated.is_contained()
