"""The way of a draft: from the page to the web server, and to no kernel."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from readyroom.server.guard import Refused, check_frame
from readyroom.server.lessons import OLDEST_DRAFT
from readyroom.widgets.lesson import Lesson
from readyroom.widgets.preview import preview
from tests.served import MINI, Served, Visitor, on_roster
from tests.test_activity import ANSWER, KEPT, NONE_YET, VIEW, Book, Wire, browser_sends
from tests.test_guard import answer as custom
from tests.test_guard import frame

CHOICES = {"answer": ["b"]}
GOOD = {"activity": "whose-page", "tag": "x", "choices": json.dumps(CHOICES), "age": "0"}


@pytest.fixture(scope="module")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    served = Served(tmp_path_factory.mktemp("data") / "var", content=MINI)
    yield served
    served.stop()


@pytest.fixture(scope="module")
def ana(mini: Served) -> Visitor:
    on_roster(mini, "ana")
    return mini.visitor("ana")


def post(visitor: Visitor, **changed: str) -> httpx.Response:
    return visitor.submit("/learn/mini/draft", **(GOOD | changed))


def test_a_kernel_is_sent_no_draft() -> None:
    with pytest.raises(Refused):
        check_frame(frame("comm_msg", custom(kind="draft", draft=CHOICES)))


def test_a_marked_answer_leaves_no_draft_in_the_view() -> None:
    widget = Wire({**VIEW, "draft": CHOICES}, NONE_YET, answer=lambda *given: KEPT, on_page=True)
    browser_sends(widget, ANSWER)
    assert widget.view["draft"] is None


def test_the_view_at_which_the_reader_goes_on_is_marked() -> None:
    class Begun(Book):
        def lesson(self) -> object:  # type: ignore[override]
            return {**super().lesson(), "place": "own-phone"}

    lesson = Lesson("pictures", source=Begun())
    lesson.scenario("the-fair")
    lesson.quiz("pictures")
    assert [widget.view["place"] for widget in lesson._shown] == [False, True]


def test_a_preview_has_no_drafts() -> None:
    lesson = preview("mini", MINI, None).lesson()
    assert [view["draft"] for view in lesson["activities"]] == [None] * 4
    assert lesson["place"] is None


def test_a_draft_is_taken_without_a_word(ana: Visitor) -> None:
    answer = post(ana)
    assert (answer.status_code, answer.content) == (204, b"")


@pytest.mark.parametrize(
    "changed",
    [
        {"choices": "no JSON"},
        {"choices": "[" * 50_000},
        {"choices": '["b"]'},
        {"choices": '{"answer": "b"}'},
        {"choices": json.dumps({"answer": ["b" * 65]})},
        {"choices": '{"answer": ["\\ud800"]}'},
        {"age": "soon"},
        {"age": "-1"},
        {"age": str(OLDEST_DRAFT + 1)},
    ],
    ids=lambda changed: str(changed)[:40],
)
def test_what_is_no_draft_is_refused(ana: Visitor, changed: dict[str, str]) -> None:
    assert post(ana, **changed).status_code == 400


@pytest.mark.parametrize("missing", sorted(GOOD))
def test_a_draft_that_is_not_whole_is_refused(ana: Visitor, missing: str) -> None:
    fields: dict[str, Any] = {name: text for name, text in GOOD.items() if name != missing}
    assert ana.submit("/learn/mini/draft", **fields).status_code == 400


def test_a_draft_for_no_module_finds_nothing(ana: Visitor) -> None:
    assert ana.submit("/learn/pirates/draft", **GOOD).status_code == 404


def test_whoever_is_not_signed_in_keeps_no_draft(mini: Served) -> None:
    stranger = mini.visitor()
    token = stranger.form_token("/sign-in")
    answer = stranger.post("/learn/mini/draft", data={"_xsrf": token, **GOOD})
    assert answer.status_code == 403


def test_a_draft_from_another_site_is_refused(ana: Visitor) -> None:
    assert ana.post("/learn/mini/draft", data=GOOD).status_code == 403
