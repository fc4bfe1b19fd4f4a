"""Stands in for the package of cryptography."""
