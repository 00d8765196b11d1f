"""The front door, over HTTP: who gets in, to what, and what they are told."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from readyroom.content.model import ROLES
from readyroom.records.people import People
from readyroom.records.signin import SignIn
from tests.served import MINI, Served, Visitor, children, readyroom

INNER = ("/", "/learn/pictures", "/team", "/team/completions.csv", "/team/completions.json")


def test_the_first_start_prints_a_link_for_one_person_of_each_role(served: Served) -> None:
    said = "".join(served.said)
    links = re.findall(rf"{served.url}/sign-in\?code=[0-9A-F-]{{19}}", said)
    assert len(set(links)) == 7
    assert len(ROLES) == 7
    for role in ROLES:
        assert re.search(rf"^  {role} ", said, re.MULTILINE), role


@pytest.mark.parametrize("path", INNER)
def test_a_stranger_is_asked_to_sign_in(served: Served, path: str) -> None:
    answer = served.visitor().get(path)
    assert answer.status_code == 302
    assert answer.headers["location"].startswith("/sign-in?next=")


def test_signing_in_leads_to_where_one_wanted_to_be(served: Served) -> None:
    visitor, link = served.visitor(), served.link("tom-okoro")
    answer = visitor.submit("/sign-in", form="/sign-in", code=link.split("=")[1], next="/team")
    assert (answer.status_code, answer.headers["location"]) == (302, "/team")


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "/a?b=//c",
    ],
)
def test_signing_in_never_leads_to_another_site(served: Served, elsewhere: str) -> None:
    visitor, link = served.visitor(), served.link("tom-okoro")
    answer = visitor.submit("/sign-in", form="/sign-in", code=link.split("=")[1], next=elsewhere)
    assert (answer.status_code, answer.headers["location"]) == (302, "/")


def test_opening_a_link_fills_the_form_and_spends_nothing(served: Served) -> None:
    link = served.link("tom-okoro")
    for _ in range(3):  # a mail scanner follows it first
        page = served.visitor().get(link)
        assert link.split("=")[1] in page.text
    assert served.visitor().sign_in(link).status_code == 302


def test_a_used_link_says_so_and_what_to_do(served: Served) -> None:
    link = served.link("tom-okoro")
    served.visitor().sign_in(link)
    again = served.visitor().sign_in(link)
    assert again.status_code == 401
    assert "used already" in again.text
    assert "Ask" in again.text


def test_an_expired_link_says_so(served: Served) -> None:
    people = People(served.data.people)
    yesterday = datetime.now(UTC) - timedelta(days=1)
    code = SignIn(people).issue("tom-okoro", now=yesterday)
    people.close()
    answer = served.visitor().sign_in(f"{served.url}/sign-in?code={code}")
    assert answer.status_code == 401
    assert "out of date" in answer.text


def test_the_session_cookie_is_out_of_the_reach_of_scripts(served: Served) -> None:
    answer = served.visitor().sign_in(served.link("tom-okoro"))
    cookie = next(c for c in answer.headers.get_list("set-cookie") if "readyroom_session" in c)
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize("session", ["", "x", "a" * 43, "é"])
def test_an_invented_session_is_nobodys(served: Served, session: str) -> None:
    headers = {"Cookie": f"readyroom_session={session}".encode()}
    assert httpx.get(served.url + "/", headers=headers).status_code == 302


def test_signing_out_ends_the_session_on_the_server(served: Served) -> None:
    visitor = served.visitor("tom-okoro")
    cookies = dict(visitor.cookies)
    assert visitor.submit("/sign-out").status_code == 302
    assert httpx.get(served.url + "/", cookies=cookies).status_code == 302


def test_a_form_from_another_site_is_refused(served: Served) -> None:
    visitor = served.visitor("tom-okoro")
    for path in ("/sign-out", "/sign-in", "/learn/pictures/again"):
        assert visitor.post(path, data={}).status_code == 403, path


@pytest.mark.parametrize(
    "path",
    [
        "/voila/tree",
        "/voila/render/pictures/pictures.ipynb",
        "/voila/files/pictures/pictures.ipynb",
        "/voila/api/contents/",
        "/voila/static/voila.js",
        "/voila/templates/lab/static/index.css",
        "/voila/labextensions/x",
        "/api/kernels",
        "/static/readyroom/../../errors.py",
        "/static/readyroom/%2e%2e/activity.py",
        "/learn/..%2f..%2fgrading",
        "/nowhere",
    ],
)
def test_what_is_not_on_the_list_is_not_there(served: Served, path: str) -> None:
    for visitor in (served.visitor(), served.visitor("tom-okoro")):
        answer = visitor.get(path)
        assert answer.status_code == 404
        assert "Go to my training" in answer.text


def test_an_unknown_module_is_named_with_the_modules_there_are(served: Served) -> None:
    answer = served.visitor("tom-okoro").get("/learn/pirates")
    assert answer.status_code == 404
    assert "no module called “pirates”" in answer.text
    assert "Pictures and consent" in answer.text


def test_what_stands_in_the_address_is_not_run_as_html(served: Served) -> None:
    answer = served.visitor().get("/sign-in?code=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script" not in answer.text


@pytest.mark.parametrize("path", ["/", "/sign-in", "/nowhere", "/static/readyroom/page.css"])
def test_every_response_carries_the_protective_headers(served: Served, path: str) -> None:
    headers = served.visitor().get(path).headers
    policy = headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert "server" not in headers


def test_no_page_holds_a_script_or_style_of_its_own(served: Served) -> None:
    visitor = served.visitor("tom-okoro")
    for path in ("/", "/sign-in", "/learn/pictures", "/nowhere"):
        page = visitor.get(path).text
        scripts = re.findall(r"<script([^>]*)>", page)
        assert all("src=" in s or 'type="application/json"' in s for s in scripts), path
        assert "<style" not in page
        assert " style=" not in page
        assert " onclick=" not in page
        assert not re.search(r'(?:src|href)="(?:https?:)?//', page), path


def test_a_static_file_is_kept_for_ever_by_its_hash(served: Served) -> None:
    page = served.visitor().get("/sign-in").text
    address = re.search(r'href="(/static/readyroom/page\.css\?v=[0-9a-f]+)"', page)
    assert address is not None
    assert "immutable" in served.visitor().get(address.group(1)).headers["cache-control"]


def test_a_lesson_shows_its_text_before_the_kernel_is_there(served: Served) -> None:
    visitor = served.visitor("tom-okoro")
    began = time.monotonic()
    with visitor.stream("GET", "/learn/pictures") as answer:
        seen, parts = "", answer.iter_text()
        for part in parts:
            seen += part
            if "Pictures and consent</h1>" in seen:
                first = time.monotonic() - began
                break
        else:
            pytest.fail("the lesson's title never came")
        assert "lesson-config" not in seen
        seen += "".join(parts)
    assert "lesson-config" in seen
    assert first < time.monotonic() - began


@pytest.mark.parametrize(
    ("header", "value"), [("Sec-Fetch-Dest", "iframe"), ("Sec-Fetch-Dest", "image")]
)
def test_only_a_visit_starts_a_lesson(served: Served, header: str, value: str) -> None:
    visitor = served.visitor("greta-lind")
    before = kernels(served)
    assert visitor.get("/learn/pictures", headers={header: value}).status_code == 403
    assert kernels(served) == before


def test_a_link_on_another_site_gets_a_start_button_and_no_kernel(served: Served) -> None:
    visitor = served.visitor("greta-lind")
    before = kernels(served)
    answer = visitor.get("/learn/pictures", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 200
    assert ">Start</a>" in answer.text
    assert kernels(served) == before


@pytest.mark.parametrize("person", ["tom-okoro", "wendy-price", "nina-frost", "ellis-ward"])
def test_only_the_support_team_sees_who_is_trained(served: Served, person: str) -> None:
    visitor = served.visitor(person)
    for path in ("/team", "/team/completions.csv", "/team/completions.json"):
        assert visitor.get(path).status_code == 403


def test_the_support_team_sees_everybody_and_takes_the_export_away(served: Served) -> None:
    visitor = served.visitor("maeve-doyle")
    page = visitor.get("/team").text
    for name in ("Amira Shah", "João Costa, dos Santos", "Nina Frost"):
        assert name in page
    answer = visitor.get("/team/completions.csv")
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 12
    as_json = json.loads(visitor.get("/team/completions.json").content)
    assert [row["learner_id"] for row in as_json] == [row["learner_id"] for row in rows]


def test_a_module_that_was_not_finished_is_not_begun_again(served: Served) -> None:
    visitor = served.visitor("kofi-mensah")
    answer = visitor.submit("/learn/pictures/again")
    assert (answer.status_code, answer.headers["location"]) == (302, "/learn/pictures")
    assert "Not started" in visitor.get("/").text


def test_a_removed_page_frees_its_kernel_and_only_its_owner_can(served: Served) -> None:
    owner, other = served.visitor("deniz-aydin"), served.visitor("tom-okoro")
    page = owner.get("/learn/pictures").text
    kernel = re.search(r'"kernelId": "([0-9a-f-]{36})"', page)
    assert kernel is not None
    path = f"/voila/api/shutdown/{kernel.group(1)}"
    assert other.submit(path).status_code == 404
    assert owner.submit(path).status_code == 204
    assert owner.submit(path).status_code == 404


@pytest.mark.parametrize(("person", "at_once"), [("wendy-price", 1), ("nina-frost", 6)])
def test_one_person_holds_two_kernels_at_most(served: Served, person: str, at_once: int) -> None:
    visitor = served.visitor(person)
    before = kernels(served)
    with ThreadPoolExecutor(at_once) as pool:
        most = list(pool.map(lambda _: open_and_count(served, visitor), range(6)))
    assert max(most) <= before + 3  # one may be on its way out while the next comes in
    assert settled(served) == before + 2


def open_and_count(served: Served, visitor: Visitor) -> int:
    visitor.get("/learn/pictures")
    return kernels(served)


def settled(served: Served) -> int:
    """How many kernels there are once none is on its way out."""
    counts = [kernels(served)]
    until = time.monotonic() + 10
    while time.monotonic() < until and counts[-5:] != [counts[-1]] * 5:
        time.sleep(0.1)
        counts.append(kernels(served))
    return counts[-1]


def test_a_page_can_ask_whether_its_own_kernel_is_still_there(served: Served) -> None:
    owner, other = served.visitor("kofi-mensah"), served.visitor("tom-okoro")
    path = f"/api/kernels/{kernel_of(owner.get('/learn/pictures').text)}"
    assert owner.get(path).json() == {}
    assert other.get(path).status_code == 404
    assert served.visitor().get(path).status_code == 302
    owner.submit(path.replace("/api/kernels", "/voila/api/shutdown"))
    assert owner.get(path).status_code == 404


def kernel_of(page: str) -> str:
    """The kernel that a lesson's page speaks to."""
    found = re.search(r'"kernelId": "([0-9a-f-]{36})"', page)
    assert found is not None
    return found.group(1)


