"""The page in a real browser: the file by itself, the site without its server."""
