"""Points: of rows, of projects, of a filled form, and in the middle of the year."""
