"""Stands in for Pillow, by which pdfplumber draws pages; nothing here draws any."""
