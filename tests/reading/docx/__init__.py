"""DOCX made by python-docx and by hand, against what it says."""
