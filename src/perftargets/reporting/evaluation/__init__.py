"""Reports of an evaluation: one module for each form."""
