"""What a phrase says: ``parse(text)`` gives a ``Target``."""
