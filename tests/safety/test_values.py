"""Values go through pickle, processes and threads, and look the same always."""

import copy
import inspect
import multiprocessing
import os
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache
from typing import Any

import pytest

import perftargets
from perftargets import errors
from perftargets._data import data
from perftargets.reading import Limits
from perftargets.reading.limits import Choice


@cache
def values() -> dict[str, Any]:
    """Return one value of each kind that a caller gets, by what it is."""
    document = perftargets.read(str(data("example", "panyu-2022.yaml")))
    evaluation = perftargets.check(document)
    phrases = ("不少于100条", "≥60%且<90%", "11月底前", "较上年增长5%", "明显提升", "/")
    return {
        "document": document,
        "evaluation": evaluation,
        "report": perftargets.lint(document),
        "review": perftargets.review(evaluation),
        "profile": perftargets.load_profile("mof2020"),
        "judgement": perftargets.judge("不少于100条", "99条"),
        "limits": Limits(rows=5, choice=Choice(pages=((1, 2),))),
        "units": perftargets.default_units(),
        **{phrase: perftargets.parse(phrase) for phrase in phrases},
    }


ERRORS = {
    "UsageError": errors.UsageError(zh="甲", en="a"),
    "DataError": errors.DataError(zh="甲", en="a"),
    "MissingExtraError": errors.MissingExtraError(extra="pdf", purpose="PDF"),
    "FindingsError": errors.FindingsError(zh="甲", en="a", report=perftargets.Report()),
}


def test_every_public_exception_is_tried() -> None:
    """One that is added is noticed."""
    made = {
        name
        for name, each in inspect.getmembers(errors, inspect.isclass)
        if issubclass(each, BaseException)
    }
    assert {*ERRORS, "PerftargetsError"} == made


@pytest.mark.parametrize("name", ERRORS)
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_exceptions_pickle(name: str, protocol: int) -> None:
    """With their messages and what else they hold."""
    error = ERRORS[name]
    for again in (again_of(error, protocol), copy.copy(error)):
        assert type(again) is type(error)
        assert (str(again), again.zh, again.en) == (str(error), error.zh, error.en)
        assert vars(again) == vars(error)
        assert again.args == error.args


UNITS = 'units = [{name = "竹篾", spellings = "竹蔑"}]'


def again_of(value: Any, protocol: int = pickle.DEFAULT_PROTOCOL) -> Any:
    """Return a value that went through pickle."""
    return pickle.loads(pickle.dumps(value, protocol))  # noqa: S301 - our own


def test_values_pickle() -> None:
    """And are equal to what they were, down to what equality leaves out."""
    for name, value in values().items():
        again = again_of(value)
        assert repr(again) == repr(value), name
        if name != "units":
            # A table of units is equal to itself only.
            assert again == value, name
        assert repr(copy.deepcopy(value)) == repr(value), name


def test_a_parser_pickles_with_its_units_and_words() -> None:
    """What it remembers stays behind."""
    units = perftargets.default_units().extended(UNITS)
    parser = perftargets.Parser(units=units, words={"unwanted": ["积水"]})
    again = again_of(parser)
    for phrase in ("无积水", "≥5竹蔑", "不少于100条"):
        assert again.parse(phrase) == parser.parse(phrase)
    assert again.parse("无积水") != perftargets.parse("无积水")


def mistaken(_: int) -> None:
    """Raise a `UsageError`, as a worker of a pool does."""
    perftargets.render(perftargets.Report(), "nothing")  # type: ignore[arg-type]


def test_a_mistake_in_a_worker_arrives_as_such() -> None:
    """A pool waits forever for an exception that does not unpickle."""
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawned) as pool:
        with pytest.raises(errors.UsageError, match="nothing"):
            pool.submit(mistaken, 0).result(timeout=60)
        # The worker lives on, and its values arrive.
        target = pool.submit(perftargets.parse, "不少于100条").result(timeout=60)
    assert target == perftargets.parse("不少于100条")


SHOWN = """
import sys
sys.path.insert(0, {folder!r})
from tests.safety.test_values import values
from perftargets.reporting import render
for name, value in values().items():
    print(name, repr(value))
found = values()
for form in ("text", "json", "html", "csv"):
    print(render(found["evaluation"], form))
    print(render(found["review"], form))
for form in ("text", "concise", "json", "sarif", "github", "gitlab", "junit", "html"):
    print(render(found["report"], form))
from perftargets.model.measured import kinds
print(*kinds().values())
"""


def test_nothing_depends_on_the_seed_of_hashes() -> None:
    """What is shown and written is the same in every process."""
    folder = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))  # noqa: PTH120
    shown = set()
    for seed in ("0", "1", "4711"):
        done = subprocess.run(
            [sys.executable, "-c", SHOWN.format(folder=folder)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        )
        shown.add(done.stdout)
    assert len(shown) == 1
    assert len(shown.pop()) > 100_000


PHRASES = [f"不少于{number}条，合格率≥{number % 100}%" for number in range(400)]


def test_sixteen_threads_read_the_same() -> None:
    """One parser for all of them, and one of its own for each."""
    expected = [repr(perftargets.parse(phrase)) for phrase in PHRASES]
    shared = perftargets.Parser()

    def shown(parser: perftargets.Parser) -> list[str]:
        return [repr(parser.parse(phrase)) for phrase in PHRASES]

    with ThreadPoolExecutor(16) as pool:
        parsers = [shared] * 8 + [perftargets.Parser() for _ in range(8)]
        assert all(each == expected for each in pool.map(shown, parsers))


INSIDE = """
import sys
sys.path[:] = {path!r}
import perftargets
assert str(perftargets.parse("不少于100条").measure.value) == "100"
document = perftargets.read({table!r})
assert len(list(document.rows())) == 50
assert perftargets.lint(document).indicators == 50
"""

AROUND = """
import importlib, sys
name = "_interpreters" if sys.version_info >= (3, 13) else "_xxsubinterpreters"
interpreters = importlib.import_module(name)
# From 3.13 on a failure is a value, before it an exception.
failure = interpreters.run_string(interpreters.create(), {code!r})
print("read" if failure is None else failure, flush=True)
# Modules in C of a sub-interpreter may spoil what its maker shares with them.
import os
os._exit(0)
"""


def test_a_sub_interpreter_reads() -> None:
    """In a process of its own: one that ends can spoil the objects of this one."""
    table = str(data("example", "panyu-2022.yaml"))
    code = AROUND.format(code=INSIDE.format(path=sys.path, table=table))
    command = [sys.executable, "-c", code]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ("read\n", "", 0) == (ran.stdout, ran.stderr, ran.returncode)
