"""What builds the page: modules put together, packs, words, policies."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.web.build import SITE_POLICY, WORKER_POLICY, headers
from tools.web.bundle import BundleError, bundled
from tools.web.packs import compressed, packed, unpacked
from tools.web.parts import Part, PartError, fetch, pyodide, wheels
from tools.web.runtime import WEB

pytestmark = pytest.mark.checkout

MODULES = sorted((WEB / "js").glob("*.js"))


def test_modules_become_one_script_each_once() -> None:
    """What several import stands once, before all that use it."""
    modules = {
        "a.js": 'import { b } from "./b.js";\nimport { c } from "./c.js";\nb(c);\n',
        "b.js": 'import { c } from "./c.js";\nexport function b() { return c; }\n',
        "c.js": "export const c = 1;\n",
    }
    made = bundled("a.js", modules.__getitem__)

    assert 1 == made.count("const c = 1;")
    assert ["_c_js", "_b_js", "_a_js"] == re.findall(
        r"^const (\w+) = \(", made, re.MULTILINE
    )
    assert "import" not in made
    assert "export" not in made


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('import * as b from "./b.js";\n', "cannot be put together"),
        ("export default 1;\n", "cannot be put together"),
        ('export { a } from "./b.js";\n', "cannot be put together"),
        ('import { a } from "./a.js";\n', "import each other"),
    ],
)
def test_what_cannot_be_put_together_is_refused(text: str, fault: str) -> None:
    """A module that is written otherwise fails the build, by its line."""
    with pytest.raises(BundleError, match=fault):
        bundled("a.js", {"a.js": text, "b.js": "export const a = 1;\n"}.__getitem__)


@given(st.dictionaries(st.text(st.characters(codec="utf-8"), min_size=1), st.binary()))
def test_a_pack_gives_back_what_went_in(files: dict[str, bytes]) -> None:
    """Paths and bytes, whatever they hold; the same files make the same pack."""
    pack = packed(files)
    assert files == unpacked(pack)
    assert pack == packed(dict(reversed(files.items())))


def test_the_same_data_is_compressed_to_the_same() -> None:
    """No time stands in it."""
    assert b"\0\0\0\0" == compressed(b"x")[4:8]


def test_each_part_is_pinned_by_version_hash_and_licence() -> None:
    """A build takes no other file than the one that was tried."""
    parts = [pyodide(), *wheels()]
    assert 14 == len({part.name for part in parts}) == len(parts)
    for part in parts:
        assert re.fullmatch("[0-9a-f]{64}", part.sha256)
        assert part.version
        assert part.licence


def test_another_file_than_the_pinned_one_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a registry gives is held to its hash before it is used."""

    def other(_: Part, folder: Path) -> None:
        (folder / "x-1-py3-none-any.whl").write_bytes(b"another")

    monkeypatch.setattr("tools.web.parts._ask", other)
    part = Part(name="x", version="1", sha256="0" * 64, licence="MIT")
    with pytest.raises(PartError, match="has SHA-256"):
        fetch(part, tmp_path)
    assert [] == [each for each in tmp_path.rglob("*") if each.is_file()]


def test_the_policies_let_the_worker_reach_nothing() -> None:
    """The worker has no connection, the page none but to its own files."""
    assert "'none'" == WORKER_POLICY["connect-src"] == WORKER_POLICY["default-src"]
    assert "'self'" == SITE_POLICY["connect-src"]
    assert "connect-src 'none'" in headers("/x/worker.js")["Content-Security-Policy"]
    assert "connect-src 'self'" in headers("/x/")["Content-Security-Policy"]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_content_is_never_taken_for_markup_or_code(path: Path) -> None:
    """No module has a way by which text becomes elements or is run."""
    text = path.read_text(encoding="utf-8")
    markup = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write"
    assert None is re.search(rf"{markup}|\beval\(|new Function", text)


def test_every_word_stands_in_both_languages_and_is_used() -> None:
    """Keys of the page's words: each pair is whole, and none is asked for in vain."""
    text = (WEB / "js" / "text.js").read_text(encoding="utf-8")
    table = text[text.index("const WORDS") : text.index("\n};")]
    pair = r'^  "?([\w.]+)"?: \[\s*"((?:[^"\\]|\\.)+)",\s*"((?:[^"\\]|\\.)+)",?\s*\],'
    words = {key: (zh, en) for key, zh, en in re.findall(pair, table, re.MULTILINE)}
    assert len(words) == len(re.findall(r"^  \"?[\w.]+\"?: \[", table, re.MULTILINE))

    used = set[str]()
    for path in MODULES:
        used.update(re.findall(r"\bt\(\"([\w.]+)\"", path.read_text(encoding="utf-8")))
    assert set() == used - set(words)
    holes = {
        key: (set(re.findall(r"\{\w+\}", zh)), set(re.findall(r"\{\w+\}", en)))
        for key, (zh, en) in words.items()
    }
    assert {} == {key: both for key, both in holes.items() if both[0] != both[1]}
