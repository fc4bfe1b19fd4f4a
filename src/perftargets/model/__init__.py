"""What a table says: documents, projects, indicators, categories."""
