"""Columns and data frames."""
