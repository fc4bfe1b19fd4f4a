"""Rows worked out by hand, and published kinds of 自评表 recomputed."""
