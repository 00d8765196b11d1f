"""What many tests need: a served course, and a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.served import MINI, Served
from tests.shell_course import serve_shell

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")  # a busy machine is no fault, and a run can be repeated

CHROMIUM = "/usr/bin/chromium"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The course as it is, served from an empty data folder; one for a file of tests."""
    served = Served(tmp_path_factory.mktemp("data") / "var")
    yield served
    served.stop()


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A course of three modules with people in the middle of it, served."""
    with serve_shell(tmp_path_factory.mktemp("shell")) as served:
        yield served


@pytest.fixture(scope="module")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The mini-course, with somebody on its roster for every test that asks for them."""
    served = Served(tmp_path_factory.mktemp("data") / "var", content=MINI)
    yield served
    served.stop()


@pytest.fixture
def doomed(data: Path) -> Iterator[Served]:
    served = Served(data, content=MINI)
    yield served
    if served.process.poll() is None:
        served.stop()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that is not there yet."""
    return tmp_path / "var"
