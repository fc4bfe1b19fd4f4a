"""The pages of the API are those that the docstrings make now, and hold every name."""

import inspect

import attrs
import pytest

import perftargets
from tools.api_pages import EXAMPLES, FOLDER, PAGES, pages

pytestmark = pytest.mark.checkout


def test_every_public_name_has_its_place() -> None:
    """Once, on one page."""
    named = [name for _, names in PAGES.values() for name in names]

    assert sorted({*perftargets.__all__} - {"__version__"}) == sorted(named)
    assert set(EXAMPLES) <= set(named)


@pytest.mark.parametrize("page", sorted(pages()))
def test_a_page_is_up_to_date(page: str) -> None:
    """``make reference`` writes what stands there."""
    assert pages()[page] == (FOLDER / page).read_text(encoding="utf-8")


def test_no_page_is_left_over() -> None:
    """A page that is made no more would go on being read."""
    assert sorted(pages()) == sorted(path.name for path in FOLDER.iterdir())


@pytest.mark.parametrize("name", sorted({*perftargets.__all__} - {"__version__"}))
def test_a_public_name_is_described(name: str) -> None:
    """Every function tells its arguments, every class its fields."""
    value = getattr(perftargets, name)
    if name in {"Measure", "Profile"}:
        # A union, and the settings that a page of their own describes.
        return
    doc = inspect.getdoc(value) or ""
    assert doc
    if inspect.isfunction(value):
        parameters = list(inspect.signature(value).parameters)
        if len(parameters) > 2:
            assert [] == [each for each in parameters if f"{each}:" not in doc]
    elif inspect.isclass(value) and attrs.has(value) and "Attributes:" in doc:
        fields = [each.name for each in attrs.fields(value)]
        public = [each for each in fields if not each.startswith("_")]
        assert [] == [each for each in public if f"{each}:" not in doc]
