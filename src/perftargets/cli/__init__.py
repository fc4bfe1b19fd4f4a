"""The command ``perftargets``: the main job from a shell, in Chinese and English.

Needs the extra ``cli``.
"""

from perftargets.cli.run import main

__all__ = ["main"]
