"""What a written file is: its form, its bytes and what was noticed in making it."""

from typing import Literal

import attrs

from perftargets.findings import Finding

Form = Literal["document", "flat", "application", "self-evaluation", "iati"]
"""What a written file looks like, whatever its format.

* ``document``: keys and values of perftargets/1, which keep everything.
* ``flat``: one row for each indicator, the project in a column (平面表).
* ``application``: 项目支出绩效目标申报表, one sheet or page for each project.
* ``self-evaluation``: 项目支出绩效自评表, likewise.
* ``iati``: results of the IATI standard 2.03, as XML.
"""

FORMS: dict[str, tuple[Form, ...]] = {
    ".csv": ("flat",),
    ".docx": ("application", "self-evaluation"),
    ".json": ("document",),
    ".toml": ("document",),
    ".xlsx": ("flat", "application", "self-evaluation"),
    ".xml": ("iati",),
    ".yaml": ("document",),
    ".yml": ("document",),
}
"""The forms each ending can have; the first is the one without ``form``."""


EmptyForm = Literal["application", "self-evaluation"]
"""The forms that there are empty ones of."""

ROWS, MOST_ROWS = 20, 500
"""How many rows of indicators an empty form has unless asked, and at most."""


@attrs.frozen
class Written:
    """A file that is ready to be written, and what was noticed in making it.

    Attributes:
        data: the bytes of the file.
        findings: fields without a place in the form, characters replaced (WRI codes).
    """

    data: bytes
    findings: tuple[Finding, ...] = ()
