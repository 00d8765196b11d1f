"""What the server prints, for whoever runs it."""

from __future__ import annotations

import logging
import re

import pytest

from readyroom.content.load import load_course
from readyroom.server.app import worth_saying
from tests.served import ROOT, Served


def test_the_first_start_names_the_first_module_that_staff_take_and_how_many_there_are(
    served: Served,
) -> None:
    titles = [m.title for m in load_course(ROOT).modules if "staff" in m.roles]
    (told,) = re.findall(r"^  staff .*: take (.*)$", "".join(served.said), re.MULTILINE)
    assert re.findall("“([^”]+)”", told) == titles[:1]
    assert re.findall(r"\d+", told) == [str(len(titles))] == ["9"]


def test_what_jupyter_notes_about_refusals_is_no_news(served: Served) -> None:
    address = "/api/kernels/00000000-0000-0000-0000-000000000000"
    assert served.visitor("amira-shah").get(address).status_code in (403, 404)
    assert "wrote error" not in "".join(served.said)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("wrote error: %r", False),
        ("WebSocket ping timeout after %i ms.", False),
        ("Refused a frame from a page: %s.", True),
    ],
)
def test_only_lines_that_mean_something_are_printed(line: str, said: bool) -> None:
    assert worth_saying(logging.makeLogRecord({"msg": line})) is said
