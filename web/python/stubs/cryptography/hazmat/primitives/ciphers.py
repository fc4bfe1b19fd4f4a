"""Stands in for the ciphers of cryptography: a PDF under AES cannot be read here."""


class Cipher:
    """Refuses at once, so that the file is reported as one that cannot be read."""

    def __init__(self, *_: object, **__: object) -> None:
        """Refuse."""
        message = "a PDF encrypted with AES cannot be read in the page"
        raise NotImplementedError(message)


class algorithms:  # noqa: N801 - named as in cryptography
    """The algorithms that pdfminer names."""

    @staticmethod
    def AES(key: bytes) -> bytes:  # noqa: N802 - named as in cryptography
        """Return the key; `Cipher` refuses it."""
        return key


class modes:  # noqa: N801 - named as in cryptography
    """The modes that pdfminer names."""

    @staticmethod
    def CBC(vector: bytes) -> bytes:  # noqa: N802 - named as in cryptography
        """Return the vector; `Cipher` refuses it."""
        return vector
