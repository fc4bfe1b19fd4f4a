"""What the figures were measured on."""

import datetime as dt
import os
import platform


def machine() -> str:
    """Tell the day, the interpreter and the kind of machine, and nothing of whose."""
    today = dt.datetime.now(dt.UTC).date().isoformat()
    return (
        f"Measured on {today} with {platform.python_implementation()} "
        f"{platform.python_version()}, {platform.system()} on {platform.machine()}, "
        f"{os.cpu_count()} cores."
    )
