"""What stands around the lessons, over HTTP: navigation, home, records, the trust's pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from readyroom.server.logo import Logo
from tests.served import Served
from tests.shell_course import LOGO

EVERYWHERE = ("/help", "/accessibility", "/privacy")
LESSON = "/learn/second"


def words(html: str) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("path", EVERYWHERE)
def test_a_page_of_the_trust_can_be_read_without_signing_in(shell: Served, path: str) -> None:
    answer = shell.visitor().get(path)
    assert answer.status_code == 200
    assert f"<h1>{path[1:].capitalize()}</h1>" in answer.text
    assert "Sign out" not in answer.text


def test_every_page_links_to_the_pages_of_the_trust(shell: Served) -> None:
    stranger, ana = shell.visitor(), shell.visitor("ana")
    pages = [stranger.get("/sign-in"), stranger.get("/nowhere")]
    pages += [ana.get(path) for path in ("/", "/record", "/policy", "/team", LESSON, *EVERYWHERE)]
    for page in pages:
        foot = page.text.split('<footer class="foot">')[1]
        for path in EVERYWHERE:
            assert f'href="{path}"' in foot, page.url


def test_every_page_shows_the_logo_and_the_trusts_name(shell: Served) -> None:
    for page in (shell.visitor().get("/sign-in"), shell.visitor("ana").get(LESSON)):
        header = page.text.split("</header>")[0]
        assert re.search(r'<img src="/logo\?v=[0-9a-f]{16}" alt=""', header)
        assert "<span>Ash Tree Trust</span>" in header


def test_the_logo_is_kept_for_ever_by_its_hash(shell: Served) -> None:
    page = shell.visitor().get("/sign-in").text
    address = re.findall(r"/logo\?v=[0-9a-f]+", page)[0]
    found = shell.visitor().get(address)
    assert found.text == LOGO
    assert found.headers["content-type"] == "image/svg+xml"
    assert "immutable" in found.headers["cache-control"]
    assert shell.visitor().get("/logo?v=other").headers["cache-control"] == "no-cache"


def test_a_course_without_a_logo_has_none(tmp_path: Path) -> None:
    assert Logo.of(tmp_path, "") is None


@pytest.mark.parametrize(
    ("path", "name"),
    [("/", "My training"), ("/record", "My record"), ("/policy", "The policy"), ("/help", "Help")],
)
def test_the_navigation_marks_the_page_one_is_on(shell: Served, path: str, name: str) -> None:
    page = shell.visitor("ana").get(path).text
    header = page.split("</header>")[1].split("<main")[0]
    assert re.findall(r'aria-current="page">([^<]+)<', header) == [name]


def test_the_navigation_marks_the_part_of_the_site_that_a_page_belongs_to(shell: Served) -> None:
    page = shell.visitor("ana").get("/record/mini/1").text
    assert '<a href="/record" aria-current="true">My record</a>' in page


def test_home_begins_with_the_one_thing_to_do_next(shell: Served) -> None:
    main = shell.visitor("ana").get("/").text.split("<main")[1]
    address, label = re.findall(r'<a class="button" href="([^"]+)">([^<]+)</a>', main)[0]
    assert label == "Continue: Second lesson"
    assert address.startswith("/learn/second")
    assert main.index(label) < main.index("Hello Ana")
    assert "1 of 2 answered, about 6 minutes left." in main


def test_home_says_what_is_still_missing_to_be_ready(shell: Served) -> None:
    assert (
        "You have passed 1 of 3 modules. Before you are ready you still have to pass "
        "Second lesson and Third lesson , about 7 minutes in all."
    ) in words(shell.visitor("ana").get("/").text)


def test_home_folds_the_modules_that_are_passed_away(shell: Served) -> None:
    page = shell.visitor("ana").get("/").text
    to_pass, passed = page.split("<h2>Still to pass</h2>")[1].split("<h2>Passed</h2>")
    assert re.findall(r'id="module-(\w+)"', to_pass) == ["second", "third"]
    assert re.findall(r'id="module-(\w+)"', passed) == ["mini"]
    assert '<details class="fold">' in passed


def test_a_story_that_is_half_told_counts_as_begun(shell: Served) -> None:
    page = shell.visitor("di").get("/").text
    said = words(page)
    assert "You are on your way." in said
    assert "Not started" not in said
    assert "Start" not in said
    address = "/learn/mini#activity-two-steps"
    assert re.findall(r'class="button[^"]*" href="([^"]+)">Continue', page) == [address, address]
    assert "In progress . About 2 minutes left. 0 of 4 answered" in said


def test_who_has_not_passed_is_led_to_the_answers_first(shell: Served) -> None:
    page = shell.visitor("ed").get("/").text
    said = words(page)
    assert "Not everything is passed yet. Look at your answers, then take it again." in said
    assert "nearly" not in said
    card = page.split('id="module-mini"')[1]
    look, again = card.index('class="button" href="/learn/mini"'), card.index("/learn/mini/again")
    assert look < again


def test_who_is_ready_is_told_what_comes_next(shell: Served) -> None:
    page = shell.visitor("bo").get("/").text
    said = words(page)
    assert "You have passed the module that you need. Your training counts until " in said
    assert "You can now be named as somebody who runs an account; to ask for one, write to" in said
    assert "nothing left" not in said
    assert "next-step" not in page
    assert "Other modules" not in page


def test_only_who_looks_after_the_training_is_shown_what_others_take(shell: Served) -> None:
    theirs = shell.visitor("cy").get("/").text
    assert "Second lesson" in theirs.split("<h2>Other modules</h2>")[1]
    assert shell.visitor("cy").get("/learn/second").status_code == 200
    refused = shell.visitor("bo").get("/learn/second")
    assert (refused.status_code, "Yours are: Mini lesson." in words(refused.text)) == (404, True)


def test_my_record_has_every_attempt(shell: Served) -> None:
    page = shell.visitor("ana").get("/record").text
    assert re.findall(r'href="(/record/[^"]+)"', page) == [
        "/record/mini/2",
        "/record/mini/1",
        "/record/second/1",
    ]
    said = words(page)
    assert "100% Yes . This pass counts. It holds until " in said
    assert "33.3% No . Another attempt counts: it is better, or as good and later." in said
    assert "No . It is not finished." in said
    assert "Not started." in page.split("Third lesson</h2>")[1]


def test_an_attempt_tells_each_answer_in_words_with_its_feedback(shell: Served) -> None:
    said = words(shell.visitor("ana").get("/record/mini/1").text)
    assert "Mini lesson, attempt 1" in said
    assert (
        "Your answer On a personal account with few friends Not right "
        "Right would have been: On the school&#39;s page, with permission"
    ) in said.replace("'", "&#39;")
    assert "Not right: 0 of 1 point." in said
    assert "No pupil's picture goes on a personal account. PST-3" in said


@pytest.mark.parametrize("path", ["/record/mini/9", "/record/pirates/1"])
def test_an_attempt_that_one_has_not_made_is_not_there(shell: Served, path: str) -> None:
    answer = shell.visitor("ana").get(path)
    assert answer.status_code == 404
    assert "There is no such attempt on record." in answer.text


def test_a_record_is_for_its_person_and_the_support_team_alone(shell: Served) -> None:
    for path in ("/record", "/record/mini/1", "/team/people/ana", "/team/people/ana/mini/1"):
        assert shell.visitor().get(path).status_code == 302
    bo = shell.visitor("bo")
    assert "33.3%" not in bo.get("/record").text
    assert bo.get("/record/mini/2").status_code == 404
    for path in ("/team/people/ana", "/team/people/ana/mini/1"):
        assert bo.get(path).status_code == 403


def test_no_page_of_the_support_team_stands_where_a_persons_record_does(shell: Served) -> None:
    cy = shell.visitor("cy")
    assert "<h1>Certificates</h1>" in cy.get("/team/certificates").text
    assert "There is nobody of that id." in cy.get("/team/people/certificates").text
    assert cy.get("/team/ana").status_code == 404


def test_the_support_team_opens_a_persons_record_from_its_table(shell: Served) -> None:
    cy = shell.visitor("cy")
    assert '<a href="/team/people/ana">Ana Berg</a>' in cy.get("/team").text
    page = cy.get("/team/people/ana").text
    assert "<h1>Ana Berg: record</h1>" in page
    assert 'href="/team/people/ana/mini/1"' in page
    assert "On a personal account with few friends" in cy.get("/team/people/ana/mini/1").text
    nobody = cy.get("/team/people/nobody")
    assert nobody.status_code == 404
    assert "There is nobody of that id." in nobody.text


def test_a_lesson_says_where_it_stands_in_the_course(shell: Served) -> None:
    page = shell.visitor("ana").get(LESSON).text
    assert '<p class="place"><a href="/">My training</a> <span>Module 2 of 3</span></p>' in page
    foot = page.split('<nav class="modules" aria-label="Modules">')[1].split("</nav>")[0]
    assert re.findall(r'rel="(\w+)" href="([^"]+)"', foot) == [
        ("prev", "/learn/mini"),
        ("next", "/learn/third"),
    ]
    assert words(foot) == "Previous module Mini lesson Next module Third lesson"


@pytest.mark.parametrize(
    ("person", "module", "number"),
    [("bo", "mini", "Module 1 of 1"), ("cy", "second", None)],
)
def test_a_lesson_counts_only_the_modules_of_ones_role(
    shell: Served, person: str, module: str, number: str | None
) -> None:
    page = shell.visitor(person).get(f"/learn/{module}").text
    assert "lesson-config" in page
    assert re.findall(r"Module \d+ of \d+", page) == ([number] if number else [])
    assert 'aria-label="Modules"' not in page


def test_what_is_in_a_lesson_and_its_time_are_there_before_the_kernel_is(shell: Served) -> None:
    with shell.visitor("ana").stream("GET", "/learn/mini") as response:
        seen, parts = "", response.iter_text()
        while "</h1>" not in seen:
            seen += next(parts)
        assert "lesson-config" not in seen
        contents = seen.split('<nav class="contents" aria-label="In this lesson">')[1]
        links = re.findall(r'<a href="#([\w-]+)">([^<]+)</a>', contents.split("</nav>")[0])
        rest = "".join(parts)
    assert links == [
        ("part-a-story", "A story"),
        ("part-a-picture", "A picture"),
        ("part-two-questions", "Two questions"),
    ]
    assert 'data-minutes="2">About 2 minutes<' in contents
    for name, title in links:
        assert f'<h2 id="{name}">{title}</h2>' in rest


@pytest.mark.parametrize("path", ["/sign-in", "/", "/nowhere", "/learn/mini"])
def test_the_address_of_who_can_help_is_a_link(shell: Served, path: str) -> None:
    page = shell.visitor("ana").get(path).text
    link = '<a href="mailto:support@ashtree.example">support@ashtree.example</a>'
    assert f"Questions? Ask the Central Support Team, {link}." in page


def test_without_javascript_a_lesson_says_what_to_do_and_whom_to_ask(shell: Served) -> None:
    page = shell.visitor("ana").get("/learn/mini").text
    told = words(page.split("<noscript>")[1].split("</noscript>")[0])
    assert "Turn JavaScript on" in told
    assert "ask the Central Support Team, support@ashtree.example for the paper version" in told


def test_the_session_cookie_lives_as_long_as_the_session_may(shell: Served) -> None:
    answer = shell.visitor().sign_in(shell.link("ana"))
    cookie = next(c for c in answer.headers.get_list("set-cookie") if "readyroom_session" in c)
    assert f"Max-Age={12 * 60 * 60};" in f"{cookie};"
