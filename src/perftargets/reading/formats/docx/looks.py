"""Whether text of a Word document is struck or hidden, by its run and its styles."""

from typing import TYPE_CHECKING

from perftargets.reading.formats.docx.signs import W

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_OFF = frozenset({"0", "false", "off"})
_SWITCHES = {"strike": "strike", "dstrike": "strike", "vanish": "vanish"}
"""Switches of a run, and what each of them does to its text."""

_MOST_LEVELS = 20
"""How many styles may be based on one another."""


class Looks:
    """The styles of one document."""

    def __init__(self, root: "Element | None") -> None:
        """Take the root of the part that defines the styles."""
        self._own: dict[str, dict[str, bool]] = {}
        self._above: dict[str, str] = {}
        for style in root.iter(f"{W}style") if root is not None else ():
            name = style.get(f"{W}styleId") or ""
            self._own[name] = _switches(style.find(f"{W}rPr"))
            based = style.find(f"{W}basedOn")
            self._above[name] = (
                based.get(f"{W}val") if based is not None else ""
            ) or ""
        self._has_any = any(self._own.values())

    def of_run(self, run: "Element", paragraph: "Element | None") -> dict[str, bool]:
        """Return what is switched on for a run: ``strike``, ``vanish``."""
        look = run.find(f"{W}rPr")
        found: dict[str, bool] = {}
        if self._has_any:
            if paragraph is not None:
                found.update(self._style(paragraph.find(f"{W}pPr/{W}pStyle")))
            if look is not None:
                found.update(self._style(look.find(f"{W}rStyle")))
        found.update(_switches(look))
        return found

    def _style(self, reference: "Element | None") -> dict[str, bool]:
        name = (reference.get(f"{W}val") if reference is not None else "") or ""
        chain: list[dict[str, bool]] = []
        while name in self._own and len(chain) < _MOST_LEVELS:
            chain.append(self._own[name])
            name = self._above.get(name, "")
        found: dict[str, bool] = {}
        for each in reversed(chain):
            found.update(each)
        return found


def _switches(look: "Element | None") -> dict[str, bool]:
    found: dict[str, bool] = {}
    for element in look if look is not None else ():
        effect = _SWITCHES.get(element.tag.removeprefix(W))
        if effect is not None:
            on = element.get(f"{W}val") not in _OFF
            found[effect] = found.get(effect, False) or on
    return found
