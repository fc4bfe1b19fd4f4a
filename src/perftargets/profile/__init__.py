"""Profiles: the settings of a regulation, as data; their model and their loader."""

from perftargets.profile.loader import DEFAULT, asked_profile, load_profile, shipped
from perftargets.profile.model import Profile

__all__ = ["DEFAULT", "Profile", "asked_profile", "load_profile", "shipped"]
