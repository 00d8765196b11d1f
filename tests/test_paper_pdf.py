"""A module on paper, read back from the PDF: what it says, how it is tagged, what it keeps back."""

from __future__ import annotations

import io
import json
import re
import shutil
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from readyroom.content.load import load_course
from readyroom.content.model import AnyActivity, Choice, Course, Module
from readyroom.papers.paper import document, minutes_on_paper, paper_pdf
from readyroom.papers.rich import plain, rich
from readyroom.papers.sheet import sheet
from readyroom.papers.typeset import pdf
from readyroom.widgets.prose import prose
from readyroom.widgets.words import block
from tests.builders import COURSE, MODULE
from tests.papers import PNG, SHEET, TASKS
from tests.served import ROOT, readyroom

WHOLE = load_course(ROOT)
TASKS_ROOT = ROOT / "tests" / "courses" / "tasks"
PAGE = [
    ("markdown", "# The pond\n\nAbout a pond."),
    ("code", 'lesson.scenario("the-walk")'),
    ("code", 'lesson.image("the-pond")'),
    ("code", 'lesson.quiz("pond")'),
]


@cache
def made(form: str = "A") -> PdfReader:
    """The paper of the module that has an activity of every kind."""
    return PdfReader(io.BytesIO(paper_pdf(TASKS_ROOT, TASKS, SHEET.module.slug, form)))


