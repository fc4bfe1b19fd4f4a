"""Tests of the session: calls over bytes and JSON."""
