"""Every kind of target around its edges, and documents side by side."""
