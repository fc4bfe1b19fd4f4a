"""How fast columns are worked on in every engine: ``make bench-scale``."""
