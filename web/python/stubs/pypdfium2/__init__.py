"""Stands in for pypdfium2, by which pdfplumber draws pages; nothing here draws any."""


def __getattr__(name: str) -> object:
    message = f"pypdfium2.{name}: pages are not drawn here"
    raise AttributeError(message)