def test_signing_out_ends_the_lessons_that_are_open(served: Served) -> None:
    visitor = served.visitor("deniz-aydin")
    kernel = kernel_of(visitor.get("/learn/pictures").text)
    before = kernels(served)
    visitor.submit("/sign-out")
    again = served.visitor("deniz-aydin")
    assert again.get(f"/api/kernels/{kernel}").status_code == 404
    assert settled(served) == before - 1


def test_a_kernel_that_dies_while_it_starts_leaves_a_page_that_says_what_to_do(
    served: Served,
) -> None:
    visitor = served.visitor("joao-costa")
    known = set(children(served.process.pid))
    with visitor.stream("GET", "/learn/pictures") as answer:
        parts = answer.iter_text()
        page = next(parts)
        for pid in set(children(served.process.pid)) - known:
            os.kill(pid, signal.SIGKILL)
        page += "".join(parts)
    assert page.rstrip().endswith("</html>")
    assert "Your checked answers are safe. Reload this page." in page
    assert re.search(r"tell .* this reference: [0-9a-f]{8}", page)


def test_a_reader_who_leaves_before_the_page_is_whole_leaves_no_kernel(served: Served) -> None:
    visitor = served.visitor("greta-lind")
    before = settled(served)
    with visitor.stream("GET", "/learn/pictures") as answer:
        next(answer.iter_text())
    until = time.monotonic() + 15
    while kernels(served) > before and time.monotonic() < until:
        time.sleep(0.1)
    assert settled(served) == before


