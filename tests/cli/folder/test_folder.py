"""Damaged and hostile files are told one by one, and the others are converted."""

import os
import re
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from perftargets.reading import read
from tests.cli.folder.making import files

resource = pytest.importorskip("resource", reason="bounds of a process need POSIX")

MEMORY = 1024**3
"""Bytes of addresses that the process may take for all the files."""

SECONDS = 120
"""Processor time after which the process is ended: far more than it needs."""

TOLD = {
    "aliases.yaml": (
        "YAML 超过 2000000 个值",
        "the YAML holds more than 2000000",
    ),
    "binary.csv": ("这是二进制文件", "this is binary"),
    "bomb.pdf": ("数据流解压后超过上限", "a stream unpacks to more than the limit"),
    "bomb.xlsx": ("像是压缩炸弹", "like a zip bomb"),
    "cut.docx": ("文件已损坏", "the file is damaged"),
    "cut.pdf": ("PDF 已损坏", "the PDF is damaged"),
    "cut.xlsx": ("文件已损坏", "the file is damaged"),
    "deep.html": ("表格嵌套超过上限 100 层", "nested deeper than the limit of 100"),
    "deep.json": ("JSON 嵌套超过 64 层", "the JSON is nested deeper than 64"),
    "deep.yaml": ("YAML 嵌套超过 64 层", "the YAML is nested deeper than 64"),
    "empty.json": ("文件是空的", "the file is empty"),
    "empty.xlsx": ("没有内容", "it has no content"),
    "entities.docx": ("含有 DTD 或实体声明", "has a DTD or declares entities"),
    "entities.xlsx": ("含有 DTD 或实体声明", "has a DTD or declares entities"),
    "huge.csv": ("文件超过上限 16777216 字节", "over the limit of 16777216 bytes"),
    "large.xlsx": ("像是压缩炸弹", "like a zip bomb"),
    "lines.txt": ("文字超过上限 200000 行", "more than the limit of 200000 lines"),
    "locked.pdf": ("PDF 设有打开密码", "the PDF is locked with a password"),
    "locked.xlsx": ("文件设有打开密码", "the file is locked with a password"),
    "old.doc": ("请另存为 DOCX", "save it as DOCX"),
    "other.wps": ("请另存为 DOCX", "save it as DOCX"),
    "page.ofd": ("这是 OFD 版式文档", "this is an OFD document"),
    "renamed.xlsx": ("开头是“今天天气很好。”", "it begins “今天天气很好。”"),
    "scan.pdf": ("PDF 里没有文字", "there is no text in the PDF"),
    "wrong.toml": ("TOML 有误", "this is no TOML"),
}
"""The files that give nothing, with a piece of what is said of each."""

PARTLY = {"quote.csv": ("请检查引号是否成对", "check that quotes are closed")}
"""The files of which a part is read."""

WRITTEN = {
    "good.csv.yaml",
    "good.tsv.yaml",
    "macro.yaml",
    "quote.yaml",
    "renamed.csv.yaml",
}


@attrs.frozen
class Ended:
    """What the command ended with, and where it wrote."""

    code: int
    err: str
    goal: Path


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of files."""
    made = tmp_path_factory.mktemp("in")
    for name, content in files().items():
        (made / name).write_bytes(content)
    return made


@pytest.fixture(scope="module", params=["zh", "en"])
def ended(
    request: pytest.FixtureRequest,
    folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[str, Ended]:
    """Convert the folder in a process with little memory, once in each language."""
    goal = tmp_path_factory.mktemp("out") / "yaml"
    language = str(request.param)
    call = [sys.executable, "-m", "perftargets", "--lang", language, "convert"]
    done = subprocess.run(
        [*call, ".", "-o", str(goal), "--to", "yaml"],
        cwd=folder,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        preexec_fn=_bounded,
    )
    return language, Ended(done.returncode, done.stderr, goal)


def _errors(err: str) -> dict[str, str]:
    """Give the error told of each file, and make sure that there is only one."""
    found = re.findall(
        r"^([\w.]+)[^ \n]*: (?:error|错误) (REA00\d [^\n]*)", err, re.MULTILINE
    )
    errors = dict(found)
    assert len(found) == len(errors)
    return errors


def test_each_file_is_told_and_no_other(ended: tuple[str, Ended]) -> None:
    """One error for each, in the language asked for, with the file's name before it."""
    language, done = ended
    errors = _errors(done.err)
    wanted = {**TOLD, **PARTLY}
    assert set(wanted) == set(errors)
    pieces = {name: both[0 if language == "zh" else 1] for name, both in wanted.items()}
    assert [] == [name for name, piece in pieces.items() if piece not in errors[name]]
    assert {"REA003"} == {errors[name][:6] for name in PARTLY}
    assert {"REA004"} == {errors[name][:6] for name in TOLD}


def test_the_run_ends_with_one(ended: tuple[str, Ended]) -> None:
    """Bad content is no fault of the program, and no mistake of the caller."""
    language, done = ended
    said = {
        "zh": "读了 30 个文件，写出 5 个",
        "en": "files read: 30, written: 5",
    }
    assert (1, said[language]) == (done.code, done.err.splitlines()[-1])


def test_the_other_files_are_converted(ended: tuple[str, Ended]) -> None:
    """What can be read is read, whatever lies beside it."""
    _, done = ended
    assert set(WRITTEN) == {path.name for path in done.goal.iterdir()}
    for name in WRITTEN:
        rows = read(done.goal / name).rows()
        assert [("甲项目", "≥5次")] == [
            (project.name, str(row.target)) for project, row in rows
        ]
