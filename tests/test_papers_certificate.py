"""The certificate as PDF: accessible, the same everywhere, and safe for any name."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from readyroom.papers.certificate import Logo, certificate_pdf
from readyroom.play.certificates import Certificate, Covered
from tests.papers import PNG
from tests.test_certificates import CERTIFICATE, CODE

LINK = f"https://training.example/verify/{CODE}"
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>'
)


def pdf(certificate: Certificate = CERTIFICATE, **options: object) -> bytes:
    return certificate_pdf(certificate, link=LINK, **options)  # type: ignore[arg-type]


def named(name: str) -> Certificate:
    return CERTIFICATE.model_copy(update={"name": name})


def read(raw: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(raw))


def text(raw: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(raw).pages).split())


def alternatives(raw: bytes) -> list[str]:
    """The alternative texts of the pictures, from the document's structure."""
    found, open_ = [], [read(raw).trailer["/Root"]["/StructTreeRoot"]]
    while open_:
        item = open_.pop()
        item = item.get_object() if hasattr(item, "get_object") else item
        if isinstance(item, list):
            open_ += item
        elif isinstance(item, dict):
            found += [str(item["/Alt"])] if "/Alt" in item else []
            open_ += [item["/K"]] if "/K" in item else []
    return found


def test_it_is_tagged_and_says_its_title_author_and_language() -> None:
    made = read(pdf())
    root = made.trailer["/Root"]
    assert made.metadata is not None
    assert made.metadata.title == "Certificate of training: Ann Reed"
    assert made.metadata.author == "Hill Trust"
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid:part" in root["/Metadata"].get_object().get_data().decode()


def test_it_says_all_that_a_certificate_has_to() -> None:
    said = text(pdf())
    for words in (
        "Hill Trust",
        "Ann Reed",
        "Member of staff, Hill Primary",
        "Social media training",
        "22 November 2026",
        "version 2026-09",
        "The pond 22 November 2026",
        "Valid until 22 November 2028",
        CODE,
        LINK,
    ):
        assert words in said, words
    assert "Withdrawn" not in said


def test_pictures_have_words_in_their_place() -> None:
    made = pdf(logo=Logo("brand/logo.svg", SVG))
    assert sorted(alternatives(made)) == ["Logo of Hill Trust", f"QR code that opens {LINK}"]


def test_the_logo_may_be_a_png() -> None:
    assert "Logo of Hill Trust" in alternatives(pdf(logo=Logo("logo.png", PNG)))


def test_its_address_can_be_followed() -> None:
    links = [a.get_object()["/A"]["/URI"] for a in read(pdf()).pages[0]["/Annots"]]
    assert links == [LINK]


def test_the_same_certificate_gives_the_same_bytes() -> None:
    assert pdf() == pdf()


def test_only_fonts_of_our_own_are_in_it() -> None:
    fonts = read(pdf()).pages[0]["/Resources"]["/Font"].values()
    names = {str(font.get_object()["/BaseFont"]) for font in fonts}
    assert names
    assert all("Libertinus" in name or "DejaVuSansMono" in name for name in names)


@pytest.mark.parametrize(
    "name",
    [
        "Ann #panic() *Reed* _x_ $y$ `z` @w <b> [c] \\u{1F389} // --- \"q\" 'r'",
        '#include("/etc/passwd") #read("data.json")',
        "Zoë Łukasiewicz-Ñandú",
        "Ελένη Иванова",
    ],
)
def test_markup_in_a_name_stays_as_it_was_typed(name: str) -> None:
    said = text(pdf(named(name)))
    assert name in said
    assert "can’t be drawn" not in said


@pytest.mark.parametrize("name", ["שרה כהן", "محمد علي"])
def test_a_name_from_right_to_left_is_drawn(name: str) -> None:
    said = text(pdf(named(name)))
    assert "can’t be drawn" not in said
    assert "□" not in said


@pytest.mark.parametrize("name", ["林美玲", "Ann 🎉 Reed", "👩‍👩‍👧 Ann"])
def test_a_letter_that_no_font_has_is_a_box_with_a_word_of_explanation(name: str) -> None:
    said = text(pdf(named(name)))
    assert "□" in said
    assert "A box stands for a letter that can’t be drawn here" in said


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30))
def test_any_name_gives_a_certificate(name: str) -> None:
    assert pdf(named(name)).startswith(b"%PDF-")


def test_a_withdrawn_one_says_so_at_the_top() -> None:
    said = text(pdf(withdrawn=datetime(2027, 1, 2, tzinfo=UTC)))
    assert "Withdrawn on 2 January 2027." in said
    assert said.index("Withdrawn") < said.index("Ann Reed")


def test_the_days_are_those_of_the_trusts_time_zone() -> None:
    late = CERTIFICATE.model_copy(update={"completed": datetime(2026, 7, 1, 23, 30, tzinfo=UTC)})
    assert "on 2 July 2026" in text(pdf(late))


def test_many_modules_go_on_to_a_second_page() -> None:
    modules = tuple(
        Covered(module=f"m-{n}", title=f"Module {n}", passed=CERTIFICATE.completed)
        for n in range(40)
    )
    made = pdf(CERTIFICATE.model_copy(update={"modules": modules}))
    assert len(read(made).pages) == 2
    assert "Module 39" in text(made)
