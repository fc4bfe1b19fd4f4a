"""``make fuzz``: made-up phrases, files, actuals and documents against their laws.

Parts, each with a share of the time (``FUZZ_MINUTES``, 15 without it):

- *phrases*: every law of `tests.property.laws`, on made-up and spliced phrases, on
  mutations of the seeds, and on any text; with atheris, where it is installed, guided
  by the branches that are reached (``--atheris``);
- *files*: every format, damaged part by part or byte by byte, through ``read``;
- *actuals*: a phrase as the target, another as the actual: a verdict with a reason, the
  same each time, and no exception;
- *documents*: what is written in each format is read again as it was.

Seeds are the corpus and ``tests/property/seeds.txt``; whoever finds a failure adds the
text there. ``--rounds N`` runs a fixed number of inputs instead, the same for the same
``--seed``: the part that CI runs.
"""

import argparse
import itertools
import json
import os
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

import attrs

import perftargets
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Project
from perftargets.phrase import parse
from perftargets.reading import Limits, read_bytes
from perftargets.writing import render
from tests.corpus.entries import cases
from tests.property.laws import broken
from tests.safety import damage, files
from tools.stages import say

SEEDS = Path(__file__).parents[1] / "tests" / "property" / "seeds.txt"
SIGNS = (
    "≥≤＞<=±约0123456789０９.，,、；;（）()[]【】%％‰万亿元人次个条/至到-—~～每以上下内前后"
    "底末年月日第名低高于少不超过分别其中或和增长下降上年预算"
    " \t\n\x00\u200b\ufeff\U00020000\ud800"
)
"""Characters that the phrase language looks at, and some that nobody expects."""

LIMITS = Limits(size=10**7, rows=10**4, seconds=30)


@attrs.frozen
class Failure:
    """An input that broke a law."""

    part: str
    law: str
    given: str


Try = Callable[[random.Random], Iterator[tuple[str, str]]]
"""Tries one input, and yields each law that it breaks, with the input."""


@cache
def seeds() -> tuple[str, ...]:
    """Return the phrases that inputs are mutated from."""
    lines = SEEDS.read_text(encoding="utf-8").splitlines()
    kept = [json.loads(line) for line in lines if line.startswith('"')]
    return (*(case.phrase for case in cases()), *kept)


def phrase(chance: random.Random) -> str:
    """Return a mutated or spliced seed."""
    text = chance.choice(seeds())
    for _ in range(chance.randrange(4)):
        at = chance.randrange(len(text) + 1)
        match chance.randrange(6):
            case 0:
                text = text[:at] + chance.choice(SIGNS) + text[at:]
            case 1:
                text = text[:at] + text[at + 1 :]
            case 2:
                other = chance.choice(seeds())
                text = text[:at] + other[chance.randrange(len(other) + 1) :]
            case 3:
                text = text[:at] + "".join(chance.choices(SIGNS, k=4)) + text[at:]
            case 4:
                text = text[:at] * 2 + text[at:]
            case _:
                text = f"{text}{chance.choice('，；、。')}{chance.choice(seeds())}"
    return text[:400]


