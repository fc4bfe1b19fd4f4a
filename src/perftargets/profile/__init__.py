"""Profiles: the settings of a regulation, as data; their model and their loader."""
