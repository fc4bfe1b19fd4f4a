"""The library over bytes and JSON: what a page, a server and an editor call.

A `Session` answers ``call(name, args)``. Nothing is read from or written to the disk,
no exception comes out of it, and all it remembers lies in the session.
"""

from perftargets.session.session import CALLS, Session, schema

__all__ = ["CALLS", "Session", "schema"]