def try_phrase(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Try every law of one phrase."""
    text = phrase(chance)
    for law in broken(text):
        yield law, repr(text)


def try_actual(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Try one target with one actual, and both turned round."""
    target, actual = phrase(chance), phrase(chance)
    for one, other in ((target, actual), (actual, target), (target, target)):
        judged = perftargets.judge(one, other)
        if not judged.reason.zh or not judged.reason.en:
            yield "a verdict has no reason", repr((one, other))
        if judged != perftargets.judge(one, other):
            yield "two verdicts differ", repr((one, other))
        ratios: tuple[object, ...] = (judged.completion, judged.deviation)
        for ratio in ratios:
            if isinstance(ratio, float):
                yield "a ratio is a float", repr((one, other))


@cache
def sound() -> dict[str, bytes]:
    """Return a sound file in every format."""
    with tempfile.TemporaryDirectory() as folder:
        made = files.put_all(Path(folder))
        return {form: path.read_bytes() for form, path in made.items()}


@cache
def damaged(form: str) -> tuple[bytes, ...]:
    """Return a file with each of its parts damaged, one at a time."""
    of = damage.BY_FORM.get(form, damage.of_text)
    return tuple(data for _, data in of(sound()[form]))


def try_file(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Try one damaged file: no exception, and a file of nothing says so."""
    form = chance.choice(sorted(sound()))
    data = bytearray(chance.choice((sound()[form], *damaged(form))))
    for _ in range(chance.randrange(1, 5)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(4):
            case 0:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del data[at : at + chance.randrange(1, 64)]
            case 2:
                data[at:at] = chance.randbytes(chance.randrange(1, 16))
            case _:
                start = chance.randrange(len(data) + 1)
                data[at:at] = data[start : start + chance.randrange(1, 256)]
        if not data:
            return
    document = read_bytes(bytes(data), path=f"a.{form}", limits=LIMITS)
    said = [each.message.en for each in document.diagnostics]
    if any("internal fault" in each for each in said):
        yield next(each for each in said if "internal fault" in each), data.hex()
    has_rows = any(project.indicators for project in document.projects)
    if not has_rows and not said:
        yield "no row is read, and nothing says so", data.hex()


def try_document(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Try one made-up document: what is written is read again as it was."""
    rows = tuple(
        Indicator(
            category=chance.choice(("产出指标", "效益指标", "满意度指标")),
            name=f"指标{chance.choice('甲乙丙')}{number}",
            target=parse(_cell(chance)),
            weight=Decimal(chance.randrange(1, 999)) / 10,
        )
        for number in range(chance.randrange(1, 6))
    )
    document = Document(projects=(Project(name="甲项目", indicators=rows),))
    given = [(row.name, row.target.text, row.weight) for row in rows]
    for ending in (".json", ".yaml", ".toml"):
        data = render(document, ending).data
        again = [
            (row.name, row.target.text, row.weight)
            for _, row in read_bytes(data, path=f"a{ending}").rows()
        ]
        if again != given:
            yield f"{ending} is not read as it was written", repr(given)


def _cell(chance: random.Random) -> str:
    """Return a phrase that a file can hold, without half a character."""
    text = phrase(chance).encode("utf-8", "ignore").decode()
    return text.strip() or "≥1次"


PARTS: dict[str, Try] = {
    "phrases": try_phrase,
    "actuals": try_actual,
    "documents": try_document,
    "files": try_file,
}


def run(
    part: str, seed: int, *, seconds: float, rounds: int | None
) -> tuple[int, list[Failure]]:
    """Try inputs of one part until the time or the rounds are over."""
    end = time.monotonic() + seconds
    failures: list[Failure] = []
    tried = 0
    for number in itertools.count() if rounds is None else range(rounds):
        if rounds is None and time.monotonic() > end:
            break
        tried += 1
        # One seed for each input, so that each can be tried again alone.
        chance = random.Random(f"{part}-{seed}-{number}")  # noqa: S311 - no secret
        try:
            failures += [
                Failure(part, law, given) for law, given in PARTS[part](chance)
            ]
        except Exception:  # noqa: BLE001 - told with the input that it came of
            said = traceback.format_exc(limit=-3)
            failures.append(Failure(part, said, f"seed {part}-{seed}-{number}"))
    return tried, failures


def guided(seconds: int) -> None:
    """Let atheris choose the phrases by the branches that they reach."""
    import atheris

    with atheris.instrument_imports(include=["perftargets.phrase"]):
        parse("不少于100条")

    def one(data: bytes) -> None:
        text = data.decode("utf-8", "ignore")
        laws = list(broken(text))
        if laws:
            message = f"{text!r}: {laws}"
            raise AssertionError(message)

    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(seeds()):
            (Path(folder) / f"{number}").write_bytes(text.encode("utf-8", "ignore"))
        atheris.Setup(
            [sys.argv[0], f"-max_total_time={seconds}", "-max_len=300", folder], one
        )
        atheris.Fuzz()


def main(arguments: Sequence[str] | None = None) -> int:
    """Try inputs, print what broke a law, and return 1 where something did."""
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz")
    minutes = float(os.environ.get("FUZZ_MINUTES", "15"))
    parser.add_argument("--minutes", type=float, default=minutes)
    parser.add_argument("--rounds", type=int, help="inputs of each part, no time")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--part", action="append", choices=[*PARTS])
    parser.add_argument("--atheris", action="store_true")
    asked = parser.parse_args(arguments)
    parts = asked.part or [*PARTS]
    seconds = asked.minutes * 60 / len(parts)
    if asked.atheris:
        guided(int(asked.minutes * 60))
        return 0
    bad = 0
    for part in parts:
        begun = time.monotonic()
        tried, failures = run(part, asked.seed, seconds=seconds, rounds=asked.rounds)
        for each in failures[:20]:
            say(f"{each.part}: {each.law}: {each.given[:2000]}")
        took = time.monotonic() - begun
        say(
            f"{part}: {tried} inputs, seed {asked.seed}, {took:.0f} s, "
            f"{len(failures)} broke a law"
        )
        bad += len(failures)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