def said(reader: PdfReader) -> str:
    """All its words, lines and pages run together."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def elements(reader: PdfReader) -> list[DictionaryObject]:
    """The tags of its structure, in reading order."""
    found: list[DictionaryObject] = []

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for kid in node:
                walk(kid)
        elif isinstance(node, DictionaryObject) and ("/S" in node or "/K" in node):
            found.append(node)
            walk(node.get("/K"))

    walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])
    return [element for element in found if "/S" in element]


def test_it_has_a_title_a_language_and_tags() -> None:
    root = made().trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  a PDF's own truth
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert made().metadata is not None
    assert made().metadata.title == f"{SHEET.module.title}, form A"
    assert made().xmp_metadata is not None
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_every_page_is_a4_and_says_which_paper_it_is_of() -> None:
    pages = made().pages
    for number, page in enumerate(pages, start=1):
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
        text = " ".join(page.extract_text().split())
        assert SHEET.module.title in text
        assert f"Form A · paper code {SHEET.version}" in text
        assert f"Page {number} of {len(pages)}" in text


def test_every_font_is_inside_the_file() -> None:
    fonts = [
        font.get_object() for page in made().pages for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    for font in fonts:
        described = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(described)


def test_the_activities_stand_in_order_with_their_words() -> None:
    text = said(made())
    places = [
        text.index(f"{question.number} of {len(SHEET.questions)} {plain(question.view['title'])}")
        for question in SHEET.questions
    ]
    assert places == sorted(places)
    for question in SHEET.questions:
        for field in question.fields:
            for box in field.boxes:
                assert plain(box.html) in text, field.name


def test_a_story_holds_every_section_under_its_number_and_where_each_way_leads() -> None:
    story = next(question for question in SHEET.questions if question.kind == "scenario")
    text = said(made())
    for section in story.sections:
        for label, number in section.ways:
            assert f"{plain(label)} go to {number}" in text
    ends = sum(section.end for section in story.sections)
    assert text.count("The story ends here.") == ends


def test_a_picture_has_a_text_in_its_place_and_its_register_a_head() -> None:
    tags = elements(made())
    picture = next(question for question in SHEET.questions if question.kind == "image")
    assert picture.view["alt"] in [tag.get("/Alt") for tag in tags if tag["/S"] == "/Figure"]
    names = [tag["/S"] for tag in tags]
    tables = names.count("/Table")
    assert tables >= 3
    assert names.count("/THead") == tables
    assert names.count("/TH") >= 5


def test_its_headings_skip_no_level() -> None:
    levels = [int(tag["/S"][2]) for tag in elements(made()) if re.fullmatch("/H[1-6]", tag["/S"])]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_it_tells_no_feedback() -> None:
    text = said(made())
    told = " ".join(section.html for question in SHEET.questions for section in question.sections)
    for activity in SHEET.module.activities:
        if activity.kind == "scenario":
            continue  # a story's consequences are what is read
        for words in feedback(activity):
            if plain(block(words)) not in plain(told):
                assert plain(block(words)) not in text, activity.slug
    assert not re.search(r"\b(critical|weak|correct|right answer|must-pass)\b", text)


def feedback(activity: AnyActivity) -> list[str]:
    """All that an activity says after an answer, and nothing that it says before."""
    dumped = activity.model_dump(mode="json")
    found: list[str] = []

    def walk(value: object, key: str) -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                walk(inner, "feedback" if key == "feedback" else name)
        elif isinstance(value, list):
            for inner in value:
                walk(inner, key)
        elif key in ("feedback", "when_right", "when_wrong") and isinstance(value, str) and value:
            found.append(value)

    walk(dumped, "")
    assert found
    return found


def test_which_answers_are_right_changes_nothing_of_what_is_printed() -> None:
    other = MODULE.model_copy(update={"activities": tuple(map(turned, MODULE.activities))})
    printed = [
        {**document(COURSE, sheet(COURSE, module, "A"), PAGE), "version": ""}
        for module in (MODULE, other)
    ]
    assert printed[0] == printed[1]
    assert len(printed[0]["parts"]) == 5


def turned(activity: AnyActivity) -> AnyActivity:
    """The activity with other right answers."""
    if isinstance(activity, Choice):
        options = [o.model_copy(update={"correct": not o.correct}) for o in activity.options]
        return activity.model_copy(update={"options": tuple(options), "must_pass": True})
    if activity.kind == "scenario":
        tones = {"good": "critical", "weak": "good", "critical": "weak", None: None}
        passages = [p.model_copy(update={"tone": tones[p.tone]}) for p in activity.passages]
        return activity.model_copy(update={"passages": tuple(passages)})
    return activity.model_copy(update={"feedback": {"right": "Yes.", "wrong": "No."}})


def test_what_tasks_hold_as_right_is_not_among_what_is_printed() -> None:
    printed = json.dumps(document(TASKS, SHEET, cells(TASKS_ROOT, SHEET.module)))
    for key in ("correct", "right", "good", "enough", "tone", "pile", "must_pass"):
        assert f'"{key}"' not in printed


def cells(root: Path, module: Module) -> list[tuple[str, str]]:
    notebook = json.loads((root / f"course/{module.slug}/{module.slug}.ipynb").read_text("utf-8"))
    return [(cell["cell_type"], "".join(cell["source"])) for cell in notebook["cells"]]


def test_forms_differ_and_the_same_form_is_the_same_to_the_byte() -> None:
    forms = {
        form: paper_pdf(TASKS_ROOT, TASKS, SHEET.module.slug, form) for form in ("A", "B", "C")
    }
    assert len(set(forms.values())) == 3
    assert forms["A"] == paper_pdf(TASKS_ROOT, TASKS, SHEET.module.slug, "A")
    drawn = {tuple(q.slug for q in sheet(TASKS, SHEET.module, form).questions) for form in "ABCDEF"}
    assert len(drawn) > 1


HOSTILE = "#panic() *b* $x$ `c` <a> @ref \\ // /* _ ~ -- [x](y)"


def test_what_looks_like_typst_is_printed_as_it_stands() -> None:
    question = MODULE.activities[2].model_copy(update={"stem": f"Before {HOSTILE} after"})
    module = MODULE.model_copy(
        update={
            "title": HOSTILE,
            "summary": HOSTILE,
            "activities": (*MODULE.activities[:2], question, MODULE.activities[3]),
        }
    )
    course = Course(**{**dict(COURSE), "modules": (module,), "trust": HOSTILE})
    data = document(course, sheet(course, module, "A"), [("markdown", HOSTILE), PAGE[3]])
    extra = {"rich.typ": (ROOT / "src/readyroom/papers/templates/rich.typ").read_bytes()}
    text = said(PdfReader(io.BytesIO(pdf("paper", data, extra))))
    assert "#panic() *b* $x$ `c` <a> @ref \\ // /* _ ~ -- [x](y)" in text


@cache
def words_of(module: str) -> str:
    """What the paper of a module says, of the whole course or of that with every activity."""
    root, course = (TASKS_ROOT, TASKS) if module == "tasks" else (ROOT, WHOLE)
    return said(PdfReader(io.BytesIO(paper_pdf(root, course, module, "A"))))


@pytest.mark.parametrize("module", [*WHOLE.modules, *TASKS.modules], ids=lambda module: module.slug)
def test_every_module_can_be_printed(module: Module) -> None:
    text = words_of(module.slug)
    assert module.title in text
    root = TASKS_ROOT if module.slug == "tasks" else ROOT
    lines = [
        line
        for kind, source in cells(root, module)
        for line in re.findall(r"^\w[\w ,.:]{20,}$", source if kind == "markdown" else "", re.M)
    ]
    for line in lines:
        assert line in text


def test_the_lessons_own_words_keep_their_form() -> None:
    html = prose("## A\n\nOne *two* [IMG-1].\n\n- x\n- y\n\n| a | b |\n|---|---|\n| c | |\n")
    assert rich(html) == [
        {"tag": "h2", "kids": ["A"]},
        {
            "tag": "p",
            "kids": [
                "One ",
                {"tag": "em", "kids": ["two"]},
                " ",
                {"class": "clause", "href": "/policy#IMG-1", "tag": "a", "kids": ["IMG-1"]},
                ".",
            ],
        },
        {"tag": "ul", "kids": [{"tag": "li", "kids": ["x"]}, {"tag": "li", "kids": ["y"]}]},
        {
            "tag": "table",
            "kids": [
                {"tag": "tr", "kids": [{"tag": "th", "kids": ["a"]}, {"tag": "th", "kids": ["b"]}]},
                {"tag": "tr", "kids": [{"tag": "td", "kids": ["c"]}, {"tag": "td", "kids": []}]},
            ],
        },
    ]


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><path d="M0 0h4v2z"/></svg>'


@pytest.mark.parametrize(
    ("name", "raw"), [("brand/mark.svg", SVG.encode()), ("mark.png", PNG)], ids=["svg", "png"]
)
def test_the_trusts_logo_is_on_the_cover(tmp_path: Path, name: str, raw: bytes) -> None:
    shutil.copytree(TASKS_ROOT, tmp_path / "content")
    logo = tmp_path / "content" / "course" / name
    logo.parent.mkdir(exist_ok=True)
    logo.write_bytes(raw)
    course = TASKS.model_copy(update={"logo": name})
    module = SHEET.module.slug
    paper = PdfReader(io.BytesIO(paper_pdf(tmp_path / "content", course, module, "A")))
    assert f"Logo of {course.trust}" in [tag.get("/Alt") for tag in elements(paper)]


def test_no_little_picture_is_printed_as_a_box() -> None:
    assert plain("<p>Well done \U0001f389 <b>all</b></p>") == "Well done all"


def test_the_command_writes_the_form_that_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    done = readyroom(
        *("course", "paper", "tasks", "-o", str(file), "--form", "c"),
        *("--content", str(TASKS_ROOT)),
    )
    assert done.returncode == 0, done.stderr
    assert f"Form C · paper code {SHEET.version}" in said(PdfReader(file))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("pirates",), "There is no module 'pirates'. Modules: tasks."),
        (("tasks", "--form", "7"), "A form is one letter from A to Z, not '7'."),
    ],
)
def test_the_command_says_what_it_can_not_print(
    tmp_path: Path, words: tuple[str, ...], message: str
) -> None:
    file = tmp_path / "paper.pdf"
    done = readyroom("course", "paper", *words, "-o", str(file), "--content", str(TASKS_ROOT))
    assert (done.returncode, done.stderr.strip()) == (1, message)
    assert not file.exists()


def sizes(reader: PdfReader) -> set[float]:
    """The sizes of all letters but those inside drawings, in points."""
    found: set[float] = set()

    def see(text: str, _matrix: object, of_text: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.add(round(abs(size * of_text[3]), 1))

    for page in reader.pages:
        page.extract_text(visitor_text=see)
    return found


def test_large_print_has_no_letter_under_eighteen_points(tmp_path: Path) -> None:
    file = tmp_path / "large.pdf"
    done = readyroom(
        *("course", "paper", "tasks", "--large", "-o", str(file), "--content", str(TASKS_ROOT)),
    )
    assert done.returncode == 0, done.stderr
    large = PdfReader(file)
    assert min(sizes(made())) < 18 <= min(sizes(large))
    assert len(large.pages) > len(made().pages)
    for question in SHEET.questions:
        assert plain(question.view["title"]) in said(large)


@pytest.mark.parametrize(("screen", "paper"), [(5, 10), (10, 15), (12, 20), (20, 30)])
def test_a_paper_gives_half_as_much_time_again_in_steps_of_five(screen: int, paper: int) -> None:
    assert minutes_on_paper(screen) == paper


def test_the_cover_says_how_long_it_takes_and_how_to_mark_an_answer() -> None:
    cover = " ".join(made().pages[0].extract_text().split())
    assert f"about {minutes_on_paper(SHEET.module.minutes)} minutes" in cover
    assert "Cross a box or circle by its letter." in cover


@pytest.mark.parametrize("module", [module.slug for module in WHOLE.modules])
def test_the_courses_own_papers_speak_of_nothing_that_only_a_screen_has(module: str) -> None:
    found = re.search(
        r"\b(feedback|click (on|here|the)|in \w+ minutes you)\b", words_of(module), re.I
    )
    assert found is None
