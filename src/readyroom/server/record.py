"""My record: every attempt, and each answer of it. The support team may open anybody's."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Any, Final
from zoneinfo import ZoneInfo

from tornado import web

from readyroom.errors import UnknownError
from readyroom.server.handlers import Page, require_role
from readyroom.server.link import RecorderSaidNo
from readyroom.server.standing import day

_HOW_SURE: Final = {
    "sure": "You were sure.",
    "fairly": "You were fairly sure.",
    "guess": "You were guessing.",
}


class RecordPage(Page):
    """The record of the one who asks."""

    @web.authenticated
    async def get(self) -> None:
        """Every attempt of every module."""
        await show_record(self, self.current_user.username, "/record")


class RecordedAttempt(Page):
    """One of one's own attempts."""

    @web.authenticated
    async def get(self, module: str, number: str) -> None:
        """What was answered in it, in words, with the feedback."""
        await show_attempt(self, self.current_user.username, module, int(number), "/record")


class PersonRecord(Page):
    """Somebody's record, for the support team only."""

    @web.authenticated
    async def get(self, person: str) -> None:
        """The page that the person sees, headed with the name."""
        require_role(self, "support")
        await show_record(self, known(self, person), f"/team/people/{person}")


class PersonAttempt(Page):
    """One of somebody's attempts, for the support team only."""

    @web.authenticated
    async def get(self, person: str, module: str, number: str) -> None:
        """The page that the person sees, headed with the name."""
        require_role(self, "support")
        base = f"/team/people/{person}"
        await show_attempt(self, known(self, person), module, int(number), base)


def known(page: Page, person: str) -> str:
    """The id of somebody on the roster; a 404 for anybody else."""
    try:
        return str(page.services.people.get(person).id)
    except UnknownError:
        raise web.HTTPError(HTTPStatus.NOT_FOUND, "There is nobody of that id.") from None


async def show_record(page: Page, person: str, base: str) -> None:
    """The table of a person's attempts; its links begin with ``base``."""
    found = await page.services.recorder.history(person)
    zone = page.services.course.timezone
    page.show(
        "record.html",
        base=base,
        own=base == "/record",
        name=found["name"],
        first_name=found["first_name"],
        modules=[
            {**module, "attempts": [_dated(attempt, zone) for attempt in module["attempts"]]}
            for module in found["modules"]
        ],
    )


async def show_attempt(page: Page, person: str, module: str, number: int, base: str) -> None:
    """One attempt, answer by answer; a 404 when there is none."""
    try:
        found = await page.services.recorder.attempt(person, module, number)
    except RecorderSaidNo as no:
        if no.status != HTTPStatus.NOT_FOUND:
            raise
        raise web.HTTPError(HTTPStatus.NOT_FOUND, "There is no such attempt on record.") from None
    page.show(
        "attempt.html",
        base=base,
        own=base == "/record",
        how_sure=_HOW_SURE,
        attempt=_dated(found, page.services.course.timezone),
    )


def _dated(attempt: dict[str, Any], zone: str) -> dict[str, Any]:
    return {
        **attempt,
        "begun": _moment(attempt["begun"], zone),
        "finished": attempt["finished"] and _moment(attempt["finished"], zone),
        "until": day(attempt["until"], zone),
    }


def _moment(iso: str, zone: str) -> str:
    """A time as people write it, in the trust's zone: 2 November 2026, 14:05."""
    local = datetime.fromisoformat(iso).astimezone(ZoneInfo(zone))
    return f"{local.day} {local:%B %Y, %H:%M}"
