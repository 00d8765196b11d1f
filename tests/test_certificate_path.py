"""In a real browser: from the last answer to the certificate, and its check by anybody."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from tests.certified import RIGHT, enrolled
from tests.learner import Learner
from tests.served import MINI, Served
from tests.test_accessibility import violations

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    served = Served(enrolled(tmp_path_factory.mktemp("path") / "var").root, content=MINI)
    yield served
    served.stop()


def test_whoever_passes_has_the_certificate_at_once_and_anybody_can_check_it(
    browser: Browser, site: Served, tmp_path: Path
) -> None:
    with Learner(browser, site, "amira-shah") as amira:
        amira.open("mini")
        for slug, response in RIGHT.items():
            amira.answer(slug, response)
        amira.page.goto(site.url)
        card = amira.page.get_by_role("region", name="Your certificate")
        expect(card).to_contain_text("Current")
        assert violations(amira.page) == []
        with amira.page.expect_download() as download:
            card.get_by_role("link", name="Certificate (PDF)").click()
        file = tmp_path / "certificate.pdf"
        download.value.save_as(file)
        said = PdfReader(io.BytesIO(file.read_bytes())).pages[0].extract_text()
        assert "Amira Shah" in said
        with amira.page.expect_download() as download:
            card.get_by_role("link", name="Badge (for an e-portfolio)").click()
        assert download.value.suggested_filename.endswith(".jwt")
        code = card.get_by_role("link").first.inner_text()
        assert code in said
        expect(card.get_by_role("link").first).to_have_css("white-space", "nowrap")

    stranger = browser.new_context(viewport={"width": 320, "height": 700})
    page = stranger.new_page()
    page.goto(f"{site.url}/verify")
    assert violations(page) == []
    page.get_by_label("Verification code").fill("7k2m9")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#code-error")).to_contain_text("We know no certificate with this code")
    assert violations(page) == []
    page.get_by_label("Verification code").fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Check").click()
    page.wait_for_url(f"{site.url}/verify/{code}")
    expect(page.locator("#state")).to_contain_text("This certificate holds")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []
    stranger.close()


def test_the_support_team_withdraws_it_on_a_page(browser: Browser, site: Served) -> None:
    with Learner(browser, site, "maeve-doyle") as maeve:
        maeve.page.goto(f"{site.url}/team")
        maeve.page.get_by_role("link", name="Certificates").click()
        assert violations(maeve.page) == []
        maeve.page.get_by_role("row", name="Amira Shah").get_by_role("link").click()
        assert violations(maeve.page) == []
        maeve.page.get_by_label("Reason, for the record").fill("Only a test")
        maeve.page.get_by_role("button", name="Withdraw this certificate").click()
        box = maeve.page.get_by_role("checkbox", name="I understand that this cannot be undone")
        expect(box).to_have_accessible_description(re.compile("Tick the box"))
        maeve.troubles.clear()  # the browser notes every answer that is an error
        assert violations(maeve.page) == []
        box.check()
        maeve.page.get_by_role("button", name="Withdraw this certificate").click()
        expect(maeve.page.get_by_role("status")).to_contain_text("The certificate is withdrawn.")
        expect(maeve.page.get_by_text("Maeve Doyle (maeve-doyle): Only a test")).to_be_visible()
        assert violations(maeve.page) == []
