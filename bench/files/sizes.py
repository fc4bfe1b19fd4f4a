"""How large the files are that are read, and how many of them there are."""

from bench import distinct

ROWS = distinct.PROJECTS * distinct.ROWS
PAGES = 200
ROWS_OF_PAGE = 36
ROWS_OF_FILE = 200
FILES = (10, 40, 160)
"""How many files each folder holds."""

TITLES = (
    *("项目名称", "序号", "一级指标", "二级指标"),
    *("三级指标", "年度指标值", "度量单位"),
)
"""The titles of the PDF and of small files."""


def folder_of(count: int) -> str:
    """Name the folder of so many files."""
    return f"folder-{count}"
