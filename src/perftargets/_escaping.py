r"""Text from files, made safe for where it goes: one function for each kind of output.

| output | function |
|---|---|
| a terminal, a log, a report in text | `terminal` |
| the same, where each character keeps its column | `one_for_one` |
| CSV | `csv_cell`; `csv_value` is its way back |
| XLSX: cells, comments | `xlsx_text`; `xlsx_value` is its way back |
| XML: JUnit | `xml` |
| HTML: pages, notebooks | `html` |
| JSON: reports, SARIF, GitLab | `json_text` |
| messages of SARIF, which may hold links | `sarif_message` |
| workflow commands of GitHub | `workflow_data`, `workflow_property` |

YAML and TOML write their strings by ``reading.formats.tree.escapes``; DOCX and what is
written as a table get their text through ``writing.notices.Cleaner``, which reports
what it changed.

What is dangerous: control characters, which act on a terminal, end a line of a log or
make programs drop what stands before a formula; marks that turn the direction of
writing; and commands that a CI server takes from the log of a job, ``::error::…`` at
the beginning of a line and ``##[error]…`` or ``##vso[…]`` anywhere in it.
"""

import html as _markup
import json
import re
from unicodedata import category

_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"

COMMAND = re.compile(r":(?=:[A-Za-z])|#(?=#(?:\[|vso\[|teamcity\[))")
"""The first sign of what a CI server may take from a log for a command.

The runner of GitHub takes both kinds, Azure and TeamCity the second.
"""

_COMMAND_IN_LINE = re.compile(
    r"(?m)(^[\s\"']*):(?=:[A-Za-z])|#(?=#(?:\[|vso\[|teamcity\[))"
)
_FULL_WIDTH = {":": "：", "#": "＃"}

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def without_commands(text: str) -> str:
    """Replace the first sign of each command for a CI server by its full-width form."""
    if ":" not in text and "#" not in text:
        return text
    return COMMAND.sub(lambda found: _FULL_WIDTH[found[0]], text)


def terminal(text: str) -> str:
    r"""Escape what would act on a terminal or hide in it, as ``\x1b`` or ``\u202e``."""
    if not text.isprintable():
        text = "".join(
            character.encode("unicode_escape").decode("ascii")
            if category(character) in _UNSEEN
            else character
            for character in text
        )
    return without_commands(text)


def one_for_one(text: str, *, keep: str = "") -> str:
    """Replace each control character by a visible sign, one for one.

    ``keep`` are characters that stay as they are, such as the ends of lines.
    """
    if not text.isprintable():
        text = "".join(
            character if character in keep else _sign(character) for character in text
        )
    return without_commands(text)


def _sign(character: str) -> str:
    match category(character):
        case "Cc" if ord(character) < ord(" "):
            return chr(0x2400 + ord(character))
        case "Cc" | "Cf" | "Zl" | "Zp":
            return _UNKNOWN
        case _:
            return character


# Programs drop control characters, marks of byte order and signs without a width, and
# take what follows for the beginning of the cell.
_DROPPED = "\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff"
_RUNS = re.compile(f"[{_DROPPED}']*[=+\\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(f"'{_RUNS.pattern}")
_QUOTED = re.compile(r'[=＝]\s*"((?:[^"]|"")*)"\s*')

_LINE_END = re.compile(r"\r\n?")
_NOT_IN_CSV = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def csv_cell(text: str) -> str:
    """Return text for a cell of CSV that no spreadsheet, terminal or log acts on.

    A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line end is run as a
    formula, or read as one, by programs that open CSV. It gets an apostrophe before it,
    as spreadsheets themselves put one; one that stood there gets a second, so that the
    way back is exact. A control character becomes its picture, and a line that begins
    as a command of a workflow gets a full-width sign.
    """
    fit = _LINE_END.sub("\n", text)
    fit = _NOT_IN_CSV.sub(_picture, fit)
    fit = _COMMAND_IN_LINE.sub(_in_line, fit)
    return f"'{fit}" if _RUNS.match(fit) else fit


def csv_value(text: str) -> str:
    """Remove the apostrophe that `csv_cell` added; other text stays.

    So is what keeps a spreadsheet from turning a text into a number: ``="95%"``.
    """
    if _GUARDED.match(text):
        return text[1:]
    quoted = _QUOTED.fullmatch(text)
    return quoted[1].replace('""', '"') if quoted else text


def _in_line(found: re.Match[str]) -> str:
    return f"{found[1]}：" if found[1] is not None else "＃"


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code == ord("\x7f"):
        return "\N{SYMBOL FOR DELETE}"
    return chr(0x2400 + code) if code < ord(" ") else _UNKNOWN


_XLSX_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_XLSX_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def xlsx_text(text: str) -> str:
    """Return text for a cell or comment of XLSX: ``_x0041_`` would be read as ``A``.

    Characters that XML cannot hold become U+FFFD. (ECMA-376, part 1, 22.9.2.19.)
    """
    return _XLSX_ESCAPE.sub("_x005F_", xml_fit(text))


def xlsx_value(text: str) -> str:
    """Return what a spreadsheet shows for a text of XLSX, the way back."""
    if "_x" not in text:
        return text
    return _XLSX_ESCAPED.sub(_xlsx_character, text)


def _xlsx_character(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    # Half of a character stays as it is written: no text can hold it.
    return found[0] if category(character) == "Cs" else character


def xml_fit(text: str) -> str:
    """Replace what XML cannot hold, even escaped, by U+FFFD."""
    return _NO_XML.sub(_UNKNOWN, text)


def xml(text: str) -> str:
    """Return text for XML, as an attribute or between elements; lines stay lines."""
    safe = "\n".join(terminal(line) for line in _LINE_END.sub("\n", text).split("\n"))
    return _markup.escape(xml_fit(safe)).replace("\n", "&#10;")


def html(text: object) -> str:
    """Return text for a page, in an attribute or between elements."""
    return _markup.escape(xml_fit(terminal(str(text))))


def json_text(tree: object, *, indent: int | None = 2) -> str:
    r"""Return JSON that can always be encoded and that no terminal or log acts on.

    What cannot be seen, and the first sign of a command that a CI server takes from
    anywhere in a line, is written as ``\u001b``: a parser reads the same text.
    """
    written = json.dumps(tree, ensure_ascii=False, indent=indent)
    written = _JSON_UNSEEN.sub(_json_escape, written)
    return _JSON_COMMAND.sub(r"\\u0023", written)


_JSON_COMMAND = re.compile(r"#(?=#(?:\[|vso\[|teamcity\[))")
_JSON_UNSEEN = re.compile(
    # Cc without the line ends of the layout, Cf, Cs, Zl and Zp.
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u08e2\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)


def _json_escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


_LINK = re.compile(r"\](?=\()")


def sarif_message(text: str) -> str:
    """Return text for a message of SARIF, in which ``[text](address)`` is a link.

    A space keeps it from being one. (SARIF 2.1.0, 3.11.6.)
    """
    return _LINK.sub("] ", text)


def workflow_data(text: str) -> str:
    """Return text for the message of a workflow command of GitHub.

    Nothing in it may end the line and begin a command; line ends are shown as such.
    """
    shown = one_for_one(_LINE_END.sub("\n", text), keep="\n")
    return shown.replace("%", "%25").replace("\n", "%0A")


def workflow_property(text: str) -> str:
    """Return text for a property of a workflow command, such as ``title=``."""
    return one_for_one(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
