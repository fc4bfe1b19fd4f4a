"""A library that reads an untrusted file in a process of its own, with bounds.

Some libraries end their whole process, or fill the memory, where a damaged file tells
them to. That must not be the process of the caller.
"""

import subprocess
import sys

SECONDS = 120
"""How long such a process may take."""

_BOUNDS = """
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({most}, {most}))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
except (ImportError, OSError, ValueError):
    pass
"""


def run(code: str, data: bytes, *, memory: int) -> tuple[int, bytes] | None:
    """Run code of ours over the bytes of a file, which it finds on standard input.

    Gives how the process ended and what it wrote; None where no interpreter is known.

    Args:
        code: a program.
        data: the file.
        memory: how many bytes the process may take, where the system holds to it.

    Raises:
        subprocess.TimeoutExpired: it took longer than ``SECONDS``.
    """
    if not sys.executable:
        return None
    done = subprocess.run(  # noqa: S603 - our own interpreter and our own code
        [sys.executable, "-c", _BOUNDS.format(most=memory) + code],
        input=data,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=SECONDS,
        check=False,
    )
    return done.returncode, done.stdout
