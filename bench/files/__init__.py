"""How fast files are read, beside the bare libraries: ``make bench-files``."""
