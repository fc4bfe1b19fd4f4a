"""PDFs made by reportlab, against what is printed in them."""
