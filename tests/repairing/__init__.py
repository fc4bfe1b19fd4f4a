"""Tests of repairs in the bytes of a file."""
