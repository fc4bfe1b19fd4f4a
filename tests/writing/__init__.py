"""Forms out: what is written, opened again with the libraries of the formats."""
