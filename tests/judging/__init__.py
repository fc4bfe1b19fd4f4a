"""Tests of verdicts: directions, figures, dates, words, matching."""