def test_an_edit_of_the_content_reaches_nobody_before_the_next_start(
    data: Path, tmp_path: Path
) -> None:
    content = tmp_path / "content"
    for folder in ("course", "quizzes", "scenarios"):
        shutil.copytree(MINI / folder, content / folder)
    with Served(data, content=content) as served:
        people = tmp_path / "people.csv"
        people.write_text(
            "id,last_name,first_name,email,role,school\nana,Berg,Ana,a@b.example,staff,Hill\n",
            encoding="utf-8",
        )
        assert readyroom("people", "import", str(people), "--data", str(data)).returncode == 0
        ana = served.visitor("ana")
        before = ana.get("/learn/mini").text
        (content / "course" / "policy.yml").write_text("broken: [", encoding="utf-8")
        (content / "course" / "mini" / "mini.ipynb").unlink()
        after = ana.get("/learn/mini").text
        assert "lesson-config" in after
        assert len(after) == pytest.approx(len(before), rel=0.05)
        assert readyroom("export", "completions", "--data", str(data)).returncode == 0


def test_a_damaged_gradebook_shuts_nobody_out_and_spoils_no_export(data: Path) -> None:
    with Served(data) as served:
        damaged = served.data.gradebook / "gradebook.db"
        damaged.write_bytes(b"no database" * 1000)
        assert "My training" in served.visitor("amira-shah").get("/").text
        done = readyroom("export", "completions", "--data", str(data))
        assert done.returncode == 1
        assert str(damaged) in done.stderr
        assert "No answer is lost" in done.stderr
        assert "Traceback" not in done.stderr


def test_behind_a_proxy_with_https_links_and_cookies_are_for_https(data: Path) -> None:
    with Served(data, more=["--address", "https://training.example/"]) as served:
        assert "https://training.example/sign-in?code=" in "".join(served.said)
        visitor = served.visitor()
        visitor.headers["X-Forwarded-Proto"] = "https"
        answer = visitor.sign_in(served.link("amira-shah"))
        cookie = next(c for c in answer.headers.get_list("set-cookie") if "readyroom_session" in c)
        assert "Secure" in cookie


def kernels(served: Served) -> int:
    """How many kernels the server runs."""
    count = 0
    for pid in children(served.process.pid):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:  # noqa: PTH123
                count += b"ipykernel" in file.read()
        except FileNotFoundError:
            continue
    return count


def test_a_visitor_keeps_the_pages_apart(served: Served) -> None:
    first = served.visitor("tom-okoro")
    second = served.visitor("nina-frost")
    assert "Hello Tom" in first.get("/").text
    assert "Hello Nina" in second.get("/").text
