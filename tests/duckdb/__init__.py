"""SQL on one machine."""
