"""``make hostile``: a folder of hostile files, and what each command does with each.

Every format × cut off, flipped bits, damaged parts, wrong endings; bombs, entities,
depth, widths, cycles, locks, encodings, links, pipes. Each file goes through
``convert``, ``lint`` and ``check`` in a process of its own under limits of time and
memory. Held:

- no traceback, no internal fault, no hang, no kill;
- a file that gives no indicator ends with 1 and says so;
- a damaged copy of a table has all of its rows, or an error that says what is missing.

``python -m tools.hostile --folder build/hostile --sample 60`` runs a part, chosen by
``--seed``. ``--public FOLDER`` adds the files that readers are tested with by their own
makers, out of the sdists in a folder: ``make hostile-public`` fetches those of
``SDISTS`` from the registry.
"""

import argparse
import io
import json
import os
import random
import resource
import signal
import socket
import sys
import tarfile
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path

import attrs

from perftargets.cli import main as command
from perftargets.findings import UNREADABLE
from perftargets.reading import read
from tests.safety import damage, files
from tools.stages import say

SECONDS = 60
"""CPU time that a command may take of one file."""

MEMORY = 1024**3
"""Bytes that a process may grow to."""

FLIPS, CUTS, PARTS = 16, 12, 14
"""How many copies of each format get a flipped byte, are cut off, lose a part."""

COMMANDS = ("convert", "lint", "check")
ROWS = 6
"""Rows of the table that the damaged files are copies of."""

SDISTS = (
    *("openpyxl", "python-docx", "pdfplumber", "pypdf", "pdfminer.six", "xlrd"),
    *("odfpy", "XlsxWriter", "docx2txt"),
)
"""Packages whose sdists hold files that their readers are tested with."""

ENDINGS = frozenset(
    (
        *(".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".odt", ".odp", ".docx", ".pdf"),
        *(".csv", ".tsv", ".html", ".htm", ".json", ".yaml", ".yml", ".toml", ".txt"),
        *(".xml", ".rtf", ".doc", ".png", ".jpg", ".tif"),
    )
)
"""Which of the files in an sdist are tried."""

_LARGEST = 20 * 1024 * 1024

Made = Iterator[tuple[str, bytes]]


@attrs.frozen
class Outcome:
    """What became of one file.

    Attributes:
        name: the file.
        faults: the laws it broke, in words.
        seconds: CPU time of all commands.
        peak: bytes of memory at most.
    """

    name: str
    faults: tuple[str, ...]
    seconds: float
    peak: int


def build(folder: Path, seed: int) -> list[Path]:
    """Build the files, and return their paths, sorted; the same for the same seed."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory() as place:
        whole = {
            form: (path.read_bytes(), path.suffix)
            for form, path in files.put_all(Path(place)).items()
        }
    for name, data in (*_damaged(whole, chance), *_made()):
        (folder / name).write_bytes(data)
    _special(folder)
    return sorted(folder.iterdir())


def public(folder: Path, sdists: Path) -> list[Path]:
    """Copy the files of readers' own tests out of sdists, and return their paths."""
    made: list[Path] = []
    for sdist in sorted(sdists.glob("*.tar.gz")):
        package = sdist.name.removesuffix(".tar.gz")
        with tarfile.open(sdist) as packed:
            wanted = (
                each
                for each in packed
                if each.isfile()
                and each.size <= _LARGEST
                and Path(each.name).suffix.lower() in ENDINGS
            )
            for number, member in enumerate(wanted):
                content = packed.extractfile(member)
                ending = Path(member.name).suffix.lower()
                goal = folder / f"public-{package}-{number:04}{ending}"
                goal.write_bytes(b"" if content is None else content.read())
                made.append(goal)
    return made


def _damaged(whole: dict[str, tuple[bytes, str]], chance: random.Random) -> Made:
    for form, (data, ending) in sorted(whole.items()):
        yield f"whole-{form}{ending}", data
        for number in range(CUTS):
            size = len(data) * (number + 1) // (CUTS + 1)
            yield f"cut-{form}-{number:02}{ending}", data[:size]
        for number in range(FLIPS):
            flipped = bytearray(data)
            at = chance.randrange(len(data))
            flipped[at] ^= 1 << chance.randrange(8)
            yield f"flip-{form}-{number:02}{ending}", bytes(flipped)
        of = damage.BY_FORM.get(form, damage.of_text)
        parts = list(of(data))
        for number, (_, broken) in enumerate(
            chance.sample(parts, min(PARTS, len(parts)))
        ):
            yield f"part-{form}-{number:02}{ending}", broken
        for other, (_, wrong) in sorted(whole.items()):
            if wrong != ending:
                yield f"ending-{form}-as-{other}{wrong}", data
        start = chance.randrange(len(data))
        yield f"blank-{form}{ending}", data[:start] + bytes(len(data) - start)
        yield f"twice-{form}{ending}", data + data
        yield f"behind-{form}{ending}", b"\x00" * 512 + data


def _zip(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return made.getvalue()


_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY a{number} "{"&a" * 10 if number else "&a;" * 10}">'.replace(
            "&a&a", "&a;&a"
        )
        for number in range(12)
    )
    + "]>"
)
_OUTSIDE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    b'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
)


