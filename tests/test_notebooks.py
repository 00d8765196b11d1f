"""Notebooks are stored clean."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tidy_notebooks import dump, tidy

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted([*ROOT.glob("course/*/*.ipynb"), *ROOT.glob("tests/courses/*/course/*/*.ipynb")])


def test_there_are_notebooks() -> None:
    assert len(NOTEBOOKS) >= 2


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_notebook_is_stored_without_outputs_and_with_its_kernel_only(path: Path) -> None:
    stored = path.read_text(encoding="utf-8")
    assert stored == dump(tidy(json.loads(stored))), "make tidy mends this"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_first_cell_is_text_so_that_it_shows_before_the_kernel_is_there(path: Path) -> None:
    first = json.loads(path.read_text(encoding="utf-8"))["cells"][0]
    assert first["cell_type"] == "markdown"
    assert "".join(first["source"]).startswith("# ")


def test_tidying_takes_outputs_counts_and_metadata_away() -> None:
    dirty = {
        "cells": [
            {
                "cell_type": "code",
                "id": "one",
                "source": "1",
                "outputs": [{"output_type": "stream"}],
                "execution_count": 7,
                "metadata": {"collapsed": True},
            }
        ],
        "metadata": {"language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    clean = tidy(dirty)
    assert clean["cells"][0]["outputs"] == []
    assert clean["cells"][0]["execution_count"] is None
    assert clean["cells"][0]["metadata"] == {}
    assert list(clean["metadata"]) == ["kernelspec"]
