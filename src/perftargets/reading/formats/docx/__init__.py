"""Word documents: DOCX to paragraphs and tables."""
