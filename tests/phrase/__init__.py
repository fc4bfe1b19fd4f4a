"""Tests of the phrase language."""
