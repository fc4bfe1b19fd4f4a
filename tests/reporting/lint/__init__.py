"""The forms of a report of lint."""
