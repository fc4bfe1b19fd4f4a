"""Bytes to grids, trees or text: one module or package for each format."""
