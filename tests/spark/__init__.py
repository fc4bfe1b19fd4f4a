"""Spark in local mode."""
