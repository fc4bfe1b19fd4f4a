"""PDF with a text layer to tables or running text."""
