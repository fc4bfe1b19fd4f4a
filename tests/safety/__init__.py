"""Laws on untrusted files: nothing of them runs, and nothing is lost without a word."""
