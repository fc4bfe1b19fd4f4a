"""What measures the library works; the figures are made by ``make bench``."""
