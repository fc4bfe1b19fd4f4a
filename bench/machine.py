"""What the figures were measured on."""

import datetime as dt
import os
import platform


def machine() -> str:
    """Tell the day, the interpreter and the kind of machine, and nothing of whose."""
    cores = os.cpu_count() or 1
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    busy = ""
    if load > cores:
        busy = (
            f" It had other work at the same time (a load of {load:.0f}): only the "
            "ratios say something."
        )
    today = dt.datetime.now(dt.UTC).date().isoformat()
    return (
        f"Measured on {today} with {platform.python_implementation()} "
        f"{platform.python_version()}, {platform.system()} on {platform.machine()}, "
        f"{cores} cores.{busy}"
    )
