"""From grids to rows: which table is which, and from which cell a field comes."""
