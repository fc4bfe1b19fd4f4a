"""Makes the pictures of the forms anew, and the documents on their pages.

``make forms`` runs it.
"""

import io
import sys

from perftargets.reading.native.yaml import dumps
from tests.pages.forms import BLOCK, FORMS, Form, image, page

SCALE = 1.5
"""Dots of a picture for each point."""


def picture(form: Form) -> bytes:
    """Draw a form as PNG, in shades of grey."""
    import pypdfium2  # type: ignore[import-untyped]

    page = pypdfium2.PdfDocument(form.pdf())[0]
    image = page.render(scale=SCALE, grayscale=True).to_pil()
    made = io.BytesIO()
    image.quantize(16).save(made, format="PNG", optimize=True)
    return made.getvalue()


def main() -> int:
    """Make all pictures anew, and the documents on the pages."""
    for name, form in FORMS.items():
        image(name).write_bytes(picture(form))
        shown = BLOCK.sub(
            lambda _, form=form: dumps(form.document()),  # type: ignore[misc]
            page(name).read_text(encoding="utf-8"),
        )
        page(name).write_text(shown, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
