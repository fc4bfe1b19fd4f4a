"""Files in: their forms, tables and notations."""
