"""Stands in for cryptography, which has no build for this interpreter."""
