"""Stands in for the module of Pillow; its class is named in annotations alone."""


class Image:
    """No picture is ever made."""
