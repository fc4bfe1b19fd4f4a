"""The published running-text form of the goal table to a document."""
