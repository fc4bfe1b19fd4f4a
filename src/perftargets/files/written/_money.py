"""Money in a form whose label names the unit: 350.5万元 stands there as 350.5."""

import re
from decimal import Decimal

from perftargets.files.written._labels import labels

_FIGURE = re.compile(r"\d{1,12}(?:\.\d{1,6})?", re.ASCII)


def in_unit(amount: str | Decimal | None) -> str | Decimal | None:
    """Take the unit of the form off an amount; any other amount stays as written.

    A figure that a sheet would show otherwise (350.50) stays text.
    """
    if amount is None or isinstance(amount, Decimal):
        return amount
    figure = amount.removesuffix(labels("money")["unit"])
    if figure == amount or not _FIGURE.fullmatch(figure):
        return amount
    number = Decimal(figure)
    return number if format(number.normalize(), "f") == figure else figure
