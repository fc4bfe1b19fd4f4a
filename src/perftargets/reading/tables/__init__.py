"""Grids to documents: regions, columns, labels, rows, money."""
