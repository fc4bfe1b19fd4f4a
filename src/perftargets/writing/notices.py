"""What writers notice: WRI001 to WRI005, with the project and the row it is about.

Nothing is left out or changed in silence: a form without a place for a field, a
character that it cannot hold.
"""

import re

from perftargets.findings import Finding, Message, codes

_LINE_END = re.compile(r"\r\n?")
# What XML 1.0 cannot hold (its production Char) or discourages, and terminals act on.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_PICTURES = 0x2400
_UNKNOWN = "\ufffd"
_QUOTED = 40


def left_out(zh: str, en: str, project: str | None = None) -> Finding:
    """Report fields that the form has no place for (WRI001)."""
    return codes.UNWRITTEN_FIELD.finding(
        zh=f"这种表没有地方写：{zh}；未写出",
        en=f"this form has no place for {en}; it is left out",
        hint=Message(zh="写成 JSON 则全部保留", en="JSON keeps everything"),
        project=project,
    )


def unlike_names(name: str) -> Finding:
    """Report neighbours of one name, which a flat table cannot part (WRI003)."""
    return codes.MERGED_PROJECTS.finding(
        zh=f"相邻的两个项目都叫“{name}”，平面表里分不开",
        en=f"two neighbours are named “{name}”; a flat table cannot part them",
        project=name,
    )


def placeholder(prefix: str) -> Finding:
    """Report that identifiers are none that a registry gave (WRI004)."""
    return codes.PLACEHOLDER_IDENTIFIER.finding(
        zh=f"IATI 标识以“{prefix}”开头，并未登记；发布前请换成本单位的标识",
        en=f"the IATI identifiers begin with “{prefix}”, which no registry gave; "
        "put your organisation's own there before publishing",
    )


def unit_missing(zh: str, en: str, *, figure: str, unit: str, project: str) -> Finding:
    """Report money without a unit in a form that is all in one unit (WRI005)."""
    return codes.MONEY_WITHOUT_UNIT.finding(
        zh=f"{zh}“{figure}”没有写单位，表中的金额都以{unit}计，会被读作{figure}{unit}",
        en=f"{en} “{figure}” names no unit; the form counts in {unit}, so it will "
        f"be read as {figure}{unit}",
        hint=Message(
            zh=f"写明单位，如“{figure}元”或“{figure}{unit}”",
            en=f"write the unit, as in “{figure}元” or “{figure}{unit}”",
        ),
        project=project,
    )


class Cleaner:
    """Makes text fit for a file, and keeps a finding for each text it changed."""

    def __init__(self) -> None:
        """Begin with no findings."""
        self.findings: list[Finding] = []

    def __call__(
        self, text: str, *, project: str | None = None, indicator: str | None = None
    ) -> str:
        r"""Return the text with line ends as ``\n`` and no character unfit for XML.

        A control character becomes its picture (U+2400 and after), anything else
        unfit the replacement character U+FFFD, and WRI002 says so.
        """
        text = _LINE_END.sub("\n", text)
        fit = _UNFIT.sub(_picture, text)
        if fit != text:
            unfit = sorted({f"U+{ord(found):04X}" for found in _UNFIT.findall(text)})
            quoted = fit if len(fit) <= _QUOTED else fit[:_QUOTED] + "…"
            self.findings.append(
                codes.REPLACED_CHARACTER.finding(
                    zh=f"文件不能存放 {'、'.join(unfit)}，已换成符号：“{quoted}”",
                    en=f"the file cannot hold {', '.join(unfit)}; signs stand for "
                    f"them: “{quoted}”",
                    project=project,
                    indicator=indicator,
                )
            )
        return fit


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(_PICTURES + code) if code < ord(" ") else _UNKNOWN
