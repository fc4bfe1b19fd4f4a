"""Layouts of target tables, made by seed, with what a person reads in them."""
