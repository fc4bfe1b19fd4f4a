"""HTML pages written by hand, against what a browser shows of them."""
