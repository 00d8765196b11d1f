"""Stock Voilà, as trainers use it to try out widgets that our own page does not know."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import nbformat
import pytest
from playwright.sync_api import Browser, expect

from tests.served import MINI, ROOT, free_port

pytestmark = pytest.mark.browser

VOILA = Path(sys.executable).parent / "voila"
SLIDER = """\
import ipywidgets
slider = ipywidgets.IntSlider(value=3, description="How sure?")
said = ipywidgets.HTML()
ipywidgets.link((slider, "value"), (said, "value"), transform=(lambda n: f"<b>{n} of 100</b>", int))
ipywidgets.VBox([slider, said])"""
LESSON = """\
from readyroom.widgets.lesson import Lesson
lesson = Lesson("mini")"""
PATIENCE = 60_000


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A notebook with a slider and a lesson, served by the command that course/README.md names."""
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(code)
            for code in (SLIDER, LESSON, 'lesson.quiz("mini")', "lesson.summary()")
        ]
    )
    nbformat.write(notebook, tmp_path / "try.ipynb")
    port = free_port()
    with subprocess.Popen(
        [VOILA, "try.ipynb", "--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1"],
        cwd=tmp_path,
        env={**os.environ, "READYROOM_CONTENT": str(MINI)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/voila/static/main.js", process)
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Waits until the server answers at all."""
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        try:
            httpx.get(address, timeout=5)
        except httpx.TransportError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("stock Voilà did not start")


def test_stock_widgets_and_a_lesson_stand_on_one_page_and_both_work(
    browser: Browser, address: str
) -> None:
    page = browser.new_page()
    page.goto(address)
    slider = page.locator(".widget-slider")
    expect(slider).to_contain_text("How sure?", timeout=PATIENCE)
    slider.get_by_role("slider").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("4 of 100")).to_be_visible()

    question = page.locator("section#activity-whose-page")
    question.locator('input[value="b"]').check(force=True)
    question.get_by_role("button", name="Check my answer").click()
    expect(question).to_contain_text("Right", timeout=PATIENCE)
    expect(page.locator("section#summary")).to_contain_text("1 of 4 answered")
    page.close()


def test_the_course_says_how_to_try_other_widgets() -> None:
    text = (ROOT / "course" / "README.md").read_text(encoding="utf-8")
    assert ".venv/bin/voila course/pictures/pictures.ipynb" in text
    assert VOILA.exists()
    assert (ROOT / "course" / "pictures" / "pictures.ipynb").exists()
