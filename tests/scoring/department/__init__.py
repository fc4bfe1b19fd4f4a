"""A made-up department of 30 schools, worked out by hand."""