def _made() -> Made:
    yield from _made_of_text()
    yield from _made_of_parts()
    yield from _made_of_objects()


def _made_of_text() -> Made:
    head = "项目名称,三级指标,指标值\n"
    row = "甲,培训次数,≥5次\n"
    for name in (
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-32",
        "gb18030",
        "big5",
    ):
        text = head + row * 3
        yield f"encoding-{name}.csv", text.encode(name, "replace")
        yield f"encoding-{name}.json", '{"projects":[]}'.encode(name)
    yield "encoding-mixed.csv", head.encode() + row.encode("gb18030") * 9
    for size in (0, 1, 2, 3, 7, 64, 4096, 100_000):
        yield f"zeros-{size}.xlsx", bytes(size)
        noise = random.Random(size).randbytes(size)  # noqa: S311 - no secret
        yield f"noise-{size}.bin.csv", noise
        yield f"noise-{size}.pdf", b"%PDF-1.7\n" + noise
        yield f"noise-{size}.xls", bytes.fromhex("d0cf11e0a1b11ae1") + noise
        yield f"noise-{size}.docx", b"PK\x03\x04" + noise
    for depth in (100, 10_000, 200_000):
        yield f"depth-{depth}.json", b"[" * depth + b"]" * depth
        yield f"depth-object-{depth}.json", b'{"a":' * depth + b"1" + b"}" * depth
        yield f"depth-{depth}.yaml", b"[" * depth
        yield f"depth-block-{depth}.yaml", b"- " * depth
        yield f"depth-{depth}.toml", b"a = " + b"[" * depth
        yield f"depth-keys-{depth}.toml", b"a." * depth + b"a = 1"
        yield f"depth-{depth}.html", b"<table><tr><td>" * depth
        yield f"depth-div-{depth}.html", b"<div>" * depth
    for width in (1_000, 100_000, 1_000_000):
        yield f"width-{width}.csv", ("指标值," * width)[:8_000_000].encode()
        keys = ",".join(f'"k{number}":1' for number in range(width // 4))
        yield f"width-{width}.json", f'{{"schema":"perftargets/1",{keys}}}'.encode()
        yield f"width-{width}.html", b"<table><tr>" + b"<td>1" * min(width, 300_000)
        span = f'<table><tr><td colspan="{width}" rowspan="{width}">指标值</table>'
        yield f"span-{width}.html", span.encode()
        yield f"line-{width}.txt", "指标值：不少于".encode() * min(width, 200_000)
        yield f"quote-{width}.csv", head.encode() + b'"' + b"a\n" * min(width, 500_000)
        digits = b"9" * width
        yield (
            f"digits-{width}.json",
            (b'{"schema":"perftargets/1","fiscal_year":' + digits + b"}"),
        )
        yield f"digits-{width}.csv", head.encode() + "甲,次数,≥".encode() + digits
    yield "exponent.json", b'{"schema":"perftargets/1","fiscal_year":1e999999999}'
    yield "exponent.csv", f"{head}甲,次数,≥1e999999999次\n".encode()
    yield (
        "laughs.yaml",
        (
            "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
            + "".join(
                f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
            )
        ).encode(),
    )
    yield "cycle.yaml", b"a: &a [*a]\n"
    yield "cycle-map.yaml", b"&a projects: *a\n"
    yield "tag.yaml", b"!!python/object/apply:os.system ['true']\n"
    yield "twice.json", b'{"schema":"perftargets/1","schema":"perftargets/1"}'
    yield "same-key.toml", b"a = 1\na = 2\n"
    yield "laughs.html", f"{_LAUGHS}<table><tr><td>&a11;</table>".encode()
    yield "outside.html", f"{_OUTSIDE}<table><tr><td>&x;</table>".encode()
    yield "script.html", b"<script>while(1){}</script><table><tr><td>1</table>"
    yield "comment.html", b"<!--" * 200_000
    yield "entities.html", b"<table><tr><td>" + b"&#x110000;&#0;&bogus;" * 50_000
    yield "formula.csv", f"{head}=1+1,@x,-1\n".encode()
    yield "null.csv", f"{head}甲\x00,\x1b[2J,≥5次\n".encode()
    yield "many.csv", head.encode() + row.encode() * 20_000
    yield (
        "locked.xlsx",
        bytes.fromhex("d0cf11e0a1b11ae1")
        + ("EncryptedPackage".encode("utf-16-le").ljust(4096, b"\x00")),
    )
    yield "~$lock.xlsx", b"\x05user" + bytes(160)


def _made_of_parts() -> Made:
    zeros = bytes(200 * 1024 * 1024)
    sheet = "xl/worksheets/sheet1.xml"
    yield "bomb.xlsx", _zip({"[Content_Types].xml": _TYPES, sheet: zeros})
    yield "bomb.docx", _zip({"[Content_Types].xml": _TYPES, "word/document.xml": zeros})
    yield "bomb.ods", _zip({"mimetype": b"application/vnd.oasis", "content.xml": zeros})
    inner = _zip({"a": zeros[: 64 * 1024 * 1024]})
    yield "nested.xlsx", _zip({f"{number}.zip": inner for number in range(50)})
    yield "names.xlsx", _zip({f"xl/{number}.xml": b"" for number in range(20_000)})
    up = "../" * 40 + "etc/passwd"
    yield "up.xlsx", _zip({up: b"x", "xl/workbook.xml": b"<a/>", "/root/a": b"x"})
    for kind, part in (
        ("xlsx", "xl/workbook.xml"),
        ("xlsx", sheet),
        ("docx", "word/document.xml"),
        ("ods", "content.xml"),
    ):
        short = part.rpartition("/")[2].removesuffix(".xml")
        types = {"[Content_Types].xml": _TYPES, "mimetype": b"application/vnd.oasis"}
        for name, text in (
            ("laughs", f"{_LAUGHS}<a>&a11;</a>"),
            ("outside", f"{_OUTSIDE}<a>&x;</a>"),
            ("depth", "<a>" * 200_000),
            ("attributes", "<a " + "".join(f"b{n}='' " for n in range(50_000)) + "/>"),
            ("text", f"<a>{'甲' * 3_000_000}</a>"),
            ("encoding", '<?xml version="1.0" encoding="utf-7"?><a>+ADw-</a>'),
            ("empty", ""),
        ):
            yield f"{name}-{short}.{kind}", _zip({**types, part: text.encode()})
    encrypted = bytearray(_zip({"xl/workbook.xml": b"<a/>"}))
    encrypted[6] |= 1
    central = encrypted.rindex(b"PK\x01\x02")
    encrypted[central + 8] |= 1
    yield "encrypted.xlsx", bytes(encrypted)


_ONE_PAGE = (
    "1 0 obj\n<</Pages 2 0 R>>\nendobj\n"
    "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
    "3 0 obj\n<</Type/Page/MediaBox[0 0 9 9]"
)
_OBJECTS = (
    "1 0 obj\n2 0 R\nendobj",
    "1 0 obj\n<</Pages 2 0 R>>\nendobj\n2 0 obj\n2 0 R\nendobj",
    "1 0 obj\n<</Pages 2 0 R>>\nendobj\n2 0 obj\n<</Kids[2 0 R]/Count 1>>\nendobj",
    "1 0 obj\n<</Pages 2 0 R>>\nendobj\n2 0 obj\n<</Kids 2 0 R/Count 9>>\nendobj",
    f"{_ONE_PAGE}/Parent 3 0 R/Contents 3 0 R/Resources 3 0 R>>\nendobj",
    (
        f"{_ONE_PAGE}/Contents 4 0 R>>\nendobj\n"
        "4 0 obj\n<</Length 4 0 R/Filter 4 0 R>>\nstream\nq\nendstream\nendobj"
    ),
    (
        f"{_ONE_PAGE}/Contents[4 0 R 4 0 R]/Resources<</XObject<</A 4 0 R>>>>>>\n"
        "endobj\n4 0 obj\n<</Type/XObject/Subtype/Form/Length 5/Resources<</XObject"
        "<</A 4 0 R>>>>>>\nstream\n/A Do\nendstream\nendobj"
    ),
    (
        f"{_ONE_PAGE}/MediaBox[0 0 99999999999 99999999999]/Contents 4 0 R>>\nendobj\n"
        "4 0 obj\n<</Length 9999999999>>\nstream\n0 0 m 9 9 l S\nendstream\nendobj"
    ),
    (
        "1 0 obj\n<</Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids["
        + "3 0 R " * 5_000
        + "]/Count 5000>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R>>\nendobj"
    ),
    "1 0 obj\n" + "[" * 100_000 + "\nendobj",
    "1 0 obj\n" + "<<" * 100_000 + "\nendobj",
)
"""Objects of PDFs that refer to themselves, or ask for too much."""


def _made_of_objects() -> Made:
    for number, objects in enumerate(_OBJECTS):
        for name, tail in (
            ("plain", "trailer <</Root 1 0 R/Size 9>>"),
            ("prev", "trailer <</Root 1 0 R/Prev 0>>"),
            (
                "self",
                "xref\n0 1\n0 65535 f\ntrailer <</Root 1 0 R/Prev 9>>\nstartxref\n9",
            ),
            ("encrypted", "trailer <</Root 1 0 R/Encrypt 1 0 R/ID[(a)(b)]>>"),
        ):
            text = f"%PDF-1.7\n{objects}\n{tail}\n%%EOF\n"
            yield f"cycle-{number:02}-{name}.pdf", text.encode()


def _special(folder: Path) -> None:
    """Make what is no file: links, pipes, sockets, folders, files nobody may read."""
    os.mkfifo(folder / "pipe.csv")
    (folder / "loop.json").symlink_to("loop.json")
    (folder / "broken.xlsx").symlink_to("nowhere.xlsx")
    (folder / "zero.csv").symlink_to("/dev/zero")
    (folder / "random.pdf").symlink_to("/dev/urandom")
    (folder / "folder.docx").mkdir()
    with socket.socket(socket.AF_UNIX) as opened, suppress(OSError):
        opened.bind(os.fspath(folder / "socket.csv"))
    (folder / "shut.csv").write_bytes(b"a")
    (folder / "shut.csv").chmod(0)


def outcome(path: Path, *, seconds: int = SECONDS, memory: int = MEMORY) -> Outcome:
    """Run every command on a file in a process of its own."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        _limit(seconds, memory)
        with open(into, "w", encoding="utf-8") as answer:  # noqa: PTH123 - a pipe
            json.dump(_faults(path, seconds), answer)
        os._exit(0)
    os.close(into)
    with open(out, encoding="utf-8") as answer:  # noqa: PTH123 - a pipe
        text = answer.read()
    _, status, used = os.wait4(child, 0)
    faults: list[str] = json.loads(text) if text else []
    code = os.waitstatus_to_exitcode(status)
    if code:
        faults.append(f"the process ended with {code}")
    return Outcome(
        path.name, tuple(faults), used.ru_utime + used.ru_stime, used.ru_maxrss * 1024
    )


def _limit(seconds: int, memory: int) -> None:
    hard = _spent() + (len(COMMANDS) + 1) * (seconds + 5)
    resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))
    # Address space is more than what is used; the peak is looked at as well.
    resource.setrlimit(resource.RLIMIT_AS, (4 * memory, 4 * memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # A hang that uses no CPU, as of a pipe nobody writes to.
    signal.alarm(20 * seconds)


def _spent() -> int:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return int(used.ru_utime + used.ru_stime)


def _give(seconds: int) -> None:
    """Give what comes next so many seconds of CPU time."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (min(_spent() + seconds, hard), hard))


def _faults(path: Path, seconds: int) -> list[str]:
    found: list[str] = []
    for name in COMMANDS:
        _give(seconds)
        said = io.StringIO()
        try:
            with redirect_stdout(said), redirect_stderr(said):
                code = command([name, os.fspath(path), "--lang", "en"])
        except BaseException:  # noqa: BLE001 - whatever it is, it should not be
            found.append(f"{name} raised {traceback.format_exc()[-300:]}")
            continue
        text = said.getvalue()
        if code not in {0, 1, 2} or "internal fault" in text or "Traceback" in text:
            at = max(text.find("internal fault"), 0)
            found.append(f"{name} ended with {code}: {text[at : at + 300]}")
    _give(seconds)
    if not found and path.is_file():
        found += _losses(path)
    return found


def _losses(path: Path) -> Iterator[str]:
    with suppress(OSError):
        document = read(path)
        found = [row for _, row in document.rows()]
        # A row that is cut off before name or target is told by the rules (STR009).
        rows = sum(1 for row in found if row.name and row.target.text)
        told = any(each.code in UNREADABLE for each in document.diagnostics)
        if not found and not told:
            yield "no row is read, and nothing says so"
        is_copy = path.name.startswith(("whole-", "part-", "cut-", "flip-"))
        if is_copy and rows < _expected(path.name) and not told:
            yield f"{rows} rows of {_expected(path.name)}, and nothing says so"


def _expected(name: str) -> int:
    """Return the rows of the sound file that a name stands for."""
    form = name.split("-", 1)[1].split(".", maxsplit=1)[0]
    if form.startswith(("csv", "html", "running-text", "xlsb")) or name.startswith(
        "flip-"
    ):
        # Text that is cut off at the end of a row, or has another letter, is sound.
        return 0
    if name.startswith(("cut-", "part-")) and form.startswith(("json", "yaml", "toml")):
        # Cut off behind a whole row, YAML and TOML are sound and shorter.
        return 0
    return ROWS


_TOLD = 100
"""So many files go by from one line that is told to the next."""


def _warm_up(paths: Sequence[Path]) -> None:
    """Load what reads sound files, so that no process of a file has to load it."""
    for path in paths:
        if path.name.startswith("whole-"):
            for name in COMMANDS:
                with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
                    command([name, os.fspath(path)])


def run(
    paths: Sequence[Path], tell: Callable[[str], object], *, minutes: float | None
) -> list[Outcome]:
    """Run the files until the time is over, and say what is wrong with each."""
    done: list[Outcome] = []
    _warm_up(paths)
    begun = time.monotonic()
    for path in paths:
        if len(done) % _TOLD == 0 and done:
            tell(f"{len(done)} of {len(paths)} files, {time.monotonic() - begun:.0f} s")
        if minutes is not None and time.monotonic() - begun > 60 * minutes:
            tell(f"the time is over; {len(paths) - len(done)} files were not run")
            break
        each = outcome(path)
        if each.peak > MEMORY:
            said = f"{each.peak // 2**20} MB"
            each = attrs.evolve(each, faults=(*each.faults, said))
        for fault in each.faults:
            tell(f"{path.name}: {fault}")
        done.append(each)
    return done


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the files, run the commands on them, and return 1 where a law is broken."""
    parser = argparse.ArgumentParser(prog="python -m tools.hostile")
    parser.add_argument("--folder", type=Path, help="where the files are built")
    parser.add_argument("--public", type=Path, help="a folder of sdists of readers")
    parser.add_argument("--sample", type=int, help="run so many of them, by chance")
    parser.add_argument("--minutes", type=float, help="begin no file after this time")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(arguments)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = asked.folder or Path(place) / "hostile"
        paths = build(folder, asked.seed)
        if asked.public is not None:
            paths += public(folder, asked.public)
        say(f"{len(paths)} files")
        chosen = paths
        if asked.sample is not None:
            chance = random.Random(asked.seed)  # noqa: S311 - no secret
            chosen = chance.sample(paths, min(asked.sample, len(paths)))
        outcomes = run(chosen, say, minutes=asked.minutes)
    broken = [each for each in outcomes if each.faults]
    slowest = max(outcomes, key=lambda each: each.seconds)
    largest = max(outcomes, key=lambda each: each.peak)
    say(
        f"{len(outcomes)} files in {len(COMMANDS)} commands, "
        f"{time.monotonic() - begun:.0f} s; slowest {slowest.name} "
        f"{slowest.seconds:.1f} s; largest {largest.name} {largest.peak // 2**20} MB; "
        f"{len(broken)} broke a law"
    )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
