"""Stands in for the module of Pillow; its class is named in annotations alone."""


class ImageDraw:
    """No picture is ever drawn."""
