"""Pages printed from the browser: words and answers, without what only a screen can do."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from readyroom.content.model import ImageCase
from readyroom.scenes import describe
from tests.certified import certified_within
from tests.learner import Learner
from tests.served import Served
from tests.shell_course import serve_shell
from tests.whole_course import COURSE, first_of, not_right

pytestmark = pytest.mark.browser

ON_SCREEN_ONLY = ("Check my answer", "Skip to main content", "Sign out", "In this lesson")


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    served = serve_shell(tmp_path_factory.mktemp("shell"))
    yield served
    served.stop()


def printed(page: Page) -> str:
    """The words of the page on A4."""
    return " ".join(sheets(page))


def sheets(page: Page) -> list[str]:
    """The words on each sheet."""
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    sizes = {tuple(round(float(side)) for side in sheet.mediabox[2:]) for sheet in reader.pages}
    assert sizes in ({(595, 842)}, {(594, 842)}, {(596, 842)})
    raw = (unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in reader.pages)
    texts = [" ".join(text.split()) for text in raw]
    assert all(texts), "a sheet is empty"
    return texts


def test_a_lesson_prints_on_a4_before_and_after_answers(browser: Browser, served: Served) -> None:
    with Learner(browser, served, "nina-frost", width=1280) as nina:
        nina.open("pictures")
        before = printed(nina.page)
        assert "Three questions for every picture" in before
        picture = first_of(nina, "pictures", "image")
        case = COURSE.module("pictures").activity(picture)
        assert isinstance(case, ImageCase)
        assert describe(case.scene) in before  # folded in on screen
        assert "Which rule decides" in before
        nina.answer(picture, not_right("pictures", picture))
        after = printed(nina.page)
        assert "The rule, in our words" in after
        assert "The rule, in our words" not in before
        for words in ON_SCREEN_ONLY:
            assert words not in before + after, words


def test_my_training_prints_what_is_passed_though_it_is_folded_in(
    browser: Browser, shell: Served
) -> None:
    certified_within(shell.data, "bo", 20)
    with Learner(browser, shell, "bo", width=1280) as bo:
        bo.page.goto(f"{shell.url}/")
        assert not bo.page.get_by_text("One story, one picture").is_visible()
        said = printed(bo.page)
        assert "One story, one picture and two questions. Passed: 100%. Valid until" in said
        assert "Look at your answers" not in said


def test_a_certificate_that_was_checked_prints_on_one_sheet(
    browser: Browser, shell: Served
) -> None:
    code = certified_within(shell.data, "bo", 20).certificate.code
    with Learner(browser, shell, "bo", width=1280) as bo:
        bo.page.goto(f"{shell.url}/verify/{code}")
        (sheet,) = sheets(bo.page)
        assert "This certificate holds" in sheet
        assert code in sheet
