"""The commands lint and rule."""
