"""HTML pages to paragraphs and tables, as a browser shows them."""
